"""Web pages of the size and shape of a news site's, made from a seed, for `benchmarks.speed.reading`."""

from __future__ import annotations

import json
import random
from pathlib import Path

import trafilatura

from benchmarks.speed.reading import ReadingCase
from counterclaim.model.report import Report
from counterclaim.read.reports import read_reports

COUNT = 150
SEED = 20310304
PEOPLE = ("the mayor", "a medic", "two officials", "a spokesman of the Harrow Front", "residents")
DEEDS = ("shells hit the market of", "a bomb went off in", "gunmen raided", "police dispersed a march in")
PLACES = ("Tarn Bridge", "Velmora", "Sandry", "Dunhallow", "Solmouth")


def make_case(folder: Path) -> ReadingCase:
    """Make the pages in a folder."""
    chance = random.Random(SEED)
    paths = [folder / f"{number:03}.html" for number in range(COUNT)]
    for number, path in enumerate(paths):
        path.write_text(make_page(chance, number), encoding="utf-8")

    def extract() -> int:
        documents = (
            trafilatura.bare_extraction(
                path.read_bytes(),
                with_metadata=True,
                include_comments=False,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
            for path in paths
        )
        return sum(document is not None for document in documents)

    def read() -> int:
        return sum(isinstance(found, Report) for found in read_reports(list(map(str, paths))))

    size = sum(path.stat().st_size for path in paths)
    return ReadingCase(size=size, alone=extract, library="trafilatura", read=read)


def make_page(chance: random.Random, number: int) -> str:
    """Make a page: an article, and around it what a news site has."""
    title = f"{chance.randrange(2, 90)} killed in {chance.choice(PLACES)}, officials say ({number})"
    day = f"2031-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}T08:30:00+01:00"
    linked = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": day,
        "author": {"name": "Ilsa Tarn"},
    }
    paragraphs = "".join(f"<p>{make_paragraph(chance)}</p>\n" for _ in range(chance.randrange(8, 30)))
    links = "".join(f'<li><a href="/s/{each}" class="nav-item">Section {each}</a></li>' for each in range(40))
    teasers = "".join(
        f'<div class="card"><a href="/a/{each}"><img src="/i/{each}.jpg" alt="">'
        f"<h4>{make_sentence(chance)}</h4></a><span class=when>{each} hours ago</span></div>"
        for each in range(30)
    )
    scripts = "".join(
        f"<script>window.q=window.q||[];q.push({each});{'x' * 900}</script>" for each in range(25)
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Courier</title>
<link rel="canonical" href="https://courier.example/{number}"><meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="{day}"><style>{".a{color:red}" * 900}</style>
<script type="application/ld+json">{json.dumps(linked)}</script>{scripts}</head><body>
<header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1><p class="byline">By Ilsa Tarn</p>
{paragraphs}</article></main><aside class="related">{teasers}</aside>
<footer><ul>{links}</ul><p>© 2031 Courier. All rights reserved.</p></footer></body></html>"""


def make_paragraph(chance: random.Random) -> str:
    """Make a paragraph of two to five sentences."""
    return " ".join(make_sentence(chance) for _ in range(chance.randrange(2, 6)))


def make_sentence(chance: random.Random) -> str:
    """Make a sentence about an invented event."""
    count = chance.randrange(2, 60)
    deed, place = chance.choice(DEEDS), chance.choice(PLACES)
    speaker, day = chance.choice(PEOPLE), chance.randrange(1, 900)
    return f"On day {day} {deed} {place}, killing {count} people, {speaker} said."
