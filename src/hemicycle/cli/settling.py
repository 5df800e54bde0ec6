"""The one file of settings: shown with every setting explained, checked, and read by `serve`."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from hemicycle.operation.settings import Settings, SettingsFault, example, read_settings
from hemicycle.terminal import err, harmless, out

from .plain import plainly

app = typer.Typer()


@app.command()
def config(
    check: Annotated[
        Path | None, typer.Option(help="A file of settings: every mistake with its line.")
    ] = None,
) -> None:
    """Print the file of settings with everything explained; or check one, exit 1 on mistakes."""
    if check is None:
        out.print(example(), markup=False, end="")
        return
    with plainly():
        read = read_or_stop(check)
    out.print(harmless(f"{check} is in order: {summary(read)}"), markup=False)


def summary(settings: Settings) -> str:
    """What a file of settings comes to, in one sentence."""
    where = settings.store or settings.data
    every = f"every {settings.backup_every_min} min to {settings.backup_to}"
    kept = every if settings.backup_to else "not taken"
    return f"{where}, on {settings.host} port {settings.port}; backups {kept}."


def read_or_stop(file: Path) -> Settings:
    """The settings of a file, or every mistake in it and the end."""
    try:
        return read_settings(file)
    except SettingsFault as fault:
        for mistake in fault.mistakes:
            err.print(harmless(mistake), markup=False)
        raise typer.Exit(1) from None


def settled(ctx: typer.Context, file: Path | None, *, given: Mapping[str, Any]) -> Settings:
    """What holds: what the command or the environment says, else the file, else the usual."""
    settings = read_or_stop(file) if file is not None else Settings()
    sources = {name: ctx.get_parameter_source(name) for name in given}
    said = {
        name: value
        for name, value in given.items()
        if (source := sources[name]) is not None and source.name != "DEFAULT"
    }
    return replace(settings, **said)
