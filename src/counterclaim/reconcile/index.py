"""What reconciling keeps in the ledger's derived index: profiles, pairs, copies, versions, notices.

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
from counterclaim.model.custody import KeptNotice, NoticeId
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import Judgement, MentionKey
from counterclaim.read.copies import Sketch, make_copy_keys
from counterclaim.reconcile.blocks import make_block_keys
from counterclaim.reconcile.match import load_weights
from counterclaim.reconcile.profile import PROFILE_VERSION, Profile, decode_profile, encode_profile
from counterclaim.reconcile.versions import Edition, make_address

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
#: Reports by the address that showed them, and by their publisher's id of their item.
ADDRESSES = "addresses"
#: Publishers' notices by the same.
NOTICES = "notices"
#: With what the index was made.
STATE = "state"
SPACES = (PROFILES, PAIRS, DECISIONS, SKETCHES, COPIES, ADDRESSES, NOTICES, STATE)

#: Version of the entries below and of the keys of copies.
INDEX_VERSION = 2
#: Days in a window of publication; copies meet within one window and its neighbours.
COPY_WINDOW = 4
_MATCHER = "matcher"
_NO_DAY = "undated"

T = TypeVar("T")

_encode = msgspec.msgpack.encode
_JUDGEMENTS = msgspec.msgpack.Decoder(Judgement)
_SKETCHES = msgspec.msgpack.Decoder(Sketch)
_EDITIONS = msgspec.msgpack.Decoder(Edition)
_NOTICES = msgspec.msgpack.Decoder(KeptNotice)


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
    """Find the editions of every item that any of the reports is a version of."""
    found = _decode_editions(ledger.get_index(ADDRESSES, reports))
    asked: set[str] = set()
    # An id leads to another address, and an address to another id.
    while names := {name for each in found.values() for name in make_item_keys(each)} - asked:
        asked |= names
        found |= _decode_editions(ledger.find_index(ADDRESSES, names))
    return tuple(found.values())


def find_item_editions(ledger: Ledger, notice: KeptNotice) -> tuple[Edition, ...]:
    """Find the editions of the item that a notice names, by its id or its address."""
    return tuple(_decode_editions(ledger.find_index(ADDRESSES, make_notice_keys(notice))).values())


def find_known_guids(ledger: Ledger, guids: Collection[str]) -> frozenset[str]:
    """Find which of some publisher's ids are those of reports."""
    found = _decode_editions(ledger.find_index(ADDRESSES, [_to_guid_key(guid) for guid in guids]))
    return frozenset(each.guid for each in found.values() if each.guid is not None)


def put_edition(ledger: Ledger, edition: Edition) -> None:
    """Put a report where the other versions of its item, and notices about it, will find it."""
    ledger.put_index(ADDRESSES, edition.report, make_item_keys(edition), _encode(edition))


def find_notices(ledger: Ledger, edition: Edition) -> tuple[KeptNotice, ...]:
    """Find the notices that name the item of a report."""
    found = ledger.find_index(NOTICES, make_item_keys(edition))
    return tuple(_decode(_NOTICES.decode, payload) for payload in found.values())


def get_notice(ledger: Ledger, notice: NoticeId) -> KeptNotice | None:
    """Get a notice by its id; None when it was never put."""
    payload = ledger.get_index(NOTICES, (notice,)).get(notice)
    return _decode(_NOTICES.decode, payload) if payload else None


def put_notice(ledger: Ledger, notice: KeptNotice) -> None:
    """Put a notice where reports that come later will find it."""
    ledger.put_index(NOTICES, notice.id, make_notice_keys(notice), _encode(notice))


def make_item_keys(edition: Edition) -> tuple[str, ...]:
    """Make the keys by which a report's item is found: its address, and its publisher's id."""
    return _make_item_keys(edition.address, edition.guid)


def make_notice_keys(notice: KeptNotice) -> tuple[str, ...]:
    """Make the keys by which the item of a notice is found."""
    return _make_item_keys(make_address(notice.url), notice.guid)


def _make_item_keys(address: str | None, guid: str | None) -> tuple[str, ...]:
    return (*((address,) if address else ()), *((_to_guid_key(guid),) if guid else ()))


def _to_guid_key(guid: str) -> str:
    # No address begins so: hosts hold no blank.
    return f"guid {guid}"


def _decode_editions(found: Mapping[str, bytes]) -> dict[str, Edition]:
    return {report: _decode(_EDITIONS.decode, payload) for report, payload in found.items()}


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
