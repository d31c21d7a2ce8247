"""What the first network of the tagger looks at: words alone, and whether a word is a cue.

Features are short strings of the form "kind=value". `benchmarks.training` learns their weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from counterclaim.annotate.attribution_cues import Draft
from counterclaim.annotate.attribution_quotes import Marked
from counterclaim.annotate.tree import Doc, Token

Features = tuple[str, ...]

#: Words that can be cues.
CUE_CLASSES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADP", "PROPN", "PART", "ADV"})
#: What a cue governs: clauses that may be said, and words that make another cue of it.
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "pcomp"})
_JOINED = frozenset({"prep", "prt", "dobj", "acomp", "attr", "oprd", "aux", "neg", "advmod", "agent", "poss"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: What shares the subject of the word that it hangs on.
_SHARING = frozenset({"conj", "xcomp", "advcl", "acomp", "attr", "prep", "dobj"})
#: First words of a clause or phrase that tell its kind by themselves, and by their tag.
_OPENING_WORDS = frozenset({"WDT", "WP", "WRB", "IN", "TO", "CC", "WP$"})
_OPENING_TAGS = frozenset({"MD", "VBG", "DT"})
#: Nested deeper than this is as deep.
_NESTED = 2


def make_word_features(doc: Doc, marked: Sequence[Marked]) -> list[Features]:
    """Make the features that each token has by itself, in token order."""
    quoted = find_quoted(marked)
    return [_describe_word(token, token.i in quoted) for token in doc]


def find_quoted(marked: Sequence[Marked]) -> frozenset[int]:
    """Find the tokens that stand in quotation marks, marks included."""
    return frozenset(place for quotation in marked for place in range(quotation.start, quotation.end))


def _describe_word(token: Token, is_quoted: bool) -> Features:
    return (
        f"word={token.lower_}",
        f"lemma={token.lemma_.lower()}",
        f"tag={token.tag_}",
        f"dep={token.dep_}",
        f"name={token.ent_iob_}{token.ent_type_}",
        f"quoted={is_quoted}{token.is_quote}",
    )


def make_cue_features(doc: Doc, drafts: Mapping[int, Draft]) -> list[Features]:
    """Make the features that tell whether a token is a cue, in token order.

    Args:
        doc: the parse.
        drafts: what the rules found, by the head of the cue.
    """
    nested = Counter(place for head, draft in drafts.items() for place in draft.content if place != head)
    return [
        tuple(_iter_cue_features(token, drafts, min(nested[token.i], _NESTED)))
        if token.pos_ in CUE_CLASSES
        else ()
        for token in doc
    ]


def _iter_cue_features(token: Token, drafts: Mapping[int, Draft], nested: int) -> Iterator[str]:
    """Yield the features of a word that can be a cue.

    Args:
        token: the word.
        drafts: what the rules found, by the head of the cue.
        nested: in the content of how many drafts the word stands.
    """
    lemma, tag, draft, above = token.lemma_.lower(), token.tag_, drafts.get(token.i), token.head
    subject, clause = _tell_subject(token), _tell_clause(token)
    ruled = "none" if draft is None else f"{bool(draft.voices)}{bool(draft.content)}"
    yield f"above={above.lemma_.lower()} {token.dep_}"
    yield f"headruled={token.dep_} {above.i in drafts} {above.pos_} {ruled}"
    yield f"lemma+tag={lemma} {tag}"
    yield f"ruled={ruled} {nested}"
    yield f"next={lemma} {_get_next(token)}"
    yield f"nested+tag={nested} {tag} {token.dep_}"
    yield f"nested+lemma={nested} {lemma}"
    yield f"lemma+subject={lemma} {subject}"
    yield f"clause={clause} {token.pos_}"
    yield f"lemma+clause={lemma} {clause}"
    for child in token.children:
        yield f"lemma+below={lemma} {child.dep_}"
        if child.dep_ in _JOINED:
            joined = f"{child.dep_} {child.lemma_.lower()}"
            yield f"lemma+joined={lemma} {joined}"
            yield f"joined={token.pos_} {joined}"


def _tell_subject(token: Token) -> str:
    """Tell the kind of a word's subject, or of the subject that it shares."""
    own = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
    if own is None and token.dep_ in _SHARING:
        own = next((child for child in token.head.children if child.dep_ in _SUBJECTS), None)
    return (own.ent_type_ or own.tag_) if own is not None else ""


def _tell_clause(token: Token) -> str:
    """Tell the kind of the first clause that a word governs, and on which side it stands."""
    clause = next((child for child in token.children if child.dep_ in _CLAUSES), None)
    return f"{clause.dep_}{get_opener(clause)}{clause.i < token.i}" if clause is not None else ""


def get_opener(head: Token) -> str:
    """Get the word or tag that a clause or phrase opens with, where it tells the kind."""
    first = head.left_edge
    if first.tag_ in _OPENING_WORDS:
        return first.lower_
    return first.tag_ if first.tag_ in _OPENING_TAGS else ""


def _get_next(token: Token) -> str:
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
