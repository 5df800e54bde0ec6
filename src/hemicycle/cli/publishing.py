"""The command that writes the outputs of an exported journal."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.publish import OUTPUTS, publish
from hemicycle.terminal import stop
from hemicycle.web.exported import published_from
from hemicycle.written_out import write_all

from .plain import plainly

app = typer.Typer()


@app.command(name="publish")
def publish_command(
    journal: Annotated[Path, typer.Argument(help="An exported journal, *.ndjson.")],
    as_: Annotated[str, typer.Option("--as", help=f"One of {', '.join(OUTPUTS)}; or all.")],
    names: Annotated[Path | None, typer.Option(help="The names, *.names.json.")] = None,
    language: Annotated[str, typer.Option(help="en or fr.")] = "en",
    part: Annotated[str, typer.Option(help="Which one, of an output in parts.")] = "",
    to: Annotated[
        Path | None, typer.Option(help="The file to write, or the folder for all.")
    ] = None,
) -> None:
    """Write one output of a journal, such as its minutes; or all, in English and French."""
    if as_ == "all":
        with plainly():
            write_all(journal, names or names_beside(journal), to=to)
        return
    output = OUTPUTS.get(as_)
    if output is None:
        stop(f"There is no output called {as_}; choose one of {', '.join(OUTPUTS)}.", 2)
    with plainly():
        beside = names or names_beside(journal)
        published = published_from(journal, beside, language=language)
        if part not in (parts := output.parts(published) if output.is_in_parts else ("",)):
            stop(f"{as_} has the parts {', '.join(parts)}; choose one with --part.", 2)
        content = publish(as_, published, part=part)
        if to is None:
            sys.stdout.buffer.write(content)
        else:
            to.write_bytes(content)


def names_beside(journal: Path) -> Path | None:
    """The names that lie beside an exported journal, if they do."""
    beside = journal.with_suffix(".names.json")
    return beside if beside.exists() else None
