"""Places beside the event: where somebody spoke, sits, or was taken to.

"Told reporters in Geneva", "a news conference in Ottawa", "a company in Tokyo", "were flown to
Ankara": none of them is where the event was that the words are about.
"""

from __future__ import annotations

from counterclaim.annotate.layers import AnnotatedReport, PlaceName
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.attachment import is_before_speaker
from counterclaim.coding.rules.clauses import find_subject, get_span_root
from counterclaim.vocabulary.places import load_place_table
from counterclaim.vocabulary.responsibility import load_responsibility

#: Words that may open a sentence with the place of a speech ("At talks in Geneva, an envoy said").
OPENING_WORDS = 6


def is_of_speech(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether a place says where somebody spoke, met or wrote."""
    token = get_span_root(annotated.doc, place.span)
    nouns, verbs = load_place_table().speech_nouns, load_place_table().speech_verbs
    cues = {each.cue_token for each in annotated.attributions if not each.is_learned}
    for above in token.ancestors:
        if above.i < token.i and above.lemma_.lower() in nouns:
            return True
        if above.pos_ in {"VERB", "AUX"}:
            is_speech = above.i in cues or above.lemma_.lower() in verbs
            is_content = is_before_speaker(token, above) or _is_inside(token, above)
            return is_speech and not is_content and not _is_told(annotated, place, above)
    return False


def is_reached(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether a place is an end of a way ("flown to X", "heading from X", "pipes from X to Y")."""
    table = load_place_table()
    for above in get_span_root(annotated.doc, place.span).ancestors:
        if above.dep_ == "prep" and above.lower_ != "of":
            head = above.head
            if above.lower_ not in {"to", "into", "towards", "from"}:
                return False
            ends = {child.lower_ for child in head.children if child.dep_ == "prep"}
            is_route = head.pos_ == "NOUN" and {"from", "to"} <= ends and head.lemma_ not in table.way_nouns
            return is_route or head.lemma_.lower() in table.carrying_verbs
        if above.pos_ in {"VERB", "AUX"}:
            return False
    return False


def is_accused(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether those who are blamed sit in a place ("blamed sanctuaries in X for the raid")."""
    preposition = get_span_root(annotated.doc, place.span).head
    accused, verb = preposition.head, preposition.head.head
    is_object = preposition.dep_ == "prep" and accused.dep_ == "dobj" and accused.pos_ == "NOUN"
    # Who holds talks or charges suspects blames nobody.
    return is_object and verb.lemma_.lower() in load_responsibility().accusing_objects - {"hold", "charge"}


def _is_inside(token: Token, verb: Token) -> bool:
    """Tell whether a word stands before the speaker, but not at the start: it is part of what is said."""
    subject = find_subject(verb)
    return subject is not None and token.sent.start + OPENING_WORDS < token.i < subject.i


def _is_told(annotated: AnnotatedReport, place: PlaceName, verb: Token) -> bool:
    """Tell whether a place stands in what a verb of saying says, not beside it."""
    return any(
        attribution.cue_token == verb.i and any(part.contains(place.span) for part in attribution.content)
        for attribution in annotated.attributions
    )
