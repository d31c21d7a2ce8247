"""How many, and of whom: the count and the group of a phrase that names people.

Group: null means everyone. It is set when the words count a part, name several kinds side by side,
or name a specific kind of people (soldiers, Afghans); "people", "victims", "two men" are everyone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.statement import Basis
from counterclaim.model.values import TollOperator
from counterclaim.vocabulary.harms import get_verbs, get_words, load_harms
from counterclaim.vocabulary.numbers import load_numbers

_NOT_NAMES = frozenset(
    ["GPE", "ORG", "LOC", "FAC", "NORP", "DATE", "TIME", "PRODUCT", "EVENT", "LAW", "LANGUAGE", "MONEY"]
)
_NOT_GROUP = frozenset(["of", "a", "an", "the", "other", "more", "another", "his", "her", "their", "its"])
_INSIDE = frozenset({"amod", "compound", "nmod", "poss", "case", "punct"})
_QUOTES = "\"'“”‘’«» "
_ONE = frozenset({"someone", "somebody", "another"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count of people with the words that carry it."""

    op: TollOperator
    n: int | None
    low: int | None
    high: int | None
    #: Words of the count, 0-based code points, end exclusive.
    start: int
    end: int
    #: Index of the head of the counted people, or of the number.
    head: int
    basis: Basis = "stated"
    #: True for one person named or described rather than a number of people.
    individual: bool = False
    #: The quantity it was read from; None for a described person or a bare plural.
    quantity: Quantity | None = None


def find_quantity(head: Token, quantities: Sequence[Quantity]) -> Quantity | None:
    """Find the number of a noun phrase: on the head or, nearest first, to its left inside the phrase."""
    left = head.left_edge.i
    inside = [q for q in quantities if left <= q.token <= head.i and _belongs(head, head.doc[q.token])]
    return max(inside, key=lambda q: q.token, default=None)


def _belongs(head: Token, number: Token) -> bool:
    """Tell whether a number stands in the noun's own phrase and not in a clause inside it."""
    current = number
    while current != head:
        if current.dep_ in ("relcl", "acl", "pobj", "appos", "conj") or current.head == current:
            return False
        current = current.head
    return True


def make_count(head: Token, quantity: Quantity) -> Count:
    """Make a count from a number phrase."""
    span = quantity.span
    return Count(
        op=quantity.op,
        n=quantity.n,
        low=quantity.low,
        high=quantity.high,
        start=span.start,
        end=span.end,
        head=head.i,
        quantity=quantity,
    )


def read_uncounted(head: Token) -> Count | None:
    """Read a phrase without a number: one person, a bare plural, or nothing that counts."""
    if head.tag_ in ("NNS", "NNPS"):
        return _read_plural(head)
    if head.pos_ == "PRON" or head.lower_ in get_words("person_pronouns") | _ONE:
        known = head.lower_ in get_words("person_pronouns") or head.lower_ in _ONE
        return _make_individual(head, head.idx, head.idx + len(head)) if known else None
    if head.pos_ == "PROPN":
        return _make_individual(head, *_name_span(head)) if is_person_name(head) else None
    return _read_singular(head) if is_people(head) else None


def _make_individual(head: Token, start: int, end: int) -> Count:
    """Make a count of one person."""
    return Count(
        op="exact", n=1, low=1, high=1, start=start, end=end, head=head.i, basis="derived", individual=True
    )


def _read_singular(head: Token) -> Count | None:
    """Read one described person ("a soldier", "the driver")."""
    together = load_harms()["collective_counts"].get(head.lower_)
    if together:
        start, end = _phrase_span(head)
        return replace(
            _make_individual(head, start, end), n=together, low=together, high=together, individual=False
        )
    if head.lower_ in load_numbers()["collectives"]:
        return None
    start, end = _phrase_span(head)
    return _make_individual(head, start, end)


def _read_plural(head: Token) -> Count | None:
    """Read a bare plural ("soldiers"); a definite one ("the soldiers") counts nothing new, but for "both"."""
    if any(child.lower_ == "both" for child in head.lefts) and is_people(head):
        start, end = _phrase_span(head)
        return Count(op="exact", n=2, low=2, high=2, start=start, end=end, head=head.i, basis="derived")
    if head.dep_ == "conj" and _is_counted_with(head.head):
        return None
    determined = any(child.dep_ in ("det", "poss", "nummod") for child in head.children)
    if determined or not is_people(head) or _is_generic(head):
        return None
    low, high = load_numbers()["plural_bounds"]["plural"]
    start, end = _phrase_span(head)
    return Count(op="plural", n=None, low=low, high=high, start=start, end=end, head=head.i)


def _is_counted_with(head: Token) -> bool:
    """Tell whether a number counts a noun and those joined to it ("50 men, women and children")."""
    if any(child.dep_ == "nummod" for child in head.children):
        return True
    return head.dep_ == "conj" and _is_counted_with(head.head)


def _is_generic(head: Token) -> bool:
    """Tell whether a plural says no more than "people", or stands under "the number of"."""
    plain = not any(child.dep_ == "amod" for child in head.children)
    return plain and head.lower_ in get_words("neutral_people") or head.dep_ == "pobj"


def is_people(head: Token) -> bool:
    """Tell whether a noun names people."""
    word = head.lower_
    if word in get_words("not_people"):
        return False
    if word in get_words("people") or head.ent_type_ in ("PERSON", "NORP") and head.tag_ in ("NNS", "NNPS"):
        return True
    before = head.doc[max(0, head.i - 2) : head.i]
    aged = word in ("old", "olds") and any(near.lower_ == "year" for near in before)
    return aged or word.endswith(tuple(load_harms()["people_suffixes"]))


def is_definite(head: Token) -> bool:
    """Tell whether a word points back to a person ("he", "the victim")."""
    if head.lower_ in get_words("person_pronouns"):
        return True
    return any(child.dep_ == "det" and child.lower_ == "the" for child in head.children)


def is_countable(head: Token, quantity: Quantity) -> bool:
    """Tell whether a counted noun can be people: any noun not known to be something else."""
    if quantity.token == head.i:
        return True
    is_owned = head.i > 0 and head.nbor(-1).tag_ == "POS"
    return head.lower_ not in get_words("not_people") and (is_people(head) or not is_owned)


def is_person_name(head: Token) -> bool:
    """Tell whether a proper noun names a person: by the entity, a title, or an age beside it."""
    words = [head.doc[i].lower_ for i in range(head.left_edge.i, head.i)]
    if any(word in get_words("titles") for word in words) or head.lower_ in get_words("people"):
        return True
    if head.ent_type_ == "PERSON":
        return True
    after = head.doc[head.i + 1 : head.i + 4]
    aged = len(after) > 1 and after[0].text == "," and after[1].text.isdigit()
    return aged or head.ent_type_ not in _NOT_NAMES and any(c.dep_ == "compound" for c in head.children)


def _name_span(head: Token) -> tuple[int, int]:
    """Return the span of a name with its titles."""
    first = head
    while first.i > head.left_edge.i and head.doc[first.i - 1].pos_ in ("PROPN", "ADJ", "NOUN"):
        first = head.doc[first.i - 1]
    return first.idx, head.idx + len(head)


def _phrase_span(head: Token) -> tuple[int, int]:
    """Return the span of a noun with its determiner and the words before it."""
    first = head
    for child in head.lefts:
        if child.dep_ in _INSIDE | {"det", "nummod", "predet"} and child.idx < first.idx:
            first = child.left_edge
    return first.idx, head.idx + len(head)


def find_counted_noun(doc: Doc, quantity: Quantity, blocked: frozenset[int]) -> Token:
    """Find the noun that a number stands before by the order of words, or the number itself."""
    number = doc[quantity.token]
    noun = number
    for token in doc[quantity.token + 1 : quantity.token + 9]:
        if token.idx < quantity.span.end:
            continue
        if token.i in blocked or token.lower_ in get_words("part_of_words") or _is_misread_verb(token):
            break
        if token.is_quote and noun == number or token.tag_ == "POS" and noun != number:
            continue  # "five “militants”", "12 women's rights activists"
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS"):
            noun = token
        elif (
            token.lower_ not in ("of", "the", "other", "others", "more", "-")
            and token.tag_ not in ("JJ", "HYPH", "VBN")
            or noun != number
            and token.lower_ in ("of", "more")
        ):
            break
    return noun


def _is_misread_verb(token: Token) -> bool:
    """Tell whether a verb of harm was taken for a noun ("2 die")."""
    after = token.doc[token.i + 1].tag_ if token.i + 1 < len(token.doc) else ""
    return token.tag_ == "NN" and token.lower_ in get_verbs() and not after.startswith("NN")


def get_group(doc: Doc, count: Count) -> str | None:
    """Return who is counted, in the report's words; None for everyone."""
    head = doc[count.head]
    if head.lower_ in get_words("attackers"):
        return str(load_harms()["attackers_group"])
    if head.pos_ in ("PROPN", "PRON") and count.individual:
        return None
    if count.quantity is not None and count.quantity.token == head.i:
        return None
    group = None if _is_neutral(head) else read_group(doc, count)
    return None if group is not None and group.lower() in load_harms()["everyone_phrases"] else group


def _is_neutral(head: Token) -> bool:
    """Tell whether a noun stands for people of any kind, with nobody coordinated."""
    return head.lower_ in get_words("neutral_people") and not _coordinated_end(head)


def _coordinated_end(head: Token) -> Token | None:
    """Return the last noun coordinated without a number of its own ("women and children")."""
    for child in head.children:
        bare = child.dep_ == "conj" and child.tag_ in ("NNS", "NNPS") and is_people(child)
        bare = bare and not is_aside(head, child)
        if bare and not any(deep.pos_ in ("NUM", "DET") for deep in child.lefts):
            return _coordinated_end(child) or child
    return None


def is_aside(head: Token, kind: Token) -> bool:
    """Tell whether a kind of people only says who those counted are ("60 people, most of them women")."""
    between = head.doc[head.i + 1 : kind.i]
    is_bare = not any(deep.pos_ in ("NUM", "DET") for deep in kind.lefts)
    return is_bare and any(token.lower_ in get_words("aside_openers") for token in between)


def get_people_end(head: Token) -> int:
    """Return where the words for the counted people end ("women and children"), exclusive."""
    last = _coordinated_end(head) or head
    return int(last.idx + len(last))


def read_group(doc: Doc, count: Count) -> str | None:
    """Return the words of the counted people without their number."""
    head = doc[count.head]
    if count.quantity is not None and head.idx < count.quantity.span.end:
        return None
    last = _coordinated_end(head) or head
    start = max(_phrase_span(head)[0], head.left_edge.idx)
    if count.quantity is not None:
        start = max(start, count.quantity.span.end) if count.quantity.span.end <= head.idx else head.idx
    words = get_text(doc)[start : last.idx + len(last)].split()
    while words and words[0].lower() in _NOT_GROUP:
        words = words[1:]
    return " ".join(words).strip(_QUOTES) or None
