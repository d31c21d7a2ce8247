"""What reconciling keeps in the ledger's derived index: profiles, pairs, copies, addresses.

Invariant: everything here follows from the rows of the ledger, and can be dropped and made anew. Of
a matcher's judgements the index holds those in force, of persons' all.

An entry without a payload stands for nothing: a mention or a pair that is no more. One that cannot be
read raises a LedgerError, whoever asks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import TypeVar

import msgspec

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Ledger
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import Judgement, MentionKey
from counterclaim.read.copies import Sketch, make_copy_keys
from counterclaim.reconcile.blocks import make_block_keys
from counterclaim.reconcile.match import load_weights
from counterclaim.reconcile.profile import PROFILE_VERSION, Profile, decode_profile, encode_profile
from counterclaim.reconcile.versions import Edition

#: Mentions by the keys under which they are compared, and by their report.
PROFILES = "profiles"
#: The matcher's judgements in force, by each mention of the pair.
PAIRS = "pairs"
#: All judgements of persons, by each mention of the pair.
DECISIONS = "decisions"
#: Reports by the keys under which copies meet.
SKETCHES = "sketches"
#: Pairs of copies, by each report of the pair.
COPIES = "copies"
#: Reports by the address that showed them.
ADDRESSES = "addresses"
#: With what the index was made.
STATE = "state"
SPACES = (PROFILES, PAIRS, DECISIONS, SKETCHES, COPIES, ADDRESSES, STATE)

#: Version of the entries below and of the keys of copies.
INDEX_VERSION = 1
#: Days in a window of publication; copies meet within one window and its neighbours.
COPY_WINDOW = 4
_MATCHER = "matcher"
_NO_DAY = "undated"

T = TypeVar("T")

_encode = msgspec.msgpack.encode
_JUDGEMENTS = msgspec.msgpack.Decoder(Judgement)
_SKETCHES = msgspec.msgpack.Decoder(Sketch)
_EDITIONS = msgspec.msgpack.Decoder(Edition)


@lru_cache(maxsize=1)
def make_matcher_version() -> str:
    """Make the version of all that judgements follow from: shapes, weights and word lists."""
    folder = resources.files("counterclaim.reconcile")
    digest = hashlib.sha256()
    for name in ("weights.json", "background.json"):
        digest.update(folder.joinpath(name).read_bytes())
    return f"{load_weights().matcher} {INDEX_VERSION}.{PROFILE_VERSION} {digest.hexdigest()[:12]}"


def find_matcher_version(ledger: Ledger) -> str | None:
    """Find with which version the ledger was reconciled; None when it never was."""
    found = ledger.get_index(STATE, (_MATCHER,)).get(_MATCHER)
    return found.decode() if found else None


def put_matcher_version(ledger: Ledger) -> None:
    """Put down that the ledger is reconciled with this version."""
    ledger.put_index(STATE, _MATCHER, (), make_matcher_version().encode())


def find_report_profiles(ledger: Ledger, report: ReportId) -> Mapping[MentionKey, Profile]:
    """Find the profiles of a report's mentions as they were last put."""
    return _decode_profiles(ledger.find_index(PROFILES, (_make_report_key(report),)))


def find_candidates(ledger: Ledger, profile: Profile) -> Mapping[MentionKey, Profile]:
    """Find the mentions that a mention is to be compared with: those that share a block key."""
    found = _decode_profiles(ledger.find_index(PROFILES, make_block_keys(profile)))
    return {key: each for key, each in found.items() if key != profile.key}


def get_profiles(ledger: Ledger, keys: Collection[MentionKey]) -> Mapping[MentionKey, Profile]:
    """Get the profiles of mentions; those never put are left out."""
    return _decode_profiles(ledger.get_index(PROFILES, keys))


def put_profile(ledger: Ledger, profile: Profile) -> None:
    """Put a mention where others will find it."""
    keys = {_make_report_key(profile.report), *make_block_keys(profile)}
    ledger.put_index(PROFILES, profile.key, keys, encode_profile(profile))


def remove_profile(ledger: Ledger, key: MentionKey) -> None:
    """Take out a mention that its report's coding has no more."""
    ledger.put_index(PROFILES, key, (), b"")


def find_pairs(ledger: Ledger, keys: Collection[MentionKey]) -> tuple[Judgement, ...]:
    """Find the matcher's judgements in force about any of the mentions."""
    return _decode_judgements(ledger.find_index(PAIRS, keys))


def put_pair(ledger: Ledger, judgement: Judgement) -> None:
    """Put the matcher's judgement of a pair in place of its earlier one."""
    pair = (judgement.left, judgement.right)
    ledger.put_index(PAIRS, " ".join(pair), pair, _encode(judgement))


def remove_pair(ledger: Ledger, judgement: Judgement) -> None:
    """Take out the matcher's judgement of a pair."""
    ledger.put_index(PAIRS, f"{judgement.left} {judgement.right}", (), b"")


def find_decisions(ledger: Ledger, keys: Collection[MentionKey]) -> tuple[Judgement, ...]:
    """Find all judgements of persons about any of the mentions."""
    return _decode_judgements(ledger.find_index(DECISIONS, keys))


def put_decision(ledger: Ledger, judgement: Judgement) -> None:
    """Put a person's judgement beside the earlier ones."""
    ledger.put_index(DECISIONS, judgement.id, (judgement.left, judgement.right), _encode(judgement))


def find_sketches(ledger: Ledger, sketch: Sketch, day: date | None) -> Mapping[ReportId, Sketch]:
    """Find the reports whose texts may be copies of one published on a day."""
    loose, strict = make_copy_keys(sketch)
    near = _find_near_windows(day)
    keys = {*strict, *(f"{window} {key}" for window in near for key in loose)}
    found = ledger.find_index(SKETCHES, keys)
    return {ReportId(owner): _decode(_SKETCHES.decode, payload) for owner, payload in found.items()}


def get_sketch(ledger: Ledger, report: ReportId) -> Sketch | None:
    """Get the sketch of a report; None when it was never put."""
    payload = ledger.get_index(SKETCHES, (report,)).get(report)
    return _decode(_SKETCHES.decode, payload) if payload else None


def put_sketch(ledger: Ledger, report: ReportId, sketch: Sketch, day: date | None) -> None:
    """Put a report where its copies will find it."""
    loose, strict = make_copy_keys(sketch)
    keys = {*strict, *(f"{_get_window(day)} {key}" for key in loose)}
    ledger.put_index(SKETCHES, report, keys, _encode(sketch))


def find_copies(ledger: Ledger, reports: Collection[ReportId]) -> tuple[tuple[ReportId, ReportId], ...]:
    """Find the pairs of copies that hold any of the reports."""
    pairs = (owner.split(" ") for owner in ledger.find_index(COPIES, reports))
    return tuple((ReportId(left), ReportId(right)) for left, right in pairs)


def put_copies(ledger: Ledger, one: ReportId, other: ReportId) -> None:
    """Put down that two reports are copies."""
    left, right = sorted((one, other))
    ledger.put_index(COPIES, f"{left} {right}", (left, right), b"")


def find_editions(ledger: Ledger, reports: Collection[ReportId]) -> tuple[Edition, ...]:
    """Find the editions of every address that showed any of the reports."""
    shown = ledger.get_index(ADDRESSES, reports)
    addresses = {_decode(_EDITIONS.decode, payload).address for payload in shown.values()}
    versions = ledger.find_index(ADDRESSES, addresses).values()
    return tuple(_decode(_EDITIONS.decode, payload) for payload in versions)


def put_edition(ledger: Ledger, edition: Edition) -> None:
    """Put a report where the other versions of its address will find it."""
    ledger.put_index(ADDRESSES, edition.report, (edition.address,), _encode(edition))


def _decode_profiles(found: Mapping[str, bytes]) -> Mapping[MentionKey, Profile]:
    return {MentionKey(key): _decode(decode_profile, payload) for key, payload in found.items() if payload}


def _decode_judgements(found: Mapping[str, bytes]) -> tuple[Judgement, ...]:
    return tuple(_decode(_JUDGEMENTS.decode, payload) for payload in found.values() if payload)


def _decode(decode: Callable[[bytes], T], payload: bytes) -> T:
    try:
        return decode(payload)
    except msgspec.MsgspecError as error:
        raise LedgerError(
            f"what was derived from the ledger cannot be read ({error});"
            " `counterclaim reconcile --rebuild` makes it anew"
        ) from error


def _make_report_key(report: ReportId) -> str:
    return f"report {report}"


def _find_near_windows(day: date | None) -> tuple[str, ...]:
    if day is None:
        return (_NO_DAY,)
    number = day.toordinal() // COPY_WINDOW
    return tuple(str(near) for near in (number - 1, number, number + 1))


def _get_window(day: date | None) -> str:
    return str(day.toordinal() // COPY_WINDOW) if day else _NO_DAY
