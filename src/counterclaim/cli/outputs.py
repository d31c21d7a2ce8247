"""Where a command writes one document: standard output or a file."""

from __future__ import annotations

from pathlib import Path

import typer

from counterclaim.cli.inputs import talk


def write_text(text: str, output: Path | None, *, option: str = "--output") -> None:
    """Write a document to a file, or to standard output without one.

    Args:
        text: the document.
        output: the file; None for standard output.
        option: the option that named the file.

    Raises:
        typer.BadParameter: the file cannot be written.
    """
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(
            f"{output} cannot be written ({error.strerror}); name a file in a folder that is there",
            param_hint=option,
        ) from error
    talk(f"wrote {output}")
