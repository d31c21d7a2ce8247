from __future__ import annotations

import io

import pytest

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.catalog import detect_format
from counterclaim.read.formats.pdf import MAX_PAGES, read, say_pages
from counterclaim.read.found import Found
from counterclaim.read.paper import LIGATURES
from tests.pages import PARAGRAPHS, TEXT, TITLE
from tests.papers import HEIGHT, Line, lay_out, lock, make_pdf


def read_all(raw: bytes) -> list[Found]:
    return list(read(io.BytesIO(raw), "paper.pdf"))


def read_report(raw: bytes) -> Report:
    [(report, part)] = read_all(raw)
    assert isinstance(report, Report), report
    assert part is None
    return report


def read_problem(raw: bytes) -> Problem:
    [(problem, _)] = read_all(raw)
    assert isinstance(problem, Problem)
    assert problem.where == "paper.pdf"
    return problem


def test_lines_are_put_together_to_paragraphs() -> None:
    assert read_report(make_pdf()).text == f"{TITLE}\n\n{TEXT}"


def test_what_the_file_tells_goes_beside_the_text() -> None:
    told = {"Title": f"Microsoft Word - {TITLE}", "Author": "Ilsa Tarn; ovale and Oren Vale"}
    report = read_report(make_pdf(told={**told, "CreationDate": "D:20310304120000+01'00'"}))
    assert (report.title, report.byline, report.language) == (TITLE, ("Ilsa Tarn", "Oren Vale"), "en")
    # When a file was made is not when it was published.
    assert (report.published, report.published_basis) == (None, "unknown")


@pytest.mark.parametrize(
    "title", ["Untitled document", "press release final.docx", "Microsoft Word - Doc1.doc", " - "]
)
def test_a_title_that_a_program_wrote_is_none(title: str) -> None:
    assert read_report(make_pdf(told={"Title": title})).title is None


def test_a_declared_language_must_agree_with_the_words() -> None:
    assert read_report(make_pdf(language="es-ES")).language is None


@pytest.mark.parametrize(("leading", "apart"), [(14, 14), (14, 0), (28, 0), (28, 14)])
def test_paragraphs_are_told_in_any_spacing(leading: float, apart: float) -> None:
    lines = lay_out(PARAGRAPHS, leading=leading, apart=apart)
    assert read_report(make_pdf([lines])).text == TEXT


def test_a_paragraph_goes_on_over_the_page_and_running_lines_are_left_out() -> None:
    lines = lay_out(PARAGRAPHS)
    middle = 1
    assert lines[middle].text[-1] not in ".!?"
    pages = [
        [Line("The Velmora Courier, 4 March", 770), *lines[: middle + 1], Line("Page 1 of 2", 30)],
        [Line("The Velmora Courier, 5 March", 770), *lines[middle + 1 :], Line("- 2 -", 30)],
    ]
    assert read_report(make_pdf(pages)).text == TEXT


def test_a_first_line_at_the_edge_of_one_page_stays() -> None:
    lines = [Line("STATEMENT OF THE MAYOR", 770), *lay_out(PARAGRAPHS)]
    assert read_report(make_pdf([lines])).text == f"STATEMENT OF THE MAYOR\n\n{TEXT}"


def test_a_headline_of_two_lines_is_one() -> None:
    headline = [Line("Nine killed in the fish", 740, size=22), Line("market of Tarn Bridge", 714, size=22)]
    text = read_report(make_pdf([[*headline, *lay_out(PARAGRAPHS)]])).text
    assert text == f"Nine killed in the fish market of Tarn Bridge\n\n{TEXT}"


def test_lists_stay_lists() -> None:
    lines = lay_out(["Killed in the town on that day were, the mayor’s office said in the evening:"])
    items = ["• nine people, among them three children and a doctor from the next town,", "• two rescuers."]
    more = [Line(item, 600 - 14 * number) for number, item in enumerate(items)]
    assert read_report(make_pdf([[*lines, *more]])).text.split("\n\n")[-2:] == items


def test_parted_words_are_joined_unless_written_with_a_hyphen() -> None:
    lines = [
        "The car-bomb went off beside the market hall, and the neighbour-",
        "ing streets were closed. Nobody claimed the attack. A second car-",
        "bomb was found nearby, officials of the town said on the same day.",
    ]
    report = read_report(make_pdf([[Line(text, 700 - 14 * number) for number, text in enumerate(lines)]]))
    assert report.text == (
        "The car-bomb went off beside the market hall, and the neighbouring streets were closed. Nobody "
        "claimed the attack. A second car-bomb was found nearby, officials of the town said on the same day."
    )


def test_pages_that_are_pictures_are_told_beside_the_report() -> None:
    raw = make_pdf([lay_out(PARAGRAPHS), [], []], pictures=frozenset({1, 2}))
    (report, _), (problem, _) = read_all(raw)
    assert isinstance(report, Report) and report.text == TEXT
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.message[:28]) == ("empty", "page 2 holds only pictures, ")


def test_numbers_of_pages_are_said_shortly() -> None:
    assert [say_pages((4,)), say_pages((1, 2)), say_pages(tuple(range(1, 10)))] == [
        "page 4 holds", "pages 1, 2 hold", "pages 1, 2, 3 and 6 more hold",
    ]  # fmt: skip


def test_a_file_that_is_locked_against_changes_only_is_read() -> None:
    assert read_report(lock(make_pdf())).text.endswith(TEXT)


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        (b"", "binary", "damaged"),
        (b"%PDF-1.7 nothing", "binary", "damaged"),
        (make_pdf()[:300], "binary", "damaged"),
        (lock(make_pdf(), user="secret"), "binary", "locked"),
        (make_pdf([[]], pictures=frozenset({1})), "empty", "OCR"),
        (make_pdf([[]]), "empty", "no text"),
        (make_pdf([[Line("...", HEIGHT / 2)]]), "empty", "no text"),
        (make_pdf([[Line("x", 400)]] * (MAX_PAGES + 1)), "malformed", f"{MAX_PAGES + 1} pages"),
        (make_pdf([lay_out(["Der Bürgermeister sagte, dass die Retter noch in der Straße sind. " * 9])]),
         "language", "not coded"),
    ],
)  # fmt: skip
def test_a_file_without_a_report_gives_a_problem(raw: bytes, kind: str, words: str) -> None:
    problem = read_problem(raw)
    assert problem.kind == kind
    assert words in problem.message


def test_ligatures_become_letters() -> None:
    assert "the o\ufb03ce \ufb01led".translate(LIGATURES) == "the office filed"


@pytest.mark.parametrize(
    ("head", "expected"), [(b"%PDF-1.7\n", "pdf"), (b"\n\n%PDF-1.4", "pdf"), (b"a %PDF- b", "text")]
)
def test_a_pdf_is_told_by_its_beginning(head: bytes, expected: str) -> None:
    assert detect_format(head, "paper") == expected
