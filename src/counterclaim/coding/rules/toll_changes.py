"""Changes: death tolls that stand at, rise to or are revised to a number, and the numbers they replace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.parsed import get_lower_words
from counterclaim.annotate.quantities import get_tokens
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.toll_counts import find_counted_noun, is_countable, is_people, make_count
from counterclaim.coding.rules.toll_harms import Harm
from counterclaim.coding.rules.toll_links import Link
from counterclaim.model.statement import Property
from counterclaim.vocabulary.harms import get_words, load_harms
from counterclaim.vocabulary.numbers import get_bounds
from counterclaim.vocabulary.phrases import PhraseSet, make_phrase_set

#: How far from "toll" its number can stand, and how far back "initial" reaches, in tokens.
_TOLL_REACH = 16
#: The same for a number that it "stands at".
_STAND_REACH = 32
_EARLIER_REACH = 12
#: How far before "count" the verb that changes it can stand, in tokens.
_BARE_REACH = 4
#: How far before its number a verb of change can stand ("rose by about 100 to 253"), in tokens.
_CHANGE_REACH = 6
#: How far before "by 100" it can stand ("revising down the previous toll of 359 by more than 100").
_STEP_REACH = 12
#: Longest "an earlier official toll of", in tokens.
_COUNT_PHRASE = 6
#: Tags of the words for those counted ("the number of Kestrian civilians killed").
_NAMED_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT"})
_CLAUSE_OPENERS = frozenset({"who", "which", "while", "after", "when", ";"})


def add_toll_nouns(
    doc: Doc, quantities: Sequence[Quantity], links: Sequence[Link], harms: Sequence[Harm]
) -> tuple[Link, ...]:
    """Add the numbers that a toll is said to be, to reach, or to come from."""
    far = [link for link in links if _is_across(link, quantities)]
    linked = {link.count.quantity.token for link in links if link.count.quantity and link not in far}
    added: dict[int, Link] = {}
    nouns = (*_iter_toll_nouns(doc), *_iter_numbers_of(doc, harms))
    for quantity in (each for each in quantities if each.token not in linked):
        near = [noun for noun in nouns if _is_toll_of(doc, quantity, noun[0], noun[1])]
        if near:
            _, last, harm_property = min(near, key=lambda noun: abs(noun[1] - quantity.token))
            head = _find_kind(doc, quantity)
            count = replace(make_count(head, _strengthen(doc, quantity)), head=head.i)
            harm = Harm(property=harm_property, token=last, last=last, frame="self", kind="noun")
            added[quantity.token] = Link(harm=harm, count=count)
    kept = (link for link in links if not (link in far and link.count.head in added))
    return (*kept, *added.values())


def _is_across(link: Link, quantities: Sequence[Quantity]) -> bool:
    """Tell whether another number stands between a bare number and its harm ("is 80 and 160 are wounded")."""
    number, harm = link.count.quantity, link.harm.token
    is_bare = number is not None and link.count.head == number.token
    return is_bare and any(link.count.head < other.token < harm for other in quantities)


def _find_kind(doc: Doc, quantity: Quantity) -> Token:
    """Find the kind of people a toll names ("fatalities as five soldiers"), else the number."""
    noun = find_counted_noun(doc, quantity, frozenset())
    is_kind = is_people(noun) and noun.lower_ not in get_words("neutral_people")
    return noun if is_kind else doc[quantity.token]


def _iter_toll_nouns(doc: Doc) -> Iterator[tuple[int, int, Property]]:
    """Yield the words for a toll: first and last token, and the harm."""
    words = get_lower_words(doc)
    nouns: dict[str, Property] = load_harms()["toll_nouns"]
    free = 0
    for first, last in _load_toll_nouns().iter_spans(words):
        if first >= free and not _is_other_toll(words, first):
            yield first, last, nouns[" ".join(words[first : last + 1])]
            free = last + 1
    for place in _iter_bare_counts(words):
        yield place, place, "killed"


@lru_cache(maxsize=1)
def _load_toll_nouns() -> PhraseSet:
    """Load the words for a toll, longest first."""
    return make_phrase_set(sorted(load_harms()["toll_nouns"], key=len, reverse=True))


def _iter_bare_counts(words: Sequence[str]) -> Iterator[int]:
    """Yield the places of words that are a toll by what is done to them.

    "Revised its count to 471"; "a count of 25 was later corrected to 19"; "put the figure at 19".
    """
    changes, counts = get_words("change_verbs"), get_words("bare_count_nouns")
    for place, word in enumerate(words[:-1]):
        if word not in counts:
            continue
        before, after = words[max(0, place - _BARE_REACH) : place], words[place + 1]
        is_moved = bool(changes.intersection(before)) and after in ("to", "from", "upwards", "downwards")
        is_mended = after == "of" and bool(changes.intersection(words[place + 3 : place + 7]))
        is_given = after == "of" and bool(get_words("giving_verbs").intersection(before))
        is_put = after == "at" and bool({"put", "puts", "putting", "placed"}.intersection(before))
        if is_moved or is_mended or is_put or is_given:
            yield place


def _iter_numbers_of(doc: Doc, harms: Sequence[Harm]) -> Iterator[tuple[int, int, Property]]:
    """Yield "the number of villagers massacred", whoever the counted are."""
    for harm in harms:
        near = [token.lower_ for token in doc[max(0, harm.token - _COUNT_PHRASE) : harm.token]]
        is_said = harm.kind != "verb" or "part" in harm.forms
        if is_said and any(pair == ("number", "of") for pair in pairwise(near)):
            opening = harm.token - len(near) + max(i for i, word in enumerate(near) if word == "number")
            if all(token.tag_ in _NAMED_TAGS for token in doc[opening + 2 : harm.token]):
                yield opening, harm.last, harm.property


def _is_other_toll(words: Sequence[str], i: int) -> bool:
    """Tell whether the word before makes it another toll ("casualty toll", "heavy toll")."""
    before = words[max(0, i - 2) : i]
    if words[i] != "toll" or not before:
        return False
    is_owned = before[-1] in ("its", "their")
    return before[0 if is_owned else -1] in get_words("toll_nouns_excluded_before")


def _is_toll_of(doc: Doc, quantity: Quantity, first: int, last: int) -> bool:
    """Tell whether a number is what the toll is, was or became."""
    start = _skip_degree(doc, _first_token(doc, quantity))
    if doc[start].sent != doc[last].sent or quantity.op == "zero":
        return False
    if not is_countable(find_counted_noun(doc, quantity, frozenset()), quantity):
        return False
    previous = doc[start - 1].lower_ if start else ""
    if previous == "by" and _has_change(doc, start, _STEP_REACH):
        return False
    if previous == "at" and first and doc[first - 1].lower_ in get_words("putting_verbs"):
        return last < start <= last + _TOLL_REACH  # "put the injured at around 150"
    reach = _STAND_REACH if doc[start - 2].lower_ in get_words("standing_verbs") else _TOLL_REACH
    if last < start <= last + reach and not _follows_change(doc, start):
        return previous in _get_toll_links(doc, first) and not _has_own_subject(doc, last, start)
    if last < start and _follows_change(doc, start):
        return True
    return previous in ("to", "at") and quantity.token < first <= quantity.token + 3


def _get_toll_links(doc: Doc, first: int) -> frozenset[str]:
    """Get the words that bind a number to a toll, or to those harmed ("the injured numbered")."""
    if doc[first].lower_ in get_words("toll_moved_nouns"):
        return frozenset()
    is_people = doc[first].lower_ in ("the", "those") and doc[first + 1].lower_ != "dead"
    return get_words("head_count_verbs" if is_people else "toll_links")


def _skip_degree(doc: Doc, start: int) -> int:
    """Return the place before "a much lower" where that stands before a number, else the number's own."""
    while start and doc[start - 1].lower_ in get_words("toll_degrees"):
        start -= 1
    return start


def _follows_change(doc: Doc, start: int) -> bool:
    """Tell whether a verb of change leads straight to the number ("rose to", "was revised to")."""
    return doc[max(0, start - 1)].lower_ in ("to", "from") and _has_change(doc, start)


def _has_change(doc: Doc, start: int, reach: int = _CHANGE_REACH) -> bool:
    """Tell whether a verb of change stands shortly before a number."""
    near = doc[max(doc[start].sent.start, start - reach) : start]
    return any(token.lower_ in get_words("change_verbs") for token in near)


def _has_own_subject(doc: Doc, last: int, start: int) -> bool:
    """Tell whether a new clause begins between the toll and the number."""
    return any(token.lower_ in _CLAUSE_OPENERS for token in doc[last + 1 : start])


def _strengthen(doc: Doc, quantity: Quantity) -> Quantity:
    """Read "topped 100" as more than 100."""
    start = _first_token(doc, quantity)
    if quantity.op != "exact" or quantity.n is None or doc[start - 1].lower_ not in get_words("toll_over"):
        return quantity
    low, high = get_bounds("more_than", quantity.n)
    return replace(quantity, op="more_than", low=low, high=high)


def mark_replaced(doc: Doc, quantities: Sequence[Quantity], links: Sequence[Link]) -> tuple[Link, ...]:
    """Mark the numbers that the report says a later one replaced, and add those with no harm of their own."""
    out = list(links)
    for quantity in quantities:
        if quantity.op == "zero" or not _is_replaced(doc, quantity, quantities):
            continue
        own = [link for link in out if link.count.quantity and link.count.quantity.token == quantity.token]
        if own:
            out = [replace(link, replaced=True) if link in own else link for link in out]
        elif (known := _find_current(doc, quantity, out)) and _is_people_count(doc, quantity):
            harm = replace(known.harm, kind="noun")
            out.append(Link(harm=harm, count=make_count(doc[quantity.token], quantity), replaced=True))
    return keep_replaced(_spread_replaced(doc, out))


def _spread_replaced(doc: Doc, links: Sequence[Link]) -> list[Link]:
    """Mark what is joined to a replaced number ("had earlier put it at 39 dead and 87 wounded")."""
    ends = {link.count.end: link for link in links if link.replaced}
    return [
        replace(link, replaced=True)
        if any(_is_joined(doc, earlier, link) for earlier in ends.values())
        else link
        for link in links
    ]


def _is_joined(doc: Doc, first: Link, second: Link) -> bool:
    """Tell whether only a harm word and "and" stand between two counts of different harms."""
    start, end = first.count.end, second.count.start
    if first.harm.property == second.harm.property or not start < end:
        return False
    words = [token.lower_ for token in doc[first.count.head : second.count.head] if start <= token.idx < end]
    return len(words) <= _COUNT_PHRASE and words[-1:] == ["and"] and not _CLAUSE_OPENERS.intersection(words)


def keep_replaced(links: Sequence[Link]) -> tuple[Link, ...]:
    """Take the mark off where the report gives no other figure that could replace it."""
    current = {
        (link.harm.property, link.count.n, link.count.op)
        for link in links
        if not link.replaced and not link.part_of and not link.count.individual
    }
    return tuple(
        link
        if not link.replaced or any(p == link.harm.property and n != link.count.n for p, n, _ in current)
        else replace(link, replaced=False)
        for link in links
    )


def _is_people_count(doc: Doc, quantity: Quantity) -> bool:
    """Tell whether a number stands alone or before "people" or "dead"."""
    noun = find_counted_noun(doc, quantity, frozenset())
    alone = noun.i == quantity.token and noun.dep_ != "nummod"
    return alone or noun.lower_ in get_words("neutral_people")


def _is_replaced(doc: Doc, quantity: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Tell whether the words beside a number say that it is an earlier figure."""
    start = _first_token(doc, quantity)
    begin = max(doc[quantity.token].sent.start, start - _EARLIER_REACH)
    begin = max([begin, *(other.token + 1 for other in quantities if other.token < start)])
    begin += _count_backward(doc, begin)
    before, words = list(doc[begin:start]), [token.lower_ for token in doc[begin:start]]
    return (
        _ends_with_opener(words)
        or words == [",", "not"]
        or _is_change_origin(doc, start, words)
        or _has_earlier_count(words)
        or _has_earlier_report(before)
        or _is_reported_before(_words_after(doc, quantity, quantities))
    )


def _count_backward(doc: Doc, begin: int) -> int:
    """Count the words that still speak of the number before ("15 given earlier was wrong and 12 ...")."""
    near = [token.lower_ for token in doc[begin : begin + 3]]
    return 2 if any(_is_earlier_pair(one, two) for one, two in pairwise(near)) else 0


def _is_earlier_pair(one: str, two: str) -> bool:
    """Tell whether two words are "previously reported" or "given earlier"."""
    adverbs, verbs = get_words("earlier_adverbs"), get_words("report_verbs")
    return (one in adverbs and two in verbs) or (one in verbs and two in adverbs)


def _words_after(doc: Doc, quantity: Quantity, quantities: Sequence[Quantity]) -> list[str]:
    """Return the words after a number, up to the next number and in its sentence."""
    end = min(quantity.token + 8, doc[quantity.token].sent.end)
    end = min([end, *(other.token for other in quantities if other.token > quantity.token)])
    return [token.lower_ for token in doc[quantity.token + 1 : end]]


def _ends_with_opener(words: Sequence[str]) -> bool:
    """Tell whether the words before a number are "up from", "rather than", "up from a toll of"."""
    bare = _drop_count_noun(words)
    tail = " " + " ".join(bare[-4:])
    openers = load_harms()["replaced_openers"]
    return any(
        tail.endswith((f" {opener}", f" {opener} the", f" {opener} an", f" {opener} a")) for opener in openers
    )


def _drop_count_noun(words: Sequence[str]) -> Sequence[str]:
    """Drop "official toll of" from the end of the words before a number."""
    if words[-1:] != ["of"] or not get_words("count_nouns").intersection(words[-2:-1]):
        return words
    near = range(max(0, len(words) - _COUNT_PHRASE), len(words) - 1)
    return words[: max((i for i in near if words[i] in ("a", "an", "the")), default=len(words))]


def _is_change_origin(doc: Doc, start: int, words: Sequence[str]) -> bool:
    """Tell whether a number is where a change came from ("from 12 to 15", "to 15 from 12")."""
    if words[-1:] != ["from"] and words[-2:] != ["from", "the"]:
        return False
    sentence = doc[start].sent
    near = doc[sentence.start : min(sentence.end, start + 6)]
    return any(token.lower_ in get_words("change_verbs") for token in near)


def _has_earlier_count(words: Sequence[str]) -> bool:
    """Tell whether the number belongs to an "initial toll", an "earlier count"."""
    nouns = get_words("count_nouns")
    places = [i for i, word in enumerate(words) if word in get_words("earlier_adjectives")]
    return any(near in nouns for i in places for near in words[i + 1 : i + 4])


def _has_earlier_report(before: Sequence[Token]) -> bool:
    """Tell whether the number was "initially said", "had earlier been put at"."""
    adverbs, verbs, times = (get_words(key) for key in ("earlier_adverbs", "report_verbs", "time_nouns"))
    words = [token.lower_ for token in before]
    spoken = " ".join(words)
    if any(phrase in spoken for phrase in load_harms()["earlier_phrases"]) and verbs.intersection(words):
        return True
    for i, word in enumerate(words):
        if word in adverbs and not any(near in times for near in words[i + 1 : i + 2]):
            near = [*words[max(0, i - 2) : i], *words[i + 1 : i + 3]]
            if any(other in verbs for other in near):
                return True
    # "he had put the number of dead at 25": what was said before what is said now.
    put = max((i for i, word in enumerate(words) if word == "put"), default=0)
    return "had" in words[max(0, put - 2) : put] and words[-1:] == ["at"]


def _is_reported_before(after: Sequence[str]) -> bool:
    """Tell whether "previously reported" or "at first" follows the number."""
    phrase = " ".join(after[:3])
    return any(_is_earlier_pair(*pair) for pair in pairwise(after[:3])) or phrase.startswith(
        tuple(load_harms()["earlier_phrases"])
    )


def _find_current(doc: Doc, quantity: Quantity, links: Sequence[Link]) -> Link | None:
    """Find the toll of the same or the sentence before that a bare number was an earlier figure of."""
    sentence = doc[quantity.token].sent
    known = [
        link
        for link in links
        if not link.count.individual and sentence.start - 40 <= link.harm.token < sentence.end
    ]
    return min(known, key=lambda link: abs(link.count.head - quantity.token), default=None)


def _first_token(doc: Doc, quantity: Quantity) -> int:
    """Return the index of the first token of a number phrase, a mark that opens on it included."""
    start = int(get_tokens(doc, quantity.span.start, quantity.span.end).start)
    return start - 1 if start and doc[start - 1].is_quote else start
