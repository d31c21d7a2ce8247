from __future__ import annotations

import re

import pytest

from counterclaim.check.catalog import RULES, get_rule, make_finding
from counterclaim.check.run import CHECKS
from counterclaim.errors import SettingsError
from counterclaim.model.span import Evidence


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"CC\d{3}", code) for code in codes)


def test_every_rule_is_a_sentence_with_a_name() -> None:
    assert all(rule.summary.endswith(".") and rule.name.islower() for rule in RULES)


def test_every_rule_has_a_check() -> None:
    documented = [re.findall(r"CC\d{3}", check.__doc__ or "") for check in CHECKS]
    assert [code for codes in documented for code in codes] == [rule.code for rule in RULES]


def test_get_rule_names_the_known_codes() -> None:
    assert get_rule("CC201").name == "part larger than total"
    with pytest.raises(SettingsError, match="CC101, CC102"):
        get_rule("CC999")


def test_make_finding_takes_the_severity_of_its_rule() -> None:
    finding = make_finding("CC302", "a mark", [Evidence(0, 1, "“")], suggestion="close it")
    assert (finding.severity, finding.suggestion) == ("note", "close it")
