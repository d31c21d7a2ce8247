"""Cues of attribution in a parse, each with its content and the heads of its speakers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.annotate.attribution_content import (
    Tokens,
    find_contrast,
    find_idiom_noun,
    find_noun_content,
    find_verb_content,
    get_subtree,
    sets_count,
)
from counterclaim.annotate.attribution_lexicon import load_reporting, load_speakers
from counterclaim.annotate.attribution_people import can_speak
from counterclaim.annotate.attribution_phrases import find_child, get_phrase_tokens, get_sentence
from counterclaim.annotate.attribution_voices import find_noun_voices, find_subject, find_verb_voices
from counterclaim.annotate.tree import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A cue with its parts as token indexes, before speakers are resolved and quotations joined."""

    #: Head of the cue.
    head: int
    cue: tuple[int, ...]
    #: Heads of the speakers' phrases, outermost first.
    voices: tuple[int, ...]
    #: What is said; empty until a quotation is joined.
    content: Tokens
    negated: bool = False
    #: Waits for a quotation: the cue can introduce one.
    is_open: bool = False
    #: The words that name the speaker, where they were tagged; empty leaves them to the heads.
    phrase: Tokens = frozenset()
    #: Found by the tagger alone: who is heard there is not sure enough to be meant by "he".
    is_learned: bool = False
    #: Of a kind that the tagger was not trained on, so that it is not asked.
    is_fixed: bool = False


def find_drafts(doc: Doc) -> tuple[Draft, ...]:
    """Find the cues of a text, in text order."""
    return tuple(_iter_drafts(doc))


def _iter_drafts(doc: Doc) -> Iterator[Draft]:
    for token in doc:
        lemma = token.lemma_.lower()
        if token.lower_ in load_reporting().according:
            draft = _make_according(token)
        elif lemma in load_reporting().relaying and token.pos_ == "VERB":
            draft = _make_relay(token)
        elif token.pos_ in {"VERB", "AUX"}:
            draft = _make_verb(token, "continue" if _goes_on(token) else lemma)
        elif token.pos_ == "NOUN" and lemma in load_reporting().nouns | load_reporting().owned_nouns:
            draft = _make_noun(token)
        elif token.pos_ == "ADJ" and lemma in load_reporting().adjectives:
            draft = _make_adjective(token)
        elif token.lower_ in load_reporting().adverbs:
            draft = _make_adverb(token)
        else:
            continue
        if draft is not None:
            yield draft


def _find_relayed_content(verb: Token) -> Tokens:
    """Find what stands before two voices ("it was fired by X, Agency quoted the ministry as saying")."""
    if verb.dep_ != "pcomp" or verb.head.lower_ not in load_reporting().relay_prepositions:
        return frozenset()
    relay = verb.head.head
    if relay.lemma_.lower() not in load_reporting().relaying:
        return frozenset()
    if relay.dep_ == "conj" and find_child(relay.head, "cc") is None:
        return get_subtree(relay.head) - get_subtree(relay)
    clause = find_child(relay, "ccomp")
    return get_subtree(clause) if clause is not None and clause.i < relay.i else frozenset()


def _goes_on(verb: Token) -> bool:
    """Tell whether somebody says more ("he went on")."""
    return verb.lemma_.lower() == "go" and any(child.lower_ == "on" for child in verb.rights)


def _make_verb(verb: Token, lemma: str) -> Draft | None:
    """Make the draft of a verb; a verb without content waits for a quotation."""
    lexicon = load_reporting()
    if is_unsaid(verb):
        return None
    if lemma in lexicon.clause and _is_said_of(verb):
        return None
    is_open = lemma in lexicon.clause or lemma in lexicon.marks_only
    content = find_verb_content(verb) or _find_relayed_content(verb)
    if not content and not is_open:
        return None
    voices = tuple(voice.i for voice in find_verb_voices(verb))
    cue = _get_cue_tokens(verb)
    own = set(cue) | {
        word for voice in find_verb_voices(verb) for word in _get_own_words(voice, verb, content)
    }
    return Draft(
        head=verb.i,
        cue=cue,
        voices=voices,
        content=content - own,
        negated=is_negated(verb),
        is_open=is_open,
        is_fixed=sets_count(verb),
    )


def is_unsaid(verb: Token) -> bool:
    """Tell whether a verb only speaks of a saying to come, to be wished or of the speaker's own."""
    if verb.dep_ in {"xcomp", "advcl", "acl", "relcl", "ccomp", "pcomp", "conj"} and any(
        child.tag_ == "TO" for child in verb.children
    ):
        return verb.head.lemma_.lower() not in load_reporting().aspectual and not _is_message(verb.head)
    subject = find_child(verb, "nsubj", "nsubjpass")
    if subject is not None and is_of_the_talk(subject):
        return True
    modal = any(child.tag_ == "MD" for child in verb.children)
    return modal and not is_negated(verb)


def _is_said_of(verb: Token) -> bool:
    """Tell whether something is said to be so by no one named ("the missiles said to have struck it")."""
    subject = find_child(verb, "nsubj")
    after = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    return after == "to" and subject is not None and subject.pos_ == "NOUN" and not can_speak(subject)


def _is_message(verb: Token) -> bool:
    """Tell whether a verb is of getting in touch, so that "to say" after it was said ("phoned to say")."""
    return verb.tag_ in {"VBD", "VBZ"} and verb.lemma_.lower() in load_reporting().messaging


def _get_own_words(voice: Token, verb: Token, content: Tokens) -> Tokens:
    """Get the words of a speaker's phrase that lie outside what the speaker says."""
    if voice.i in content and verb.i not in get_subtree(voice):
        return frozenset(word.i for word in get_phrase_tokens(voice))
    return frozenset()


def _get_cue_tokens(verb: Token) -> tuple[int, ...]:
    """Get the verb with its auxiliaries, negation and particle, or the whole idiom."""
    kept = {verb.i} | {child.i for child in verb.children if child.dep_ in {"aux", "auxpass", "neg", "prt"}}
    noun = find_idiom_noun(verb)
    if noun is not None:
        kept |= (
            set(range(min(verb.i, noun.i), max(verb.i, noun.i) + 1)) if abs(noun.i - verb.i) <= 3 else set()
        )
    start = end = verb.i
    while start - 1 in kept:
        start -= 1
    while end + 1 in kept:
        end += 1
    return tuple(range(start, end + 1))


def is_negated(verb: Token) -> bool:
    """Tell whether a cue is negated: "did not say", "nobody claimed", "refused to confirm" is not."""
    negations = load_reporting().negations
    if any(child.dep_ == "neg" or child.lower_ in {"never", "neither", "nor"} for child in verb.children):
        return True
    if any(child.lower_ in negations for child in verb.children if child.dep_ in {"preconj", "advmod"}):
        return True
    subject = find_child(verb, "nsubj")
    if subject is not None:
        words = {subject.lower_} | {
            child.lower_ for child in subject.children if child.dep_ in {"det", "neg"}
        }
        return bool(words & negations) or "none" in words
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and find_child(verb, "neg") is None:
        return any(child.lower_ in {"nor", "or"} for child in verb.head.children) and is_negated(verb.head)
    return verb.dep_ == "xcomp" and find_child(verb.head, "neg") is not None


def _make_noun(noun: Token) -> Draft | None:
    """Make the draft of a noun of saying with its content."""
    content = find_noun_content(noun)
    voices = find_noun_voices(noun)
    if not voices and _is_channel(noun):
        return None
    negated = any(child.lower_ in load_reporting().negations for child in noun.lefts)
    if not content or not (voices or negated or _governs_clause(noun)):
        return None
    own = {word for voice in voices for word in get_subtree(voice)}
    return Draft(
        head=noun.i,
        cue=(noun.i,),
        voices=tuple(voice.i for voice in voices),
        content=content - own,
        negated=negated,
    )


def _is_channel(noun: Token) -> bool:
    """Tell whether a noun is the channel of a verb, whose content it holds: "said in a statement that"."""
    lexicon = load_reporting()
    above = noun.head
    return above.lower_ in lexicon.channel_prepositions and above.head.lemma_.lower() in lexicon.clause


def _governs_clause(noun: Token) -> bool:
    """Tell whether a noun governs a "that" clause, which makes it a saying even without a speaker."""
    return find_child(noun, "acl", "ccomp", "relcl") is not None


def _make_adjective(adjective: Token) -> Draft | None:
    """Make the draft of "X is convinced that ..."."""
    clause = find_child(adjective, "ccomp")
    subject = find_subject(adjective.head) if adjective.dep_ == "acomp" else None
    if clause is None or subject is None:
        return None
    return Draft(
        head=adjective.i,
        cue=(adjective.i,),
        voices=(subject.i,),
        content=get_subtree(clause),
        negated=find_child(adjective.head, "neg") is not None,
    )


def _make_adverb(adverb: Token) -> Draft | None:
    """Make the draft of "reportedly": nobody is named, the clause is the content."""
    verb = adverb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    return Draft(head=adverb.i, cue=(adverb.i,), voices=(), content=get_subtree(verb) - {adverb.i})


def _make_relay(verb: Token) -> Draft | None:
    """Make the draft of "citing X" on a clause that holds no other cue, or of "quoted X" with marks."""
    cited = find_child(verb, "dobj")
    if cited is None or any(child.lower_ == "as" for child in verb.rights):
        return None
    host = verb.head
    if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "prep", "acl"}:
        if not _is_reporting(host):
            content = get_subtree(host) - get_subtree(verb)
            return Draft(head=verb.i, cue=(verb.i,), voices=(cited.i,), content=content)
        return None
    subject = find_subject(verb)
    if not can_speak(cited) and subject is not None:
        return Draft(head=verb.i, cue=_get_cue_tokens(verb), voices=(subject.i,), content=get_subtree(cited))
    voices = tuple(voice.i for voice in (subject, cited) if voice is not None)
    return Draft(head=verb.i, cue=_get_cue_tokens(verb), voices=voices, content=frozenset(), is_open=True)


def _is_reporting(token: Token) -> bool:
    """Tell whether a word is itself a cue that a "citing" phrase only adds a speaker to."""
    lexicon = load_reporting()
    lemma = token.lemma_.lower()
    return lemma in lexicon.clause | lexicon.marks_only or any(
        child.lower_ in lexicon.according for child in token.children
    )


def _make_according(token: Token) -> Draft | None:
    """Make the draft of "according to X": the clause it hangs on, or what stands before it."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    voice = _find_according_voice(token)
    if voice is None:
        return None
    phrase = set(range(token.i, get_phrase_tokens(voice)[-1].i + 1))
    if _find_cited_clause(token) is not None:
        phrase |= get_subtree(token)
    return Draft(
        head=token.i,
        cue=(token.i, token.i + 1),
        voices=(voice.i, *(inner.i for inner in _find_relay_of(voice))),
        content=_find_according_content(token, phrase),
    )


def _find_relay_of(voice: Token) -> tuple[Token, ...]:
    """Find whom the voice cites: "according to state television, citing X"."""
    for child in voice.children:
        if child.lemma_.lower() in load_reporting().relaying and child.tag_ == "VBG":
            cited = find_child(child, "dobj")
            return (cited,) if cited is not None else ()
    return ()


def _find_according_voice(token: Token) -> Token | None:
    """Find the head of the phrase after "according to"."""
    to = token.doc[token.i + 1]
    clause = _find_cited_clause(token)
    if clause is not None and (subject := find_child(clause, "nsubj")) is not None:
        return subject
    voice = find_child(to, "pobj") or find_child(token, "pobj")
    if voice is not None:
        return voice
    chunks = [chunk for chunk in token.sent.noun_chunks if chunk.start in {token.i + 2, token.i + 3}]
    return chunks[0].root if chunks else None


def _find_cited_clause(token: Token) -> Token | None:
    """Find the clause of "according to what X wrote", whose subject is the voice."""
    clause = find_child(token.doc[token.i + 1], "pcomp")
    is_cited = clause is not None and any(child.lower_ == "what" for child in clause.lefts)
    return clause if is_cited else None


def _find_host(token: Token) -> Token:
    """Find the verb that a phrase hangs on."""
    host = token.head
    while host.pos_ not in {"VERB", "AUX"} and host.head != host:
        host = host.head
    return host


def _find_according_content(token: Token, phrase: set[int]) -> Tokens:
    """Find what is said "according to": by place where the phrase opens its sentence, else by parse."""
    start, end = get_sentence(token)
    before = [
        word for word in token.doc[start : token.i] if not (word.is_punct or word.dep_ in {"cc", "advmod"})
    ]
    if not before:
        return frozenset(range(max(phrase) + 1, end)) - find_contrast(_find_host(token), reporting=False)
    host = _find_host(token)
    low, high = _find_share(token, start, end)
    content = frozenset(i for i in get_subtree(host) - phrase - get_subtree(token) if low <= i < high)
    if host.left_edge.i < token.i and content:
        return content
    return frozenset(range(low, token.i))


def _find_share(token: Token, start: int, end: int) -> tuple[int, int]:
    """Find the part of a sentence that one of two voices has ("according to X, but ... according to Y")."""
    others = [word.i for word in token.doc[start:end] if word.lower_ == token.lower_ and word.i != token.i]
    before = [place for place in others if place < token.i]
    if before and (turn := _find_turn(token, before[-1], token.i)) is not None:
        return turn, end
    turn = _find_turn(token, token.i, others[-1]) if others and not before else None
    return start, end if turn is None else turn


def _find_turn(token: Token, start: int, end: int) -> int | None:
    """Find the word between two places that sets the next voice against the last ("but", "while")."""
    words = token.doc[start:end]
    return next(
        (w.i for w in words if w.lower_ in load_reporting().contrasts and w.nbor(-1).text == ","), None
    )


def is_of_the_talk(subject: Token) -> bool:
    """Tell whether a subject is "I", "we" or "you", whose speech is not told ("US" is a country)."""
    pronoun = None if subject.text == "US" else load_speakers().pronouns.get(subject.lower_)
    return pronoun in {"self", "addressee"}
