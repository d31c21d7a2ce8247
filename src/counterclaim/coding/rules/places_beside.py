"""Places beside the event: where somebody spoke, sits, or was taken to.

"Told reporters in Geneva", "a news conference in Ottawa", "a company in Tokyo", "were flown to
Ankara": none of them is where the event was that the words are about.
"""

from __future__ import annotations

from spacy.tokens import Token

from counterclaim.annotate.layers import AnnotatedReport, PlaceName
from counterclaim.coding.rules.attachment import is_before_speaker
from counterclaim.coding.rules.clauses import get_span_root
from counterclaim.vocabulary.places import load_place_table


def is_of_speech(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether a place says where somebody spoke, met or wrote."""
    token = get_span_root(annotated.doc, place.span)
    nouns, verbs = load_place_table().speech_nouns, load_place_table().speech_verbs
    cues = {attribution.cue_token for attribution in annotated.attributions}
    for above in token.ancestors:
        if above.i < token.i and above.lemma_.lower() in nouns:
            return True
        if above.pos_ in {"VERB", "AUX"}:
            is_speech = above.i in cues or above.lemma_.lower() in verbs
            return is_speech and not is_before_speaker(token, above) and not _is_told(annotated, place, above)
    return False


def is_reached(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether a place is where somebody went or was taken ("the wounded were flown to X")."""
    for above in get_span_root(annotated.doc, place.span).ancestors:
        if above.dep_ == "prep":
            verb = above.head
            is_way = above.lower_ in {"to", "into", "towards"}
            return is_way and verb.lemma_.lower() in load_place_table().carrying_verbs
        if above.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _is_told(annotated: AnnotatedReport, place: PlaceName, verb: Token) -> bool:
    """Tell whether a place stands in what a verb of saying says, not beside it."""
    return any(
        attribution.cue_token == verb.i and any(part.contains(place.span) for part in attribution.content)
        for attribution in annotated.attributions
    )
