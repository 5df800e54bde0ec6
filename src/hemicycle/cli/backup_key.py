"""The command that makes a key for backups: its secret into a file, its recipient on the screen."""

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.clerk import system_now
from hemicycle.journal import instants
from hemicycle.operation.backup_keys import make_identity
from hemicycle.terminal import harmless, out

from .plain import plainly

app = typer.Typer()


@app.command(name="backup-key")
def backup_key(
    to: Annotated[Path, typer.Option(help="The file for the secret key, its owner's alone.")],
) -> None:
    """Make a key that opens backups, and say the recipient that locks them; best elsewhere."""
    with plainly():
        recipient = make_identity(to, made_at=instants.written(system_now()))
    for line in (
        f"{to} holds the secret key: keep it, and a copy, where the house is not.",
        "Whoever loses it has lost the backups. The house gets this recipient alone:",
        recipient,
    ):
        out.print(harmless(line), markup=False, soft_wrap=True)
