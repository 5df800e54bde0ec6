"""Everything of a session written into a folder from its exported journal, told as it goes."""

from pathlib import Path

from rich.progress import Progress

from hemicycle.publish.data.session_zip import number_of_outputs, outputs
from hemicycle.terminal import err, out, stop
from hemicycle.web.exported import published_from


def write_all(journal: Path, names: Path | None, *, to: Path | None) -> None:
    """Write every output in every format, in English and French, into a folder.

    Errors: NotAnExport, OSError
    """
    if to is None:
        stop("Say with --to into which folder everything is to be written.", 2)
    with Progress(console=err, transient=True) as progress:
        reading = progress.add_task("reading", total=None)
        published = published_from(journal, names, language="en")
        progress.remove_task(reading)
        writing = progress.add_task("writing", total=number_of_outputs(published))
        for place, content in outputs(published):
            file = to / place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            progress.advance(writing)
    out.print(f"Everything of {published.session.id} is in {to}.", markup=False)
