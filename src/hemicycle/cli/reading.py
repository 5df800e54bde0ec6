"""The command that reads a press report, and compares it with a record."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.press import NOBODY, Compared, compare, read
from hemicycle.press.gate import LARGEST_REPORT, UNREADABLE
from hemicycle.publish.reading_txt import told_json, told_lines
from hemicycle.terminal import harmless, out
from hemicycle.web.exported import published_from

from .plain import plainly
from .publishing import names_beside

app = typer.Typer()


@app.command(name="read")
def read_command(
    file: Annotated[Path, typer.Argument(help="A press report in English, as plain text.")],
    against: Annotated[
        Path | None, typer.Option(help="An exported journal, *.ndjson, to compare it with.")
    ] = None,
    names: Annotated[Path | None, typer.Option(help="The names, *.names.json.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """Read a press report: who is said to have said or done what, beside the record if given."""
    with plainly():
        record = compared_with(against, names) if against else None
        with file.open("rb") as report:
            reading = read(report.read(LARGEST_REPORT + 1), record.register if record else NOBODY)
    lines = compare(reading, record) if record else ()
    if as_json:
        content = json.dumps(told_json(reading, lines, record), ensure_ascii=False, indent=1)
        sys.stdout.buffer.write(content.encode() + b"\n")
    else:
        for line in told_lines(reading, lines, record):
            out.print(harmless(line), markup=False)
    if reading.refusal in UNREADABLE:
        raise typer.Exit(1)


def compared_with(journal: Path, names: Path | None) -> Compared:
    """The record of an exported journal, with the names beside it."""
    published = published_from(journal, names or names_beside(journal), language="en")
    return Compared(assembly=published.assembly, written=published.written, names=published.names)
