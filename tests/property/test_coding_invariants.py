"""Whatever the text: quotes are literal, ids are stable, every statement has a mention and words."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.api import code_report
from counterclaim.export.native import decode_coding, encode_coding
from counterclaim.model.report import make_report

EXAMPLE = (Path(__file__).parents[2] / "examples" / "contested-report.txt").read_text(encoding="utf-8")
SENTENCES = [line for line in EXAMPLE.split("\n") if line]
NOISE = ["“", "”", "'", "\u00a0", "\n\n", "…", "é", "😀", "--", " 12 ", "KILLED", "(", "\t"]

texts = st.lists(st.sampled_from([*SENTENCES, *NOISE]), min_size=1, max_size=8).map(" ".join)
damaged = st.tuples(texts, st.integers(0, 400), st.integers(1, 400)).map(
    lambda t: t[0][t[1] % len(t[0]) :][: t[2]]
)


@settings(max_examples=40, deadline=None)
@given(text=st.one_of(texts, damaged))
def test_codings_keep_their_invariants(text: str) -> None:
    coding = code_report(make_report(text))
    mentions = {mention.id for mention in coding.mentions}
    assert len({statement.id for statement in coding.statements}) == len(coding.statements)
    for statement in coding.statements:
        assert statement.mention in mentions
        assert statement.evidence
        assert all(text[e.start : e.end] == e.quote and e.quote.strip() for e in statement.evidence)
    for finding in coding.findings:
        assert all(text[e.start : e.end] == e.quote for e in finding.evidence)


@settings(max_examples=10, deadline=None)
@given(text=texts)
def test_coding_is_deterministic_and_survives_the_wire(text: str) -> None:
    coding = code_report(make_report(text))
    line = encode_coding(coding)
    assert encode_coding(code_report(make_report(text))) == line
    assert encode_coding(decode_coding(line, text)) == line
