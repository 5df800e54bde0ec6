"""The command that takes in an archive of statements."""

import re
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from hemicycle.archive.importing import Summary, take_in
from hemicycle.archive.shelf import NAME
from hemicycle.terminal import err, harmless, out, stop
from hemicycle.web.installation import make_private

from .options import DataFolder
from .plain import plainly, reason

app = typer.Typer()


@app.command(name="archive")
def archive_command(
    file: Annotated[Path, typer.Argument(help="An archive of statements, as in *.tar.gz.")],
    data: DataFolder = Path("data"),
    language: Annotated[str, typer.Option(help="The language of the statements.")] = "en",
) -> None:
    """Take in an archive of statements, one text file a State, to be searched at /statements."""
    if not re.fullmatch(r"[a-z]{2,3}", language):
        stop(f"{language} is no code of a language, as in en, fr or ar.", 2)
    with plainly(), Progress(console=err, transient=True) as progress:
        reading = progress.add_task("reading")
        make_private(data)
        summary = take_in(
            file,
            data / NAME,
            language=language,
            told=lambda step: progress.update(reading, completed=step.n, total=step.of),
        )
    tell_taken_in(file, summary)


def tell_taken_in(file: Path, summary: Summary) -> None:
    """What became of an archive, and of every file that was left out."""
    for name, why in summary.left_out:
        out.print(harmless(f"left out: {name}: {reason(why.reason_key, why.facts)}"), markup=False)
    out.print(
        harmless(file.name) + f": {summary.files} files. {summary.kept} statements kept with"
        f" {summary.paragraphs} paragraphs, {summary.known} were here already,"
        f" {len(summary.left_out)} left out.",
        markup=False,
    )
