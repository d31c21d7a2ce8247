"""Lessons for the matcher: pairs of profiles with the answer whether they are of one event."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import msgspec

from benchmarks.training.codings import CodedDocument
from counterclaim.ledger.base import MentionRecord
from counterclaim.reconcile.blocks import make_block_keys
from counterclaim.reconcile.profile import Profile, make_profile, make_report_profile
from counterclaim.reconcile.sentences import cut_sentences

#: Every so many pairs of two main events a pair is learned from with one of them put into the background.
BACKGROUND_STEP = 3
#: Reports that came out just after another, and are mostly of other events of the same day.
NEIGHBOURS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A pair of profiles, whether they are of one event, and the stories they are from."""

    one: Profile
    other: Profile
    is_same: bool
    stories: tuple[Hashable, Hashable]


def make_event_lessons(documents: Sequence[CodedDocument]) -> list[Lesson]:
    """Make lessons of events: main with main, main with background, real and made."""
    main = {each: make_profile(each.main) for each in documents if each.main is not None}
    lessons = [*_pair_documents(main, find_candidates(main))]
    lessons += _put_into_background(main, lessons)
    return lessons + list(_pair_with_background(main))


def make_report_lessons(documents: Sequence[CodedDocument]) -> list[Lesson]:
    """Make lessons of whole reports: every pair."""
    profiles = {each: make_report_profile(each.report) for each in documents}
    return list(_pair_documents(profiles, combinations(profiles, 2)))


def find_candidates(profiles: Mapping[CodedDocument, Profile]) -> set[tuple[CodedDocument, CodedDocument]]:
    """Find the pairs that share a block key or a story or came out one after the other, each once."""
    members: dict[Hashable, list[CodedDocument]] = {}
    for document, profile in profiles.items():
        for key in (*make_block_keys(profile), (document.story,)):
            members.setdefault(key, []).append(document)
    by_day = sorted(profiles, key=lambda each: (str(each.report.published), each.name))
    for place, document in enumerate(by_day):
        for neighbour in by_day[place + 1 : place + 1 + NEIGHBOURS]:
            members[document, neighbour] = [document, neighbour]
    places = {document: place for place, document in enumerate(profiles)}
    return {
        pair for each in members.values() for pair in combinations(sorted(each, key=places.__getitem__), 2)
    }


def _pair_documents(
    profiles: Mapping[CodedDocument, Profile], pairs: Iterable[tuple[CodedDocument, CodedDocument]]
) -> Iterator[Lesson]:
    for one, other in sorted(pairs, key=lambda pair: (pair[0].name, pair[1].name)):
        if profiles[one].report != profiles[other].report:
            yield Lesson(
                one=profiles[one],
                other=profiles[other],
                is_same=one.story == other.story,
                stories=(one.story, other.story),
            )


def _put_into_background(
    profiles: Mapping[CodedDocument, Profile], lessons: Sequence[Lesson]
) -> Iterator[Lesson]:
    """Yield some pairs again with the second told in the background: by one sentence of its report."""
    owners = {profile.key: document for document, profile in profiles.items()}
    for each in (*[one for one in lessons if one.is_same], *lessons[::BACKGROUND_STEP]):
        record = owners[each.other.key].main
        if record is not None:
            other = make_profile(make_background(record))
            yield Lesson(one=each.one, other=other, is_same=each.is_same, stories=each.stories)


def make_background(record: MentionRecord) -> MentionRecord:
    """Make a background mention of a main one: of the sentence with the most statements, and no more."""
    sentences = cut_sentences(record.report.text)
    inside = [
        tuple(one for one in record.statements if all(start <= span.start < end for span in one.evidence))
        for start, end in sentences
    ]
    mention = msgspec.structs.replace(record.mention, role="background")
    return replace(record, mention=mention, statements=max(inside, key=len, default=()))


def _pair_with_background(profiles: Mapping[CodedDocument, Profile]) -> Iterator[Lesson]:
    """Yield main events with what other stories tell in the background: never the same.

    A registry does not say what a report's background is about; it is another story's main event so
    seldom that the few such pairs do not count.
    """
    members: dict[str, list[tuple[CodedDocument, Profile]]] = {}
    for document, profile in profiles.items():
        for key in make_block_keys(profile):
            members.setdefault(key, []).append((document, profile))
    for document in profiles:
        for record in document.background:
            background = make_profile(record)
            found = {
                owner: profile
                for key in make_block_keys(background)
                for owner, profile in members.get(key, ())
                if owner.story != document.story
            }
            for owner, profile in found.items():
                yield Lesson(
                    one=profile, other=background, is_same=False, stories=(owner.story, document.story)
                )
