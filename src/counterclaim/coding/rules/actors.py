"""Actors: which party a noun phrase stands for.

Invariant: an actor's span covers literal words; a name that the words do not hold has basis
`resolved` (a metonym, a pronoun, "the group").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.annotate.layers import AnnotatedReport, PartyName
from counterclaim.annotate.splinters import is_splinter, names_splinter
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actor_names import (
    find_long_name,
    get_splinter_span,
    is_other_name,
    names_people,
    names_side,
    strip_article,
)
from counterclaim.coding.rules.actor_states import (
    find_only_state,
    find_same_body,
    find_state_of,
    is_bare_state,
    is_of_state,
)
from counterclaim.coding.rules.blocs import BLOC_KIND, find_bloc
from counterclaim.coding.rules.clauses import (
    find_preposition_object,
    find_subject,
    get_clause_verb,
    get_phrase_span,
    is_definite,
    is_left_out,
)
from counterclaim.coding.rules.demonyms import find_country_name, is_demonym
from counterclaim.coding.rules.doers import find_affiliation, find_calling, find_own_body, find_owner_of_part
from counterclaim.coding.rules.speaker_sides import is_described_side, is_one_person
from counterclaim.model.span import Span
from counterclaim.model.statement import Basis, Speaker
from counterclaim.vocabulary.parties import load_known_parties
from counterclaim.vocabulary.responsibility import load_actors

_FIRST_PERSON = frozenset({"we", "us", "our", "i", "ourselves"})
_NAMES = frozenset({"ORG", "NORP", "PERSON", "GPE", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART"})
#: Kinds of party by kind of entity; a capitalised word that is no entity is `other`.
_KINDS = {
    "PERSON": "person",
    "GPE": "country",
    "ORG": "organisation",
    "FAC": "organisation",
    "NORP": "organisation",
}
#: Pronouns of several, which one person is not.
_PLURAL = frozenset({"they", "them", "their", "themselves"})
#: Pronouns of one person, who is no side.
_PERSONAL = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
_THIRD_PERSON = frozenset(
    {"it", "they", "them", "he", "she", "its", "their", "his", "her", "itself", "themselves", "himself"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party as a noun phrase names or describes it."""

    name: str
    kind: str
    #: ISO 3166-1 alpha-3 of the side, where known.
    country: str | None
    span: Span
    #: Head of the noun phrase in the parse.
    token: int
    basis: Basis = "stated"
    #: False for descriptions ("gunmen", "an unnamed group").
    is_named: bool = True


def find_actor(annotated: AnnotatedReport, token: Token, speaker: Speaker | None = None) -> Actor | None:
    """Find the party that a noun phrase stands for.

    Args:
        annotated: the report.
        token: head of the noun phrase.
        speaker: who is speaking, for "we" and, where nothing nearer fits, "it" and "they".

    Returns:
        The party; None for things that are no party ("the explosion").
    """
    if token.pos_ == "PRON" and token.lower_ in _FIRST_PERSON | _THIRD_PERSON:
        return _find_pronoun_actor(annotated, token, speaker)
    is_part = token.pos_ in {"NUM", "DET", "PRON"} or token.lower_ in {"one", "some", "members"}
    if (is_part and not _is_plain_member(token)) or find_own_body(token) is not None:
        owner = find_owner_of_part(token)
        if owner is None or owner.pos_ != "PRON":
            return None if owner is None else find_actor(annotated, owner, speaker)
        return _make_speaker_actor(annotated, owner, speaker)
    token = _find_apposed_group(annotated, token) or token
    if is_splinter(token):
        return make_description(annotated, token, kind="unidentified", phrase=get_splinter_span(token))
    token = find_group_of_member(annotated, token) or token
    phrase = get_phrase_span(token)
    bloc = find_bloc(annotated.parties, token)
    if bloc is not None:
        return make_description(annotated, token, kind=BLOC_KIND, phrase=bloc)
    party = _find_party(annotated.parties, token, phrase)
    if party is not None:
        return _make_party_actor(annotated, token, phrase, party) or _find_owned_name(token, party)
    called = find_calling(token) or find_affiliation(token)
    if called is not None:
        return find_actor(annotated, called, speaker)
    return _find_unlisted(annotated, token, phrase, speaker)


def _find_unlisted(
    annotated: AnnotatedReport, token: Token, phrase: Span, speaker: Speaker | None
) -> Actor | None:
    """Find the party of a phrase that holds no name of a party."""
    if token.lemma_.lower() in load_actors().backward_nouns and is_definite(token):
        return _find_name_before(annotated, token) or find_group_before(annotated, token)
    if _is_known_town(annotated, token):
        return None
    if _is_bare_description(token) or _is_member(token):
        return _find_described(annotated, token, phrase, speaker)
    if token.ent_type_ in _NAMES or (token.pos_ == "PROPN" and token.ent_type_ == ""):
        return _make_named_actor(annotated, token)
    return _find_described(annotated, token, phrase, speaker)


def _is_plain_member(token: Token) -> bool:
    """Tell whether "members" are those of a group by its own name, not "members of its youth wing"."""
    of = find_preposition_object(token, "of")
    return token.pos_ == "NOUN" and of is not None and not any(child.dep_ == "poss" for child in of.children)


def find_group_of_member(annotated: AnnotatedReport, token: Token) -> Token | None:
    """Find the armed group or political party that "a Xish member of the Y group" is of."""
    of = find_preposition_object(token, "of", "from")
    if of is None or token.lemma_.lower() not in load_actors().member_heads | load_actors().fighting_heads:
        return None
    groups = (party.span for party in annotated.parties if party.kind in {"armed_group", "party"})
    return of if any(span.start <= of.idx < span.end for span in groups) else None


def _find_apposed_group(annotated: AnnotatedReport, token: Token) -> Token | None:
    """Find the armed group that stands beside a noun for it ("its Syrian affiliate the X")."""
    beside = (
        child
        for child in token.children
        if child.dep_ == "appos" and token.pos_ == "NOUN" and not _is_negated(child)
    )
    groups = [party.span for party in annotated.parties if party.kind == "armed_group"]
    return next((each for each in beside if any(span.start <= each.idx < span.end for span in groups)), None)


def _is_negated(name: Token) -> bool:
    """Tell whether a name is only told apart ("bandits, not X")."""
    first = name.left_edge
    return first.lower_ == "not" or (first.i > 0 and first.nbor(-1).lower_ == "not")


def _find_described(
    annotated: AnnotatedReport, token: Token, phrase: Span, speaker: Speaker | None
) -> Actor | None:
    """Find the party of a phrase whose head is no name: "the X army", "its ally X", "gunmen"."""
    if speaker is not None and token.lemma_.lower() in load_actors().homeland_nouns and _is_bare(token):
        return _make_speaker_actor(annotated, token, speaker)
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    is_own = _is_own_means(token) or token.lemma_.lower() in load_actors().backward_nouns
    if owner is not None and owner.pos_ == "PRON" and is_own:
        return _make_speaker_actor(annotated, owner, speaker)
    of = find_preposition_object(token, "of", "from")
    if of is not None and of.dep_ == "pobj" and _is_own_means(token):
        return find_actor(annotated, of, speaker)
    sides = (child for child in token.children if child.dep_ in {"amod", "compound", "poss"})
    side = next((child for child in sides if is_demonym(child)), None)
    if side is not None and token.lemma_.lower() in load_actors().state_heads:
        return _make_named_actor(annotated, side)
    named = next((child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
    if named is not None and token.pos_ == "NOUN" and not is_left_out(named):
        return find_actor(annotated, named, speaker)
    return _make_generic(annotated, token)


def _make_generic(annotated: AnnotatedReport, token: Token) -> Actor | None:
    """Make the unnamed actor of a noun that describes people or forces; None for other nouns."""
    generic = load_actors().generic_parties
    kind = generic.get(token.lemma_.lower()) or generic.get(token.lower_)
    allied = find_same_body(annotated, token) if kind is None else None
    if allied is not None:
        return Actor(
            name=allied.name, kind=allied.kind, country=allied.country,
            span=get_phrase_span(token), token=token.i, basis="resolved",
        )  # fmt: skip
    if kind is None and is_of_state(token):
        kind = "military"
    if kind is None:
        return None
    is_part = token.lemma_.lower() in {"faction", "wing", "cell"}
    phrase = get_splinter_span(token) if is_part else None
    actor = make_description(annotated, token, kind=kind, phrase=phrase)
    before = find_same_body(annotated, token) if is_definite(token) else None
    if before is not None:
        return replace(actor, name=before.name, kind=before.kind, basis="resolved", is_named=True)
    state = find_only_state(annotated) if is_bare_state(token, kind) else None
    return replace(actor, name=state, basis="resolved", is_named=True) if state else actor


def make_description(
    annotated: AnnotatedReport, token: Token, *, kind: str, phrase: Span | None = None
) -> Actor:
    """Make the unnamed actor that a noun phrase describes."""
    phrase = phrase or get_phrase_span(token)
    words = annotated.report.text[phrase.start : phrase.end]
    return Actor(
        name=strip_article(words), kind=kind, country=None, span=phrase, token=token.i, is_named=False
    )


def _is_known_town(annotated: AnnotatedReport, token: Token) -> bool:
    """Tell whether a name is a place of the gazetteer below the rank of a country."""
    return any(
        place.span.start <= token.idx < place.span.end and place.value.lat is not None
        for place in annotated.places
    )


def _is_bare_description(token: Token) -> bool:
    """Tell whether a capitalised word is only a description at the start of a sentence ("Gunmen")."""
    generic = load_actors().generic_parties
    is_alone = not any(child.dep_ in {"compound", "flat"} for child in token.children)
    return is_alone and (token.lemma_.lower() in generic or token.lower_ in generic)


def _is_bare(token: Token) -> bool:
    """Tell whether a noun has nothing but "the" ("the country")."""
    return is_definite(token) and all(child.dep_ == "det" for child in token.children)


def _is_member(token: Token) -> bool:
    """Tell whether a noun names the members or arms of what follows ("militiamen of X")."""
    return _is_own_means(token) and find_preposition_object(token, "of") is not None


def _is_own_means(token: Token) -> bool:
    """Tell whether a noun names people or arms that act for their owner ("its troops", "warplanes of X")."""
    lemma = token.lemma_.lower()
    return lemma in load_actors().state_heads or lemma in load_actors().member_heads


def _find_party(parties: Sequence[PartyName], token: Token, phrase: Span) -> PartyName | None:
    """Find the party name in a phrase: the one on its head, else the last modifier."""
    end = token.idx + len(token)
    inside = [party for party in parties if phrase.overlaps(party.span)]
    on_head = [party for party in inside if party.span.start < end and party.span.end > token.idx]
    if on_head:
        return on_head[0]
    for child in token.children:
        if (
            child.dep_ == "appos"
            and not is_left_out(child)
            and token.lemma_.lower() in load_actors().backward_nouns | {"militant"}
        ):
            found = next((p for p in parties if p.span.start <= child.idx < p.span.end), None)
            if found is not None:
                return found
    return inside[-1] if inside else None


def _make_party_actor(
    annotated: AnnotatedReport, token: Token, phrase: Span, party: PartyName
) -> Actor | None:
    """Make the actor of a phrase that holds a party name."""
    lemma = token.lemma_.lower()
    lexicon = load_actors()
    on_head = party.span.start <= token.idx < party.span.end
    is_people = party.manner == "adjective" and (
        (not on_head and lemma in lexicon.nonstate_heads)
        or (on_head and names_people(token, party) and not names_side(token))
    )
    if is_people:
        words = strip_article(annotated.report.text[phrase.start : phrase.end])
        kind = lexicon.generic_parties.get(lemma, "civilians")
        return Actor(name=words, kind=kind, country=party.country, span=phrase, token=token.i, is_named=False)
    if not on_head and is_other_name(token, party):
        return None
    if not on_head and party.manner != "adjective" and not _may_own(token, party):
        return _make_generic(annotated, token)
    basis: Basis = "resolved" if party.manner in {"metonym", "alias"} else "stated"
    return Actor(
        name=party.name, kind=party.kind, country=party.country, span=party.span, token=token.i, basis=basis
    )


def _find_owned_name(token: Token, party: PartyName) -> Actor | None:
    """Find the group that is only said to be of a country ("Xland's Renar denied it")."""
    owners = (child.idx for child in token.lefts if child.dep_ == "poss")
    is_owned = any(party.span.start <= owner < party.span.end for owner in owners)
    if not is_owned or token.pos_ != "PROPN" or token.ent_type_ in {"GPE", "LOC", "FAC", "PERSON"}:
        return None
    span = Span(token.idx, token.idx + len(token))
    return Actor(name=token.text, kind="organisation", country=None, span=span, token=token.i)


def _may_own(token: Token, party: PartyName) -> bool:
    """Tell whether the head is a body or member of the named party ("IS militants", "US forces")."""
    lexicon = load_actors()
    lemma = token.lemma_.lower()
    if lemma in lexicon.state_heads or party.kind not in {"country", "government"}:
        return True
    return lemma in lexicon.nonstate_heads and party.kind != "country"


def _find_pronoun_actor(annotated: AnnotatedReport, token: Token, speaker: Speaker | None) -> Actor | None:
    """Find the party behind a pronoun: the subject of its clause, else the speaker's own side."""
    subject = None if token.lower_ in _FIRST_PERSON else find_subject(get_clause_verb(token))
    if subject is not None and subject != token and subject.pos_ != "PRON" and subject.i < token.i:
        found = find_actor(annotated, subject, speaker)
        if found is None and token.dep_ == "poss" and token.head.dep_ == "attr":
            return _make_speaker_actor(annotated, token, speaker)  # "said the attack was its work"
        return None if found is None else replace(found, basis="resolved")
    is_other = token.dep_ == "poss" and token.head.dep_ != "attr"  # "it was not its work" is one's own
    if token.lower_ not in _FIRST_PERSON and (is_other or _is_quoted(annotated, token)):
        return None
    return _make_speaker_actor(annotated, token, speaker)


def _make_speaker_actor(annotated: AnnotatedReport, token: Token, speaker: Speaker | None) -> Actor | None:
    """Make the actor of a pronoun that stands for the speaker's own side."""
    is_person = token.lower_ in _PERSONAL and token.dep_ != "poss"
    # "Odo Marn said they came at night": one person is not "they".
    is_other = speaker is not None and token.lower_ in _PLURAL and is_one_person(annotated, speaker)
    if speaker is None or is_person or is_other or speaker.kind == "witness":
        return None
    is_nameless = speaker.role is not None or not (speaker.named or is_described_side(speaker))
    is_nameless = is_nameless and not names_splinter(speaker.name)
    state = find_state_of(annotated, speaker)
    if speaker.party is None and is_nameless and state is None:
        return None
    # "X's defence ministry" speaks for X, "X's Renar" for itself.
    medium = load_known_parties().get(speaker.party or speaker.name)
    own = medium.parent if medium is not None and medium.kind == "media" else speaker.party
    side = own or re.split(r"['’]s ", speaker.name)[0 if speaker.kind == "authority" else -1]
    return Actor(
        name=state or side,
        kind="military" if state else "country" if speaker.kind == "authority" else "other",
        country=_find_country(annotated, speaker.party),
        span=Span(token.idx, token.idx + len(token)),
        token=token.i,
        basis="resolved",
    )


def _is_quoted(annotated: AnnotatedReport, token: Token) -> bool:
    """Tell whether a word stands between quotation marks, where "they" are others than the speaker."""
    return any(
        quotation.inner.start <= token.idx < quotation.inner.end
        for quotation in annotated.quotations.quotations
    )


def _find_country(annotated: AnnotatedReport, name: str | None) -> str | None:
    return next((party.country for party in annotated.parties if party.name == name), None)


def _find_name_before(annotated: AnnotatedReport, token: Token) -> Actor | None:
    """Find the name that the noun of a group follows ("the Northern Front organisation")."""
    compounds = [child for child in token.children if child.dep_ == "compound" and child.pos_ == "PROPN"]
    names = [child for child in compounds if child.text[:1].isupper()]  # not "the jihadist group"
    return _make_named_actor(annotated, names[-1]) if names else None


def find_group_before(annotated: AnnotatedReport, token: Token) -> Actor | None:
    """Find the armed group named last before "the group", "its leader"."""
    phrase = get_phrase_span(token)
    before = [p for p in annotated.parties if p.kind == "armed_group" and p.span.end <= token.idx]
    if not before:
        return None
    return Actor(
        name=before[-1].name, kind=before[-1].kind, country=before[-1].country,
        span=phrase, token=token.i, basis="resolved",
    )  # fmt: skip


def _make_named_actor(annotated: AnnotatedReport, token: Token) -> Actor:
    """Make the actor of a proper name that no lexicon knows."""
    entity = next((e for e in annotated.doc.ents if e.start <= token.i < e.end), None)
    if entity is not None and entity.label_ == "PERSON" and is_definite(token):
        entity = None  # no person: "the Banner of the North"
    span = find_long_name(token) if entity is None else Span(entity.start_char, entity.end_char)
    name = strip_article(annotated.report.text[span.start : span.end])
    country = find_country_name(annotated.doc, name) if is_demonym(token) else None
    if country is not None:
        return Actor(name=country, kind="country", country=None, span=span, token=token.i, basis="resolved")
    kind = _KINDS.get(token.ent_type_, "other")
    return Actor(name=name, kind=kind, country=None, span=span, token=token.i)
