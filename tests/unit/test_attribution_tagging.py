"""The learned part of attribution: cues that no lexicon has, and what the rules keep."""

from __future__ import annotations

import numpy as np
import pytest

from counterclaim.annotate.attribution_decoding import ANSWERS
from counterclaim.annotate.attributions import find_attributions
from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.layers import Attribution
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.parties import find_parties
from counterclaim.annotate.quotations import find_quotations
from counterclaim.vocabulary.learned import Layer, Network, from_arrays, load_network, to_arrays


def attribute(text: str) -> tuple[Attribution, ...]:
    """Return the attributions of a text."""
    blocks = find_blocks(text)
    doc = parse_text(text, blocks)
    return find_attributions(doc, find_quotations(text, blocks), find_parties(doc))


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("The governor tried to argue that the bridge was safe.", "governor", "the bridge was safe"),
        ("Lawmakers in Sandry want the army to leave the valley.", "Lawmakers in Sandry", "leave the valley"),
        ("Analysts know that the front is weak.", "Analysts", "the front is weak"),
        ("Teachers support the governor's plan for the harbour.", "Teachers", "plan for the harbour"),
    ],
)
def test_cue_that_no_lexicon_has(text: str, speaker: str, said: str) -> None:
    found = [
        each
        for each in attribute(text)
        if said in " ".join(text[span.start : span.end] for span in each.content)
    ]
    assert [voice.name for voice in found[0].speakers] == [speaker]


def test_words_without_an_attribution_stay_the_narrators() -> None:
    assert attribute("Two rebels killed a soldier near Sandry on Monday.") == ()


def make_network(width: int = 4) -> Network:
    """Make a small network of fixed numbers."""
    random = np.random.default_rng(3)

    def draw(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(np.float32)

    layer = Layer(
        distance=2,
        before=draw(width, width),
        middle=draw(width, width),
        after=draw(width, width),
        bias=draw(width),
    )
    return Network(
        features={"word=a": 1, "word=\n": 2},
        embeddings=np.vstack([np.zeros((1, width), dtype=np.float32), draw(2, width)]),
        scales=np.ones((3, 1), dtype=np.float32),
        vectors=draw(5, width),
        bias=draw(width),
        layers=(layer,),
        output=draw(width, 2),
        output_bias=draw(2),
    )


def test_network_survives_its_arrays() -> None:
    network = make_network()
    again = from_arrays(to_arrays(network))
    rows, vectors = [("word=a", "word=new"), ("word=\n",), ()], np.ones((3, 5), dtype=np.float32)
    assert again.features == network.features
    np.testing.assert_allclose(again.judge(rows, vectors), network.judge(rows, vectors), atol=0.02)


@pytest.mark.parametrize("length", [1, 2, 5])
def test_probabilities_add_up_at_any_length(length: int) -> None:
    judged = make_network().judge([("word=a",)] * length, np.zeros((length, 5), dtype=np.float32))
    np.testing.assert_allclose(judged.sum(axis=1), 1, rtol=1e-5)


@pytest.mark.parametrize(("name", "answers"), [("attribution_cues", 2), ("attribution_roles", ANSWERS)])
def test_weights_fit_their_features(name: str, answers: int) -> None:
    network = load_network(name)
    assert len(network.embeddings) == len(network.features) + 1
    assert network.output.shape[1] == answers
