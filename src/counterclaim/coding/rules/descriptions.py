"""Descriptions: unnamed parties whose words tell a side ("separatist rebels", "Islamist fighters")."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.annotate.attribution_lexicon import load_speakers
from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actor_states import find_only_state
from counterclaim.coding.rules.actors import Actor
from counterclaim.coding.rules.blocs import BLOC_KIND
from counterclaim.coding.rules.clauses import find_preposition_object, get_phrase_span, is_definite
from counterclaim.model.span import Span
from counterclaim.vocabulary.responsibility import load_actors, load_responsibility


def find_telling(annotated: AnnotatedReport, actor: Actor, *, is_voiced: bool) -> Actor | None:
    """Find an unnamed party whose description tells a side, cut free of its hedge.

    Args:
        annotated: the report.
        actor: an actor that is not named.
        is_voiced: somebody says that it did it; forces ("police", "soldiers") then need no more words.
    """
    head = annotated.doc[actor.token]
    if actor.kind == BLOC_KIND:
        return actor if is_voiced else None
    if actor.kind in {"military", "police"}:
        return _find_own_force(annotated, actor, head) if is_voiced else None
    if is_definite(head):
        before = _find_described_before(annotated, actor, head)
        return before or (_find_spoken_of(annotated, actor, head) if is_voiced else None)
    if _is_counted(head) or not (_tells_side(head) or _is_armed_people(actor, head)):
        return None
    kept = _find_unhedged(head, actor.span)
    is_plain = kept.idx == actor.span.start or not is_hedge(annotated.doc[kept.i - 1])
    if not is_voiced and is_plain and not _find_marks(head):
        return None
    return _cut(annotated, actor, Span(kept.idx, actor.span.end))


def _find_own_force(annotated: AnnotatedReport, actor: Actor, head: Token) -> Actor:
    """Find the state whose "soldiers" somebody speaks of, where a text names one country."""
    is_bare = head.lower_ in {"soldiers", "troops"} and not any(child.dep_ != "det" for child in head.lefts)
    state = find_only_state(annotated, is_said=True) if is_bare else None
    return replace(actor, name=state, basis="resolved", is_named=True) if state else actor


def find_inner_people(party: Token) -> Token:
    """Find the people that a noun only counts ("a group of suspected rebels")."""
    inner = find_preposition_object(party, "of")
    is_count = inner is not None and party.lemma_.lower() in load_actors().collective_nouns
    is_count = is_count and not any(child.pos_ == "PROPN" for child in party.lefts) and not _find_marks(party)
    return inner if inner is not None and is_count else party


def is_hedge(token: Token) -> bool:
    """Tell whether a word before a noun hedges it ("suspected", "alleged", "possible")."""
    lexicon = load_responsibility()
    return token.lower_ in lexicon.probable_words | lexicon.possible_words


def _cut(annotated: AnnotatedReport, actor: Actor, span: Span) -> Actor:
    return replace(actor, name=annotated.report.text[span.start : span.end], span=span)


def _is_armed_people(actor: Actor, head: Token) -> bool:
    """Tell whether a people's armed men are a side ("Palestinian gunmen", "armed Palestinians")."""
    kinds = load_actors().generic_parties
    kind = kinds.get(head.lemma_.lower()) or kinds.get(head.lower_)
    is_armed = any(child.lower_ == "armed" for child in head.children)
    return actor.country is not None and (kind == "unidentified" or is_armed)


def _tells_side(head: Token) -> bool:
    forms = {head.lemma_.lower(), head.lower_}
    return bool(forms & load_actors().telling_heads or _find_marks(head))


def _find_unhedged(head: Token, span: Span) -> Token:
    """Find the first word of a description that is no article and no hedge."""
    words = [word for word in head.subtree if span.start <= word.idx <= head.idx]
    return next((word for word in words if not is_hedge(word) and word.pos_ != "DET"), head)


def _find_described_before(annotated: AnnotatedReport, actor: Actor, head: Token) -> Actor | None:
    """Find the fuller description that "the separatists" refers back to."""
    lemma = head.lemma_.lower()
    if lemma not in load_actors().telling_heads:
        return None
    for token in reversed(head.doc[: head.i]):
        if token.lemma_.lower() == lemma and not is_definite(token) and _find_marks(token, any_word=True):
            phrase = get_phrase_span(token)
            kept = _find_unhedged(token, phrase)
            name = annotated.report.text[kept.idx : phrase.end]
            return replace(actor, name=name, basis="resolved")
    return None


def _find_spoken_of(annotated: AnnotatedReport, actor: Actor, head: Token) -> Actor | None:
    """Find whom somebody means by "the rebels": the one armed group of a text, or, without any, just them."""
    if head.lemma_.lower() not in load_actors().fighting_heads:
        return None
    is_free = not any(party.kind == "armed_group" for party in annotated.parties)
    return actor if is_free else find_only_group(annotated, head)


def find_only_group(annotated: AnnotatedReport, token: Token) -> Actor | None:
    """Find the one armed group of a text that "the insurgents" are, where somebody accuses them."""
    names = {party.name: party for party in annotated.parties if party.kind == "armed_group"}
    is_adjective = token.dep_ in {"compound", "amod"}
    is_bare = is_adjective or (is_definite(token) and all(child.dep_ == "det" for child in token.children))
    if len(names) != 1 or not is_bare or token.lemma_.lower() not in load_actors().fighting_heads:
        return None
    group = next(iter(names.values()))
    return Actor(
        name=group.name, kind=group.kind, country=group.country,
        span=get_phrase_span(token), token=token.i, basis="resolved",
    )  # fmt: skip


def find_served_group(annotated: AnnotatedReport, subject: Token) -> Actor | None:
    """Find whom "a rebel spokesman" speaks for: the one armed group, or the rebels without a name."""
    served = next(
        (child for child in subject.lefts if child.lemma_.lower() in load_actors().fighting_heads), None
    )
    if served is None:
        return None
    found = find_only_group(annotated, served)
    return found or Actor(
        name=f"{served.lower_}s", kind="unidentified", country=None,
        span=Span(served.idx, served.idx + len(served)), token=served.i, basis="resolved", is_named=False,
    )  # fmt: skip


def _is_counted(head: Token) -> bool:
    """Tell whether a noun is a number of people, or none: "two militants", "no group or faction"."""
    near = [child for link in (head, *head.conjuncts) for child in link.children]
    return any(child.lower_ in {"no", "any"} for child in near) or any(
        child.dep_ == "nummod" for child in head.children
    )


def _find_marks(head: Token, *, any_word: bool = False) -> set[str]:
    """Find the adjectives of a noun of people that tell a side ("Islamist fighters")."""
    words = {child.lower_ for child in head.children if child.dep_ in {"amod", "compound", "nmod"}}
    # "Norland-backed fighters": a power behind them marks a side too.
    return words if any_word else words & (load_actors().telling_modifiers | load_speakers().backing)
