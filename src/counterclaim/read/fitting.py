"""Tell by its first bytes which format of feeds, wires, crawlers and channels a file has."""

from __future__ import annotations

from counterclaim.read.heads import find_json_keys, find_xml_root

#: Namespaces of RSS 0.9 and 1.0, which are RDF.
_RSS_NAMESPACES = ("purl.org/rss", "netscape.com/rdf")
#: Keys, in lower case, of which one tells ninjs from other JSON that has an address.
_NINJS_KEYS = frozenset(
    {"pubstatus", "versioncreated", "firstcreated", "representationtype", "headlines", "bodies"}
    | {"body_text", "body_html", "body_xhtml"}
)
#: Keys of a full export of Telegram Desktop; the chats may come far behind the first of them.
_FULL_EXPORT_KEYS = frozenset({"personal_information", "contacts", "frequent_contacts", "sessions", "chats"})
#: Keys that news-please writes beside the text of an article.
_NEWSPLEASE_KEYS = frozenset({"date_download", "date_publish", "source_domain", "title_page"})


def is_feed(head: bytes) -> bool:
    """Tell whether a file is a feed: RSS 0.9 to 2.0 or Atom."""
    name, attributes = find_xml_root(head) or ("", "")
    is_rdf = name == "RDF" and any(namespace in attributes for namespace in _RSS_NAMESPACES)
    return name == "rss" or is_rdf or (name == "feed" and "xmlns" in attributes)


def is_ninjs(head: bytes) -> bool:
    """Tell whether a file is news in JSON by IPTC, of any release."""
    keys = {key.lower() for key in find_json_keys(head)}
    # Whatever has a `text` is a line of ours, however much it tells beside it.
    return bool(keys & {"uri", "guid"}) and bool(keys & _NINJS_KEYS) and "text" not in keys


def is_newsml(head: bytes) -> bool:
    """Tell whether a file is NewsML-G2: one item, or a message of several."""
    name, attributes = find_xml_root(head) or ("", "")
    return name in ("newsItem", "newsMessage", "packageItem") and "iptc.org/std/nar" in attributes


def is_telegram(head: bytes) -> bool:
    """Tell whether a file is an export of Telegram Desktop, of one chat or of all."""
    keys = find_json_keys(head)
    return keys >= {"name", "type", "id", "messages"} or ("about" in keys and bool(keys & _FULL_EXPORT_KEYS))


def is_newsplease(head: bytes) -> bool:
    """Tell whether a file holds articles of the crawler news-please."""
    keys = find_json_keys(head)
    return "maintext" in keys and bool(keys & _NEWSPLEASE_KEYS)
