"""The bench of matching a bulk job, in small: it measures, finds the events, and fails where cost grows."""

from __future__ import annotations

import pytest

from benchmarks.bulk import reconciling
from benchmarks.bulk.reconciling import Cost, main


def test_the_bench_matches_and_scores(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--mentions", "60", "240"]) == 0
    small, large = (line.split() for line in capsys.readouterr().out.splitlines()[1:])
    assert [small[0], large[0]] == ["60", "240"]
    assert float(large[-1]) > 0.9
    assert 60 < int(large[7]) < 240


def test_the_bench_fails_where_a_mention_costs_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measure(mentions: int, folder: object) -> Cost:
        return Cost(mentions, 1.0, mentions**1.5, 100, 1, 1, 0.5, 1.0)

    monkeypatch.setattr(reconciling, "measure", measure)
    assert main(["--mentions", "100", "300"]) == 0
    assert main(["--mentions", "500", "100"]) == 1
    assert "costs 2.24 times" in capsys.readouterr().out
