"""Names of private victims and of minors stand nowhere in a coding, unless they are asked for."""

from __future__ import annotations

import pytest

from counterclaim.api import code_report, to_json
from counterclaim.model.report import make_report

CASES = [
    ("John Mallory, 34, was shot and killed on Friday in Springfield, police said.", "Mallory"),
    ("Two gunmen killed Mary Sand in Basra on Friday.", "Sand"),
    ("Anna Perl, 9, was wounded when a bomb exploded in Basra.", "Perl"),
    ("A bomb killed the nine-year-old Anna Perl in Basra. Police said Perl was walking home.", "Perl"),
    ("The killing of Mary Sand in Basra on Friday was claimed by the Highland Dawn Front.", "Sand"),
]


@pytest.mark.parametrize(("text", "name"), CASES)
def test_private_victim_is_withheld_by_default(text: str, name: str) -> None:
    assert name not in to_json(code_report(make_report(text)))


@pytest.mark.parametrize(("text", "name"), CASES)
def test_names_are_kept_on_request(text: str, name: str) -> None:
    assert name in to_json(code_report(make_report(text), names=True))


def test_evidence_is_still_literal_when_a_name_is_cut_out() -> None:
    for text, _ in CASES:
        coding = code_report(make_report(text))
        evidence = [item for statement in coding.statements for item in statement.evidence]
        assert all(text[item.start : item.end] == item.quote for item in evidence)


def test_office_holder_is_named() -> None:
    coding = code_report(make_report("General Karl Otto was killed by a bomb in Basra on Friday."))
    assert "Karl Otto" in to_json(coding)


def test_minor_is_withheld_also_with_a_title() -> None:
    coding = code_report(make_report("Prince Karl Otto, 12, was killed by a bomb in Basra on Friday."))
    assert "Otto" not in to_json(coding)
