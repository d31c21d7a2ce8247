"""Names of parties as a text prints them: how far a name reaches, and what is no part of it."""

from __future__ import annotations

from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_preposition_object, get_phrase_span, is_definite
from counterclaim.model.span import Span
from counterclaim.vocabulary.responsibility import load_actors


def find_long_name(token: Token) -> Span:
    """Find a name with what it is of ("the Sons of the Harbour")."""
    phrase, of = get_phrase_span(token), find_preposition_object(token, "of")
    is_name = of is not None and of.pos_ == "PROPN" and of.i - token.i <= 3
    return Span(phrase.start, of.idx + len(of)) if of is not None and is_name else phrase


def strip_article(words: str) -> str:
    """Return words without an article before them and marks of quotation around them."""
    first, _, rest = words.partition(" ")
    bare = rest if rest and first.lower() in {"the", "a", "an"} else words
    return bare.strip('"“”‘’ ')


def get_splinter_span(head: Token) -> Span:
    """Return the words of a faction with the group that it left ("splinter faction of X")."""
    phrase, group = get_phrase_span(head), find_preposition_object(head, "of", "from")
    return phrase if group is None or group.pos_ != "PROPN" else Span(phrase.start, group.idx + len(group))


def names_people(token: Token, party: PartyName) -> bool:
    """Tell whether an adjectival name is a plural of people ("Afghans"), not a state."""
    return token.tag_ in {"NNS", "NNPS"} and party.kind == "country"


def is_other_name(token: Token, party: PartyName) -> bool:
    """Tell whether a people's adjective only begins the name of something else ("the Xish Crystal")."""
    lexicon = load_actors()
    known = lexicon.state_heads | lexicon.nonstate_heads | lexicon.member_heads | lexicon.backward_nouns
    lemma = token.lemma_.lower()
    is_head = {lemma, token.lower_} & (known | lexicon.generic_parties.keys())
    return party.manner == "adjective" and token.pos_ == "PROPN" and not is_head


def names_side(token: Token) -> bool:
    """Tell whether a people acts as a side ("the Russians fired")."""
    return is_definite(token) and token.dep_ == "nsubj" and token.head.pos_ == "VERB"
