"""Direct quotations of the cases: is each one given to the right speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.quality.cases import CaseReport
from benchmarks.quality.events_gold import iter_cases
from benchmarks.quality.reading import annotate_text
from benchmarks.quality.rows import Row, iter_rows
from counterclaim.annotate.layers import Attribution
from counterclaim.read.text import decode_text
from counterclaim.vocabulary.folding import fold_characters

#: Fewest letters of an acronym.
SHORTEST_ACRONYM = 3
#: Words of a name that tell nothing.
EMPTY_WORDS = frozenset({"the", "a", "an", "of", "s", "and"})


def make_quotation_row(report: CaseReport) -> Row:
    """Make the contents of a report's attributions, each with the innermost speaker."""
    text = decode_text(report.path.read_bytes())
    annotated = annotate_text(
        text, published=report.published, language=report.language, path=report.path.as_posix()
    )
    return {
        "report": f"{report.path.parent.parent.name}/{report.path.stem}",
        "said": [_to_said(each) for each in annotated.attributions if each.content],
    }


def _to_said(attribution: Attribution) -> Row:
    speaker = attribution.speakers[-1] if attribution.speakers else None
    return {
        "content": [[span.start, span.end] for span in attribution.content],
        "cue": [attribution.cue.start, attribution.cue.end],
        "name": speaker.name if speaker else None,
        "description": " ".join(filter(None, (speaker.role, speaker.party))) if speaker else "",
    }


def score_quotations(gold: Path, predictions: Path, shared: Path) -> Mapping[str, Any]:
    """Score the speakers of direct quotations.

    A speaker is right when a word of the gold's name stands in the given name, when one is the
    acronym of the other, or when two words (or all) stand in name, role and party together.

    Args:
        gold: folder of cases.
        predictions: JSONL of `make_quotation_row`.
        shared: where the scorers lie.

    Returns:
        Shares in percent, of all quotations and by how the text names the speaker.
    """
    said = {row["report"]: row["said"] for row in iter_rows(predictions)}
    verdicts = [
        (quote["attribution"], judge_quotation(quote, said.get(report, ())), f"{report} {quote['start']}")
        for report, quote in _iter_quotations(gold, shared)
    ]
    counts = Counter(verdict for _, verdict, _ in verdicts)
    kinds = sorted({kind for kind, _, _ in verdicts})
    return {
        "quotations": len(verdicts),
        "right": _to_percent(counts["right"], len(verdicts)),
        "precision": _to_percent(counts["right"], counts["right"] + counts["wrong"]),
        "by_kind": {
            kind: _to_percent(
                sum(verdict == "right" for each, verdict, _ in verdicts if each == kind),
                sum(each == kind for each, _, _ in verdicts),
            )
            for kind in kinds
        },
        "errors": [f"{where}: {kind}, {verdict}" for kind, verdict, where in verdicts if verdict != "right"],
    }


def _iter_quotations(gold: Path, shared: Path) -> Iterator[tuple[str, Row]]:
    for slug, case in iter_cases(gold, shared):
        for report in case["reports"]:
            for quote in report["gold"].get("quotes") or ():
                yield f"{slug}/{report['id']}", quote


def judge_quotation(quote: Row, said: Any) -> str:
    """Judge whether the attribution that holds the middle of a quotation names its speaker.

    Args:
        quote: `start`, `end` and `speaker` of the gold.
        said: predicted contents of the report, see `make_quotation_row`.

    Returns:
        `right`, `wrong`, or `none` where nobody is named.
    """
    middle = (quote["start"] + quote["end"]) // 2
    holding = [
        each
        for each in said
        if any(start <= middle < end for start, end in each["content"])
        and not quote["start"] <= each["cue"][0] < quote["end"]
    ]
    named = [each for each in sorted(holding, key=_measure) if each["name"]]
    if not named:
        return "none"
    return "right" if is_same_speaker(quote["speaker"], named[0]) else "wrong"


def is_same_speaker(gold: str, given: Row) -> bool:
    """Tell whether a given name, with its description, can mean the gold's speaker."""
    wanted = find_words(gold)
    both = find_words(f"{given['name']} {given['description']}")
    is_short = bool(find_acronyms(gold) & find_words(given["name"]) | find_acronyms(given["name"]) & wanted)
    named = bool(wanted & find_words(given["name"])) or is_short
    return named or len(wanted & both) >= max(1, min(2, len(wanted)))


def find_acronyms(name: str) -> frozenset[str]:
    """Find the acronyms of a name, folded: the initials of three or more capitalised words in a row."""
    initials = "".join(word[0].lower() for word in re.findall(r"\w+", name) if word[0].isupper())
    ends = range(SHORTEST_ACRONYM, len(initials) + 1)
    return frozenset(initials[start:end] for end in ends for start in range(end - SHORTEST_ACRONYM + 1))


def find_words(name: str) -> frozenset[str]:
    """Find the telling words of a name, folded."""
    words = re.findall(r"\w+", fold_characters(name).lower())
    return frozenset(words) - EMPTY_WORDS


def _measure(each: Row) -> int:
    return sum(end - start for start, end in each["content"])


def _to_percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0
