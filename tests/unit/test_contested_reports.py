"""Invented reports of contested events: every position on who did it, with its speaker, and no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import counterclaim as cc
from counterclaim.model.values import ResponsibilityValue

REPORTS: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("contested_reports.json").read_text(encoding="utf-8")
)["reports"]


@pytest.mark.parametrize("report", REPORTS, ids=[report["title"] for report in REPORTS])
def test_positions_of_a_report(report: dict[str, Any]) -> None:
    coding = cc.code(report["text"])
    main = {mention.id for mention in coding.mentions if mention.role == "main"}
    found = {
        (s.value.actor, s.value.position, s.speakers[-1].name if s.speakers else "")
        for s in coding.statements
        if isinstance(s.value, ResponsibilityValue) and s.mention in main
    }
    assert found == {tuple(position) for position in report["positions"]}
