"""Small files as feeds, wires, crawlers and channels write them; all about invented places."""

from __future__ import annotations

import json

SENTENCE = "A bomb killed three people in the town of Sandry on Monday, its mayor said."
OTHER = "Rebels shelled a bridge near Tarn Bridge on Tuesday, and the army said that two soldiers died."


def make_rss() -> bytes:
    """Make a feed in RSS 2.0: one entry in full, one with a teaser only."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Velmora Post</title><link>https://post.velmora.example/</link><language>en-gb</language>
<item><title>Blast &amp; fire in Sandry</title><link>https://post.velmora.example/1</link>
<guid isPermaLink="false">4711</guid><dc:creator>Ana Reed</dc:creator>
<pubDate>Tue, 04 Mar 2031 23:30:00 -0500</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>{SENTENCE}</p><p>Eleven were <b>hurt</b>.</p>]]></content:encoded></item>
<item><title>Bridge shelled</title><link>https://post.velmora.example/2</link>
<guid>https://post.velmora.example/2</guid><pubDate>Wed, 05 Mar 2031 08:00:00 GMT</pubDate>
<description>{OTHER}</description></item>
</channel></rss>
""".encode()


def make_atom(count: str) -> bytes:
    """Make a feed in Atom with one entry, taken over from another outlet, that tells a number of dead."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Velmora Post</title><id>urn:velmora</id>
<updated>2031-03-05T08:00:00Z</updated>
<entry><title>Blast in Sandry</title><id>urn:velmora:1</id><link href="https://post.velmora.example/1"/>
<published>2031-03-04T10:00:00Z</published><updated>2031-03-05T08:00:00Z</updated>
<source><title>The first outlet</title><id>urn:first</id><updated>2031-03-04T10:00:00Z</updated></source>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>A bomb killed {count} people in Sandry.</p>
<p>The mayor said so &amp; left.</p></div></content></entry></feed>
""".encode()


def make_ninjs(**changes: object) -> bytes:
    """Make one item of ninjs 3; keys are changed or added."""
    item = {
        "uri": "https://wire.velmora.example/a1",
        "type": "text",
        "version": "2",
        "pubStatus": "usable",
        "firstCreated": "2031-03-04T10:00:00Z",
        "versionCreated": "2031-03-04T12:30:00Z",
        "language": "en-GB",
        "by": "Ana Reed",
        "headlines": [{"role": "main", "value": "Blast in Sandry"}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{SENTENCE}</p>"}],
        "infoSources": [{"name": "Velmora News Agency"}],
    }
    return json.dumps(item | changes, indent=1).encode()


def make_newsplease() -> bytes:
    """Make one article as news-please saves it."""
    article = {
        "authors": ["Ana Reed"],
        "date_download": "2031-03-06 07:00:00",
        "date_modify": None,
        "date_publish": "2031-03-04 10:00:00",
        "description": "In short.",
        "filename": "https%3A%2F%2Fpost.velmora.example%2F1.json",
        "image_url": None,
        "language": "en",
        "localpath": None,
        "maintext": f"{SENTENCE}\nEleven were hurt.",
        "source_domain": "post.velmora.example",
        "title": "Blast in Sandry",
        "title_page": None,
        "title_rss": None,
        "url": "https://post.velmora.example/1",
    }
    return json.dumps(article, indent=2).encode()


def make_message(number: int, text: str, **keys: object) -> dict[str, object]:
    """Make a message as Telegram Desktop exports it; a key of None is left out."""
    message = {
        "id": number,
        "type": "message",
        "date": "2031-03-04T14:00:00",
        "date_unixtime": str(1_930_384_800 + number),
        "from": "Highland Dawn",
        "from_id": "channel1700000001",
        "text": text,
        "text_entities": [{"type": "plain", "text": text}] if text else [],
        **keys,
    }
    return {key: value for key, value in message.items() if value is not None}


def make_chat(*messages: dict[str, object], **keys: object) -> dict[str, object]:
    """Make the export of one channel."""
    chat = {"name": "Highland Dawn", "type": "public_channel", "id": 1_700_000_001, "messages": messages}
    return chat | keys


def make_telegram() -> bytes:
    """Make an export of a channel whose party owns up to a bombing and denies another."""
    claim = "We carried out the bombing of the barracks in Sandry on Tuesday. Nine soldiers were killed."
    denial = "We deny any involvement in the bombing that killed 12 people in Dunhallow on Monday."
    return json.dumps(
        make_chat(make_message(2, claim), make_message(3, denial)), indent=1, ensure_ascii=False
    ).encode()


def make_newsml_item(
    *,
    guid: str = "urn:newsml:wire.velmora.example:20310304:1",
    status: str = "stat:usable",
    kind: str = "ninat:text",
    meta: str = "",
    content: str = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{SENTENCE}</p></body></html>",
) -> str:
    """Make a news item of NewsML-G2."""
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="3"
 standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">
<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>
<itemMeta><itemClass qcode="{kind}"/><provider qcode="nprov:VNA"><name>Velmora News Agency</name></provider>
<versionCreated>2031-03-04T12:30:00+02:00</versionCreated>
<firstCreated>2031-03-04T10:00:00+02:00</firstCreated>
<pubStatus qcode="{status}"/>{meta}</itemMeta>
<contentMeta><located><name>Sandry</name></located>
<by>By Ana Reed</by><dateline>SANDRY, March 4 (VNA)</dateline>
<language tag="en-GB"/><headline>Blast in Sandry</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml">{content}</inlineXML></contentSet></newsItem>"""


def make_newsml(*items: str) -> bytes:
    """Make a news message of NewsML-G2."""
    inner = "\n".join(items or (make_newsml_item(),))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2031-03-04T12:31:00+02:00</sent></header>
<itemSet>{inner}</itemSet></newsMessage>
""".encode()
