"""Which names stand for one party, within one event.

Names are never merged silently (codebooks 9.1, Party): every name keeps the rule that led it to its
party. A name is first looked for among the names of its own report, then among those of the event:

1. the lexicon knows both names as one party; a parent and its branch stay two parties;
2. the same words, less case, accents, article and form of state ("the Republic of Sulonia");
3. an acronym of three letters or more whose letters begin the words of one longer name alone ("HDF");
4. the last words of one longer name alone, with the noun of a group ("the Front", "Dawn Front"),
   unless the words left out mark a splinter ("New", "Provisional").

A short name that fits several parties is left alone, with the parties it could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from counterclaim.model.ids import ReportId
from counterclaim.model.statement import Statement
from counterclaim.model.values import PartyValue, ResponsibilityValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.vocabulary.folding import fold_characters
from counterclaim.vocabulary.party_names import find_party_entry, load_head_nouns, load_party_names

NameRule = Literal["name", "lexicon", "acronym", "short form", "unclear"]
#: The party of a statement that nobody has claimed the event.
NOBODY = "nobody"
#: Shortest acronym that names a party by its letters alone.
ACRONYM_LENGTH = 3


class Naming(NamedTuple):
    """The party that a name stands for, and by which rule."""

    party: str
    rule: NameRule
    #: The parties that an unclear short name could stand for, sorted.
    could_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyBook:
    """The parties of one event by the names that its reports use."""

    #: By report, by the name as written.
    by_report: Mapping[ReportId, Mapping[str, Naming]] = field(default_factory=dict)
    #: The outlet that stands for reports that speak themselves, by origin: of copies, the first's.
    outlets: Mapping[str, str | None] = field(default_factory=dict)

    def get_naming(self, report: ReportId, name: str) -> Naming:
        """Return what a name of a report stands for; a name that the book lacks stands for itself."""
        return self.by_report.get(report, {}).get(name) or Naming(strip_name(name), "name")

    def get_party(self, report: ReportId, name: str) -> str:
        """Return the party that a name of a report stands for."""
        return self.get_naming(report, name).party


def make_party_book(case: Case) -> PartyBook:
    """Make the book of an event's parties from every name of actors and speakers."""
    names: dict[ReportId, set[str]] = {}
    for testimony in case.testimonies:
        names.setdefault(testimony.report.id, set()).update(_iter_names(testimony))
    local = {report: match_names(own) for report, own in names.items()}
    shared = match_names(naming.party for own in local.values() for naming in own.values())
    return PartyBook(
        by_report={
            report: {name: _join(naming, shared[naming.party]) for name, naming in own.items()}
            for report, own in local.items()
        },
        outlets=_find_outlets(case.testimonies),
    )


def _find_outlets(testimonies: Iterable[Testimony]) -> Mapping[str, str | None]:
    outlets: dict[str, str | None] = {}
    for each in testimonies:
        if not each.statement.speakers:
            outlets.setdefault(each.origin, each.report.outlet)
    return outlets


def match_names(names: Iterable[str]) -> dict[str, Naming]:
    """Match the names of one text: each name as written with the party it stands for.

    The order of the names does not count.
    """
    written = sorted(set(names))
    known = {name: _name_alone(name) for name in written}
    parties = _choose_spellings(naming.party for naming in known.values())
    settled = {name: parties[_make_key(naming.party)] for name, naming in known.items()}
    #: Longer names first: a short form of a short form leads to the whole name.
    found: dict[str, Naming] = {}
    for party in sorted(set(settled.values()), key=lambda each: (-len(each.split()), each.isupper(), each)):
        found[party] = _match_short(party, found)
    return {
        name: _join(naming._replace(party=settled[name]), found[settled[name]])
        for name, naming in known.items()
    }


def strip_name(name: str) -> str:
    """Strip a name of its article, of lower-case words before it and of its form of state."""
    words = name.split()
    proper = next((index for index, word in enumerate(words) if word[:1].isupper()), 0)
    # "neighbouring Sulonia" is Sulonia; "armed wing of the Harrow Front" is not the Front.
    if load_party_names().small_words.isdisjoint(words[1:proper]):
        words = words[proper:]
    while len(words) > 1 and words[0] in load_party_names().articles:
        words = words[1:]
    bare = " ".join(words).removesuffix("'s").removesuffix("\u2019s")
    form = next((form for form in load_party_names().state_forms if bare.startswith(f"{form} ")), "")
    rest = bare.removeprefix(form).strip()
    return rest.removeprefix("the ") if form and find_party_entry(bare) is None else bare


def is_description(party: str) -> bool:
    """Tell whether a party is only described ("gunmen"): it may be any party that is named."""
    return not any(word[:1].isupper() or word[:1].isdigit() for word in party.split())


def _iter_names(testimony: Testimony) -> Iterator[str]:
    yield from _iter_actors(testimony.statement)
    for speaker in testimony.statement.speakers:
        if speaker.named or speaker.party:
            yield speaker.party or speaker.name


def _iter_actors(statement: Statement) -> Iterator[str]:
    match statement.value:
        case ResponsibilityValue(actor=actor):
            yield actor
        case PartyValue(name=name, named=True):
            yield name


def _name_alone(name: str) -> Naming:
    """Name the party that a name stands for by itself: the lexicon's, or its own words."""
    bare = strip_name(name)
    entry = find_party_entry(bare)
    return Naming(entry.name, "lexicon") if entry is not None else Naming(bare, "name")


def _choose_spellings(parties: Iterable[str]) -> dict[str, str]:
    """Choose one spelling for names of the same words: the first in the order of the alphabet."""
    chosen: dict[str, str] = {}
    for party in sorted(set(parties), reverse=True):
        chosen[_make_key(party)] = party
    return chosen


def _make_key(name: str) -> str:
    folded = fold_characters(name).replace(".", "").replace("-", " ").replace("'", "")
    return folded if folded.isupper() else folded.casefold()


def _match_short(party: str, longer: Mapping[str, Naming]) -> Naming:
    """Match a name with the one longer name that it shortens."""
    if find_party_entry(party) is not None or is_description(party):
        return Naming(party, "name")
    rule, names = _find_longer(party, longer)
    fitting = sorted({longer[name].party for name in names})
    if len(fitting) == 1:
        return Naming(fitting[0], rule)
    return Naming(party, "unclear", tuple(fitting)) if fitting else Naming(party, "name")


def _find_longer(party: str, longer: Iterable[str]) -> tuple[NameRule, list[str]]:
    letters = party.replace(".", "")
    if letters.isupper() and letters.isalpha() and " " not in letters:
        is_long = len(letters) >= ACRONYM_LENGTH
        return "acronym", [name for name in longer if is_long and _find_initials(name) == letters]
    return "short form", [name for name in longer if _is_short_form(party.split(), name.split())]


def _find_initials(name: str) -> str:
    words = name.replace("-", " ").split()
    return "".join(word[0].upper() for word in words if word not in load_party_names().small_words)


def _is_short_form(short: list[str], long: list[str]) -> bool:
    """Tell whether words with a group's noun are the end of a longer name, or its first noun."""
    if len(long) <= len(short) or not load_head_nouns().intersection(short):
        return False
    small = load_party_names().small_words
    if len(short) == 1 and long[0] == short[0] and long[1] in small:
        return True
    rest = long[: -len(short)]
    marks = {word.casefold() for word in rest} & load_party_names().splinter_words
    is_whole = len(short) > 1 and bool(marks)
    return long[-len(short) :] == short and rest[-1] not in small and not is_whole


def _join(first: Naming, then: Naming) -> Naming:
    """Follow a name through two matchings; the rule that changed the name is told."""
    return Naming(
        then.party, first.rule if then.rule == "name" else then.rule, then.could_be or first.could_be
    )
