"""Who suffers a harm, read from the order of words.

The safer reading where number and harm word stand close, and the only one for headlines, capitals,
machine translation and excerpts, where the parse is of little use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.quantities import get_tokens
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.toll_harms import Harm
from counterclaim.vocabulary.harms import get_words

#: Longest noun phrase after a number, and longest run of auxiliaries and adverbs, in tokens.
_NOUN_REACH = 8
_AUX_REACH = 7
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "HYPH", "POS", "PRP$", "CD"})
_SKIP_LEFT = frozenset(
    ["another", "the", "all", "about", "only", "just", "some", "of", "also", "and", "other", "its"]
)

#: Longest ", between the ages of 16 and 18,", in tokens.
_AGES_REACH = 10
#: Marks that open an aside on those counted, and close it; the longest aside, in tokens.
_ASIDES = {"-": "-", "–": "–", "—": "—", "(": ")"}
_ASIDE_REACH = 14
#: "three of them fatally"
_OF_WHOM = frozenset({"them", "whom"})

HarmTable = Mapping[int, Sequence[Harm]]


def make_harm_table(harms: Sequence[Harm]) -> HarmTable:
    """Index harm words by their head token."""
    table: dict[int, list[Harm]] = {}
    for harm in harms:
        table.setdefault(harm.token, []).append(harm)
    return table


def find_near_harms(
    doc: Doc, quantity: Quantity, table: HarmTable, blocked: frozenset[int]
) -> tuple[Harm, ...]:
    """Find the harm that a number is counted by, from the words right beside it.

    Args:
        blocked: tokens of other numbers; no reading crosses one.
    """
    right = _scan_right(doc, quantity, table, blocked)
    left = _scan_left(doc, quantity, table)
    if right is None:
        return () if left is None else (left,)
    is_body = left is not None and left.kind == "noun" and right.property not in (left.property, "injured")
    # "The bodies of 11 men who were abducted": they suffered both.
    return (*((left,) if left and is_body else ()), right, *_shared_right(doc, right, table))


def _scan_right(doc: Doc, quantity: Quantity, table: HarmTable, blocked: frozenset[int]) -> Harm | None:
    """Read on from a number over its noun phrase and auxiliaries to a harm word."""
    i, limit = quantity.token + 1, quantity.token + 1 + _NOUN_REACH
    while i < min(limit, len(doc)) and doc[i].idx < quantity.span.end:
        i += 1
    of_group = False
    while i < min(limit, len(doc)) and i not in blocked:
        here = None if of_group else _pick(doc, table.get(i, ()), i, had_aux=False, passive=False)
        if here is not None:
            return here
        is_inside = of_group and (i in table or doc[i].lower_ in _OF_WHOM or doc[i].tag_ == "RB")
        if not _is_noun_part(doc[i]) and not is_inside:
            break
        if of_group and doc[i].lower_ in _OF_WHOM:
            i += 1
            break
        is_kept = doc[i].lower_ in ("the", "those") or doc[i].tag_ == "RB"
        of_group = doc[i].lower_ == "of" or of_group and is_kept
        i += 1
    return _scan_auxiliaries(doc, _skip_aside(doc, _skip_ages(doc, i)), table, blocked)


def _skip_aside(doc: Doc, i: int) -> int:
    """Return the first token after "- three of them children -" or a bracket, else the same token."""
    mark = _ASIDES.get(doc[i].text) if i < len(doc) else None
    near = [token.text for token in doc[i + 1 : i + 1 + _ASIDE_REACH]]
    return i + 2 + near.index(mark) if mark in near and "." not in near[: near.index(mark)] else i


def _skip_ages(doc: Doc, i: int) -> int:
    """Return the first token after ", aged 16 to 18," where such words stand here, else the same token."""
    near = [token.lower_ for token in doc[i : i + _AGES_REACH]]
    if near[:1] != [","] or near[1:2] not in (["ages"], ["aged"], ["age"]) or "," not in near[2:]:
        return i
    return i + near.index(",", 2) + 1


def _scan_auxiliaries(doc: Doc, i: int, table: HarmTable, blocked: frozenset[int]) -> Harm | None:
    """Read on over auxiliaries and adverbs to a harm word."""
    start, passive = i, False
    while i < min(start + _AUX_REACH, len(doc)) and i not in blocked:
        here = _pick(doc, table.get(i, ()), i, had_aux=i > start, passive=passive)
        if here is not None:
            return here
        word = doc[i].lower_
        if word not in get_words("aux") and doc[i].tag_ != "RB":
            return None
        passive = passive or word in get_words("passive_aux")
        i += 1
    return None


def _pick(doc: Doc, harms: Sequence[Harm], i: int, *, had_aux: bool, passive: bool) -> Harm | None:
    """Choose the reading of a harm word that can be said of the people before it."""
    for harm in harms:
        if harm.kind != "verb" or harm.frame == "subject":
            return harm
        if passive and harm.forms & {"part", "past"} or _is_attribute(doc, harm):
            return harm
        if harm.forms & {"part"} and not had_aux and not _has_object_ahead(doc, harm):
            return harm
        if harm.forms & {"part"} and had_aux and not _has_object_ahead(doc, harm) and _after_adverb(doc, i):
            return harm
    return None


def _is_attribute(doc: Doc, harm: Harm) -> bool:
    """Tell whether a participle stands before the noun it describes ("12 wounded soldiers")."""
    token = doc[harm.token]
    return "part" in harm.forms and token.dep_ == "amod" and token.head.i > token.i


def _after_adverb(doc: Doc, i: int) -> bool:
    """Tell whether an adverb or a reporting participle, and no "have", stands before the word."""
    return doc[i - 1].lower_ not in ("have", "has", "had", "to", "that", "who", "may", "might", "then")


def _has_object_ahead(doc: Doc, harm: Harm) -> bool:
    """Tell whether the words after a verb look like its object, so that it is active."""
    if harm.last > harm.token:
        # "Two deputies rushed the girl to the hospital", not "two girls were rushed to the hospital".
        return doc[harm.token + 1].pos_ in ("DET", "PRON")
    if harm.last + 1 >= len(doc):
        return False
    return doc[harm.last + 1].pos_ in ("NUM", "DET", "NOUN", "PROPN", "PRON", "ADJ")


def _is_noun_part(token: Token) -> bool:
    """Tell whether a token can stand inside the noun phrase after a number."""
    return token.tag_ in _NOUN_TAGS or token.lower_ in get_words("noun_phrase_words") or token.is_quote


def _scan_left(doc: Doc, quantity: Quantity, table: HarmTable) -> Harm | None:
    """Read back from a number to a verb that takes it as object, or to "deaths of"."""
    i = _first_token(doc, quantity) - 1
    while i >= 0 and doc[i].lower_ in _SKIP_LEFT and i not in table:
        i -= 1
    if i < 0:
        return None
    after_of = doc[i + 1].lower_ == "of"
    for j in (i, i - 1, i - 2):
        for harm in table.get(j, ()) if j >= 0 else ():
            if _takes_object(doc, harm, i, after_of):
                return harm
    return None


def _takes_object(doc: Doc, harm: Harm, i: int, after_of: bool) -> bool:
    """Tell whether a harm word that ends at, or governs, token i takes the number after it."""
    if doc[i].lower_ == ":" and harm.last == i - 1:
        return True
    if harm.kind == "noun":
        return after_of and harm.token == i
    if harm.kind != "verb" or harm.frame != "object":
        return False
    reaches = harm.last == i or (harm.token == i and harm.last > i)
    passive = any(t.lower_ in get_words("passive_aux") for t in doc[max(0, harm.token - 2) : harm.token])
    return reaches and not passive


def _shared_right(doc: Doc, harm: Harm, table: HarmTable) -> tuple[Harm, ...]:
    """Return a second harm of the same people ("no deaths or injuries", "were killed and wounded")."""
    i = harm.last + 1
    if i + 1 >= len(doc) or doc[i].lower_ not in ("or", "and", "nor"):
        return ()
    others = [other for other in table.get(i + 1, ()) if not _has_object_ahead(doc, other)]
    return tuple(one for one in others if one.property != harm.property and one.kind == harm.kind)


def _first_token(doc: Doc, quantity: Quantity) -> int:
    """Return the index of the first token of a number phrase."""
    return int(get_tokens(doc, quantity.span.start, quantity.span.end).start)
