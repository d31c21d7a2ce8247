"""Documents matched by the product: into incidents by their main events, into stories by their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations

from benchmarks.quality.incidents import Cluster, CodedReport, code_document, make_text
from benchmarks.quality.rows import Row, find_day, get_name
from counterclaim.errors import ReportError
from counterclaim.ledger.base import MentionRecord, make_mention_key
from counterclaim.model.judgement import MentionKey
from counterclaim.model.report import make_report
from counterclaim.model.statement import Coding
from counterclaim.reconcile.blocks import make_block_keys
from counterclaim.reconcile.cluster import Cluster as Keys
from counterclaim.reconcile.cluster import cluster, find_unjudged
from counterclaim.reconcile.match import judge_pair
from counterclaim.reconcile.profile import Profile, make_profile, make_report_profile

#: A time that no comparison looks at.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def match_incidents(documents: Sequence[Row]) -> tuple[Cluster, ...]:
    """Match documents by their main events; one without any is matched by its words."""
    coded = dict(_iter_coded(documents))
    profiles = {name: make_main_profile(report.coding) for name, report in coded.items()}
    rows = {get_name(row): row for row in documents}
    groups = [*match_profiles(profiles), *((name,) for name in rows if name not in coded)]
    return tuple(
        Cluster(
            name=names[0],
            documents=tuple(rows[name] for name in names),
            reports=tuple(coded[name] for name in names if name in coded),
        )
        for names in groups
    )


def _iter_coded(documents: Sequence[Row]) -> Iterator[tuple[str, CodedReport]]:
    """Code each document once; one that cannot be read is left out."""
    for name, row in {get_name(row): row for row in documents}.items():
        try:
            yield name, code_document(row)
        except ReportError:
            continue


def make_main_profile(coding: Coding) -> Profile:
    """Make the profile of a coding's first main event, or of the whole report."""
    main = next((each for each in coding.mentions if each.role == "main"), None)
    if main is None:
        return make_report_profile(coding.report)
    record = MentionRecord(
        key=make_mention_key(report=coding.report.id, mention=main.id, coder=coding.run.coder),
        report=coding.report,
        coder=coding.run.coder,
        recorded_at=_NEVER,
        mention=main,
        statements=tuple(each for each in coding.statements if each.mention == main.id),
    )
    return make_profile(record)


def match_stories(documents: Sequence[Row]) -> tuple[Row, ...]:
    """Match documents by their words and days of publication, whatever they are about."""
    profiles = {get_name(row): make_story_profile(row) for row in documents}
    return tuple({"cluster_id": names[0], "doc_ids": list(names)} for names in match_profiles(profiles))


def make_story_profile(document: Row) -> Profile:
    """Make the profile of a document as a whole report."""
    published = find_day(document.get("date") or document.get("published"))
    return make_report_profile(make_report(make_text(document), published=published))


def match_profiles(profiles: Mapping[str, Profile]) -> tuple[tuple[str, ...], ...]:
    """Match documents by their profiles, as a ledger does: candidates, judgements, clusters.

    Two documents with one profile key are copies, letter by letter.
    """
    by_key = {profile.key: profile for profile in profiles.values()}
    names: dict[MentionKey, list[str]] = {}
    for name, profile in profiles.items():
        names.setdefault(profile.key, []).append(name)
    return tuple(
        tuple(sorted(name for key in keys for name in names[key])) for keys in cluster_profiles(by_key)
    )


def cluster_profiles(profiles: Mapping[MentionKey, Profile]) -> tuple[Keys, ...]:
    """Cluster profiles: candidates are judged first, then what else their components hold."""
    judgements = [judge_pair(profiles[one], profiles[other]) for one, other in find_candidates(profiles)]
    rest = find_unjudged(profiles, judgements)
    judgements += [judge_pair(profiles[one], profiles[other]) for one, other in rest]
    return cluster(profiles, judgements)


def find_candidates(profiles: Mapping[MentionKey, Profile]) -> list[tuple[MentionKey, MentionKey]]:
    """Find the pairs that share a block key."""
    members: dict[str, list[MentionKey]] = {}
    for key, profile in sorted(profiles.items()):
        for block in make_block_keys(profile):
            members.setdefault(block, []).append(key)
    return sorted({pair for keys in members.values() for pair in combinations(keys, 2)})
