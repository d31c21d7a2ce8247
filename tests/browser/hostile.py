"""A report whose every word tries to do something in the reader's browser."""

from __future__ import annotations

from datetime import date

from counterclaim.model.ids import MentionId
from counterclaim.model.report import make_report
from counterclaim.model.span import make_evidence
from counterclaim.model.statement import Coding, Mention, Property, Run, Speaker, Statement, make_statement_id
from counterclaim.model.values import DateValue, PlaceValue, ResponsibilityValue, TollValue, Value

SCRIPT = "<script>window.pwned=1</script>"
IMAGE = '<img src=x onerror="window.pwned=1">'
#: Right-to-left override and isolate, with the mark that would end a line early.
TURNED = "\u202e\u2067evil\u2069"
PLACE = f"Grell{IMAGE}"
LONG_LINE = "word" * 25_000
DAY = date(2031, 3, 1)


def make_hostile_coding() -> Coding:
    """Make a coding whose names, labels and text are all markup."""
    text = f"{SCRIPT} 7 people died in {PLACE}, {IMAGE} said. {TURNED} claimed it. {LONG_LINE}"
    report = make_report(
        text,
        url="javascript:window.pwned=1",
        outlet=f"{SCRIPT} Gazette",
        title=f'"><svg onload=window.pwned=1>{TURNED}',
        language="en",
        published=DAY,
    )
    mention = Mention(id=MentionId("m1"), role="main", type="ASSAULT", label=f"blast {SCRIPT}{TURNED}")
    voice = Speaker(name=IMAGE, role=SCRIPT, kind="authority")
    place = PlaceValue(name=PLACE, country=None, lat=12.0, lon=30.0, precision="settlement", wording=PLACE)
    toll = TollValue(op="exact", n=7, low=7, high=7, wording="7 people")
    claim = ResponsibilityValue(actor=f"{TURNED}{SCRIPT}", position="claim")
    parts: list[tuple[Property, Value, str, tuple[Speaker, ...]]] = [
        ("date", DateValue(start=DAY, end=DAY, precision="day", wording="died"), "died", ()),
        ("place", place, PLACE, ()),
        ("killed", toll, "7 people", (voice,)),
        ("responsibility", claim, "claimed it", (voice,)),
    ]
    return Coding(
        report=report,
        mentions=(mention,),
        statements=tuple(make_statement(report.text, report.id, *part) for part in parts),
        run=Run(coder="rules", version="0.1.0", model="none", vocabulary="none"),
    )


def make_statement(
    text: str, report: object, property: Property, value: Value, words: str, speakers: tuple[Speaker, ...]
) -> Statement:
    start = text.index(words)
    evidence = (make_evidence(text, start, start + len(words)),)
    fields = {"mention": MentionId("m1"), "property": property, "value": value, "speakers": speakers}
    identity = make_statement_id(report=report, polarity="+", evidence=evidence, coder="rules", **fields)  # type: ignore[arg-type]
    return Statement(id=identity, evidence=evidence, **fields)  # type: ignore[arg-type]
