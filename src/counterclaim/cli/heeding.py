"""What `add` makes of publishers' notices: it heeds them between the reports, and tells of each."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from counterclaim.brief.plain import make_plain
from counterclaim.cli.inputs import talk

if TYPE_CHECKING:
    from counterclaim.ledger.base import Ledger
    from counterclaim.ledger.custody import LedgerCustodian
    from counterclaim.model.custody import KeptNotice
    from counterclaim.model.report import Report
    from counterclaim.model.statement import Problem
    from counterclaim.read.found import Notice
    from counterclaim.reconcile.notices import Heeded


class Heeding:
    """Heeds notices as they are read, and counts them."""

    def __init__(self, ledger: Ledger, custodian: LedgerCustodian) -> None:
        self._ledger = ledger
        self._custodian = custodian
        self._counts: Counter[str] = Counter()

    def pass_others(self, found: Iterable[Report | Notice | Problem]) -> Iterator[Report | Problem]:
        """Pass on what is no notice; each notice is added to the ledger and told of in a line."""
        from counterclaim.read.found import Notice

        for each in found:
            if isinstance(each, Notice):
                self._heed(each)
            else:
                yield each

    def heed_deletions(self, paths: Sequence[str]) -> None:
        """Heed what channels deleted: messages that the ledger holds and these exports lack."""
        from counterclaim.read.catalog import HEAD
        from counterclaim.read.fitting import is_telegram
        from counterclaim.reconcile.deletions import find_deletions

        for path in filter(os.path.isfile, paths):
            with Path(path).open("rb") as stream:
                if not is_telegram(stream.peek(HEAD)):
                    continue
                with self._custodian.keep(stream, path) as kept:
                    for notice in find_deletions(self._ledger, kept, where=path):
                        self._heed(notice)

    def _heed(self, notice: Notice) -> None:
        from counterclaim.ledger.base import read_clock
        from counterclaim.reconcile.notices import add_notice

        kept = self._custodian.keep_notice(notice, noted_at=read_clock())
        heeded = add_notice(self._ledger, kept)
        self._count(heeded)
        typer.echo(say_heeded(kept, heeded))

    def close(self) -> None:
        """Tell how many notices there were, and what they did."""
        number = self._counts["notices"]
        if number:
            words = (
                f"{self._counts['withdrawn']} withdrew reports",
                f"{self._counts['spared']} name reports of other outlets or published later, which stay",
                f"{self._counts['unknown']} name nothing that the ledger holds, and wait for it",
            )
            talk(f"{number} notice{'' if number == 1 else 's'}: {', '.join(words)}")

    def _count(self, heeded: Heeded) -> None:
        self._counts["notices"] += 1
        self._counts["withdrawn" if heeded.reports else "spared" if heeded.spared else "unknown"] += 1


def say_heeded(notice: KeptNotice, heeded: Heeded) -> str:
    """Say what a notice did, in columns parted by tabs: its id, whose it is and about what, reports."""
    columns = (
        notice.id,
        f"notice of {notice.by}: {notice.reason}",
        notice.guid or notice.url or "",
        "new" if heeded.is_new else "known",
        f"{len(heeded.reports)} withdrawn",
    )
    return "\t".join(map(make_plain, columns))
