"""Make the parts of the documents that the program itself can tell: `python -m tests.docs.render`.

A made part stands between `<!-- output: NAME -->` and `<!-- end -->`; a test compares it with what
is made now, so what a document shows is what the program prints.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer

from counterclaim.check.catalog import RULES
from counterclaim.cli.app import app
from counterclaim.export.acled_actors import AcledTable, load_acled
from counterclaim.export.catalog import EVENT_FORMATS
from counterclaim.export.gtd_codes import GtdTable, load_gtd
from counterclaim.export.hxl_table import load_hxl
from counterclaim.export.names import EventExportName
from counterclaim.export.record import EventSet
from counterclaim.export.ucdp_sides import UcdpTable, load_ucdp
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.policy.catalog import POLICIES, TAGS
from counterclaim.policy.readings import load_readings
from tests.docs.documents import REPOSITORY, find_documents, find_parts, replace_part

REPORT = "examples/contested-report.txt"
REPORTS = "examples/three-reports.jsonl"
BOMBING = "examples/one-bombing/reports.jsonl"
THREE_RULES = tuple(
    word
    for name in ("acled.conservative/2024", "gtd.recency/2019", "ucdp.triple/23")
    for word in ("--policy", name)
)


def render_commands() -> str:
    """Render the reference of every command and option."""
    return "\n\n".join(render_command(name, command) for name, command in find_commands().items())


def find_commands() -> dict[str, Any]:
    """Find the commands of the program by name, in the order of the help; those of a group after its name."""
    return dict(_iter_commands(typer.main.get_command(app)))


def _iter_commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    context = typer.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if hasattr(command, "list_commands"):
            yield from _iter_commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def render_command(name: str, command: Any) -> str:
    """Render one command: what it does, then a row a parameter; a group is its commands."""
    if inner := getattr(command, "commands", None):
        parts = [f"#{render_command(f'{name} {each}', one)}" for each, one in inner.items()]
        return "\n\n".join([f"## counterclaim {name}", command.help.strip(), *parts])
    rows = [render_parameter(parameter) for parameter in command.params]
    table = ["| parameter | values | default | environment | meaning |", "|---|---|---|---|---|", *rows]
    return "\n".join([f"## counterclaim {name}", "", command.help.strip(), "", *table])


def render_parameter(parameter: Any) -> str:
    """Render one argument or option as a row."""
    is_option = parameter.param_type_name == "option"
    names = parameter.opts if is_option else [parameter.display_name_raw]
    annotation = parameter.type_descriptor.annotation
    choices = get_args(annotation) if get_origin(annotation) is Literal else ()
    values = ", ".join(f"`{choice}`" for choice in choices) or parameter.metavar or ""
    cells = (
        ", ".join(f"`{shown}`" for shown in names),
        values if is_option else "",
        f"`{parameter.default}`" if isinstance(parameter.default, str | Path) else "",
        f"`{parameter.envvar}`" if parameter.envvar else "",
        parameter.help or "",
    )
    return "| " + " | ".join(cells) + " |"


def render_checks() -> str:
    """Render the table of the checks."""
    rows = [f"| {rule.code} | {rule.severity} | {rule.name} | {rule.summary} |" for rule in RULES]
    return "\n".join(["| code | severity | name | what it notices |", "|---|---|---|---|", *rows])


def render_table_format(table: AcledTable | GtdTable | UcdpTable) -> str:
    """Render a table format: what its columns are filled by, which stay blank, and what it loses."""
    rows = [f"| {column} | {say_column(column, table)} |" for column in table.columns]
    lost = [f"- {words}" for words in table.cannot_hold]
    columns = "\n".join(["| column | filled by |", "|---|---|", *rows])
    return "\n".join([table.about, "", columns, "", "What it cannot hold:", "", *lost])


def say_column(column: str, table: AcledTable | GtdTable | UcdpTable) -> str:
    """Say what fills a column: a policy, the words of the reports, or nothing."""
    if column in table.blank:
        return f"nothing: {table.blank[column]}"
    policy = table.policies.get(column)
    return f"`{policy}`" if policy else "the reports' words, by the crosswalk"


def render_exchange(name: EventExportName) -> str:
    """Render what an exchange format rests on and what it cannot hold."""
    form = EVENT_FORMATS[name]()
    with tempfile.TemporaryDirectory() as folder, MemoryLedger() as empty:
        losses = form.write(EventSet(iter_files=lambda: iter(()), ledger=empty), Path(folder))
    policies = ", ".join(f"`{policy}`" for policy in sorted(form.policies)) or "none: nothing is chosen"
    return "\n".join(
        [f"Policies: {policies}.", "", "What it cannot hold:", "", *map("- {}".format, losses.cannot_hold)]
    )


def render_hashtags() -> str:
    """Render the columns of HXL with their hashtags, then what every exchange format tells."""
    rows = [f"| {column} | `{tag}` |" for column, tag in load_hxl().columns.items()]
    return "\n".join(["| column | hashtag |", "|---|---|", *rows, "", render_exchange("hxl")])


def render_policies() -> str:
    """Render the table of the rules that choose what is published."""
    rows = [
        f"| `{entry.name}` | {', '.join(entry.fields)} | {entry.rule} | {TAGS[entry.tag]} |"
        for entry in POLICIES.values()
    ]
    return "\n".join(["| policy | fields | rule | where it comes from |", "|---|---|---|---|", *rows])


def render_readings() -> str:
    """Render how each rule reads the operators of a count, and the plural words that ACLED reads."""
    readings = load_readings()
    columns = list(readings.operators)
    heads = [f"| operator | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    operators = list(readings.operators[columns[0]])
    rows = [
        f"| {name} | {' | '.join(_say_reading(column, name) for column in columns)} |" for name in operators
    ]
    terms = [f"{term} {read.n} ({TAGS[read.tag]})" for term, read in readings.terms["acled"].items()]
    scale = ", ".join(f"{size} {read.n}" for size, read in readings.scale.items())
    return "\n".join(
        [*heads, *rows, "", f"ACLED's plural words: {', '.join(terms)}; others by scale: {scale}."]
    )


def _say_reading(column: Any, name: Any) -> str:
    read = load_readings().operators[column][name]
    return f"{read.reading or 'blank'} ({read.tag})"


def render_bombing(*options: str) -> str:
    """Show the event of the shipped example with some options, as the program prints it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "COUNTERCLAIM_LEDGER": f"{folder}/bombing.ledger",
        }
        run_program(["add", BOMBING], environment)
        lines = run_program(["events", "--format", "jsonl"], environment).splitlines()
        event = str(json.loads(lines[0])["event"])[:12]
        shown = run_program(["show", event, *options], environment)
    return f"```text\n$ counterclaim show {event} {' '.join(options)}\n{shown}\n```"


def render_output(*commands: str) -> str:
    """Run commands one after another over one new ledger, and show what the last one prints."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "COUNTERCLAIM_LEDGER": f"{folder}/demo.ledger",
        }
        shown = [run_program(command.split(), environment) for command in commands][-1]
    return f"```text\n{shown}\n```"


def run_program(words: list[str], environment: Mapping[str, str]) -> str:
    """Run the program in the repository and return its standard output, right ends trimmed."""
    completed = subprocess.run(
        [sys.executable, "-m", "counterclaim", *words],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    # 1 means that something was found or skipped, which a document may well show.
    if completed.returncode not in (0, 1) or not completed.stdout:
        raise RuntimeError(f"counterclaim {' '.join(words)} failed: {completed.stderr}")
    return "\n".join(line.rstrip() for line in completed.stdout.strip("\n").splitlines())


#: What makes each part.
PARTS: Mapping[str, Callable[[], str]] = {
    "commands": render_commands,
    "checks": render_checks,
    "acled": lambda: render_table_format(load_acled()),
    "gtd": lambda: render_table_format(load_gtd()),
    "ucdp": lambda: render_table_format(load_ucdp()),
    "plover": partial(render_exchange, "plover"),
    "geojson": partial(render_exchange, "geojson"),
    "hxl": render_hashtags,
    "hapi": partial(render_exchange, "hapi"),
    "ftm": partial(render_exchange, "ftm"),
    "webannotation": partial(render_exchange, "webannotation"),
    "jsonl": partial(render_exchange, "jsonl"),
    "demo": lambda: render_output(f"code {REPORT}"),
    "check": lambda: render_output(f"check {REPORT}"),
    "events": lambda: render_output(f"add {REPORTS}", "events"),
    "policies": render_policies,
    "readings": render_readings,
    "three_figures": lambda: render_bombing(*THREE_RULES),
    "three_figures_why": lambda: render_bombing("--why", *THREE_RULES),
    "known_then": lambda: render_bombing("--as-of", "2024-03-03T18:00", "--policy", "ucdp.triple/23"),
    "verify": lambda: render_output(f"add {REPORTS}", "verify"),
}


def iter_changes() -> Iterator[str]:
    """Make every part anew, and yield the name of each document that changed."""
    for path in find_documents():
        before = text = path.read_text("utf-8")
        for name in find_parts(text):
            text = replace_part(text, name, PARTS[name]())
        if text != before:
            path.write_text(text, "utf-8")
            yield str(path.relative_to(REPOSITORY))


if __name__ == "__main__":
    for changed in iter_changes():
        sys.stdout.write(f"made anew: {changed}\n")
