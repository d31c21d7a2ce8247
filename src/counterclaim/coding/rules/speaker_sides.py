"""What a speaker is: one person, or a side that only its description names."""

from __future__ import annotations

import re

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.responsibility import load_actors


def is_one_person(annotated: AnnotatedReport, speaker: Speaker) -> bool:
    """Tell whether a speaker without a party is a person by name."""
    if speaker.party is not None or not speaker.named:
        return False
    ends = re.finditer(rf"\b{re.escape(speaker.name.split()[-1])}\b", annotated.report.text)
    tokens = (annotated.doc.char_span(*match.span(), alignment_mode="expand") for match in ends)
    return any(span is not None and span[-1].ent_type_ == "PERSON" for span in tokens)


def is_described_side(speaker: Speaker) -> bool:
    """Tell whether a nameless speaker is a side by its description ("the separatists said they ...")."""
    head = speaker.name.lower().split()[-1]
    return head.endswith("s") and head.removesuffix("s") in load_actors().telling_heads
