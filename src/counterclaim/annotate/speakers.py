"""Speakers: from a noun phrase to the voice it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.annotate.attribution_lexicon import load_reporting, load_speakers
from counterclaim.annotate.attribution_people import (
    Person,
    find_explaining_name,
    find_people,
    make_person,
    names_person,
)
from counterclaim.annotate.attribution_phrases import (
    get_description,
    get_phrase_tokens,
    make_token_span,
)
from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.splinters import is_splinter
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.statement import Speaker

#: Kinds of party that are a state or its parts.
_STATE_KINDS = frozenset({"country", "government", "military", "police"})


def make_speaker(doc: Doc, token: Token, parties: Sequence[PartyName]) -> Speaker:
    """Make the speaker that a noun phrase names.

    Args:
        doc: the parse.
        token: head of the noun phrase; for "who" the head of what it refers to is taken.
        parties: party names of the text; they give the side and the canonical names.
    """
    head = resolve_relative(token)
    head = find_explaining_name(head) or head
    if names_person(head) and not _names_group(head, parties):
        return _make_person_speaker(doc, head, parties)
    noun, head = head, _find_proper(head) or head
    own = find_own_party(head, parties)
    if own is not None:
        return Speaker(name=own.name, kind=_judge_party_kind(own), party=own.name)
    if is_splinter(head):
        return Speaker(name=get_description(head), kind="party_to_event", named=False)
    side = None if _is_of_country(head, parties) else find_side(head, parties)
    party = side or (_find_body_side(head, parties) if _points_back(head) else None)
    party = party or _find_spoken_for(head, parties) or _find_group_side(head, parties)
    party = party or _find_seat(head, noun, parties)
    return Speaker(
        name=get_description(head),
        kind=judge_kind(noun, party),
        party=party.name if party else None,
        named=_is_named(head),
    )


def _names_group(head: Token, parties: Sequence[PartyName]) -> bool:
    """Tell whether a name that the parser takes for a person's is that of an armed group."""
    own = find_own_party(head, parties)
    return own is not None and own.kind == "armed_group"


def _find_spoken_for(head: Token, parties: Sequence[PartyName]) -> PartyName | None:
    """Find the armed group that somebody says to speak for ("a man claiming to represent" Ansar Velo)."""
    says = (child for child in head.rights if child.dep_ in {"acl", "relcl"})
    words = [deep.idx for say in says if say.lemma_.lower() in load_speakers().posing for deep in say.subtree]
    inside = (party for party in parties if party.kind == "armed_group" and party.span.start in words)
    return next(inside, None)


def _find_seat(head: Token, noun: Token, parties: Sequence[PartyName]) -> PartyName | None:
    """Find the country whose authorities or state media speak ("officials in Xland", not "Yish" ones)."""
    words = {child.lower_ for child in head.children}
    if judge_kind(noun, None) != "authority" and not words & load_speakers().state_words:
        return None
    seats = (deep.idx for child in head.rights if child.lower_ == "in" for deep in child.children)
    inside = (
        party
        for seat in seats
        for party in parties
        if party.kind == "country"
        and party.manner in {"name", "metonym"}
        and party.span.start <= seat < party.span.end
    )
    return next(inside, None)


def _points_back(head: Token) -> bool:
    """Tell whether a phrase is only an article and nouns: "the ministry", "a ministry spokesman"."""
    return head.pos_ == "NOUN" and all(child.dep_ in {"det", "compound"} for child in head.children)


def _find_proper(head: Token) -> Token | None:
    """Find the name after the noun of a body: "the militant group" Ansar Velo."""
    if head.pos_ != "NOUN" or not _find_kind(head) and head.lower_ not in load_speakers().groups:
        return None
    named = next((child for child in head.rights if child.dep_ == "appos" and child.pos_ == "PROPN"), None)
    return named or _find_called(head)


def _find_called(head: Token) -> Token | None:
    """Find the name that a group gives itself ("a group calling itself" Ansar Velo)."""
    calls = (child for child in head.rights if child.dep_ == "acl" and child.lemma_ in {"call", "name"})
    names = (deep for call in calls for deep in call.children if deep.dep_ in {"oprd", "dobj"})
    return next((name for name in names if name.pos_ == "PROPN"), None)


def _is_named(head: Token) -> bool:
    """Tell whether a phrase names its body: a proper name, or one before "group"."""
    lexicon = load_speakers()
    if head.lower_ in lexicon.plural_voices:
        return False
    if head.pos_ == "PROPN" or (head.is_upper and len(head) > 2):
        return True
    named = any(child.pos_ == "PROPN" and child.dep_ == "compound" for child in head.lefts)
    return named and head.lower_ in lexicon.groups and head.tag_ == "NN"


def resolve_relative(token: Token) -> Token:
    """Resolve "who", "which" or "that" to the noun its clause hangs on; other tokens stay."""
    if token.tag_ not in {"WP", "WDT"} or load_speakers().pronouns.get(token.lower_) != "relative":
        return token
    node = token
    while node.dep_ not in {"relcl", "acl"} and node.head != node:
        node = node.head
    if node.dep_ in {"relcl", "acl"}:
        return node.head
    before = [word for word in token.sent if word.i < token.i and word.pos_ in {"NOUN", "PROPN"}]
    return before[-1] if before else token


def _make_person_speaker(doc: Doc, head: Token, parties: Sequence[PartyName]) -> Speaker:
    """Make the speaker for a person's name: full name and role from the first mention that has them."""
    local = make_person(head)
    known = find_people(doc).get(head.lower_, local)
    person = known if set(local.name.lower().split()) <= set(known.name.lower().split()) else local
    role_token = doc[person.role_token] if person.role_token is not None else None
    party = _find_person_party(doc, head, person, parties)
    return Speaker(
        name=person.name,
        role=person.role,
        kind=judge_kind(role_token, party) if role_token is not None else "other",
        party=party.name if party else None,
    )


def _find_person_party(
    doc: Doc, head: Token, person: Person, parties: Sequence[PartyName]
) -> PartyName | None:
    """Find the party in the words of a person's role, else in the phrase of the name."""
    tokens = [head, doc[person.token]]
    if person.role_token is not None:
        tokens.insert(0, doc[person.role_token])
    found = (find_side(token, parties) for token in tokens)
    role = doc[person.role_token] if person.role_token is not None else None
    party = next((party for party in found if party), None)
    if party is not None or role is None:
        return party
    said = (role, *(child for child in head.children if child.dep_ == "appos"))
    sides = (_find_body_side(each, parties) or _find_group_side(each, parties) for each in said)
    return next((side for side in sides if side), None)


def _find_group_side(head: Token, parties: Sequence[PartyName]) -> PartyName | None:
    """Find the armed group that "the group's spokesman", "a spokesman for the group" speaks for."""
    if head.lemma_.lower() not in load_speakers().roles:
        return None
    links = (child for child in head.rights if child.lower_ in {"for", "of"})
    of = [deep for link in links for deep in link.children if deep.dep_ == "pobj" and deep.tag_ == "NN"]
    owners = [*(child for child in head.children if child.dep_ == "poss"), *of]
    backward = load_speakers().groups | {"its", "their"}
    if not any({owner.lemma_.lower(), owner.lower_} & backward for owner in owners if owner.pos_ != "PROPN"):
        return None
    before = (party for party in parties if party.kind == "armed_group" and party.span.end <= head.idx)
    return next(reversed([*before]), None)


def _is_body(token: Token) -> bool:
    return token.lemma_.lower() in load_speakers().bodies


def _find_body_side(head: Token, parties: Sequence[PartyName]) -> PartyName | None:
    """Find the one side whose body was named before: "the ministry" after "Xland's defence ministry"."""
    body = next((near for near in (head, *head.doc[max(head.i - 1, 0) : head.i]) if _is_body(near)), None)
    if body is None:
        return None
    before = (token for token in head.doc[: body.i] if token.lemma_.lower() == body.lemma_.lower())
    sides = {party.name: party for token in before if (party := find_side(token, parties))}
    return next(iter(sides.values())) if len(sides) == 1 else None


def find_own_party(head: Token, parties: Sequence[PartyName]) -> PartyName | None:
    """Find the party that the phrase itself names: "Israel", "the Islamic State group"."""
    for party in parties:
        if party.span.start <= head.idx < party.span.end and _names_itself(head, party):
            return party
    if head.lemma_.lower() not in load_speakers().groups:
        return None
    return next(
        (
            party
            for child in head.children
            if child.dep_ in {"compound", "nmod", "appos"}
            for party in parties
            if party.span.start <= child.idx < party.span.end and party.manner in {"name", "alias"}
            and party.kind not in {"country", "government"} and not _only_backs(head, party)
        ),
        None,
    )  # fmt: skip


def _names_itself(head: Token, party: PartyName) -> bool:
    """Tell a party's own name from words that only hold it ("the U.S. State Department")."""
    if party.manner == "adjective" or (party.kind == "government" and party.manner == "metonym"):
        return False
    if party.kind in {"military", "police"}:
        # "the army of Xland" is not all of Xland
        return head.text in party.name or not (_is_body(head) or head.lower_ in load_speakers().groups)
    return party.kind != "government" or not (_find_kind(head) or head.lower_ in load_speakers().roles)


def find_side(head: Token, parties: Sequence[PartyName]) -> PartyName | None:
    """Find the party in the words of a phrase: "Iranian" officials, a spokesman for "the Taliban"."""
    tokens = get_phrase_tokens(head, appositions=False)
    span = make_token_span(tokens)
    inside = [party for party in parties if span.contains(party.span) and not _only_backs(head, party)]
    if head.lower_ in load_speakers().opponents:
        inside = [party for party in inside if party.kind not in _STATE_KINDS]
    groups = [party for party in inside if party.kind == "armed_group"]
    return next(iter(groups or inside), None)


def _is_of_country(head: Token, parties: Sequence[PartyName]) -> bool:
    """Tell whether a name that is no office or body is only said to be of a country ("Xland's Renar")."""
    lexicon = load_speakers()
    known = lexicon.roles | lexicon.bodies | lexicon.groups
    owner = next((child for child in head.lefts if child.dep_ == "poss"), None)
    if head.pos_ != "PROPN" or owner is None or head.lemma_.lower() in known or _find_kind(head):
        return False
    return any(each.kind == "country" and each.span.start <= owner.idx < each.span.end for each in parties)


def _only_backs(head: Token, party: PartyName) -> bool:
    """Tell whether a party only stands behind another ("the UN-backed government")."""
    after = (token for token in head.lefts if token.idx >= party.span.end)
    joined = any(token.text == "-" and token.idx == party.span.end for token in head.lefts)
    return joined and any(token.lower_ in load_speakers().backing for token in after)


def _judge_party_kind(party: PartyName) -> str:
    """Judge the kind of speaker that a party is."""
    return load_speakers().party_kinds.get(party.kind, "other")


def judge_kind(head: Token, party: PartyName | None) -> str:
    """Judge the kind of a speaker: by the head noun, then its modifiers, then its party.

    Returns:
        One of authority, party_to_event, medical, witness, media, ngo, un, court, analyst,
        anonymous, other.
    """
    by_head = _find_kind(head)
    if by_head == "authority" and party is not None:
        return _judge_party_kind(party) if party.kind in {"armed_group", "ngo", "igo"} else "authority"
    if by_head and by_head not in {"authority", "anonymous"}:
        return by_head
    by_words = next((kind for word in _iter_modifiers(head) if (kind := _find_kind(word))), None)
    if by_head == "authority":
        return by_words if by_words in {"medical", "court", "un", "ngo"} else "authority"
    if by_words:
        return by_words
    return by_head or (_judge_party_kind(party) if party else "other")


def _iter_modifiers(head: Token) -> Iterator[Token]:
    """Iterate over the nouns and names before a head, nearest first, then those of its "of" phrase."""
    before = [child for child in head.lefts if child.dep_ in {"compound", "nmod", "amod", "poss"}]
    yield from reversed(before)
    for child in head.rights if _find_kind(head) or head.lower_ in load_speakers().groups else ():
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "at", "from", "with"}:
            yield from (word for word in child.children if word.dep_ == "pobj")


def _find_kind(token: Token) -> str | None:
    """Find the kind that one noun names."""
    forms = {token.lower_, token.lemma_.lower()}
    return next((kind for kind, nouns in load_speakers().kinds.items() if forms & nouns), None)


def is_anonymous(words: str) -> bool:
    """Tell whether words hide who speaks ("on condition of anonymity")."""
    words = words.lower()
    return any(cue in words for cue in load_reporting().anonymity)
