"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

DataFolder = Annotated[Path, typer.Option("--data", help="The folder that holds everything.")]
StoreAddress = Annotated[
    str,
    typer.Option(
        envvar="HEMICYCLE_STORE",
        help="A PostgreSQL database for everything kept, as in postgresql://USER@HOST/DATABASE.",
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        min=0,
        max=64,
        help="So many processes serve it, beside those of other computers; needs a database.",
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", envvar="HEMICYCLE_CONFIG", help="The file of settings."),
]
