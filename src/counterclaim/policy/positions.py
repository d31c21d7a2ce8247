"""The responsibility positions of an event, party by party: what every responsibility policy works on.

A named actor whom a report tells of is a position too: the report's own voice states it as fact,
another voice blames, and a party that speaks of its own act admits it (codebooks 9.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.model.ids import ReportId, StatementId
from counterclaim.model.resolution import Resolution, SetAside
from counterclaim.model.values import PartyValue, Position, ResponsibilityValue
from counterclaim.policy.base import UNSAID, Case, Testimony
from counterclaim.policy.parties import NOBODY, Naming, PartyBook, make_party_book

#: Positions that make a party responsible, the strongest first (codebooks 10.2).
AFFIRMING: tuple[Position, ...] = ("claim", "admit", "assert_fact", "blame", "suspect")
#: Positions that say that a party did not do it.
DENYING: tuple[Position, ...] = ("deny", "deny_other", "exonerate")
#: Positions in which a party speaks for itself.
OWN: tuple[Position, ...] = ("claim", "admit", "deny", "withdraw", "decline", "unreachable", "neither")


class Voice(NamedTuple):
    """Who speaks, for people: a party or a name, or the outlet of a report's own voice."""

    name: str | None
    is_narrator: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A position on a party's responsibility, with the testimony that holds it."""

    testimony: Testimony
    position: Position
    #: The party as the event's book names it; `nobody` for a missing claim.
    naming: Naming
    #: The party that speaks, or the name of the voice; None for the report's own voice.
    voice: str | None
    channel: str | None = None

    @property
    def id(self) -> StatementId:
        """The statement's id."""
        return self.testimony.statement.id

    @property
    def party(self) -> str:
        """The party whose responsibility is at stake."""
        return self.naming.party

    @property
    def written(self) -> str:
        """The party's name as the coder wrote it."""
        value = self.testimony.statement.value
        return value.name if isinstance(value, PartyValue) else getattr(value, "actor", self.party)

    @property
    def origin(self) -> str:
        """The origin that the position rests on (cc.origin/1)."""
        return self.testimony.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """What is held on responsibility at a moment, and what no longer counts."""

    book: PartyBook
    #: In the order of the case.
    current: tuple[Stand, ...]
    #: Claims and denials that their own party took back.
    withdrawn: tuple[Stand, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    def find(self, *positions: Position, party: str | None = None) -> tuple[Stand, ...]:
        """Find the current stands of some positions, on one party or on all."""
        return tuple(
            each for each in self.current if each.position in positions and party in {None, each.party}
        )

    def find_parties(self, *positions: Position) -> tuple[str, ...]:
        """Find the parties that some positions are about, in the order of the case."""
        return tuple(dict.fromkeys(each.party for each in self.find(*positions) if each.party != NOBODY))


def read_positions(case: Case, *, book: PartyBook | None = None) -> Positions:
    """Read the positions of an event: those that count, and the others with the reason.

    A claim stays withdrawn though later reports repeat it, unless it was made again on a later day.

    Args:
        case: the event.
        book: what its parties are called; by default, what its own reports call them.
    """
    book = book or make_party_book(case)
    stands = [stand for each in case.testimonies for stand in iter_stands(each, book)]
    live = [each for each in stands if each.testimony.status == "current"]
    withdrawals = [each for each in live if each.position == "withdraw"]
    withdrawn = [each for each in stands if _is_withdrawn(each, withdrawals)]
    gone = {each.id for each in withdrawn}
    told = _find_told(live)
    repeated = [each for each in live if _is_repeat(each, told)]
    spare = gone | {each.id for each in repeated}
    return Positions(
        book=book,
        current=tuple(each for each in live if each.id not in spare),
        withdrawn=tuple(withdrawn),
        set_aside=(
            *_explain_supposed(case),
            *(SetAside(each.id, "withdrawn by the party that said it") for each in withdrawn),
            *(SetAside(each.id, "the same voice's position on the party is used") for each in repeated),
            *(
                _explain_gone(each)
                for each in stands
                if each.testimony.status != "current" and each.id not in gone
            ),
        ),
    )


def find_voice_name(testimony: Testimony, book: PartyBook) -> Voice:
    """Find who speaks in a testimony: the innermost speaker's party or name, else the outlet."""
    party = find_voice_party(testimony, book)
    outlet = book.outlets.get(testimony.origin) or testimony.report.outlet
    return Voice(outlet, is_narrator=True) if party is None else Voice(party, is_narrator=False)


def iter_stands(testimony: Testimony, book: PartyBook) -> Iterator[Stand]:
    """Yield the position that a testimony takes; none where it takes none, or only supposes one."""
    value, report = testimony.statement.value, testimony.report.id
    voice = find_voice_party(testimony, book)
    match value:
        case ResponsibilityValue(actor=actor, position=position, channel=channel):
            if _is_taken(position, testimony):
                naming = book.get_naming(report, actor)
                yield Stand(
                    testimony=testimony, position=position, naming=naming, voice=voice, channel=channel
                )
        case PartyValue(name=name, named=True) if _tells_actor(testimony):
            naming = book.get_naming(report, name)
            position = "assert_fact" if voice is None else "admit" if voice == naming.party else "blame"
            yield Stand(testimony=testimony, position=position, naming=naming, voice=voice)


def _tells_actor(testimony: Testimony) -> bool:
    return testimony.statement.property == "actor" and testimony.statement.polarity == "+"


def find_voice_party(testimony: Testimony, book: PartyBook) -> str | None:
    """Find whose voice a testimony is: the innermost speaker's party or name; None for the report."""
    speakers = testimony.statement.speakers
    if not speakers:
        return None
    return book.get_party(testimony.report.id, speakers[-1].party or speakers[-1].name)


def _is_withdrawn(stand: Stand, withdrawals: Iterable[Stand]) -> bool:
    """Tell whether the party that made a claim or a denial took it back."""
    if stand.position not in {"claim", "deny"} or stand.testimony.status in UNSAID:
        return False
    return any(_takes_back(each, stand) for each in withdrawals)


def _takes_back(withdrawal: Stand, stand: Stand) -> bool:
    value = withdrawal.testimony.statement.value
    about = value.about if isinstance(value, ResponsibilityValue) else None
    if about == stand.id:
        return True
    later, earlier = stand.testimony.statement.said_on, withdrawal.testimony.report.published
    is_anew = later is not None and earlier is not None and later > earlier
    return withdrawal.party == stand.party and stand.position == "claim" and not is_anew


def _find_told(stands: Iterable[Stand]) -> Mapping[tuple[ReportId, str, str | None], StatementId]:
    """Find who takes a position on whom in so many words, report by report."""
    explicit = (each for each in stands if each.testimony.statement.property == "responsibility")
    return {(each.testimony.report.id, each.party, each.voice): each.id for each in explicit}


def _is_repeat(stand: Stand, told: Mapping[tuple[ReportId, str, str | None], StatementId]) -> bool:
    key = (stand.testimony.report.id, stand.party, stand.voice)
    return stand.testimony.statement.property == "actor" and key in told


def _explain_supposed(case: Case) -> Iterator[SetAside]:
    """Explain why statements that only suppose or rule out an accusation take no position."""
    for each in case.testimonies:
        value = each.statement.value
        if isinstance(value, ResponsibilityValue) and not _is_taken(value.position, each):
            yield SetAside(each.statement.id, "it leaves open whether the party did it")


def _is_taken(position: Position, testimony: Testimony) -> bool:
    """Tell whether a position is taken and not only supposed ("if the Front did it")."""
    return position not in AFFIRMING or testimony.statement.polarity == "+"


def _explain_gone(stand: Stand) -> SetAside:
    return SetAside(stand.id, stand.testimony.status_note or stand.testimony.status)


def resolve_positions(
    case: Case,
    positions: Positions,
    *,
    field: str,
    policy: str,
    value: object,
    used: Iterable[Stand],
    unused: str,
    parameters: Mapping[str, str] | None = None,
    is_contested: bool = False,
    note: str | None = None,
) -> Resolution:
    """Make the resolution of a responsibility policy; every stand is used or set aside with why.

    Args:
        case: the event.
        positions: what is held on it.
        field: what was resolved.
        policy: name and edition of the policy.
        value: what it chose.
        used: the stands that the value rests on.
        unused: why the policy uses none of the others, as a clause.
        parameters: the policy's parameters in words.
        is_contested: whether current, independent voices cannot all be right.
        note: words for the format's column of notes.
    """
    chosen = dict.fromkeys(stand.id for stand in used)
    rest = (SetAside(each.id, unused) for each in positions.current if each.id not in chosen)
    gone = (each for each in positions.set_aside if each.statement not in chosen)
    return Resolution(
        event=case.event.id,
        field=field,
        value=value,
        policy=policy,
        parameters=dict(parameters or {}),
        used=tuple(chosen),
        set_aside=(*rest, *gone),
        is_contested=is_contested,
        note=note,
        as_of=case.as_of,
    )
