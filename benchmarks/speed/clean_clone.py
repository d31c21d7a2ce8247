"""Clean clone: from `git clone` to a coded report, and to passed tests, with an empty place cache.

Usage: python -m benchmarks.speed.clean_clone — clones the committed state into a temporary folder and
runs the README's two commands there; exit 1 when one is over its limit.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
#: Seconds that a newcomer may wait: for the first coded report, and for the tests after it.
LIMITS = {"demo": 180, "test": 360}


def main() -> None:
    """Run both commands in a clean clone and print what each took, counted from the clone."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "counterclaim"
        environment = {**os.environ, "XDG_CACHE_HOME": str(Path(folder) / "cache")}
        start = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(REPOSITORY), str(clone)], check=True)
        is_late = False
        for target, limit in LIMITS.items():
            subprocess.run(
                ["make", target], cwd=clone, env=environment, check=True, stdout=subprocess.DEVNULL
            )
            took = time.perf_counter() - start
            is_late = is_late or took > limit
            sys.stdout.write(f"make {target}: {took:.0f} s from the clone, limit {limit} s\n")
    raise SystemExit(is_late)


if __name__ == "__main__":
    main()
