"""Groups that a report itself introduces by name, and what the introduction is good for."""

from __future__ import annotations

import pytest

from counterclaim.annotate.pipeline import annotate_report
from counterclaim.model.report import make_report

CASES = (
    ("A group calling itself the Sons of Drovik fired on the ferry.", "Sons of Drovik"),
    ("A little-known militant group, Ansar Velo, said it fired on the ferry.", "Ansar Velo"),
    ("The Tarn Hawks rebel group fired on the ferry.", "Tarn Hawks"),
    ("The Highland Dawn claimed responsibility for the blast on the ferry.", "Highland Dawn"),
    ("The blast was claimed by Sarbak Momin, a commander of the Highland Dawn Front.", "Highland Dawn Front"),
)


@pytest.mark.parametrize(("text", "name"), CASES)
def test_a_name_introduced_as_a_group_is_one(text: str, name: str) -> None:
    annotated = annotate_report(make_report(text, language="en"))
    groups = {party.name for party in annotated.parties if party.kind == "armed_group"}
    assert groups == {name}
    for party in annotated.parties:
        assert party.name == text[party.span.start : party.span.end] or party.manner != "name"


def test_a_short_form_means_the_only_group_with_its_head() -> None:
    text = "A militant group, the Dawn Front, fired on it. A man from the Front spoke in the Front Hall."
    annotated = annotate_report(make_report(text, language="en"))
    found = [
        (party.name, text[party.span.start : party.span.end], party.span.start) for party in annotated.parties
    ]
    assert found == [
        ("Dawn Front", "Dawn Front", text.index("Dawn Front")),
        ("Dawn Front", "Front", text.index("Front spoke")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Officials claimed responsibility for the success of the talks.",
        "A rights group called for calm.",
        "President Stone claimed credit for the truce.",
        "The opposition group met on Monday.",
    ],
)
def test_what_is_no_armed_group_is_none(text: str) -> None:
    annotated = annotate_report(make_report(text, language="en"))
    assert [party.name for party in annotated.parties if party.kind == "armed_group"] == []
