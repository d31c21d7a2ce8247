"""Kill `counterclaim add` at random moments, start it again, and see that nothing was lost or doubled.

`python -m benchmarks.ledger.kill [--moments 50] [--reports 200]` adds short invented reports by the
real command line: once undisturbed, and once killed (SIGKILL) so often that it gets on by a few
reports each time. Both ledgers must verify and hold the same rows and the same events.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.ledger.archive import iter_archive
from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.reconcile.events import iter_dossiers

#: Seconds within which the process is killed after a report was told, at random.
SPREAD = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a ledger holds, in a shape that two ledgers can be compared in."""

    #: Why the ledger does not verify; None when it does.
    fault: str | None
    #: Kind and id of every row, in the order of the log.
    rows: tuple[tuple[str, str], ...]
    #: Keys of the mentions of each event.
    events: Mapping[str, tuple[str, ...]]


def write_reports(path: Path, count: int, *, seed: int = 1) -> None:
    """Write short reports of an invented archive as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for coding in iter_archive(count, seed=seed):
            report = coding.report
            words = report.text.split(". ")
            row = {
                "text": ". ".join((*words[:2], words[-1])),
                "url": report.url,
                "outlet": report.outlet,
                "title": report.title,
                "published": str(report.published),
            }
            file.write(json.dumps(row) + "\n")


def make_command(reports: Path, ledger: Path) -> list[str]:
    """Make the command line that adds the reports."""
    return [sys.executable, "-m", "counterclaim", "add", str(reports), "--ledger", str(ledger)]


def add_undisturbed(reports: Path, ledger: Path) -> None:
    """Add the reports by one run of the command."""
    subprocess.run(make_command(reports, ledger), check=True, capture_output=True)


def add_with_kills(reports: Path, ledger: Path, *, moments: int, seed: int = 1) -> int:
    """Add the reports, killing the command at so many moments; return how many runs were killed."""
    chance = Random(seed)
    count = len(reports.read_text(encoding="utf-8").splitlines())
    step = max(2 * count // max(moments, 1), 1)
    told = killed = 0
    for _ in range(moments):
        goal = min(told + chance.randint(0, step), count - 1)
        seen, was_killed = _run_and_kill(make_command(reports, ledger), goal, chance.uniform(0, SPREAD))
        told, killed = max(told, seen), killed + was_killed
    add_undisturbed(reports, ledger)
    return killed


def _run_and_kill(command: Sequence[str], goal: int, delay: float) -> tuple[int, bool]:
    """Run a command until it told so many lines and a moment more; return the lines and if it was cut."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        seen = 0
        while seen < goal and process.stdout.readline():
            seen += 1
        time.sleep(delay)
        process.kill()
        seen += len(process.stdout.readlines())
    return seen, process.returncode != 0


def read_holdings(ledger: Path) -> Holdings:
    """Read what a ledger holds."""
    with open_ledger(str(ledger)) as opened:
        fault = verify_ledger(opened).fault
        return Holdings(
            fault=f"row {fault.sequence}: {fault.reason}" if fault else None,
            rows=tuple((row.kind, row.id) for row in opened.iter_rows()),
            events={
                dossier.event.id: tuple(record.key for record in dossier.event.mentions)
                for dossier in iter_dossiers(opened)
            },
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare an undisturbed run with a killed one; exit with 1 where they differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger.kill")
    parser.add_argument("--moments", type=int, default=50, help="how often the command is killed")
    parser.add_argument("--reports", type=int, default=200, help="how many reports are added")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = folder / "reports.jsonl"
        write_reports(reports, options.reports, seed=options.seed)
        add_undisturbed(reports, folder / "calm.ledger")
        killed = add_with_kills(reports, folder / "killed.ledger", moments=options.moments, seed=options.seed)
        calm, disturbed = (read_holdings(folder / f"{each}.ledger") for each in ("calm", "killed"))
    lines = (
        f"killed {killed} of {options.moments} times over {options.reports} reports",
        f"rows: {len(disturbed.rows)}, undisturbed {len(calm.rows)}, same: {disturbed.rows == calm.rows}",
        f"events: {len(disturbed.events)}, undisturbed {len(calm.events)},"
        f" same: {disturbed.events == calm.events}",
        f"verify: {disturbed.fault or 'clean'}, undisturbed {calm.fault or 'clean'}",
    )
    sys.stdout.write("\n".join(lines) + "\n")
    raise SystemExit(0 if disturbed == calm and calm.fault is None else 1)


if __name__ == "__main__":
    main()
