"""The command that checks an exported journal."""

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.journal.verify import explain, verify
from hemicycle.terminal import harmless, out, stop

from .plain import plainly

app = typer.Typer()


@app.command(name="verify")
def verify_command(
    file: Annotated[Path, typer.Argument(help="An exported journal, *.ndjson.")],
    checkpoint: Annotated[
        list[Path] | None, typer.Option(help="A checkpoint line kept from an earlier export.")
    ] = None,
    key: Annotated[str | None, typer.Option(help="The key that must have signed.")] = None,
) -> None:
    """Check an exported journal: exit 0 if it is whole, or name the first bad entry and exit 1."""
    with plainly(), file.open("rb") as lines:
        earlier = [path.read_text(encoding="utf-8").rstrip("\n") for path in checkpoint or ()]
        verdict = verify(lines, earlier=earlier, key=key)
    if not verdict.ok:
        stop(explain(verdict))
    out.print(harmless(explain(verdict)), markup=False)
