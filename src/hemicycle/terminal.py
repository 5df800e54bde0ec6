"""What commands say on a terminal: results, complaints, and the one sentence they end with."""

from typing import NoReturn

import typer
from rich.console import Console

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def stop(sentence: str, status: int = 1) -> NoReturn:
    """End with one plain sentence."""
    err.print(harmless(sentence), markup=False)
    raise typer.Exit(status)


def harmless(text: str) -> str:
    """A text from a file without the signs that would steer the terminal."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)
