"""`python -m benchmarks.quality`."""

from __future__ import annotations

from benchmarks.quality.cli import app

if __name__ == "__main__":
    app(prog_name="python -m benchmarks.quality")
