"""The command line: standard output is data, standard error is talk."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    # Two native threads stall each other on small machines; a report is too short to share out.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    from counterclaim.cli.app import app
    from counterclaim.errors import CounterclaimError

    try:
        app()
    except CounterclaimError as error:
        _leave(str(error))
    except OSError as error:
        # Reading errors became Problems long before: what is left is an output that cannot be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave(f"cannot write the output: {error.strerror or error}")


def _leave(message: str) -> None:
    sys.stderr.write(f"counterclaim: {message}\n")
    raise SystemExit(2)
