"""Groups that a leader speaks for without naming them: "one of its leaders", "a commander of the group"."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.attribution_lexicon import load_speakers
from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor, find_actor, find_group_before
from counterclaim.coding.rules.clauses import find_preposition_object
from counterclaim.vocabulary.responsibility import load_actors


def find_led_group(annotated: AnnotatedReport, subject: Token) -> Actor | None:
    """Find the armed group that a person is said to lead or speak for, by "its" or "the group"."""
    for role in _iter_roles(subject):
        if any(child.tag_ == "PRP$" and child.lower_ in {"its", "their"} for child in role.lefts):
            return find_group_before(annotated, role)
        if any(child.dep_ == "poss" and _is_group(child) for child in role.lefts):
            return find_group_before(annotated, role)
        group = find_preposition_object(role, "of", "for", "from")
        if group is not None and _is_group(group):
            return find_actor(annotated, group)
    return None


def _is_group(noun: Token) -> bool:
    return noun.lemma_.lower() in load_actors().backward_nouns


def _iter_roles(subject: Token) -> Iterator[Token]:
    """Iterate over the nouns of office in a phrase: its head, those beside it, those it is one of."""
    beside = [child for child in subject.rights if child.dep_ == "appos"]
    roles = load_speakers().roles | load_actors().public_titles | {"member"}
    ones = (find_preposition_object(each, "of") for each in (subject, *beside) if each.lower_ == "one")
    for noun in (subject, *beside, *ones):
        if noun is not None and noun.lemma_.lower() in roles:
            yield noun
