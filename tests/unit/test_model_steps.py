"""The quicker steps of the model find what spaCy's own find."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.annotate.parse import load_language, load_steps
from counterclaim.annotate.recogniser import make_recogniser
from counterclaim.annotate.word_classes import WordClasses

TEXTS = (
    "",
    "\n",
    "Kestria",
    "On Monday, rebels of the Dawn Front killed 12 soldiers near Tarn Bridge, the Velmora Times said.",
    "It's gonna rain and y'all ain't got ta go; let's see, c'm on. There's one, there are two.",
    "I saw him. He had seen me, and you did it. They have it. Which? That which he said: that.",
    "  John Marvik Orlo,\n\nDeputy Mayor of Velmora City \n (population 20,000), paid $3 million in 1998",
    "MAYOR ORLO SAID THE ARMY OF VELMORA HAD SHELLED THREE VILLAGES IN THE EASTERN HIGHLANDS ON 3 JANUARY.",
)
SET = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "ENT_IOB", "ENT_TYPE")


def run_steps(text: str, *, quick: bool) -> Any:
    doc = load_language().make_doc(text)
    for step in load_steps() if quick else (step for _, step in load_language().pipeline):
        doc = step(doc)
    return doc


@pytest.mark.parametrize("text", [*TEXTS, " ".join(TEXTS), "\n\n".join(TEXTS)])
def test_quicker_steps_find_what_the_model_finds(text: str) -> None:
    quick, own = run_steps(text, quick=True), run_steps(text, quick=False)
    for name in SET:
        assert quick.to_array(name).tolist() == own.to_array(name).tolist(), name
    found, expected = ([(each.start, each.end, each.label_) for each in doc.ents] for doc in (quick, own))
    assert found == expected


def test_two_steps_are_replaced_and_no_other() -> None:
    steps, own = load_steps(), [step for _, step in load_language().pipeline]
    replaced = [ours for ours, theirs in zip(steps, own, strict=True) if ours is not theirs]
    assert [type(step) for step in replaced] == [
        WordClasses,
        type(make_recogniser(load_language().get_pipe("ner"))),
    ]


def test_texts_hold_names_and_the_cases_of_two_words() -> None:
    """Without them the comparison would compare nothing."""
    docs = [run_steps(text, quick=False) for text in TEXTS]
    assert {len(each) for doc in docs for each in doc.ents} >= {1, 2, 3}
    lemmas = {(token.lower_, token.lemma_) for doc in docs for token in doc}
    assert {("ai", "be"), ("gon", "go"), ("'s", "us"), ("ta", "to")} <= lemmas


@pytest.mark.parametrize(
    "row",
    [
        [{"LOWER": "as"}, {"LOWER": "well"}, {"LOWER": "as"}],
        [{"LOWER": "as"}, {"TAG": "NN"}],
        [{"SHAPE": "Xx"}],
    ],
)
def test_rules_that_look_further_are_refused(row: Any) -> None:
    ruler: Any = load_language().create_pipe("attribute_ruler")
    ruler.add([row], {"POS": "CCONJ"})
    with pytest.raises(ValueError, match="looks at more than a case tells"):
        WordClasses(ruler)
