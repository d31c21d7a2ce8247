"""What holds of every policy of the catalog, whatever the reports say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger.base import MentionRecord
from counterclaim.model.resolution import AsOf
from counterclaim.model.review import Review
from counterclaim.model.values import TollValue
from counterclaim.policy.case import make_case
from counterclaim.policy.catalog import FIELD_PROPERTIES, POLICIES, resolve
from counterclaim.reconcile.dossier import Dossier
from tests.dossiers import (
    DOCTOR,
    FRONT,
    MINISTRY,
    POLICE,
    RIGHTS,
    WITNESS,
    Said,
    Told,
    killed,
    make_dossier,
)  # fmt: skip
from tests.property.testimonies import make_other_statements
from tests.reviews import count_anew, make_test_review

VOICES = (None, POLICE, MINISTRY, DOCTOR, WITNESS, RIGHTS, FRONT)
PAIRS = [(name, field) for name, entry in POLICIES.items() for field in entry.fields]


@st.composite
def counts(draw: st.DrawFn) -> Said:
    """Draw what one voice says of the dead or hurt."""
    plural = draw(st.sampled_from((None, None, None, "dozens", "several", "plural")))
    return killed(
        None if plural else draw(st.integers(0, 60)),
        op=draw(st.sampled_from(("exact", "exact", "at_least", "more_than", "at_most", "nearly", "about"))),
        plural=plural,
        speaker=draw(st.sampled_from(VOICES)),
        group=draw(st.sampled_from((None, None, None, "soldiers", "civilians", "attackers"))),
        mode=draw(st.sampled_from(("total", "total", "total", "increment", "transfer"))),
        scope=draw(st.sampled_from(("event", "event", "event", "campaign"))),
        superseded=draw(st.sampled_from((False, False, False, True))),
        harm=draw(st.sampled_from(("killed", "killed", "injured", "captured"))),
        polarity=draw(st.sampled_from(("+", "+", "+", "-", "u"))),
        certainty=draw(st.sampled_from(("CT", "CT", "PS"))),
    )


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Draw an event of one to five reports, some of them copies, versions or retracted."""
    told = []
    for number in range(draw(st.integers(1, 5))):
        said = [
            *draw(st.lists(counts(), max_size=4)),
            *draw(st.lists(make_other_statements(VOICES), max_size=4)),
        ]
        unique = {f"{each.words} ({number}.{place})": each for place, each in enumerate(said)}
        told.append(
            Told(
                said=[Said(**{**_fields(each), "words": words}) for words, each in unique.items()],
                day=draw(st.sampled_from((None, 3, 4, 5))),
                outlet=draw(st.sampled_from((None, "Delta Wire", "Coast Daily"))),
                recorded_at=datetime(2031, 4, draw(st.integers(1, 3)), tzinfo=UTC),
                url=f"https://deltawire.example/{number}",
            )
        )
    places = st.integers(0, len(told) - 1)
    copies = draw(st.sets(places, max_size=3))
    retracted = draw(st.sets(places, max_size=1))
    version = draw(st.sampled_from(({}, {0: len(told) - 1} if len(told) > 1 else {})))
    made = make_dossier(
        *told,
        families={place: min(copies) for place in copies},
        successors=version,
        retracted={place: datetime(2031, 4, 2, tzinfo=UTC) for place in retracted},
    )
    reviewed = tuple(replace(each, reviews=draw(reviews_of(each))) for each in made.event.mentions)
    return _with_mentions(made, reviewed)


@st.composite
def reviews_of(draw: st.DrawFn, record: MentionRecord) -> tuple[Review, ...]:
    """Draw what persons said of the statements of a mention."""
    reviews = []
    for statement in record.statements:
        verdict = draw(st.sampled_from((None, None, None, "accept", "reject", "correct")))
        if verdict == "correct" and not isinstance(statement.value, TollValue):
            verdict = "reject"
        own = count_anew(record.report, statement, draw(st.integers(0, 60))) if verdict == "correct" else None
        made_at = datetime(2031, 4, draw(st.integers(1, 3)), tzinfo=UTC)
        if verdict and own not in record.statements:
            reviews.append(make_test_review(record, statement, verdict, own=own, made_at=made_at))
    return tuple(reviews)


def _fields(said: Said) -> dict[str, object]:
    return {name: getattr(said, name) for name in Said.__slots__}


@settings(max_examples=60, deadline=None)
@given(dossier=dossiers())
def test_every_testimony_of_the_field_is_used_or_set_aside_with_a_reason(dossier: Dossier) -> None:
    case = make_case(dossier)
    for name, field in PAIRS:
        resolution = resolve(name, field, case)
        used, aside = set(resolution.used), {each.statement for each in resolution.set_aside}
        assert not used & aside
        property = FIELD_PROPERTIES.get(field, field)
        told = {each.statement.id for each in case.testimonies if each.statement.property == property}
        assert told <= used | aside, f"{name} forgets statements on {field}"
        assert used | aside <= {each.statement.id for each in case.testimonies}
        assert all(each.why for each in resolution.set_aside)
        assert resolution.policy == name and resolution.field == field


@settings(max_examples=40, deadline=None)
@given(dossier=dossiers(), seed=st.integers(0, 1000))
def test_the_order_of_the_reports_changes_nothing(dossier: Dossier, seed: int) -> None:
    mentions = list(dossier.event.mentions)
    Random(seed).shuffle(mentions)
    shuffled = make_case(_with_mentions(dossier, tuple(mentions)))
    case = make_case(dossier)
    assert [each.statement.id for each in case.testimonies] == [
        each.statement.id for each in shuffled.testimonies
    ]
    for name, field in PAIRS:
        assert resolve(name, field, case) == resolve(name, field, shuffled)


@settings(max_examples=30, deadline=None)
@given(dossier=dossiers())
def test_replaced_and_retracted_statements_are_never_used(dossier: Dossier) -> None:
    case = make_case(dossier)
    gone = {each.statement.id for each in case.testimonies if each.status != "current"}
    for name, field in PAIRS:
        assert not gone & set(resolve(name, field, case).used)


@settings(max_examples=30, deadline=None)
@given(dossier=dossiers())
def test_what_was_known_then_is_never_more_than_what_is_known_now(dossier: Dossier) -> None:
    now = {each.statement.id for each in make_case(dossier).testimonies}
    moments = [datetime(2031, 3, 4, 12, tzinfo=UTC), datetime(2031, 4, 2, tzinfo=UTC)]
    for published, recorded in product(moments, moments):
        as_of = AsOf(published=published, recorded=recorded)
        case = make_case(dossier, as_of)
        assert {each.statement.id for each in case.testimonies} <= now
        assert all(each.recorded_at <= recorded for each in case.testimonies)
        assert all(resolve(name, field, case).as_of == as_of for name, field in PAIRS)


def _with_mentions(dossier: Dossier, mentions: tuple[object, ...]) -> Dossier:
    return replace(dossier, event=replace(dossier.event, mentions=mentions))


def test_the_catalog_has_policies() -> None:
    assert len(PAIRS) >= 4


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_is_listed_under_its_own_name(name: str) -> None:
    assert POLICIES[name].name == name
    assert re.fullmatch(r"[a-z0-9]+\.[a-z_]+(/[0-9]+)?", name)
