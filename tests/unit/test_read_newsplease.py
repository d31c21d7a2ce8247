from __future__ import annotations

import io
import json
from datetime import date

from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.formats.newsplease import read
from tests.wires import SENTENCE, make_newsplease


def test_an_article_gives_a_report_whose_day_is_not_that_of_the_download() -> None:
    [(report, _)] = read(io.BytesIO(make_newsplease()), "a.json")
    assert isinstance(report, Report)
    assert report.text == f"{SENTENCE}\nEleven were hurt."
    assert (report.title, report.byline, report.outlet) == (
        "Blast in Sandry", ("Ana Reed",), "post.velmora.example",
    )  # fmt: skip
    assert (report.published, report.published_at) == (date(2031, 3, 4), None)
    assert (report.url, report.language) == ("https://post.velmora.example/1", "en")


def test_an_article_whose_text_was_not_found_is_told_and_the_next_is_read() -> None:
    article = json.loads(make_newsplease())
    rows = [article | {"maintext": None}, article | {"maintext": 3}, article]
    found = [each for each, _ in read(io.BytesIO("\n".join(map(json.dumps, rows)).encode()), "a.json")]
    kinds = [each.kind if isinstance(each, Problem) else "report" for each in found]
    assert kinds == ["empty", "malformed", "report"]
