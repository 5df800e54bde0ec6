"""Commands about texts: bring two changes to one text together."""

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.terminal import err, harmless, stop
from hemicycle.wording import Collision, merge_paragraphs

from .plain import plainly

app = typer.Typer()

LARGEST_TEXT = 10_000_000  # bytes
COLLIDES = 2


@app.command()
def consolidate(
    base: Annotated[Path, typer.Option(help="The text that was amended, UTF-8.")],
    current: Annotated[Path, typer.Option(help="The same text as it stands now.")],
    amended: Annotated[Path, typer.Option(help="The base as the amendment would have it.")],
) -> None:
    """Write the current text as amended; exit 2 with every place where that needs a choice."""
    with plainly():
        texts = [read_text(file) for file in (base, current, amended)]
        merged = merge_paragraphs(texts[0], texts[1], amended=texts[2])
    for number, collision in enumerate(merged.collisions, 1):
        err.print(harmless(told(collision, number, base=texts[0])), markup=False)
    if merged.collisions:
        raise typer.Exit(COLLIDES)
    typer.echo(merged.text.encode(), nl=False)


def read_text(file: Path) -> str:
    """A text to the last sign, its line ends as they are."""
    content = file.read_bytes()
    if len(content) > LARGEST_TEXT:
        stop(f"{file}: {len(content):,} bytes are too many; {LARGEST_TEXT:,} are read.")
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        stop(f"{file}, line {line}: this is not UTF-8 text.")


def told(collision: Collision, number: int, *, base: str) -> str:
    """One collision: where it is, and its readings."""
    line = base.count("\n", 0, collision.at) + 1
    column = collision.at - (base.rfind("\n", 0, collision.at) + 1) + 1
    readings = (
        ("base", collision.base),
        ("current", collision.current),
        ("amended", collision.amended),
    )
    return "\n".join(
        (
            f"Collision {number}, base line {line}, column {column}:",
            *(f"  {name}: {quoted(text)}" for name, text in readings),
        )
    )


def quoted(text: str) -> str:
    """A reading as it stands, or that there is none."""
    return f'"{text}"' if text else "(nothing)"
