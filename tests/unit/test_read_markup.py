from __future__ import annotations

import pytest

from counterclaim.read.fitting import is_feed, is_newsplease, is_ninjs
from counterclaim.read.heads import find_json_keys, find_xml_root
from counterclaim.read.markup import html_to_text, to_heading, to_plain_text
from tests.wires import make_atom, make_newsplease, make_ninjs, make_rss


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One <b>died</b> in<br>Sandry.</p>Two <i>left</i>.", "One died in\nSandry.\n\nTwo left."),
        ("a<script>alert(1)</script> b<style>p{}</style>", "a b"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("&ldquo;No&rdquo;&nbsp;&amp;\n  so on", "“No” & so on"),
        ("Ve\u00adlmo\u200bra cafe\u0301", "Velmora café"),
        ("<!-- nothing -->", ""),
        ("", ""),
        ("<p>1 &lt; 2</p>", "1 < 2"),
    ],
)
def test_html_to_text(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


def test_words_without_markup_stay_as_they_are() -> None:
    assert to_plain_text("1 < 2 & 3\n\n 4 ") == "1 < 2 & 3\n\n4"


def test_headings_are_one_line() -> None:
    assert to_heading(" <b>Blast</b>\n in &amp; near\tSandry ") == "Blast in & near Sandry"
    assert to_heading(" ") is to_heading(None) is None


@pytest.mark.parametrize("depth", [10, 300, 100_000])
def test_no_depth_of_elements_is_an_error(depth: int) -> None:
    assert "x" not in html_to_text("<div>" * depth).strip()


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b'<?xml version="1.0"?>\n<!-- a --><!DOCTYPE rss [<!ENTITY a "b">]>\n<rss version="2.0">', "rss"),
        ("\ufeff<a:feed x='1'>".encode(), "feed"),
        ("<rss>".encode("utf-16"), "rss"),
    ],
)
def test_the_root_of_xml_is_found_behind_what_may_stand_before_it(head: bytes, root: str) -> None:
    found = find_xml_root(head)
    assert found and found[0] == root


@pytest.mark.parametrize("head", [b"", b"no xml", b"< rss>", b"<!-- <rss>", b"\xff\x00"])
def test_what_is_no_xml_has_no_root(head: bytes) -> None:
    assert find_xml_root(head) is None


@pytest.mark.parametrize(
    ("head", "keys"),
    [
        (b'{"a": {"b": [1]}, "c": "x\\"y\\": {", "d', {"a", "c"}),
        (b'[[], {"a": 1, "b": 2}, {"c": 3}]', {"a", "b"}),
        (b'\xef\xbb\xbf {"a" : 1}\n{"b": 2}', {"a"}),
        (b'"a": 1', set()),
        (b"{", set()),
    ],
)
def test_the_keys_of_the_first_object_are_found(head: bytes, keys: set[str]) -> None:
    assert find_json_keys(head) == keys


def test_a_head_of_unclosed_strings_is_read_in_one_go() -> None:
    assert find_json_keys(b'{"a": 1, "b": "' + b'\\"' * 30_000) == {"a", "b"}


def test_formats_are_told_apart() -> None:
    heads = [
        make_rss(),
        make_atom("two"),
        make_ninjs(),
        make_newsplease(),
        b'{"text": "x", "uri": "y", "versioncreated": "2031-03-04"}',
        b"<feed>",
    ]
    told = [(is_feed(head), is_ninjs(head), is_newsplease(head)) for head in heads]
    assert told == [
        (True, False, False),
        (True, False, False),
        (False, True, False),
        (False, False, True),
        (False, False, False),
        (False, False, False),
    ]
