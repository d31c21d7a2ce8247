from __future__ import annotations

import codecs
import io
import json

import pytest

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.catalog import HEAD
from counterclaim.read.encoding import find_charset, find_encoding
from counterclaim.read.page.decode import decode_page
from counterclaim.read.reports import read_reports, read_stream
from counterclaim.read.web.fetched import Fetched
from tests.crawls import WarcSample
from tests.factories import TEXT
from tests.pages import PARAGRAPHS, make_page

#: What a page in each encoding holds besides English.
WORDS = {
    "windows-1251": "Газета «Вечерняя Велмора»",
    "windows-1256": "صحيفة مساء فيلمورا",
    "iso-8859-15": "L’Écho de Velmora, 3 €".replace("’", "'"),
    "gbk": "维尔莫拉晚报",
    "utf-16": "Вечерняя Велмора, 维尔莫拉晚报",
    "utf-16le": "Вечерняя Велмора, 维尔莫拉晚报",
    "shift_jis": "ヴェルモラ夕刊",
    "iso-2022-jp": "ベルモラの町",
}
ADDRESS = "https://courier.example/world/blast"


def make_foreign_page(charset: str, declared: str) -> bytes:
    """Make a page in an encoding which its own `meta` may not name."""
    told = f"{WORDS[charset]} printed the same figures."
    page = make_page(paragraphs=(*PARAGRAPHS, told)).decode()
    plain = page.replace("’", "'").replace("“", '"').replace("”", '"').replace("—", "-").replace("©", "")
    return plain.replace('<meta charset="utf-8">', declared).encode(charset)


def read_fetched(body: bytes, content_type: str) -> list[Report | Problem]:
    """Read an address whose site answers so."""

    def fetch(address: str) -> Fetched:
        return Fetched(
            asked=address, address=address, body=body, content_type=content_type, is_unchanged=False
        )

    return list(read_reports([ADDRESS], fetch=fetch))


def read_crawled(body: bytes, content_type: str) -> list[Report | Problem]:
    """Read a crawl of one page with its answer's headers."""
    crawl = WarcSample().add(body, type=content_type, address=ADDRESS).close()
    return [each.found for each in read_stream(io.BytesIO(crawl), "crawl.warc", None)]  # type: ignore[misc]


@pytest.mark.parametrize("read", [read_fetched, read_crawled])
@pytest.mark.parametrize("declared", ["", '<meta charset="utf-8">', '<meta charset="windows-1252">'])
@pytest.mark.parametrize("charset", WORDS)
def test_a_page_is_read_in_the_encoding_that_its_server_names(charset, declared, read) -> None:  # type: ignore[no-untyped-def]
    (report,) = read(make_foreign_page(charset, declared), f"text/html; charset={charset}")
    assert isinstance(report, Report)
    assert WORDS[charset] in report.text


def test_a_page_without_a_header_is_read_as_it_declares_itself() -> None:
    (report,) = read_fetched(make_foreign_page("windows-1251", '<meta charset="windows-1251">'), "text/html")
    assert isinstance(report, Report)
    assert WORDS["windows-1251"] in report.text


def test_a_mark_is_stronger_than_a_header() -> None:
    page = codecs.BOM_UTF16_BE + "<p>Велмора</p>".encode("utf-16-be")
    assert decode_page(page, "cp1251") == "<p>Велмора</p>"


def test_what_can_only_be_utf_8_is_read_so_whatever_the_header_says() -> None:
    assert decode_page("<p>Велмора</p>".encode(), "cp1252") == "<p>Велмора</p>"


def test_a_header_is_stronger_than_a_declaration() -> None:
    page = '<meta charset="windows-1256"><p>Велмора</p>'
    assert decode_page(page.encode("cp1251"), "cp1251") == page


@pytest.mark.parametrize(
    ("content_type", "found"),
    [
        ("text/html; charset=windows-1251", "cp1251"),
        ('text/html;CHARSET="Windows-1251"', "cp1251"),
        ("text/html; charset='gbk'; boundary=x", "gb18030"),
        ("text/html; charset=utf-16", "utf-16-le"),
        ("text/html; charset=hex", None),
        ("text/html; charset=utf-7", None),
        ("text/html; charset=", None),
        ("text/html", None),
        (None, None),
    ],
)
def test_find_charset_knows_what_browsers_know(content_type: str | None, found: str | None) -> None:
    assert find_charset(content_type) == found


@pytest.mark.parametrize(
    "label", ["iso-8859-1", "US-ASCII", " latin1 ", "ks_c_5601-1987", "x-sjis", "visual"]
)
def test_every_label_names_a_codec_that_is_there(label: str) -> None:
    assert codecs.lookup(find_encoding(label) or "").encode("a")[0] == b"a"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_files_of_utf_16_with_a_mark_are_read(encoding: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    told = f"{TEXT} «Вечерняя Велмора» printed it."
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    files = {
        "a.txt": told,
        "b.jsonl": "\n".join(json.dumps({"text": each}, ensure_ascii=False) for each in (told, TEXT)),
        "c.csv": f'text;outlet\r\n"{told}";Courier\r\n"{TEXT}";Post\r\n',
        "d.html": make_page(paragraphs=(told,)).decode(),
        "e.json": json.dumps({"text": told}, ensure_ascii=False),
    }
    for name, text in files.items():
        tmp_path.joinpath(name).write_bytes((mark + text).encode(encoding))
    found = list(read_reports([str(tmp_path)]))
    texts = [each.text for each in found if isinstance(each, Report)]
    assert texts == [told, told, TEXT, told, TEXT, " ".join(told.split()), told]
    assert len(found) == len(texts)


def test_half_a_character_of_utf_16_spoils_its_own_line_alone() -> None:
    lines = [json.dumps({"text": TEXT}), '{"text": "\ud800 is no text."}', json.dumps({"text": TEXT})]
    raw = codecs.BOM_UTF16_LE + "\n".join(lines).encode("utf-16-le", "surrogatepass")
    found = [each.found for each in read_stream(io.BytesIO(raw), "rows.jsonl", None)]
    assert [isinstance(each, Report) for each in found] == [True, False, True]


def test_a_file_of_utf_16_that_ends_in_half_a_character_is_told() -> None:
    raw = codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"x"
    (found,) = read_stream(io.BytesIO(raw), "here.txt", None)
    assert isinstance(found.found, Problem)
    assert "UTF-16" in found.found.message


@pytest.mark.parametrize("padding", [0, HEAD - 2, HEAD - 1, HEAD, 3 * HEAD])
def test_characters_at_any_place_of_a_long_file_of_utf_16_are_read(padding: int) -> None:
    text = f"{TEXT} {'x' * padding} 😀 Велмора"
    (found,) = read_stream(io.BytesIO(text.encode("utf-16")), "here.txt", None)
    assert isinstance(found.found, Report)
    assert found.found.text == text


def test_text_is_read_in_the_encoding_that_its_server_names() -> None:
    told = f"{TEXT} «Вечерняя Велмора» printed it."
    for read in (read_fetched, read_crawled):
        (report,) = read(told.encode("cp1251"), "text/plain; charset=windows-1251")
        assert isinstance(report, Report)
        assert report.text == told


def test_text_that_is_not_in_the_named_encoding_is_told() -> None:
    (found,) = read_fetched(TEXT.encode() + b" \x81\xff", "text/plain; charset=shift_jis")
    assert isinstance(found, Problem)
    assert found.kind == "binary"


def test_a_byte_that_is_not_in_the_named_encoding_spoils_its_own_row_alone() -> None:
    rows = f'text,outlet\n"{TEXT}",Вечер\n"X is no text.",Вечер\n"{TEXT}",Вечер\n'.encode("cp1251")
    found = read_fetched(rows.replace(b"X is", b"\x98 is"), "text/plain; charset=windows-1251")
    assert [isinstance(each, Report) for each in found] == [True, False, True]
