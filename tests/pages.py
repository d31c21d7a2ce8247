"""Make web pages about an invented town, as content management systems write them."""

from __future__ import annotations

import json
from collections.abc import Mapping

ADDRESS = "https://courier.example/world/market-blast"
TITLE = "Nine killed in Tarn Bridge market blast"
PARAGRAPHS = (
    "TARN BRIDGE — A bomb tore through the fish market of Tarn Bridge on Tuesday, killing nine people and "
    "wounding at least 20, the mayor’s office said.",
    "The Harrow Front claimed the attack in a message on its channel, saying it had struck “a barracks”.",
    "Velmoran officials blamed neighbouring Kestria, which denied any part in it and called it absurd.",
    "Rescuers were still digging on Wednesday morning, and two newspapers doubted the claim of the Front.",
)
TEXT = "\n\n".join(PARAGRAPHS)
PUBLISHED = "2031-03-04T23:30:00-05:00"
LINKED: Mapping[str, object] = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Velmora Courier", "datePublished": "2009-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "datePublished": PUBLISHED,
            "dateModified": "2031-03-05T08:00:00Z",
            "author": [{"@type": "Person", "name": "Ilsa Tarn"}, {"@type": "Person", "name": "Oren Vale"}],
        },
    ],
}
META = (
    f'<link rel="canonical" href="{ADDRESS}"><meta property="og:site_name" content="The Velmora Courier">'
    f'<meta property="og:title" content="{TITLE}">'
)


def make_page(
    *,
    head: str = META,
    linked: object = LINKED,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    before: str = "",
    language: str = "en",
    charset: str = "utf-8",
) -> bytes:
    """Make a page: a head, an article, and around it what every site has.

    Args:
        head: elements of the head.
        linked: what the JSON-LD holds; None for no JSON-LD.
        paragraphs: HTML of the article's paragraphs.
        before: HTML between the headline and the first paragraph.
        language: what the page declares.
        charset: in which the page is encoded, and which it declares.
    """
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
    page = f"""<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="{charset}"><title>{TITLE} | The Velmora Courier</title>{head}{script}</head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>{TITLE}</h1>{before}{body}</article></main>
<aside><h3>Most read</h3><ul><li><a href="/x">Old story of another bombing, 70 dead</a></li></ul></aside>
<section id="comments"><p>Brave reporting, thank you so much for this!</p></section>
<footer>© 2029 The Velmora Courier. All rights reserved.</footer></body></html>"""
    return page.encode(charset, "xmlcharrefreplace")
