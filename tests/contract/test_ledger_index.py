"""The derived index: what is put in is found by its keys, on every backend."""

from __future__ import annotations

import hashlib

from counterclaim.ledger.base import Ledger


def test_owners_are_found_by_any_of_their_keys(ledger: Ledger) -> None:
    ledger.put_index("blocks", "b", ["velmora", "march"], b"two")
    ledger.put_index("blocks", "a", ["march"], b"one")
    ledger.put_index("blocks", "c", ["kestria"], b"three")
    found = ledger.find_index("blocks", ["march", "velmora", "march"])
    assert list(found.items()) == [("a", b"one"), ("b", b"two")]
    assert ledger.find_index("blocks", ["nowhere"]) == {}
    assert ledger.find_index("blocks", []) == {}


def test_a_later_entry_stands_in_place_of_the_earlier(ledger: Ledger) -> None:
    ledger.put_index("blocks", "a", ["march", "velmora"], b"old")
    ledger.put_index("blocks", "a", ["april", "velmora"], b"new")
    assert ledger.find_index("blocks", ["march"]) == {}
    assert ledger.find_index("blocks", ["april"]) == {"a": b"new"}
    assert ledger.find_index("blocks", ["velmora"]) == {"a": b"new"}


def test_a_key_may_be_of_any_length(ledger: Ledger) -> None:
    """Databases index only so many bytes; keys are words of reports, and nobody says how long they are."""
    long = " ".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(99))
    ledger.put_index("blocks", "a", [long, "b"], b"1")
    assert ledger.find_index("blocks", [long]) == {"a": b"1"}
    assert ledger.find_index("blocks", [f"{long}!"]) == {}


def test_spaces_do_not_meet(ledger: Ledger) -> None:
    ledger.put_index("blocks", "a", ["march"], b"1")
    ledger.put_index("copies", "a", ["march"], b"2")
    ledger.drop_index("blocks")
    assert ledger.find_index("blocks", ["march"]) == {}
    assert list(ledger.iter_index("blocks")) == []
    assert ledger.get_index("copies", ["a"]) == {"a": b"2"}


def test_dropping_what_is_not_there_is_no_error(ledger: Ledger) -> None:
    ledger.drop_index("nothing")
    assert list(ledger.iter_index("nothing")) == []


def test_an_owner_without_keys_is_kept(ledger: Ledger) -> None:
    ledger.put_index("blocks", "a", [], b"\x00\xff")
    assert ledger.get_index("blocks", ["a", "b"]) == {"a": b"\x00\xff"}


def test_lists_and_pages_longer_than_one_query_take(ledger: Ledger) -> None:
    owners = [f"owner {number:04}" for number in range(1100)]
    with ledger.writing():
        for owner in reversed(owners):
            ledger.put_index("blocks", owner, [f"key of {owner}", "all"], owner.encode())
    wanted = {owner: owner.encode() for owner in owners}
    assert dict(ledger.find_index("blocks", [f"key of {owner}" for owner in owners])) == wanted
    assert list(ledger.find_index("blocks", ["all"])) == owners
    assert list(ledger.get_index("blocks", owners)) == owners
    assert list(ledger.iter_index("blocks")) == list(wanted.items())


def test_the_index_is_no_part_of_the_log(ledger: Ledger) -> None:
    ledger.put_index("blocks", "a", ["march"], b"1")
    assert list(ledger.iter_rows()) == []
