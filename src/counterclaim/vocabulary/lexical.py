"""The tables of the languages that are read without a parse: `vocabulary/<language>/*.json`.

Words in them are templates (vocabulary/templates.py), with every form that the language inflects.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from counterclaim.model.statement import Property
from counterclaim.model.values import Position, TollOperator
from counterclaim.vocabulary.load import load_table

Words = tuple[str, ...]
#: Languages that are read without a parse, by ISO 639-1 code.
LEXICAL_LANGUAGES = ("es", "fr")


class NumberTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `numbers.json` holds."""

    about: str
    words: Mapping[str, int]
    multipliers: Mapping[str, int]
    #: Vague numbers and the counts that they allow.
    plurals: Mapping[str, tuple[int, int | None]]
    #: Numbers that are rounded by their form ("une vingtaine").
    approximate: Mapping[str, int]
    #: Words between such a number and its noun.
    linkers: Words
    #: Articles that count one before a person.
    ones: Words
    zeros: Words
    prefixes: Mapping[TollOperator, Words]
    suffixes: Mapping[TollOperator, Words]
    fillers: Words
    #: Words before the first and the second number of a range.
    ranges: tuple[tuple[str, str], ...]
    #: What follows a number that counts no people, as templates.
    units_after: Words
    words_before: Words


class HarmCues(msgspec.Struct, frozen=True, kw_only=True):
    """How a language says one harm, as templates."""

    #: Nouns that a number counts directly ("12 morts").
    nouns: Words = ()
    #: Predicates after the people counted ("ont été tuées").
    after: Words = ()
    #: Participles that stand right after the people counted ("12 personnes tuées").
    beside: Words = ()
    #: Words before the people counted ("tuant", "murieron").
    before: Words = ()
    #: Nouns of a count that the number follows ("le nombre de morts ... à 12").
    totals: Words = ()
    #: Ways to say that nobody was harmed.
    none: Words = ()


class TollTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `tolls.json` holds."""

    about: str
    fragments: Mapping[str, str]
    harms: Mapping[Property, HarmCues]
    #: Nouns for people, as templates.
    people: Words
    #: Those of them that mean everybody, and make no group.
    everyone: Words
    #: How a single death is told, what stands before a person told by an office, and the offices.
    singles: Words
    definite: Words
    offices: Words
    #: What stands after a number that is somebody's age.
    years: Words
    #: "autres", "más": the rest of a count.
    others: Words
    #: Words that may stand between people and what befell them, where a number follows ("et", "y").
    joints: Words
    #: Words that end the reach of a predicate.
    blockers: Words
    #: Words after which a participle is a verb in the active voice ("ont tué").
    auxiliaries: Words
    #: Cues of parts, right before a number ("dont").
    parts: Words
    #: Cues of parts, right after a number ("de ellos").
    parts_after: Words
    #: Cues of a sum over a period ("depuis le début de la guerre").
    campaign: Words
    #: Words that rank an event in a period, so that the period is not what is counted.
    superlative: Words
    #: Cues of a figure that a later one replaced, right before it ("un précédent bilan").
    superseded: Words
    #: The same right after the figure ("359 morts annoncés auparavant").
    superseded_after: Words
    #: What a number counts, where it counts the dead and the wounded together, right after it.
    together: Words
    #: Verbs that put a number to the harmed, and what leads to the number ("cifró ... en").
    counting: Words
    counting_to: Words
    counted: Words
    #: Before and after a number that is told beside the harmed ("au nombre de 12", "68 en total").
    beside_number: Words
    all_told: Words
    #: Verbs of revision: the first number after them is old, the second new ("passé de 3 à 5").
    revised: Words
    #: Before a number that is only feared or expected ("pourrait atteindre").
    possible: Words
    #: Nouns of a count, which may be denied without the act.
    figures: Words


class TriggerCue(msgspec.Struct, frozen=True, kw_only=True):
    """Words that evoke an event, with PLOVER's type and mode."""

    cues: Words
    type: str
    mode: str | None = None
    #: Names an event without its kind, and joins the one at hand.
    generic: bool = False


class EventTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `events.json` holds."""

    about: str
    fragments: Mapping[str, str]
    triggers: tuple[TriggerCue, ...]
    #: Right before a trigger: it did not happen ("tentative d'", "menace d'").
    unreal: Words
    #: Right after a trigger: it did not happen ("déjoué").
    foiled: Words
    #: In the sentence of a trigger: it is still to come.
    planned: Words
    #: In a sentence: it tells of an earlier event.
    background: Words
    #: Words that open on an event of its own, whatever its day ("le même jour, à ...").
    apart: Words
    #: Verbs of what had been before; with an earlier day they tell of another event.
    pluperfect: Words
    #: Right before a trigger: another event than the one at hand.
    another: Words
    #: A text with several of these is no report of violence (sport, fiction, weather).
    unrelated: Words
    #: Headings after which a page lists other reports.
    furniture: Words
    #: Words right before a date that only bounds a period.
    limits: Words


class PositionFrame(msgspec.Struct, frozen=True, kw_only=True):
    """A cue of a responsibility position, and where its speaker and its actor stand."""

    position: Position
    cues: Words
    #: before, after (the cue), by (after "par" or "por"), narrator, self (the actor), voice (whoever
    #: is quoted with the cue), or each of two.
    speaker: str
    #: before, after, by, speaker (the speaker itself), voice (its side), each (of two on the other)
    #: or nobody.
    actor: str
    #: Needed within reach after the cue.
    needs: Words = ()


class PositionTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `positions.json` holds."""

    about: str
    fragments: Mapping[str, str]
    frames: tuple[PositionFrame, ...]
    #: Verbs of an act whose subject did it, as templates ("a bombardé").
    acting: Words
    #: Forms of them that are nouns too ("attaque"), and all that may part such a verb from its subject.
    noun_like: Words
    beside_verb: Words
    #: Verbs of carrying out, whose object tells what was done ("a mené"), and what parts the two.
    leading: Words
    apart: Words
    #: Prepositions that part a name from the phrase of a party ("vinculó a la banda con X").
    parting: Words
    #: Objects that struck first: whoever kills them did not do the deed ("l'assaillant").
    attackers: Words
    #: Cues that name the doer of an act after it ("mené par").
    done_by: Words
    #: The word before the doer in the passive, and what may stand between an act and its owner.
    by: str
    owners: Words
    #: Words that make an act doubtful in its sentence ("présumé", "serait").
    hedges: Words
    #: Words that make the clause after them a condition or a question.
    unreal: Words
    negations: Words
    #: Nouns for parties without a name, as templates, with the kind of each.
    generic_parties: Mapping[str, str]
    #: Such nouns for bodies of the state, which a text with one country means when it has no other word.
    state_bodies: Words
    #: Nouns that refer back to a group named before ("le groupe").
    backward: Words
    channels: Mapping[str, Words]


class SpeakerTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `speakers.json` holds."""

    about: str
    fragments: Mapping[str, str]
    #: Before a speaker whose words the sentence gives ("selon").
    according: Words
    #: Verbs of saying, in every form they take in news.
    saying: Words
    #: Articles and such, not part of a speaker's name.
    articles: Words
    #: Those of them by which a speaker belongs to a party named before ("son porte-parole").
    possessives: Words
    #: Where a speaker's name ends.
    ends: Words
    #: Pronouns that stand between a subject and its verb ("l'attribue").
    clitics: Words
    #: Words with which no subject begins ("a Israel" after "acusó").
    objects: Words
    #: First words of what is said of a speaker between commas ("cité par").
    asides: Words
    #: What tells, between commas, of what kind the group named before is.
    appositions: Words
    #: Where the clause of a speaker begins ("mais", "tandis que").
    starts: Words
    #: First nouns of a subject that has no voice ("le bilan", "l'attaque").
    mute: Words
    #: Words of negation right before a verb of saying.
    negations: Words
    #: To whom or where it is said, between a verb of saying and the speaker after it.
    addressees: Words
    pronouns: Words
    #: Those of them for whoever was named last ("ces derniers").
    latter: Words
    #: Relative pronouns, and those that make the subject follow its verb ("lo que negó X").
    relatives: Words
    inverting: Words
    #: Kind to the words that tell it, in order of strength.
    kinds: Mapping[str, Words]


class LexicalCountry(msgspec.Struct, frozen=True, kw_only=True):
    """A country in the words of a language."""

    iso3: str
    names: Words
    adjectives: Words
    #: Seats that stand for its government.
    metonyms: Words


class LexicalCountries(msgspec.Struct, frozen=True, kw_only=True):
    """What `countries.json` holds."""

    about: str
    countries: tuple[LexicalCountry, ...]


class LexicalParties(msgspec.Struct, frozen=True, kw_only=True):
    """What `parties.json` holds."""

    about: str
    #: Name in en/parties.json to the names in the language.
    aliases: Mapping[str, Words]
    #: Parties that the English table does not have, with kind and names.
    others: Mapping[str, tuple[str, Words]]
    #: Kind of body to its nouns, as templates ("military": "armée").
    bodies: Mapping[str, Words]
    #: Words between a body and the adjective or name of its country.
    body_links: Words
    #: Nouns that open the name of a group, as templates in the case in which names have them.
    group_heads: Words
    #: Words between the parts of such a name, and parts that need no capital.
    group_links: Words
    group_words: Words
    #: Nouns right after which the name of an armed group stands.
    group_nouns: Words


class LexicalPlaces(msgspec.Struct, frozen=True, kw_only=True):
    """What `places.json` holds."""

    about: str
    #: Words right before a place, as templates.
    prepositions: Words
    #: Those that only tell what the place belongs to ("de").
    weak_prepositions: Words
    #: What joins two names.
    conjunctions: Words
    #: Nouns for sites that are called by their town ("hôpital de"), as templates.
    site_nouns: Words
    #: Parts of a country or region, with what stands before them ("dans le nord de"), as templates.
    directions: Words
    #: Relation to its words before a place.
    relations: Mapping[str, Words]
    #: Nouns before a place that tell its kind.
    settlement_nouns: Words
    region_nouns: Words
    #: The noun for the seat of a government.
    capital: str
    #: Small words inside names.
    particles: Words
    #: Wording to the gazetteer's name, for regions.
    exonyms: Mapping[str, str]
    not_places: Words


@lru_cache(maxsize=8)
def load_number_table(language: str) -> NumberTable:
    """Load the numbers of a language."""
    return load_table("numbers", NumberTable, language=language)


@lru_cache(maxsize=8)
def load_toll_table(language: str) -> TollTable:
    """Load the words of harm of a language."""
    return load_table("tolls", TollTable, language=language)


@lru_cache(maxsize=8)
def load_event_table(language: str) -> EventTable:
    """Load the words that evoke events."""
    return load_table("events", EventTable, language=language)


@lru_cache(maxsize=8)
def load_position_table(language: str) -> PositionTable:
    """Load the cues of responsibility positions."""
    return load_table("positions", PositionTable, language=language)


@lru_cache(maxsize=8)
def load_speaker_table(language: str) -> SpeakerTable:
    """Load the words of speaking."""
    return load_table("speakers", SpeakerTable, language=language)


@lru_cache(maxsize=8)
def load_lexical_countries(language: str) -> tuple[LexicalCountry, ...]:
    """Load the countries in the words of a language."""
    return load_table("countries", LexicalCountries, language=language).countries


@lru_cache(maxsize=8)
def load_lexical_parties(language: str) -> LexicalParties:
    """Load the names of parties in a language."""
    return load_table("parties", LexicalParties, language=language)


@lru_cache(maxsize=8)
def load_lexical_places(language: str) -> LexicalPlaces:
    """Load the words that lead to places."""
    return load_table("places", LexicalPlaces, language=language)
