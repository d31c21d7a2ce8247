"""Run the command line with `python -m counterclaim`."""

from __future__ import annotations

from counterclaim.cli import main

if __name__ == "__main__":
    main()
