"""The in-memory twin of the ledger: for tests, and for looking at codings without keeping them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from counterclaim.ledger.base import (
    TOUCHING_KINDS,
    Body,
    Clock,
    PrefixMatches,
    Row,
    RowKind,
    Touched,
    read_clock,
)
from counterclaim.ledger.chain import Tail
from counterclaim.ledger.raw import MemoryRawStore
from counterclaim.ledger.rows import RowLedger
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import MentionKey

#: Kinds of rows that a review can name, with the columns of their ids.
_REVIEWABLE: tuple[tuple[RowKind, tuple[str, ...]], ...] = (("statement", ("id",)), ("review", ("id", "own")))


class _Index:
    """One derived index: payloads and keys by owner, and owners by key."""

    def __init__(self) -> None:
        self.payloads: dict[str, bytes] = {}
        self.keys: dict[str, frozenset[str]] = {}
        self.owners: defaultdict[str, set[str]] = defaultdict(set)


class MemoryLedger(RowLedger):
    """A ledger that lives as long as the process."""

    def __init__(self, clock: Clock = read_clock) -> None:
        super().__init__(clock, MemoryRawStore())
        self._rows: list[Row] = []
        #: Rows by kind and by what they are found by: a report, a mention or their own id.
        self._found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        self._indexes: defaultdict[str, _Index] = defaultdict(_Index)
        #: How to take back each change since the outermost block began, the last change last.
        self._undo: list[Callable[[], object]] = []
        self._depth = 0

    def iter_rows(self, *, after: int = 0) -> Iterator[Row]:
        """Iterate over the rows after one, or over all, in the order of the log."""
        return iter(tuple(self._rows[after:]))

    def find_touched(self, after: int, until: int) -> tuple[Touched, ...]:
        """Find what a stretch of the log is about: reports coded or withdrawn, mentions judged."""
        return tuple(each for row in self._rows[after:until] for each in _iter_touched(row))

    def close(self) -> None:
        """Do nothing; there is no file."""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is written within, or nothing of it when an error leaves the block."""
        mark = len(self._undo)
        self._depth += 1
        try:
            yield
        except BaseException:
            while len(self._undo) > mark:
                self._undo.pop()()
            raise
        finally:
            self._depth -= 1
            if not self._depth:
                self._undo.clear()

    def put_index(self, space: str, owner: str, keys: Collection[str], payload: bytes) -> None:
        """Put what an owner is found by into a derived index, in place of what it had there."""
        index = self._indexes[space]
        before = (index.keys.get(owner), index.payloads.get(owner))
        self._undo.append(partial(_set_entry, index, owner, *before))
        _set_entry(index, owner, frozenset(keys), payload)
        if not self._depth:
            self._undo.clear()

    def find_index(self, space: str, keys: Collection[str]) -> Mapping[str, bytes]:
        """Find the owners that have any of the keys, with their payloads, sorted by owner."""
        index = self._indexes[space]
        owners = {owner for key in keys for owner in index.owners.get(key, ())}
        return {owner: index.payloads[owner] for owner in sorted(owners)}

    def get_index(self, space: str, owners: Collection[str]) -> Mapping[str, bytes]:
        """Get the payloads of owners, sorted; those the index does not hold are left out."""
        payloads = self._indexes[space].payloads
        return {owner: payloads[owner] for owner in sorted(set(owners)) if owner in payloads}

    def iter_index(self, space: str) -> Iterator[tuple[str, bytes]]:
        """Iterate over the owners of an index and their payloads, sorted by owner."""
        return iter(sorted(self._indexes[space].payloads.items()))

    def drop_index(self, space: str) -> None:
        """Remove all that a derived index holds."""
        before = self._indexes.pop(space, None)
        if self._depth and before is not None:
            self._undo.append(partial(self._indexes.__setitem__, space, before))

    def find_mention_reports(self, keys: Collection[str]) -> Mapping[MentionKey, ReportId]:
        """Find the report of each mention that any coding has; unknown keys are left out."""
        rows = (row for key in keys for row in self._found.get(("mention of", key), ())[:1])
        bodies = (row.body for row in rows if row.body is not None)
        return {_get_mention_key(body): ReportId(str(body["report"])) for body in bodies}

    def find_reviewable(self, prefix: str) -> Mapping[str, ReportId]:
        """Find the statements and reviews whose ids start with a prefix, each with its report."""
        found: dict[str, ReportId] = {}
        for kind, names in _REVIEWABLE:
            for body in self._iter_bodies(kind):
                ids = (str(body[name]) for name in names if body[name] is not None)
                found |= {id: ReportId(str(body["report"])) for id in ids if id.startswith(prefix)}
        return found

    def _find_tail(self) -> Tail:
        if not self._rows:
            return Tail()
        last = self._rows[-1]
        return Tail(sequence=last.sequence, hash=str(last.hash))

    def _append(self, rows: Sequence[Row]) -> None:
        for row in rows:
            places = tuple(_iter_places(row))
            self._rows.append(row)
            for place in places:
                self._found[place].append(row)
            self._undo.append(partial(self._remove_last, places))

    def _remove_last(self, places: Sequence[tuple[str, str]]) -> None:
        self._rows.pop()
        for place in places:
            self._found[place].pop()

    def _find_bodies_of(self, kind: RowKind, reports: Sequence[str]) -> tuple[Body, ...]:
        return tuple(
            {**row.body, "recorded_at": row.recorded_at} if kind == "coding" else row.body
            for report in reports
            for row in self._found.get((kind, report), ())
            if row.body is not None
        )

    def _iter_bodies(self, kind: RowKind) -> Iterator[Body]:
        return (row.body for row in tuple(self._rows) if row.kind == kind and row.body is not None)

    def _find_judgement_bodies(self, key: str) -> tuple[Body, ...]:
        return tuple(row.body for row in self._found.get(("judgement", key), ()) if row.body is not None)

    def _find_singles(self, kind: RowKind, ids: Collection[str]) -> frozenset[str]:
        return frozenset(id for id in ids if self._found.get((f"{kind} itself", id)))

    def _find_report_ids(self) -> tuple[ReportId, ...]:
        return tuple(ReportId(str(body["id"])) for body in self._iter_bodies("report"))

    def find_matches(self, prefix: str) -> PrefixMatches:
        """Find the mentions and reports whose ids start with a prefix."""
        opened = (body for body in self._iter_bodies("review") if body["opened"] is not None)
        bodies = (*self._iter_bodies("mention"), *opened)
        pairs = ((str(body["report"]), _get_mention_key(body)) for body in bodies)
        return PrefixMatches(
            mentions=tuple(pair for pair in pairs if pair[1].startswith(prefix)),
            reports=tuple(report for report in self._find_report_ids() if report.startswith(prefix)),
        )


def _iter_touched(row: Row) -> Iterator[Touched]:
    """Iterate over what a row is about; rows of a coding come with the coding's own."""
    body = row.body or {}
    if row.kind == "judgement":
        yield Touched(row.sequence, None, MentionKey(str(body["left_mention"])))
        yield Touched(row.sequence, None, MentionKey(str(body["right_mention"])))
    elif row.kind == "coding" or row.kind in TOUCHING_KINDS:
        yield Touched(row.sequence, ReportId(str(body["report"])), None)


def _iter_places(row: Row) -> Iterator[tuple[str, str]]:
    """Iterate over what a row is found by, with a word for the way of finding."""
    body = row.body or {}
    yield f"{row.kind} itself", row.id
    if row.kind == "report":
        yield row.kind, row.id
    elif row.kind == "judgement":
        yield row.kind, str(body["left_mention"])
        yield row.kind, str(body["right_mention"])
    elif row.kind != "notice":
        yield row.kind, str(body["report"])
    if row.kind == "mention" or body.get("opened") is not None:
        yield "mention of", _get_mention_key(body)


def _get_mention_key(body: Body) -> MentionKey:
    """Return the key of the mention that a row of a coding holds, or a review opens."""
    return MentionKey(str(body["event"] if "event" in body else body["mention"]))


def _set_entry(index: _Index, owner: str, keys: frozenset[str] | None, payload: bytes | None) -> None:
    """Set what an owner has in an index; None removes it."""
    for key in index.keys.pop(owner, ()):
        index.owners[key].discard(owner)
    index.payloads.pop(owner, None)
    if keys is None or payload is None:
        return
    index.keys[owner], index.payloads[owner] = keys, payload
    for key in keys:
        index.owners[key].add(owner)
