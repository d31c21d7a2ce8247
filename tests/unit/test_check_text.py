from __future__ import annotations

import pytest

from counterclaim.annotate.layers import Attribution
from counterclaim.check.text import find_stray_marks, find_two_wordings
from counterclaim.model.span import Span
from counterclaim.model.statement import Finding, Speaker
from tests.factories import make_coding
from tests.unit.annotated import make_annotated


def find_wordings(text: str, attributions: tuple[Attribution, ...] = ()) -> list[Finding]:
    """Find the quotations of a text that are given in two wordings."""
    annotated = make_annotated(text, attributions=attributions)
    return list(find_two_wordings(annotated, make_coding(annotated.report)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drive them out of the valley.", "drive him out of the valley"),
        ("We shall not leave this river", "We will not leave this river!"),
        ("The harbour's gates are closed to them", "The harbour’s gate is closed to them"),
    ],
)
def test_one_quotation_in_two_wordings(one: str, other: str) -> None:
    text = f"The Front wrote: “{one}”\nIts campaign is called “{other}”, a statement said."
    [finding] = find_wordings(text)
    assert finding.rule == "CC301"
    assert all(evidence.quote in text for evidence in finding.evidence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drive them out of the valley.", "DRIVE THEM OUT OF THE VALLEY,"),
        ("Drive them out of the valley at once", "out of the valley at once"),
        ("Drive them out", "Drive him out"),
        ("Drive them out of the valley", "Drive [the men] out of the valley"),
        ("Drive them out of the valley", "Drive … them out of a valley"),
        ("Drive them out of the valley", "Nobody has told us where they went"),
    ],
    ids=["case and stop", "a cut", "too short", "an editor's brackets", "an ellipsis", "something else"],
)
def test_quotations_that_do_not_disagree(one: str, other: str) -> None:
    assert find_wordings(f"The Front wrote: “{one}”\nIts campaign is called “{other}”, it said.") == []


def test_quotation_inside_a_quotation_is_no_second_wording() -> None:
    assert find_wordings("He said: “They cried ‘drive them out of the valley’ at us”.") == []


def test_the_same_pair_is_told_once() -> None:
    text = "“Drive them out of the valley”\n“Drive him out of the valley”\n“Drive him out of the valley”"
    assert len(find_wordings(text)) == 1


def make_attribution(name: str, text: str, words: str) -> Attribution:
    """Attribute words to a speaker."""
    start = text.index(words)
    return Attribution(
        speakers=(Speaker(name=name),),
        source=None,
        cue=Span(0, 1),
        cue_lemma="say",
        cue_token=0,
        negated=False,
        content=(Span(start, start + len(words)),),
        manner="direct",
    )


@pytest.mark.parametrize(
    ("second", "count"), [("Otto Harrow", 0), ("Ilsa Tarn", 1), ("Ilsa Tarn's spokesman", 1)]
)
def test_two_speakers_may_say_nearly_the_same(second: str, count: int) -> None:
    text = "“We mourn the dead of this town”, one said.\n“We mourn the dead of that town”, another said."
    attributions = (
        make_attribution("Ilsa Tarn", text, "We mourn the dead of this town"),
        make_attribution(second, text, "We mourn the dead of that town"),
    )
    assert len(find_wordings(text, attributions)) == count


def test_mark_without_a_partner() -> None:
    annotated = make_annotated("The mayor said “two men died”. “.\nNobody else spoke.")
    [finding] = find_stray_marks(annotated, make_coding(annotated.report))
    assert (finding.rule, finding.severity) == ("CC302", "note")
    assert [(evidence.start, evidence.quote) for evidence in finding.evidence] == [(31, "“")]


def test_paired_marks_are_no_finding() -> None:
    annotated = make_annotated('The mayor said "two men died" and left.')
    assert list(find_stray_marks(annotated, make_coding(annotated.report))) == []
