"""Own forces: the side of a speaker who tells what a fighter or "the military" of that side did."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import Actor
from counterclaim.coding.rules.stance import Stance
from counterclaim.model.span import Span
from counterclaim.vocabulary.responsibility import load_actors


def find_own_fighter(annotated: AnnotatedReport, party: Token, stance: Stance) -> Actor | None:
    """Find the group that claims what one of its own did ("claimed that a soldier carried it out")."""
    speaker = stance.speaker
    cue = stance.attribution.cue_lemma if stance.attribution is not None else ""
    is_member = cue == "claim" and party.lemma_.lower() in load_actors().member_heads
    is_member = is_member or any(word.lower_ == "caliphate" for word in party.subtree)
    if speaker is None or not (is_member or is_bomber(annotated, party)):
        return None
    groups = {each.name for each in annotated.parties if each.kind == "armed_group"}
    if speaker.party is None or speaker.party not in groups:
        return None
    span = Span(party.idx, party.idx + len(party))
    return Actor(
        name=speaker.party, kind="armed_group", country=None, span=span, token=party.i, basis="resolved"
    )


def is_bomber(annotated: AnnotatedReport, party: Token) -> bool:
    """Tell whether a name is that of somebody who died in a deed ("the suicide attack was the work of X")."""
    is_party = any(each.span.start <= party.idx < each.span.end for each in annotated.parties)
    return (
        party.pos_ == "PROPN"
        and not is_party
        and any(word.lower_ in {"suicide", "martyrdom"} for word in party.sent)
    )


def find_own_army(actor: Actor | None, stance: Stance) -> Actor | None:
    """Find the state whose official says that "the military" did it by mistake, or did not do it."""
    speaker = stance.speaker
    is_answer = stance.is_admitted or stance.is_denied
    if actor is None or actor.kind not in {"military", "police"} or not is_answer:
        return None
    if speaker is None or speaker.party is None or speaker.kind != "authority":
        return None
    return replace(actor, name=speaker.party, kind="country", basis="resolved", is_named=True)
