"""Where the journal of a data folder lies, and the command that brings it elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.terminal import harmless, out
from hemicycle.web.installation import make_private
from hemicycle.web.moving import move_house

from .plain import plainly

app = typer.Typer()


@app.command()
def move(
    to: Annotated[
        str, typer.Option(help="A database, as in postgresql://USER@HOST/DATABASE; or sqlite.")
    ],
    data: Annotated[Path, typer.Option(help="The folder that holds everything.")] = Path("data"),
) -> None:
    """Bring record and tables to PostgreSQL or back, and read them again on both sides."""
    with plainly():
        make_private(data)
        moved, tables = move_house(data, to)
    out.print(
        harmless(
            f"{moved.sessions} sessions with {moved.entries} entries and {moved.ballots} ballots,"
            f" and {tables.rows} rows in {tables.tables} tables of the secretariat,"
            f" are now in {moved.to}; both sides were read and are the same."
        ),
        markup=False,
    )
