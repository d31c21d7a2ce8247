"""Copies: reprints, cut and extended ones, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.copies import find_met, read_known_pairs, read_texts
from counterclaim.read.copies import (
    estimate_likeness,
    is_worth_comparing,
    judge_copy,
    make_copy_keys,
    make_sketch,
    measure_likeness,
)

WIRE = """VELMORA, Kestria (Kestrian Wire) - Two blasts tore through the fish market of Velmora on Tuesday \
morning, killing 31 people and wounding dozens, the mayor of the port town said.

The first bomb had been hidden under a stall of dried cod near the northern gate, fire chief Matti Sorn told \
reporters. The second went off nine minutes later, when helpers had already reached the wounded.

The Harrow Front claimed the attack in a message on its channel and said that it had aimed at officers who \
buy there. Kestrian officials blamed the neighbouring country of Ostrava Sul, which denied any part in it.

Market women who had come before dawn told of smoke, of overturned carts and of a boy who carried his sister \
to the ferry. The town hall opened a list of the missing, on which 14 names stood in the evening.

It was the worst attack in the region since a grenade killed six at the harbour fair two years ago."""

#: The same events told by somebody else.
RETOLD = """At least 30 shoppers died in Velmora when bombs went off at the town's fish market, and the toll \
may rise still.

Our correspondent counted more than a dozen ambulances on the quay. Mayor Ilsa Tarn, who lives two streets \
away, spoke of 31 dead in the first hours and asked everybody to give blood.

An armed group known as the Harrow Front says that it planted the explosives. The government in Kestria sees \
Ostrava Sul behind the group; a spokesman there called that absurd.

People were still looking for relatives at nightfall. The ferry company let them travel free of charge."""

LOCAL = """\n\nIn Tamsin, where many families have kin in Velmora, the churches will be open tonight. The \
school board said that classes go on as usual, and that drivers of the blue line collect blankets."""

NOTICE = (
    "All rights are reserved by the Kestrian Wire, and this text may not be printed again without its leave."
)


def cut(text: str, paragraphs: int) -> str:
    """Keep the first paragraphs of a text."""
    return "\n\n".join(text.split("\n\n")[:paragraphs])


@pytest.mark.parametrize(
    "reprint",
    [
        WIRE,
        WIRE.upper(),
        WIRE.replace("(Kestrian Wire) - ", "").replace(",", ""),
        cut(WIRE, 2),
        WIRE + LOCAL,
        cut(WIRE, 2) + LOCAL,
        WIRE.replace("killing 31 people", "killing 33 people").replace("14 names", "17 names"),
    ],
    ids=["same", "capitals", "dateline", "cut", "local paragraph", "cut and local", "raised toll"],
)
def test_reprints_are_copies(reprint: str) -> None:
    assert judge_copy(WIRE, reprint) == judge_copy(reprint, WIRE) == "copy"


@pytest.mark.parametrize("other", [RETOLD, RETOLD + LOCAL, LOCAL, NOTICE, "", "Velmora"])
def test_other_words_are_no_copies(other: str) -> None:
    assert judge_copy(WIRE, other) == judge_copy(other, WIRE) == "other"


def test_a_shared_notice_makes_no_copies_of_short_texts() -> None:
    one, other = (
        f"A bridge fell in Tamsin. {NOTICE}",
        f"Rain is on its way to Ostrava Sul, they say. {NOTICE}",
    )
    assert measure_likeness(one, other).share > 0.55
    assert judge_copy(one, other) == "other"


def test_nothing_is_a_copy_of_nothing() -> None:
    assert judge_copy("", "") == "other"
    assert make_copy_keys(make_sketch("...")) == ((), ())
    assert not is_worth_comparing(make_sketch(""), make_sketch(""))


@pytest.mark.parametrize("reprint", [cut(WIRE, 2), WIRE + LOCAL, cut(WIRE, 2) + LOCAL])
def test_copies_share_a_loose_key_and_have_like_sketches(reprint: str) -> None:
    one, other = make_sketch(WIRE), make_sketch(reprint)
    assert set(make_copy_keys(one)[0]) & set(make_copy_keys(other)[0])
    assert is_worth_comparing(one, other)


def test_only_near_equal_texts_share_a_strict_key() -> None:
    _, strict = make_copy_keys(make_sketch(WIRE))
    assert set(strict) & set(make_copy_keys(make_sketch(WIRE.replace("31", "33")))[1])
    assert not set(strict) & set(make_copy_keys(make_sketch(RETOLD))[1])


def test_the_estimate_is_near_the_measure() -> None:
    reprint = cut(WIRE, 3) + LOCAL
    measured = measure_likeness(WIRE, reprint)
    estimated = estimate_likeness(make_sketch(WIRE), make_sketch(reprint))
    assert estimated.groups == measured.groups
    assert estimated.similarity == pytest.approx(measured.similarity, abs=0.12)
    assert estimated.share == pytest.approx(measured.share, abs=0.2)


def test_sketches_are_the_same_on_every_machine() -> None:
    # Stored sketches meet only while these bytes stay.
    sketch = make_sketch("Two blasts tore through the fish market of Velmora")
    assert sketch.groups == 6
    assert len(sketch.values) == 512
    assert sketch.values[:8].hex() == "3b0bf27602ae12a8"


WORDS = st.lists(st.sampled_from(["blast", "market", "mayor", "31", "dead", "Velmora", "said"]), max_size=60)


@given(WORDS, WORDS)
def test_judging_has_no_direction(words: list[str], others: list[str]) -> None:
    one, other = " ".join(words), " ".join(others)
    assert judge_copy(one, other) == judge_copy(other, one)
    likeness = measure_likeness(one, other)
    assert 0 <= likeness.similarity <= likeness.share <= 1


@given(WORDS)
def test_a_text_is_its_own_copy(words: list[str]) -> None:
    text = " ".join(words)
    assert judge_copy(text, text) == ("copy" if words else "other")


@pytest.mark.shared
def test_reprints_of_real_articles_are_found(shared: Path) -> None:
    folder = shared / "data" / "news_cluster"
    texts = read_texts(folder)
    found = {pair for pair in find_met(texts) if judge_copy(*(texts[name] for name in pair)) == "copy"}
    assert found == read_known_pairs(folder)
