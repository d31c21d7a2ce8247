"""The cues of attribution and the nouns of speakers, as loaded from the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from counterclaim.vocabulary.load import load_table


class ReportingLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Cues of attribution (reporting.json), each list named after the complement that is the content."""

    clause: frozenset[str]
    marks_only: frozenset[str]
    infinitive: frozenset[str]
    object: frozenset[str]
    accusing: frozenset[str]
    describing: frozenset[str]
    prepositions: Mapping[str, frozenset[str]]
    addressing: frozenset[str]
    raising: frozenset[str]
    seeming: frozenset[str]
    relaying: frozenset[str]
    relay_prepositions: frozenset[str]
    #: Verbs that can stand between marks and their cue: "was quoted as saying", "can be heard saying".
    perceived: frozenset[str]
    nouns: frozenset[str]
    owned_nouns: frozenset[str]
    noun_prepositions: frozenset[str]
    adjectives: frozenset[str]
    according: frozenset[str]
    documents: frozenset[str]
    #: What somebody finds out, and speaks by ("an investigation by X").
    inquiries: frozenset[str]
    document_verbs: frozenset[str]
    channel_prepositions: frozenset[str]
    negations: frozenset[str]
    anonymity: frozenset[str]
    #: Conjunctions after which somebody else may be speaking.
    contrasts: frozenset[str]
    #: Subjects that name no one ("nobody claimed").
    nobody: frozenset[str]
    adverbs: frozenset[str]
    #: Words whose infinitive is itself said: "continued to claim", "were quick to blame".
    aspectual: frozenset[str]
    #: Verbs of getting in touch, after which "to say" was said.
    messaging: frozenset[str]
    light_verbs: frozenset[str]
    #: Verb and noun that are one cue, with the prepositions of the content ("point the finger at").
    idioms: Mapping[str, Mapping[str, frozenset[str]]]
    #: Verbs that set a count, with the preposition before the figure, and what they count.
    measuring: Mapping[str, frozenset[str]]
    measures: frozenset[str]
    #: Verbs by which somebody counts people himself.
    counting: frozenset[str]
    #: Verbs by which somebody changes a count, and the words before the figures.
    revising: frozenset[str]
    revised_to: frozenset[str]
    #: Objects whose "for" or "in" phrase is content even where the parse hangs it on the verb.
    carried_objects: frozenset[str]


class SpeakerLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Nouns of roles and bodies (speakers.json)."""

    #: Nouns by kind of speaker, in order of precedence.
    kinds: Mapping[str, frozenset[str]]
    #: Nouns that name what a person is, alone or before the name.
    roles: frozenset[str]
    honorifics: frozenset[str]
    #: Nouns that add nothing to the name of a party ("the Islamic State group").
    groups: frozenset[str]
    #: Bodies of a state, of which a text may have two ("the ministry").
    bodies: frozenset[str]
    plural_voices: frozenset[str]
    #: Where people post what they say ("on Twitter"), which says nothing itself.
    platforms: frozenset[str]
    #: Verbs by which somebody takes it on himself to speak for others ("a man claiming to be from X").
    posing: frozenset[str]
    #: Who fights a state: "the rebels in Xland" do not speak for Xland.
    opponents: frozenset[str]
    #: What joins a power to a body that it only stands behind ("the UN-backed government").
    backing: frozenset[str]
    #: Words before "media" or "television" that make it the state's voice.
    state_words: frozenset[str]
    #: Kind of speaker by kind of party.
    party_kinds: Mapping[str, str]
    pronouns: Mapping[str, str]


@lru_cache(maxsize=1)
def load_reporting() -> ReportingLexicon:
    """Load the cues of attribution."""
    return load_table("reporting", ReportingLexicon)


@lru_cache(maxsize=1)
def load_speakers() -> SpeakerLexicon:
    """Load the nouns of speakers."""
    return load_table("speakers", SpeakerLexicon)
