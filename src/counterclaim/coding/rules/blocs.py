"""Blocs: states, or their unnamed hands, as one side ("Gulf states", "foreign powers", "the West")."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import is_definite
from counterclaim.model.span import Span
from counterclaim.vocabulary.responsibility import load_actors

#: Kind of a bloc as an actor: no state's own, and no armed men.
BLOC_KIND = "states"


def find_bloc(parties: Sequence[PartyName], token: Token) -> Span | None:
    """Find the words that describe states or their hands without naming one.

    What belongs to somebody named is no bloc ("Xland's foreign agents", "the Xish regional state").

    Args:
        parties: the named parties of the text.
        token: head of the noun phrase.

    Returns:
        The words from the first adjective on; None where a noun phrase is no bloc.
    """
    if token.text in load_actors().bloc_names and is_definite(token):
        return Span(token.idx, token.idx + len(token))
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    if token.text[:1].isupper() and after.lemma_.lower() in _get_heads(token):
        return Span(token.idx, after.idx + len(after))  # the parser split them in a list of names
    before = [child for child in token.lefts if child.dep_ in {"amod", "compound", "nmod"}]
    deeper = [word for child in before for word in (*child.lefts, child)]
    marks = [word for word in deeper if token.lemma_.lower() in _get_heads(word)]
    owners = [child for child in token.lefts if child.dep_ == "poss"]
    if not marks or any(_is_named(parties, word) for word in (*before, *marks, *owners)):
        return None
    return Span(min(word.left_edge.idx for word in before), token.idx + len(token))


def _get_heads(word: Token) -> frozenset[str]:
    return load_actors().bloc_heads.get(word.lower_, frozenset())


def _is_named(parties: Sequence[PartyName], word: Token) -> bool:
    return any(party.span.start <= word.idx < party.span.end for party in parties)
