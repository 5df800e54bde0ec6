"""The command that writes the public site of a house as plain files, or checks those it wrote."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from hemicycle.operation.site_folder import read_list, what_is_wrong
from hemicycle.terminal import err, harmless, out, stop
from hemicycle.web.written_site.copied import site_of_folder
from hemicycle.web.written_site.writing import Written

from .options import ConfigFile, StoreAddress
from .plain import plainly
from .settling import settled

app = typer.Typer()


@app.command()
def site(
    ctx: typer.Context,
    data: Annotated[Path, typer.Option("--data", help="The folder that holds everything.")] = Path(
        "data"
    ),
    to: Annotated[Path | None, typer.Option(help="The folder of the site.")] = None,
    base_url: Annotated[
        str, typer.Option(help="Where it will be read, as in https://www.example.org/150.")
    ] = "",
    check: Annotated[
        Path | None, typer.Option(help="A folder: is every file as it was written?")
    ] = None,
    store: StoreAddress = "",
    config: ConfigFile = None,
) -> None:
    """Write all that the public may see as files that any web server serves; the house may go on.

    With --check nothing is written: exit 0 when every file is as listed, else 1 and the first
    that is not.
    """
    with plainly():
        if check is not None:
            check_site(check)
            return
        told = settled(ctx, config, given={"data": data, "store": store})
        told = replace(
            told,
            site_to=to or told.site_to,
            site_base_url=base_url or told.site_base_url or told.base_url,
        )
        if told.site_to is None or not told.site_base_url:
            stop("Say with --to where the site goes, and with --base-url where it is read.", 2)
        with shown("writing") as step:
            written = site_of_folder(
                told.data,
                told.site_to,
                base_url=told.site_base_url,
                told=step,
                store_at=told.store,
            )
    say_written(told.site_to, written)


def check_site(folder: Path) -> None:
    """Whether every file is as it was written."""
    with shown("reading") as step:
        wrong = what_is_wrong(folder, step)
    if wrong:
        stop(f"{folder}: {wrong}")
    listed = read_list(folder)
    say(f"{folder}: {len(listed.files)} files, each as it was written, {listed.written_at}.")
    for session, up_to in listed.sessions.items():
        say(f"  {session}: up to entry {up_to.entry}")


def say_written(to: Path, written: Written) -> None:
    """What a run did."""
    told = f"{len(written.changed)} written" if written.changed else "nothing changed"
    gone = f", {len(written.gone)} deleted" if written.gone else ""
    say(f"{to}: {written.files} files, {told}{gone}.")
    for session, up_to in written.sessions.items():
        say(f"  {session}: up to entry {up_to.entry}")


@contextmanager
def shown(what: str) -> Iterator[Callable[[int, int], None]]:
    """How far the work is."""
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task(what)
        yield lambda done, of: progress.update(task, completed=done, total=of)


def say(line: str) -> None:
    """One line of what was done."""
    out.print(harmless(line), markup=False)
