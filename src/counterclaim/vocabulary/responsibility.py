"""The cues of responsibility positions, and the nouns that describe parties."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from counterclaim.model.values import Position
from counterclaim.vocabulary.load import load_table

Words = frozenset[str]


class ResponsibilityLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/<language>/responsibility.json; the file says what each list is for."""

    about: str
    responsibility_nouns: Words
    owning_verbs: dict[str, Position]
    claim_objects_barred: Words
    #: Deeds whose "of" may name who did them ("the attack of the X gang").
    agentive_nouns: Words
    #: What looks at whoever is suspected ("the inquiry focuses on X").
    looking_nouns: Words
    #: Words of a request that had no answer.
    unanswered: Words
    #: Words before "suspect" that single one side out.
    chief_words: Words
    admitting: Words
    #: Those of them that also only say that something happened.
    conceding: Words
    #: What a deed that nobody meant is called ("by mistake", "wrongly").
    mistake_words: Words
    denying: Words
    #: Verbs by which somebody turns down what others try to do.
    turning_down: Words
    accusing_objects: Words
    charging: Words
    #: Verbs of disapproval of an act; what they say of whose it is, their speaker says.
    condemning: Words
    attributing: Words
    suspecting: Words
    doubting: Words
    doubt_nouns: Words
    confirming: Words
    withdrawing: Words
    exonerating: Words
    claim_nouns: Words
    charge_nouns: Words
    #: Charges that blame, where the rest of `charge_nouns` may only tell.
    accusation_nouns: Words
    involvement_nouns: Words
    involvement_predicates: Words
    involvement_verbs: Words
    performing_verbs: Words
    evidence_nouns: Words
    proof_nouns: Words
    proving_verbs: Words
    #: What people go by or speak through; beside a person it is no voice of its own.
    means_of_knowing: Words
    origin_verbs: Words
    #: Verbs of idioms that put an event on somebody, and what they lay it at ("at the door of X").
    laying_verbs: Words
    door_nouns: Words
    #: Words of knowing, and of its opposite ("who was behind it is not known").
    knowing_words: Words
    unknown_words: Words
    #: Nouns of a force's having a weapon ("in service only with X").
    holding_nouns: Words
    #: Nouns after "in no", "at no", which make a whole clause negative.
    denied_ways: Words
    negative_implicatives: Words
    #: Nouns of what somebody bids others do ("on the orders of X").
    order_nouns: Words
    #: Words by which somebody calls a charge untrue ("it is a lie").
    lie_words: Words
    #: Verbs whose object, where it is "them", is a deed ("carried them out").
    doing_verbs: Words
    #: Words for deeds over a long time, which are no one event ("invasion", "operations").
    campaign_words: Words
    #: Prepositions and nouns by which a deed only tells a time ("since", "days of").
    period_prepositions: Words
    period_nouns: Words
    stating_verbs: Words
    planted_things: Words
    #: What is shown of a deed, and called staged or false by those it is held against.
    footage_nouns: Words
    #: Adjectives by which somebody says that it was hardly so.
    unlikely_words: Words
    #: Verbs that make a planted thing go off, and nouns by which somebody has a part in a deed.
    setting_verbs: Words
    #: What is brought down from the air.
    flyer_nouns: Words
    #: Verbs that send a weapon off.
    sending_verbs: Words
    help_nouns: Words
    #: What is only "committed", and words for weapons whose mere use is a charge.
    crime_nouns: Words
    banned_means: Words
    #: Verbs of striking by which people in office only scold.
    scolding_verbs: Words
    #: Nouns for what an event did or was, which alone evoke none ("blamed X for the deaths").
    harm_nouns: Words
    #: Weapons, and what is done with them, that have somebody behind them ("a rocket fired by X").
    means_nouns: Words
    #: Nouns between a people and an event that leave the people its doer ("X drone strike").
    means_modifiers: Words
    #: Events that a country's name before them places rather than blames ("the Xish church bombings").
    place_prone_nouns: Words
    perpetrator_nouns: Words
    #: Words for a person who may be behind a deed, and for what ties a deed to a party.
    person_nouns: Words
    tied_nouns: Words
    membership_verbs: Words
    #: "The two sides traded accusations": verbs of exchange, and what is exchanged.
    exchanging_verbs: Words
    exchanged_nouns: Words
    #: What is done for those who carry an attack out ("denied arming the attackers").
    supporting_verbs: Words
    #: "It looked like the work of X".
    impression_verbs: Words
    habit_adverbs: Words
    similar_words: Words
    #: Words that make the events of a blame many, of which the one told may be one ("most such attacks").
    kind_words: Words
    #: Words that leave open who did it.
    unknown_phrases: tuple[str, ...]
    giving_verbs: Words
    naming_verbs: Words
    revenge_nouns: Words
    vowing_verbs: Words
    convicting_verbs: Words
    distancing_verbs: Words
    blame_nouns: Words
    falling_verbs: Words
    replying_verbs: Words
    guilt_nouns: Words
    likeness_verbs: Words
    partaking_verbs: Words
    exclusive_adverbs: Words
    work_nouns: Words
    seeming_verbs: Words
    judgement_words: Words
    truth_words: Words
    #: What a party says happened.
    version_nouns: Words
    #: Where a side is sovereign ("launched from its soil").
    ground_nouns: Words
    saying_verbs: Words
    happening_verbs: Words
    calling_verbs: Words
    mission_nouns: Words
    signature_verbs: Words
    commenting_verbs: Words
    declining_verbs: Words
    request_words: Words
    unavailable_phrases: tuple[str, ...]
    no_comment_phrases: tuple[str, ...]
    neither_phrases: tuple[str, ...]
    no_claim_phrases: tuple[str, ...]
    likeness_words: Words
    price_verbs: Words
    price_nouns: Words
    probable_words: Words
    possible_words: Words
    probable_verbs: Words
    possibility_nouns: Words
    possible_modals: Words
    #: Channel code (codebooks 9.1) to the words that name it.
    channels: dict[str, tuple[str, ...]]


class ActorLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/<language>/actors.json."""

    about: str
    #: Heads whose national adjective does not make them the state ("Israeli settlers").
    nonstate_heads: Words
    state_heads: Words
    #: Members and arms that act for their owner ("its fighters", "our brothers").
    member_heads: Words
    #: Verbs that give a group its name ("a group calling itself X").
    naming_verbs: Words
    #: Adjectives to the nouns that with them are states, or their hands, as one unnamed side ("Gulf
    #: states", "foreign powers"), and names of such sides.
    bloc_heads: dict[str, Words]
    bloc_names: Words
    #: What makes a faction of a group none of its own ("a splinter faction of X").
    splinter_words: Words
    #: Nouns that mean the speaker's own country ("the nation").
    homeland_nouns: Words
    #: Bodies of several states, which a text names once and then calls "the coalition".
    alliance_nouns: Words
    #: Descriptions that stand for an unnamed party, with its kind.
    generic_parties: dict[str, str]
    #: Descriptions that tell a side though they name none ("separatist rebels"), with their adjectives.
    telling_heads: Words
    telling_modifiers: Words
    #: Nouns that only count people ("a group of rebels").
    collective_nouns: Words
    #: Descriptions of people who fight for a group; in a report that names one group, for that one.
    belonging_heads: Words
    #: Plain nouns for the fighters of a side, whom somebody may mean by "the rebels".
    fighting_heads: Words
    #: Participles that tie a nameless group to a named one ("affiliated with").
    affiliating_verbs: Words
    #: Nouns that refer back to a group named before ("the group").
    backward_nouns: Words
    #: Titles and offices that make a person's name public.
    public_titles: Words


@lru_cache(maxsize=1)
def load_responsibility() -> ResponsibilityLexicon:
    """Load the English cues of responsibility."""
    return load_table("responsibility", ResponsibilityLexicon)


@lru_cache(maxsize=1)
def load_actors() -> ActorLexicon:
    """Load the English nouns that describe parties."""
    return load_table("actors", ActorLexicon)
