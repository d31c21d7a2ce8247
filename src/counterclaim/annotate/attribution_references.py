"""Speakers that are not named again: pronouns, "the group", "the spokesman", "the statement"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.annotate.attribution_lexicon import load_reporting, load_speakers
from counterclaim.annotate.attribution_people import (
    can_speak,
    find_explaining_name,
    find_people,
    is_name_end,
)
from counterclaim.annotate.attribution_phrases import NOMINAL, find_child, get_phrase_tokens
from counterclaim.annotate.attribution_voices import find_noun_voices
from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.speakers import find_own_party, find_side, make_speaker, resolve_relative
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.responsibility import load_actors

#: How many sentences back a pronoun, and a bare "the statement", can reach.
PRONOUN_REACH = 2
DOCUMENT_REACH = 4
#: How many tokens from its end a caption is signed.
CREDIT_REACH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A speaker already heard, and the token that named them."""

    token: int
    speaker: Speaker
    is_plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What is known at a point of a text: the parse, its parties, and who spoke so far."""

    doc: Doc
    #: The text; spaCy builds `doc.text` anew at every access.
    text: str
    parties: Sequence[PartyName]
    heard: tuple[Heard, ...] = ()
    #: Stretches of tokens in marks: who is named there is not who speaks outside.
    marked: tuple[tuple[int, int], ...] = ()
    #: Tokens of what is said right now: who is named there is not who says it.
    said: frozenset[int] = frozenset()
    #: Words being resolved: "its spokesman" is not what "its" means.
    visited: frozenset[int] = frozenset()

    def is_marked(self, token: Token) -> bool:
        """Tell whether a token stands in quotation marks."""
        return any(start <= token.i < end for start, end in self.marked)

    def offers(self, token: Token, head: Token) -> bool:
        """Tell whether a token can be what a pronoun means."""
        if token.i not in self.said and self.is_marked(token) == self.is_marked(head):
            return not is_credited(token)
        return False

    def iter_heard(self, start: int, end: int) -> Iterator[Heard]:
        """Iterate over the speakers heard in a stretch of tokens."""
        return (each for each in self.heard if start <= each.token < end)


def resolve_voice(hearing: Hearing, token: Token) -> Speaker | None:
    """Resolve the head of a speaker's phrase; None where the words do not tell who it is."""
    head = resolve_relative(token)
    if head.i in hearing.visited:
        return None
    hearing = replace(hearing, visited=hearing.visited | {head.i})
    pronoun = load_speakers().pronouns.get(head.lower_)
    if pronoun is not None and head.pos_ in {"PRON", "DET", "SCONJ"}:
        return _resolve_pronoun(hearing, head, pronoun)
    if head.pos_ not in NOMINAL and head.pos_ not in {"ADJ", "X"}:
        return None
    if is_nobody(head):
        return None
    if _is_document(head):
        return _resolve_document(hearing, head)
    if head.lemma_.lower() in load_reporting().inquiries and (makers := find_noun_voices(head)):
        return resolve_voice(hearing, makers[0])
    if is_definite(head) and find_explaining_name(head) is None:
        known = _find_known(hearing, head)
        if known is not None and _is_of_side(hearing, head, known):
            return known
    return _find_titled(hearing, head) or _make_owned(hearing, head)


def _is_of_side(hearing: Hearing, head: Token, known: Speaker) -> bool:
    """Tell whether a phrase names no other side than a speaker's ("the Xish army" is not the Y group)."""
    side = find_side(head, hearing.parties)
    return side is None or known.party in {None, side.name}


def is_credited(token: Token) -> bool:
    """Tell whether a name only signs a picture: "(Ada Brell/Velmora Press)"."""
    sides = [
        place for place in (get_phrase_tokens(token)[0].i - 1, token.i + 1) if 0 <= place < len(token.doc)
    ]
    return any(token.doc[place].text == "/" for place in sides)


def is_nobody(head: Token) -> bool:
    """Tell whether a subject names no one: "no group", "nobody"."""
    words = {head.lower_} | {child.lower_ for child in head.lefts if child.dep_ in {"det", "neg"}}
    return bool(words & load_reporting().nobody)


def _is_document(head: Token) -> bool:
    """Tell whether a noun is something written or recorded, which speaks for its maker."""
    return head.pos_ == "NOUN" and head.lemma_.lower() in load_reporting().documents


def is_definite(head: Token) -> bool:
    """Tell whether a phrase points back: "the" or "this" with a common noun and few other words."""
    if head.pos_ != "NOUN":
        return False
    words = get_phrase_tokens(head, appositions=False)
    return words[0].lower_ in {"the", "this", "that"} and len(words) <= 3


def _resolve_pronoun(hearing: Hearing, head: Token, pronoun: str) -> Speaker | None:
    """Resolve a personal pronoun to the only speaker near enough."""
    if pronoun == "one":
        return _resolve_person(hearing, head)
    if pronoun in {"body", "many"}:
        return _resolve_body(hearing, head, pronoun)
    return None


def _resolve_person(hearing: Hearing, head: Token) -> Speaker | None:
    """Resolve "he" or "she": nearest sentence with one person, unless two stand there."""
    teller = _find_teller(head)
    if teller is not None:
        return make_speaker(hearing.doc, teller, hearing.parties)
    for start, end in _iter_stretches(hearing, head, PRONOUN_REACH):
        heard = [each.speaker for each in hearing.iter_heard(start, end) if is_personal(each.speaker)]
        people = [
            token for token in hearing.doc[start:end] if _is_person(token) and hearing.offers(token, head)
        ]
        people = [token for token in people if token.head.dep_ != "relcl"]
        subjects = [token for token in people if token.dep_ in {"nsubj", "nsubjpass"}]
        for choice in (heard, _make_all(hearing, subjects), _make_all(hearing, people)):
            if len({speaker.name for speaker in choice}) == 1:
                return choice[0]
        if heard or people:
            return None
    return None


def _make_all(hearing: Hearing, tokens: Sequence[Token]) -> list[Speaker]:
    """Make the speakers that some tokens name."""
    return [make_speaker(hearing.doc, token, hearing.parties) for token in tokens]


def is_personal(speaker: Speaker) -> bool:
    """Tell whether a speaker is a person: has a role, or is described by one."""
    words = speaker.name.lower().split()
    if speaker.role is not None or any(word in load_speakers().roles for word in words):
        return True
    return speaker.named and speaker.party is None and speaker.kind == "other" and len(words) > 1


def _is_person(token: Token) -> bool:
    """Tell whether a token is a person's name or a role noun that speaks or acts."""
    if is_name_end(token):
        return True
    return (
        token.dep_ in {"nsubj", "nsubjpass"}
        and token.pos_ == "NOUN"
        and token.tag_ == "NN"
        and token.lemma_.lower() in load_speakers().roles
    )


def _find_teller(head: Token) -> Token | None:
    """Find the nameless person who says what "he" does ("a source told them that he thought so")."""
    if head.dep_ != "nsubj" or head.head.dep_ != "ccomp":
        return None
    subject = find_child(head.head.head, "nsubj")
    if subject is None or subject.tag_ != "NN" or find_explaining_name(subject) is not None:
        return None
    is_named = any(
        child.dep_ in {"appos", "compound"} and child.pos_ == "PROPN" for child in subject.children
    )
    return subject if can_speak(subject, names=False) and not is_named else None


def _iter_stretches(hearing: Hearing, head: Token, reach: int) -> list[tuple[int, int]]:
    """List the token ranges to look for an antecedent in: before the word, then earlier sentences.

    The lines under a picture are passed over: they stand between paragraphs that go on. So is what
    stands wholly in quotation marks, however long, for a word outside.
    """
    doc, sentence = head.doc, head.sent
    stretches = [(sentence.start, head.i)]
    start = sentence.start
    while start > 0 and len(stretches) <= reach:
        previous = doc[start - 1].sent
        start = find_caption_start(doc, start) or previous.start
        is_quoted = hearing.is_marked(previous[0]) and hearing.is_marked(previous[-1])
        if start == previous.start and (not is_quoted or hearing.is_marked(head)):
            stretches.append((previous.start, previous.end))
    return stretches


def find_caption_start(doc: Doc, end: int) -> int | None:
    """Find the start of the paragraph that ends at a token, where it is a picture's caption."""
    start = end
    while start > 0 and not (start < end - 1 and "\n" in doc[start - 1].text):
        start -= 1
    last = [token for token in doc[max(start, end - CREDIT_REACH) : end] if token.text == "/"]
    signed = any(doc[place].text[:1].isupper() for sign in last for place in (sign.i - 1, sign.i + 1))
    return start if last and signed and "\n" in doc[end - 1].text else None


def _resolve_body(hearing: Hearing, head: Token, pronoun: str) -> Speaker | None:
    """Resolve "it", "its" or "they" to the body that spoke or acted last, if only one did."""
    for start, end in _iter_stretches(hearing, head, 1):
        heard = [each for each in hearing.iter_heard(start, end) if _fits_body(each, pronoun)]
        # "X's claims are false, Y said. It added": who only owns a word of saying speaks last of all.
        spoke = [each.speaker for each in heard if hearing.doc[each.token].pos_ != "NOUN"]
        if len({speaker.name for speaker in spoke}) == 1:
            return spoke[0]
        found: dict[str, Speaker] = {}
        for token in hearing.doc[start:end]:
            if token.dep_ not in {"nsubj", "nsubjpass"} or not hearing.offers(token, head):
                continue
            speaker = _make_body(hearing, token, pronoun)
            if speaker is not None:
                found[speaker.name] = speaker
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            return None
        if len({each.speaker.name for each in heard}) == 1:
            return heard[0].speaker
    return _look_ahead(hearing, head) if pronoun == "body" else None


def _fits_body(heard: Heard, pronoun: str) -> bool:
    """Tell whether "it" or "they" can mean a speaker heard before."""
    if heard.is_plural or pronoun == "many":
        return heard.is_plural == (pronoun == "many")
    return not is_personal(heard.speaker)


def _look_ahead(hearing: Hearing, head: Token) -> Speaker | None:
    """Resolve "In its message, the group said": the subject that follows in the same sentence."""
    if head.tag_ != "PRP$":
        return None
    for token in hearing.doc[head.i : head.sent.end]:
        if token.dep_ == "nsubj" and head in token.head.subtree:
            return _make_body(hearing, token, "body")
    return None


def _make_body(hearing: Hearing, token: Token, pronoun: str) -> Speaker | None:
    """Make the speaker of a subject that "it" or "they" can mean; None for persons and things."""
    if is_name_end(token) or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    plural = token.tag_ in {"NNS", "NNPS"} or token.lower_ in load_speakers().plural_voices
    if find_own_party(token, hearing.parties) is None and (pronoun == "many") != plural:
        return None
    speaker = resolve_voice(hearing, token)
    known = speaker is not None and (speaker.kind != "other" or speaker.named)
    return speaker if known else None


def _resolve_document(hearing: Hearing, head: Token) -> Speaker | None:
    """Resolve a text that speaks: to its maker where one is named, else to the last speaker."""
    makers = find_noun_voices(head)
    if makers:
        return resolve_voice(hearing, makers[0])
    publisher = _find_publisher(head)
    if publisher is not None:
        return make_speaker(hearing.doc, publisher, hearing.parties)
    words = [token for token in get_phrase_tokens(head, appositions=False) if token != head]
    if any(token.pos_ in {"PROPN", "NOUN", "ADJ"} for token in words) or head.tag_ == "NNS":
        return make_speaker(hearing.doc, head, hearing.parties)
    if not is_definite(head):
        return None
    starts = _iter_stretches(hearing, head, DOCUMENT_REACH)
    near = [each for each in hearing.heard if starts[-1][0] <= each.token < head.i]
    return near[-1].speaker if near else None


def _find_publisher(head: Token) -> Token | None:
    """Find who brings a text out: "a commentary published in the Velmora Courier"."""
    verbs = (child for child in head.rights if child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN")
    for verb in verbs:
        if verb.lemma_.lower() in load_reporting().document_verbs:
            channels = (child for child in verb.rights if child.lower_ in {"by", "in", "on"})
            places = (place for channel in channels if (place := find_child(channel, "pobj")) is not None)
            return next((place for place in places if can_speak(place)), None)
    return None


def _find_known(hearing: Hearing, head: Token) -> Speaker | None:
    """Find the speaker heard before that "the group" or "the spokesman" means."""
    noun = head.lemma_.lower()
    for each in reversed(hearing.heard):
        words = f"{each.speaker.role or ''} {each.speaker.name}".lower().split()
        is_body = bool(words) and words[-1] == noun
        if noun in words and (each.speaker.role is not None or not each.speaker.named or is_body):
            return each.speaker
        if _can_mean_group(head) and _is_group(each.speaker):
            party = each.speaker.party or each.speaker.name
            return Speaker(name=party, kind=each.speaker.kind, party=each.speaker.party)
    if _can_mean_group(head):
        return _find_only_group(hearing, head)
    people = [person for person in find_people(hearing.doc).values() if person.token < head.i]
    matching = [person for person in people if person.role and noun in person.role.lower().split()]
    if len(matching) == 1:
        return make_speaker(hearing.doc, hearing.doc[matching[0].token], hearing.parties)
    return None


def _can_mean_group(head: Token) -> bool:
    """Tell whether "the group" can mean an armed group named before; "the army" is a state's."""
    noun = head.lemma_.lower()
    is_state = load_actors().generic_parties.get(noun) in {"military", "police", "government"}
    return not is_state and not load_speakers().groups.isdisjoint({noun, head.lower_})


def _find_only_group(hearing: Hearing, head: Token) -> Speaker | None:
    """Find the one armed group that a text has named so far, which "the group" then means."""
    before = [p for p in hearing.parties if p.kind == "armed_group" and p.span.end <= head.idx]
    if len({party.name for party in before}) != 1:
        return None
    return Speaker(name=before[-1].name, kind="party_to_event", party=before[-1].name)


def _find_titled(hearing: Hearing, head: Token) -> Speaker | None:
    """Find the only person whose role has all the words of "the Velmoran leader"."""
    words = get_phrase_tokens(head, appositions=False)
    if words[0].lower_ != "the" or head.tag_ != "NN" or find_explaining_name(head) is not None:
        return None
    wanted = {word.lower_ for word in words[1:]}
    people = [
        person
        for person in find_people(hearing.doc).values()
        if person.role and len(wanted) > 1 and wanted <= set(person.role.lower().split())
    ]
    return (
        make_speaker(hearing.doc, hearing.doc[people[0].token], hearing.parties) if len(people) == 1 else None
    )


def _is_group(speaker: Speaker) -> bool:
    """Tell whether a speaker is, or speaks for, a group that has a name."""
    return speaker.kind == "party_to_event" and (
        speaker.party is not None or (speaker.named and speaker.role is None)
    )


def _make_owned(hearing: Hearing, head: Token) -> Speaker:
    """Make a speaker from a phrase; "its spokesman" takes the side of the body "its" means."""
    speaker = make_speaker(hearing.doc, head, hearing.parties)
    owner = next((child for child in head.children if child.tag_ == "PRP$"), None)
    if owner is None or speaker.role is not None:
        return speaker
    side = resolve_voice(hearing, owner)
    words = speaker.name.split()
    name = " ".join(words[1:]) if words[0].lower() == owner.lower_ and len(words) > 1 else speaker.name
    return Speaker(
        name=name,
        role=speaker.role,
        kind=side.kind
        if side and side.kind == "party_to_event" and speaker.kind == "authority"
        else speaker.kind,
        party=speaker.party or (side.party or side.name if side else None),
        named=speaker.named,
    )
