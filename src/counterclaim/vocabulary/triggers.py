"""The trigger lexicon: words that evoke an event, with PLOVER type and mode."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from counterclaim.vocabulary.load import load_table


class TriggerEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What a trigger word says of its event."""

    #: PLOVER event type; DISASTER (PLOVER's context word) for what nobody did on purpose.
    type: str
    #: PLOVER mode, where the word carries one.
    mode: str | None = None
    #: Names an event without its kind ("attack"), and so often refers back to one.
    generic: bool = False
    #: Never makes a mention by itself; only joins one.
    weak: bool = False
    #: A harm done to people ("kill"); its agent is the actor.
    harm: bool = False
    #: Names who did it, not what was done ("gunman"); its owner or place is not the doer.
    doer: bool = False
    #: Words only, about what others did ("condemn"); makes the main event only where nothing else does.
    verbal: bool = False
    #: May be an attack or an accident ("explosion"); the report's other words decide.
    open: bool = False


class TriggerFrame(TriggerEntry, frozen=True, kw_only=True):
    """A trigger that is one only with certain things beside it ("launch" with a missile).

    Every field names a class of `things`, "*" being anything; all that are given must be there.
    """

    subjects: str | None = None
    objects: str | None = None
    #: Objects of the prepositions that hang from the word ("fell into a well").
    complements: str | None = None
    #: Words anywhere in the report.
    near: str | None = None
    #: Something is aimed at, other than open water ("fired at the town").
    at: bool = False
    #: No event at all, whatever else the word may mean ("demonstrate a method").
    bars: bool = False


class TriggerLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/<language>/triggers.json."""

    about: str
    nouns: dict[str, TriggerEntry]
    verbs: dict[str, TriggerEntry]
    phrases: dict[str, TriggerEntry]
    #: By lemma, first fitting one first; they come before `nouns` and `verbs`.
    frames: dict[str, tuple[TriggerFrame, ...]]
    #: Classes of things that frames ask for, by lemma or as written.
    things: dict[str, frozenset[str]]
    not_events: tuple[str, ...]
    #: Modifiers that set an event apart from the one at hand ("a previous attack").
    background_words: frozenset[str]
    #: Modifiers of one more event: apart from the one told before, if there is one.
    further_words: frozenset[str]
    #: Words at the start of a sentence that leaves the event at hand ("separately", "in other violence").
    separate_openers: tuple[str, ...]
    #: Prepositions before an event that only tells when or why the one at hand came.
    earlier_prepositions: frozenset[str]
    #: Verbs whose object did not happen, or not yet ("foiled an attack").
    preventing_verbs: frozenset[str]
    #: Past forms that look like the bare verb ("cut", "hit").
    plain_pasts: frozenset[str]
    #: Verbs whose direct object is only spoken of, or over ("demanded a truce", "lifted the curfew").
    undone_verbs: frozenset[str]
    unreal_nouns: frozenset[str]
    #: Nouns that make many events of one ("a series of attacks").
    #: What is held for an event long past ("anniversary of").
    memorial_nouns: frozenset[str]
    series_nouns: frozenset[str]
    #: Verbs whose objects are many events of a campaign ("has stepped up raids").
    escalating_verbs: frozenset[str]
    #: Units of a length of time before "after" or "since".
    time_units: frozenset[str]
    #: What kills without anybody attacking, and is no event of its own.
    natural_agents: frozenset[str]
    #: Nouns for those whose words are politics ("minister"); others' words are nobody's event.
    offices: frozenset[str]
    #: Words of a picture's caption or credit; its day may be the picture's, not the event's.
    caption_words: frozenset[str]
    #: Words that open lines naming other stories of an outlet, in lower case.
    rail_headings: frozenset[str]
    #: Words of what went wrong or who comes to help, in reports of accidents.
    accident_words: frozenset[str]
    #: A report with several of these is about a game.
    sport_words: frozenset[str]
    unreal_words: frozenset[str]
    planning_verbs: frozenset[str]
    #: Verbs that say only that an event took place, or what it did.
    support_verbs: frozenset[str]
    #: Verbs of what a means of attack carries ("a car packed with explosives").
    filling_verbs: frozenset[str]
    #: Nouns and verbs whose complement is an earlier event ("in revenge for the raid").
    cause_nouns: frozenset[str]
    cause_verbs: frozenset[str]
    #: Verbs that only say that something happened ("it came days after").
    happening_verbs: frozenset[str]
    #: Who comes when called.
    responders: frozenset[str]
    #: Modes that one act cannot have together, by class.
    mode_classes: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_triggers() -> TriggerLexicon:
    """Load the English trigger lexicon."""
    return load_table("triggers", TriggerLexicon)
