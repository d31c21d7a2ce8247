"""Long titles before a name ("Head of the Xshire Council Ada Brell"), which the parser takes for two things.

Invariant: only a title that holds an office, followed by a recognised person, is mended.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from counterclaim.annotate.attribution_lexicon import load_speakers

#: Most words between the title and the name.
MOST_WORDS = 8


def mend_titles(doc: Doc) -> Doc:
    """Make the name the head of the phrase, and the title before it what hangs from the name."""
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        name, title = entity.root, _find_title(entity)
        if title is not None and title in name.ancestors:
            _turn(title, entity, name)
        _lift(name)
    return doc


def _lift(name: Token) -> None:
    """Hang a name between commas from the office, not from the body it is of.

    "A spokesman for the Xish ministry, Ada Brell, said": the spokesman is called so.
    """
    body = name.head
    prep = body.head
    office = prep.head
    is_of = name.dep_ == "appos" and body.dep_ == "pobj" and prep.lower_ in {"of", "for", "from", "at"}
    roles = load_speakers().roles
    if is_of and office.lemma_.lower() in roles and body.lemma_.lower() not in roles and name.i > body.i:
        name.head = office


def _find_title(entity: Span) -> Token | None:
    """Find the office whose "of" phrase runs up to a person's name, without a mark between."""
    doc, start = entity.doc, max(entity.sent.start, entity.start - MOST_WORDS)
    for token in reversed(doc[start : entity.start]):
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            return None
        after = doc[token.i + 1]
        if after.lower_ == "of" and after.head == token and token.lemma_.lower() in load_speakers().roles:
            return token if entity.start - token.i > 2 else None
    return None


def _turn(title: Token, entity: Span, name: Token) -> None:
    """Turn the tree of title and name around."""
    doc, of = title.doc, title.doc[title.i + 1]
    held = doc[entity.start - 1]
    if held.pos_ not in {"PROPN", "NOUN"} or title.head == title:
        return
    for token in doc[of.i + 1 : entity.start]:
        if token.head == name:
            token.head = held if token != held else of
    if held.head not in doc[title.i : entity.start]:
        held.head = of
    held.dep_ = "pobj" if held.head == of else held.dep_
    name.head, name.dep_ = title.head, title.dep_
    title.head, title.dep_ = name, "nmod"
