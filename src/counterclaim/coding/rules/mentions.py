"""Mentions: which groups of triggers speak of the main event, and which of others.

Invariant: every group is judged once, in text order, from the words before it and its own words;
a group that cannot be told apart joins the event that the text is speaking of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.parsed import iter_told
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.attachment import find_anchor
from counterclaim.coding.rules.block_days import find_block_days, list_taken_dates
from counterclaim.coding.rules.groups import Group
from counterclaim.coding.rules.main_event import MAIN_AGE, find_main
from counterclaim.coding.rules.triggers import OPENING_SENTENCES, are_kin
from counterclaim.coding.rules.undated import is_of_another_time
from counterclaim.coding.rules.whereabouts import is_in_town_of_own, is_named_elsewhere
from counterclaim.model.statement import MentionRole
from counterclaim.vocabulary.triggers import load_triggers

#: A role of its own, the event the text is speaking of, no event that happened, or words that say
#: nothing of events besides (an undated arrest, a condemnation) and so stand in no word's way.
_Judged = MentionRole | Literal["focus", "none", "aside"]
#: Types whose events are told apart even where nothing dates them.
_TOLD_APART = frozenset({"ASSAULT", "PROTEST", "DISASTER"})
#: The shortest month.
MONTH = timedelta(days=27)
#: Two days count as the same when they differ by no more (time zones, "overnight").
SAME_DAY = timedelta(days=1)
#: Reports look back at most this many sentences to an event that is not the main one.
FOCUS_SENTENCES = 3
#: "The incident" points at most this many sentences back, over the end of a paragraph.
POINTER_SENTENCES = 2
#: Different words of sport, and their share of all tokens, that make a report one about a game.
SPORT_WORDS = 4
SPORT_SHARE = 0.02
#: Headings between paragraphs are shorter than this, in tokens.
HEADING_TOKENS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionDraft:
    """Groups that speak of one event, and its role in the report."""

    role: MentionRole
    #: In text order; the first one introduces the event.
    groups: tuple[Group, ...]

    @property
    def type(self) -> str:
        """Return the PLOVER type of the group that introduces the event."""
        return self.groups[0].type

    @property
    def victims(self) -> frozenset[str]:
        """Return the folded surnames of the persons named as harmed."""
        return frozenset(group.victim for group in self.groups if group.victim)

    def get_days(self) -> tuple[date, date] | None:
        """Return the stretch of days of the first dated group."""
        return next((days for group in self.groups if (days := group.get_days())), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionMap:
    """The mentions of a report, and which words belong to which."""

    doc: Doc
    drafts: tuple[MentionDraft, ...]
    #: Trigger token to index in `drafts`; None for events that did not happen.
    by_trigger: Mapping[int, int | None]
    #: First token of a sentence to the draft that its unbound words speak of.
    focus: Mapping[int, int | None]

    def find_index(self, token: Token) -> int | None:
        """Find the mention that a word speaks of; None where it speaks of no event that happened."""
        if token.i in self.by_trigger:
            return self.by_trigger[token.i]
        anchor = find_anchor(token, self.by_trigger)
        if anchor is not None:
            return self.by_trigger[anchor]
        return self.focus.get(token.sent.start)

    @property
    def campaign(self) -> int | None:
        """Return the index of the mention that holds totals of a period; None without one."""
        return next((n for n, draft in enumerate(self.drafts) if draft.role == "background"), None)

    def with_campaign(self) -> MentionMap:
        """Return the same mentions with a background mention for totals of a period."""
        if self.main is None or self.campaign is not None:
            return self
        group = replace(self.drafts[self.main].groups[0], dates=(), places=())
        return replace(self, drafts=(*self.drafts, MentionDraft(role="background", groups=(group,))))

    @property
    def main(self) -> int | None:
        """Return the index of the main mention, if the report has one."""
        return next((n for n, draft in enumerate(self.drafts) if draft.role == "main"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What a group is judged against."""

    published: date | None
    main: Group
    days: tuple[date, date] | None
    countries: frozenset[str]
    #: Acts of the main event's kind that no words set apart.
    acts: tuple[Group, ...]
    #: Modes of the main event's kind in the opening.
    modes: frozenset[str]
    annotated: AnnotatedReport
    #: Where the dates of events stand, by the first token of the event's sentence.
    taken: Mapping[int, frozenset[int]]


def make_mentions(annotated: AnnotatedReport, groups: Sequence[Group]) -> MentionMap:
    """Sort the groups of a report into its mentions."""
    doc = annotated.doc
    groups = [group for group in groups if not _is_heading(annotated, doc[group.first])]
    if _is_about_sport(doc):
        groups = []
    main = find_main(doc, groups, annotated.report.published)
    if main is None:
        return MentionMap(doc=doc, drafts=(), by_trigger={}, focus={})
    scene = _make_scene(annotated, groups, main)
    drafts: list[MentionDraft] = [MentionDraft(role=_get_main_role(main), groups=(main,))]
    by_trigger: dict[int, int | None] = {}
    focus: dict[int, int | None] = {}
    by_sentence: dict[int, list[Group]] = {}
    for group in groups:
        by_sentence.setdefault(doc[group.first].sent.start, []).append(group)
    before, current, since = 0, 0, 0
    resumed: int | None = None
    block_starts = {block.start for block in annotated.blocks}
    for sentence in doc.sents:
        since += 1
        # What an event answers ("revenge for the raid") is spoken of in its own sentence only.
        current, resumed = (current if resumed is None else resumed), None
        if sentence.start_char in block_starts or since > FOCUS_SENTENCES:
            before, current = (current, 0) if since <= POINTER_SENTENCES else (0, 0)
        for group in by_sentence.get(sentence.start, ()):
            role = "focus" if group is main else _judge_role(group, scene)
            if role == "aside":
                continue
            spoken_of = before if _is_pointer(group) else current
            index = 0 if group is main else _place_group(group, role, drafts, spoken_of or current)
            by_trigger.update({trigger.token: index for trigger in group.triggers})
            if index is not None and not (group.is_embedded and index != 0):
                resumed = current if group.is_answered and index != 0 else resumed
                current, since = index, 0
        is_railed = any(rail.start <= sentence.start_char < rail.end for rail in annotated.rails)
        focus[sentence.start] = None if is_railed else current
    ordered = tuple(replace(d, groups=tuple(sorted(d.groups, key=lambda g: g.first))) for d in drafts)
    return MentionMap(doc=doc, drafts=ordered, by_trigger=by_trigger, focus=focus)


def _is_about_sport(doc: Doc) -> bool:
    """Tell whether a report is about a game: several different words of sport, and many of them."""
    words = [token.lower_ for token in doc if token.lower_ in load_triggers().sport_words]
    return len(set(words)) >= SPORT_WORDS and len(words) >= SPORT_SHARE * len(doc)


def _is_heading(annotated: AnnotatedReport, token: Token) -> bool:
    """Tell whether a word stands in a heading between paragraphs; the title counts as text."""
    sentence = token.sent
    block = next((b for b in annotated.blocks if b.start <= token.idx < b.end), None)
    if block is None or block == annotated.blocks[0] or sentence.end - sentence.start > HEADING_TOKENS:
        return False
    words = annotated.report.text[block.start : block.end].rstrip()
    return words[-1:].isalnum() and not any(
        word.pos_ == "AUX" or word.tag_ in {"VBD", "VBZ", "VBP"} for word in sentence
    )


def _get_main_role(main: Group) -> MentionRole:
    """Return the role of the group that introduces the report's first event.

    A report whose only event is one that it looks back on ("six years since ...") has no main event.
    """
    if main.modality == "planned":
        return "planned"
    return "background" if main.is_set_apart else "main"


def _make_scene(annotated: AnnotatedReport, groups: Sequence[Group], main: Group) -> _Scene:
    published = annotated.report.published
    days = main.get_days()
    acts = [g for g in groups if are_kin(g.type, main.type) and not g.is_set_apart]
    if days is None:
        alike = [g for g in acts if not (g.is_embedded or is_of_another_time(g, annotated, main))]
        # "There was one more blast on Thursday": that day is not the first one's, whoever names it again.
        others = {g.get_days() for g in acts if g.is_further}
        dated = [
            d
            for g in alike
            if (d := g.get_days())
            and d not in others
            and _is_news(d, published)
            and not _is_past_month(g, d, published)
        ]
        days = max(dated, key=lambda d: d[1], default=None)
    return _Scene(
        published=published,
        main=main,
        days=days,
        annotated=annotated,
        acts=tuple(acts),
        taken=list_taken_dates(annotated.doc, groups),
        modes=_find_opening_modes(annotated.doc, groups, main),
        countries=frozenset(p.value.country for p in main.places if p.value.country),
    )


def _is_news(days: tuple[date, date], published: date | None) -> bool:
    """Tell whether a report can bring days as news; one without a day of its own brings no whole months."""
    if published is None:
        return days[1] - days[0] < MONTH
    return published - MAIN_AGE <= days[1] <= published


def _place_group(
    group: Group,
    role: MentionRole | Literal["focus", "none"],
    drafts: list[MentionDraft],
    current: int,
) -> int | None:
    """Give a group to a mention, making a new one where none fits; return its index."""
    known = next(
        (n for n, draft in enumerate(drafts) if n and group.victim and group.victim in draft.victims), None
    )
    if role == "focus" and known is not None and not group.is_definite:
        drafts[known] = replace(drafts[known], groups=(*drafts[known].groups, group))
        return known
    if role == "none":
        return None
    if role == "focus":
        index = current if group.is_definite or group.head.entry.weak else 0
        if not are_kin(drafts[index].type, group.type):
            index = 0
        drafts[index] = replace(drafts[index], groups=(*drafts[index].groups, group))
        return index
    found = _find_draft(group, role, drafts)
    if found is None:
        drafts.append(MentionDraft(role=role, groups=(group,)))
        return len(drafts) - 1
    drafts[found] = replace(drafts[found], groups=(*drafts[found].groups, group))
    return found


def _judge_role(group: Group, scene: _Scene) -> _Judged:
    """Judge what a group is to the main event: a role of its own, `focus`, or `none`."""
    if group.modality in {"hypothetical", "negated"}:
        is_count = all(trigger.entry.harm for trigger in group.triggers)
        return "focus" if is_count and are_kin(group.type, scene.main.type) else "none"
    if group.modality == "planned":
        return "aside" if group.head.entry.verbal else "planned"
    if not are_kin(group.type, scene.main.type):
        return _judge_other(group, scene)
    apart = _judge_apart(group, scene)
    if apart is not None:
        return apart
    days = group.get_days() or (
        None if group.is_definite else find_block_days(scene.annotated, group, scene.taken)
    )
    if days is not None and scene.days is not None and _overlap(days, scene.days):
        return "focus"
    if days is not None and _is_elsewhen(group, days, scene):
        return _judge_other(group, scene)
    if group.victim and group.is_embedded and not group.is_definite and _has_indefinite_event(group):
        return "background"
    if _is_elsewhere(group, scene) and (group.victim or not group.is_definite):
        return "background"
    return "focus"


def _judge_apart(group: Group, scene: _Scene) -> _Judged | None:
    """Judge a group that its words or its town set apart from the main event, whatever its day."""
    if group.is_before and group.type not in _TOLD_APART and not group.is_definite:
        return _judge_other(group, scene)
    if _is_worded_apart(group, scene):
        return "background"
    if group.is_separate and not group.is_definite:
        return "other"
    days = group.get_days()
    if group.type not in _TOLD_APART or (days is not None and _is_elsewhen(group, days, scene)):
        return None
    is_own = is_in_town_of_own(scene.annotated, group, scene.main, scene.acts)
    return "other" if is_own else None


def _is_worded_apart(group: Group, scene: _Scene) -> bool:
    """Tell whether a group's own words, its date aside, set it apart from the main event."""
    if group.is_set_apart or group.is_further or group.is_earlier:
        return True
    if _differs_in_kind(group.modes, scene.modes) or is_of_another_time(group, scene.annotated, scene.main):
        return True
    return group.type in _TOLD_APART and is_named_elsewhere(scene.annotated.doc, group, scene.main)


def _is_pointer(group: Group) -> bool:
    """Tell whether words only point at the event told just before ("killed in the incident")."""
    events = [trigger for trigger in group.triggers if not trigger.entry.harm]
    return group.is_definite and bool(events) and all(trigger.entry.weak for trigger in events)


def _find_opening_modes(doc: Doc, groups: Sequence[Group], main: Group) -> frozenset[str]:
    """Find the modes of the groups in the opening that may speak of the main event."""
    end = max((s.end for s in islice(iter_told(doc), OPENING_SENTENCES)), default=0)
    alike = [g for g in groups if g.first < end and are_kin(g.type, main.type) and not g.is_set_apart]
    return main.modes.union(*(group.modes for group in alike if not group.is_embedded))


def _differs_in_kind(own: frozenset[str], main: frozenset[str]) -> bool:
    """Tell whether modes are of another kind than the main event's: from the air, on the ground."""
    classes = load_triggers().mode_classes.values()
    left = {n for n, modes in enumerate(classes) if own & modes}
    right = {n for n, modes in enumerate(classes) if main & modes}
    return bool(left and right and not left & right)


def _has_indefinite_event(group: Group) -> bool:
    """Tell whether a noun brings in an event that is new to the text ("an attack")."""
    return any(not trigger.entry.harm for trigger in group.triggers)


def _judge_other(group: Group, scene: _Scene) -> _Judged:
    """Judge an event that is not the main one by its time."""
    days = group.get_days()
    is_told_apart = group.type in _TOLD_APART or are_kin(group.type, scene.main.type)
    if not is_told_apart and (days is None or group.head.entry.verbal):
        return "aside"
    is_weak = all(trigger.entry.weak and not trigger.entry.harm for trigger in group.triggers)
    if is_weak or (days is None and all(trigger.entry.weak for trigger in group.triggers)):
        return "focus" if are_kin(group.type, scene.main.type) and days is None else "none"
    if days is None:
        return "other"
    anchor = scene.days[0] if scene.days else scene.published
    if scene.published and days[0] > scene.published:
        return "planned"
    return "background" if anchor is None or days[1] < anchor else "other"


def _is_elsewhen(group: Group, days: tuple[date, date], scene: _Scene) -> bool:
    if scene.days is not None:
        return not _overlap(days, scene.days)
    if scene.published is None:
        # Of a report without a day only this is sure: a whole month or year is told of an earlier event.
        return days[1] - days[0] >= MONTH and scene.main.get_days() is None
    return days[1] < scene.published - MAIN_AGE or _is_past_month(group, days, scene.published)


def _is_past_month(group: Group, days: tuple[date, date], published: date | None) -> bool:
    """Tell whether a new act is told of a whole month that is over ("attacked Xtown last month")."""
    is_over = published is not None and days[1] < published
    return is_over and days[1] - days[0] >= MONTH and not group.is_definite


def _overlap(left: tuple[date, date], right: tuple[date, date]) -> bool:
    return left[0] - SAME_DAY <= right[1] and right[0] - SAME_DAY <= left[1]


def _is_elsewhere(group: Group, scene: _Scene) -> bool:
    if group.type not in _TOLD_APART:
        return False
    countries = {place.value.country for place in group.places if place.value.country}
    return bool(countries and scene.countries and not countries & scene.countries)


def _find_draft(group: Group, role: MentionRole, drafts: Sequence[MentionDraft]) -> int | None:
    """Find the mention of the same role that speaks of the same event: same victim, or same time."""
    days = group.get_days()
    for index, draft in enumerate(drafts):
        if draft.role != role or draft.type != group.type:
            continue
        if group.victim and group.victim in draft.victims:
            return index
        if draft.victims and group.victim:
            continue
        known = draft.get_days()
        if role == "planned" or (days and known and _overlap(days, known) and _is_same_length(days, known)):
            return index
    return None


def _is_same_length(left: tuple[date, date], right: tuple[date, date]) -> bool:
    """Tell whether two stretches are equally precise; a day within a year is no sign of sameness."""
    return (left[1] - left[0] <= SAME_DAY) == (right[1] - right[0] <= SAME_DAY)
