"""The people a text names, with their roles, so that later mentions by surname find the first one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.annotate.attribution_lexicon import load_speakers
from counterclaim.annotate.attribution_phrases import (
    get_phrase_tokens,
    is_dropped,
    join_words,
)
from counterclaim.annotate.tree import Doc, Token

_NAME_LINKS = frozenset(
    {"-", "‑", "al", "bin", "ibn", "de", "van", "von", "der", "del", "da", "ul", "el", "abu"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as a text names them."""

    name: str
    role: str | None
    #: Index in the parse of the last word of the fullest mention.
    token: int
    #: Index in the parse of the head of the words that give the role; None without a role.
    role_token: int | None


@lru_cache(maxsize=4)
def find_people(doc: Doc) -> Mapping[str, Person]:
    """Find the people of a text by the last word of their name, lower case.

    A surname that two people share is left out: nobody can tell whom it means.
    """
    found: dict[str, list[Person]] = {}
    for token in doc:
        if is_name_end(token):
            found.setdefault(token.lower_, []).append(make_person(token))
    merged = {surname: _merge_people(people) for surname, people in found.items()}
    return {surname: person for surname, person in merged.items() if person is not None}


def is_name_end(token: Token) -> bool:
    """Tell whether a token is the last word of a person's name."""
    if token.dep_ in {"compound", "nmod", "amod"} or token.lower_ in load_speakers().platforms:
        return False
    if token.ent_type_ == "PERSON" and _ends_double_name(token):
        return True
    if token.pos_ != "PROPN" or not token.text[:1].isupper():
        return False
    if token.ent_type_ == "PERSON":
        return True
    words = get_name_tokens(token)
    if not 1 < len(words) < 5 or words[0].i == 0:
        return False
    if token.dep_ == "appos" and _is_role(token.head) and token.head.pos_ == "NOUN":
        return True
    if _is_told_to_be(token):
        return True
    if not _is_free(words):
        return False
    return _is_role(token.doc[words[0].i - 1]) or bool(_find_explained(token, words))


def _is_told_to_be(token: Token) -> bool:
    """Tell whether words after a name say that it is one person's ("Sarbak Momin, a commander of")."""
    if token.ent_type_ in {"GPE", "LOC", "NORP"}:
        return False
    return any(c.dep_ == "appos" and c.tag_ == "NN" and _is_role(c) and c.i > token.i for c in token.children)


def _ends_double_name(token: Token) -> bool:
    """Tell whether a token is the second part of a name with a hyphen: "Tarek Sun-ho"."""
    if token.i < 2 or token.doc[token.i - 1].text not in {"-", "‑"}:
        return False
    before = token.doc[token.i - 2]
    return before.ent_type_ == "PERSON" and before.text[:1].isupper()


def _is_free(words: tuple[Token, ...]) -> bool:
    """Tell whether words can be a person's name: capitals, no place or date, no noun of a body."""
    if any(word.ent_type_ in {"GPE", "LOC", "FAC", "DATE", "NORP", "EVENT"} for word in words):
        return False
    return not any(can_speak(word, names=False) or word.text == "-" for word in words)


def names_person(token: Token) -> bool:
    """Tell whether a token ends a person's name, in full or as the surname of one named elsewhere."""
    if is_name_end(token):
        return True
    bound = token.dep_ in {"compound", "nmod", "amod"} or token.ent_type_ in {"GPE", "ORG", "NORP"}
    return token.text[:1].isupper() and not bound and token.lower_ in find_people(token.doc)


def get_name_tokens(head: Token) -> tuple[Token, ...]:
    """Get the words of the proper name that ends in a token, without the titles before it."""
    doc, start = head.doc, head.i
    while start > head.sent.start and _continues_name(doc[start - 1], head):
        start -= 1
    while start < head.i and not (doc[start].text[:1].isupper() or doc[start].lower_ in _NAME_LINKS):
        start += 1
    return tuple(doc[start : head.i + 1])


def _continues_name(token: Token, head: Token) -> bool:
    """Tell whether a word before belongs to the same name, and is not a title."""
    if token.lower_ in _NAME_LINKS:
        return token.i + 1 <= head.i
    if head.ent_type_ == "PERSON" and token.ent_type_ not in {"PERSON", ""}:
        return False
    if head.ent_type_ == "PERSON" and token.ent_type_ == "PERSON" and token.i + 1 <= head.i:
        return not _is_role(token) or _is_within_name(token)
    return (
        token.pos_ == "PROPN"
        and token.head.i <= head.i
        and token.i >= head.left_edge.i
        and not _is_role(token)
    )


def _is_within_name(token: Token) -> bool:
    """Tell whether a title is a part of a name that goes on before it ("Hassan Sheikh Mohamud")."""
    before = token.nbor(-1) if token.i else token
    return token.ent_iob_ == "I" and before.ent_type_ == "PERSON" and not _is_role(before)


def can_speak(token: Token, *, names: bool = True) -> bool:
    """Tell whether a word can name a voice: a name, a personal pronoun, a noun of a role or body."""
    lexicon = load_speakers()
    if names and (token.pos_ == "PROPN" or token.lower_ in lexicon.pronouns):
        return True
    forms = {token.lower_, token.lemma_.lower()}
    return any(forms & nouns for nouns in (lexicon.roles, lexicon.groups, *lexicon.kinds.values()))


def _is_role(token: Token) -> bool:
    """Tell whether a word says what a person is ("spokesman", "President")."""
    lexicon = load_speakers()
    return bool({token.lower_, token.lemma_.lower()} & (lexicon.roles | lexicon.honorifics))


def make_person(head: Token) -> Person:
    """Make the person whose name ends in a token, with the role its neighbourhood gives."""
    words = get_name_tokens(head)
    role = _find_role(head, words)
    return Person(
        name=join_words(words),
        role=join_words(role) if role else None,
        token=head.i,
        role_token=_get_role_head(role).i if role else None,
    )


def _get_role_head(role: tuple[Token, ...]) -> Token:
    """Get the role noun of the words of a role."""
    return next((token for token in reversed(role) if _is_role(token)), role[-1])


def _find_role(head: Token, words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Find the words that give the role: before the name, after it, or in the phrase it explains."""
    title = _find_title(head, words)
    if title and not (len(title) == 1 and title[0].lower_ in load_speakers().honorifics):
        return title
    return _find_apposition(head, words) or _find_explained(head, words) or title


def _find_title(head: Token, words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Find the words before the name: "Israeli army spokesman" Daniel Hagari."""
    doc, end = head.doc, words[0].i
    if end == 0 or not _is_role(doc[end - 1]):
        return ()
    if doc[end - 1].lower_.rstrip(".") in {"mr", "mrs", "ms", "miss"}:
        return ()
    start = end - 1
    while start > head.sent.start and _extends_title(doc[start - 1]):
        start -= 1
    return _strip_article(tuple(doc[start:end]))


def _extends_title(token: Token) -> bool:
    """Tell whether a word can stand inside the title before a name ("on Wednesday Ayatollah ...": no day)."""
    if token.ent_type_ in {"DATE", "TIME"}:
        return False
    if token.text in {"'s", "’s", "-", "&"} or token.tag_ in {"POS", "HYPH"}:
        return True
    return token.pos_ in {"PROPN", "NOUN", "ADJ"} and token.dep_ not in {"ROOT", "dobj", "attr"}


def _find_apposition(head: Token, words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Find the words after the name: Jafar Miadfar, "head of the emergency services"."""
    doc, place = head.doc, head.i + 1
    if place >= len(doc) or doc[place].text not in {",", "(", "–", "—"}:
        return ()
    for child in (*head.children, *(word for token in words for word in token.children)):
        if child.dep_ == "appos" and child.i > head.i and _is_role(child):
            return _strip_article(get_phrase_tokens(child, appositions=False))
    return _find_adjacent(doc, place + 1, head.sent.end)


def _find_adjacent(doc: Doc, start: int, end: int) -> tuple[Token, ...]:
    """Find a role phrase that begins at a token and is closed off by a comma, whatever the parse."""
    for place in range(start, min(start + 7, end)):
        token = doc[place]
        if _is_role(token) and token.pos_ in {"NOUN", "PROPN"} and token.left_edge.i >= start:
            phrase = _strip_article(get_phrase_tokens(token, appositions=False))
            last = phrase[-1].i + 1
            closed = last < end and (doc[last].is_punct or doc[last].is_space)
            return phrase if closed and phrase[0].i <= start + 1 else ()
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            return ()
    return ()


def _find_explained(head: Token, words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Find the phrase that the name explains: "the head of the emergency services", Jafar Miadfar."""
    doc, comma = head.doc, words[0].i - 1
    if comma < 1 or doc[comma].text != "," or doc[comma - 1].is_space:
        return ()
    best: Token | None = None
    node = doc[comma - 1]
    while node.sent == head.sent:
        if _is_role(node) and node.pos_ in {"NOUN", "PROPN"}:
            best = node
        above = node.head.head if node.head == head else node.head
        if above == node or above.pos_ in {"VERB", "AUX"} or above.i > comma:
            break
        node = above
    if best is None:
        return ()
    phrase = [token for token in get_phrase_tokens(best, appositions=False) if token.i < comma]
    return _strip_article(tuple(phrase)) if phrase and phrase[-1].i == comma - 1 else ()


def find_explaining_name(head: Token) -> Token | None:
    """Find the last word of the name that explains a role: "the spokeswoman, Ada Brell", or before it."""
    if head.pos_ not in {"NOUN", "PROPN"} or is_name_end(head):
        return None
    before = _find_name_before(head)
    if before is not None:
        return before
    last = get_phrase_tokens(head, appositions=False)[-1]
    if (
        last.i > head.i
        and is_name_end(last)
        and _is_role(head)
        and _find_explained(last, get_name_tokens(last))
    ):
        return last
    doc, place = head.doc, last.i + 1
    if place < len(doc) and doc[place].text == "," and (_is_role(head) or head.pos_ == "NOUN"):
        place += 1
    elif not _is_role(head):
        return None
    for token in doc[place : min(place + 4, head.sent.end)]:
        if is_name_end(token):
            return token if get_name_tokens(token)[0].i <= place else None
        if not token.text[:1].isupper() and token.lower_ not in _NAME_LINKS:
            return None
    return None


def _find_name_before(head: Token) -> Token | None:
    """Find the last word of the name that a role stands behind: "wrote Ada Brell, mayor of Sandry"."""
    comma = get_phrase_tokens(head, appositions=False)[0].i - 1
    if not _is_role(head) or head.pos_ != "NOUN" or comma < 1 or head.doc[comma].text != ",":
        return None
    name = head.doc[comma - 1]
    # "X was arrested, police said": a role that has a verb of its own stands behind no name.
    beside = name.head == head.head and name.dep_ in {"nsubj", "nsubjpass"}
    if head.dep_ != "appos" and not beside:
        return None
    bound = name.dep_ in {"compound", "nmod"} or name.ent_type_ in {"DATE", "GPE", "LOC", "NORP"}
    is_single = name.pos_ == "PROPN" and not bound and not can_speak(name, names=False)
    return name if is_name_end(name) or is_single or name.lower_ in find_people(head.doc) else None


def _strip_article(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop articles and marks at the start."""
    while tokens and is_dropped(tokens[0]):
        tokens = tokens[1:]
    return tokens


def _merge_people(people: list[Person]) -> Person | None:
    """Merge the mentions under one surname: the longest name, the first role; None for two people."""
    longest = max(people, key=lambda person: len(person.name.split()))
    words = set(longest.name.lower().split())
    if any(not set(person.name.lower().split()) <= words for person in people):
        return None
    with_role = next((person for person in people if person.role), longest)
    return Person(
        name=longest.name, role=with_role.role, token=longest.token, role_token=with_role.role_token
    )
