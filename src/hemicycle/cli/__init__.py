"""The command `hemicycle`: what it can do, each in a file beside this one."""

import gc
from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperGroup
from typer.main import get_group

__all__ = ["COMMANDS", "PANELS", "app", "main"]

# What each command is for, in the order in which they are shown, and the file that it is in.
PANELS: Mapping[str, Mapping[str, str]] = {
    "An assembly": {
        "demo": "playing",
        "new": "serving",
        "serve": "serving",
        "config": "settling",
        "door-card": "hall",
        "microphones": "serving",
        "archive": "archiving",
        "site": "site",
    },
    "Keeping it safe": {
        "doctor": "keeping",
        "backup": "keeping",
        "restore": "keeping",
        "backup-key": "backup_key",
        "second": "second",
        "follow": "second",
        "take-over": "second",
        "move": "moving",
        "deploy": "deploying",
    },
    "Records, votes and texts in files": {
        "verify": "verifying",
        "publish": "publishing",
        "count": "counting",
        "apportion": "counting",
        "read": "reading",
        "draft": "drafts",
        "consolidate": "texts",
        "rehearse": "playing",
    },
}
COMMANDS = {name: file for panel in PANELS.values() for name, file in panel.items()}


class Commands(Mapping[str, Any]):
    """All commands by their names; the file of one is loaded only once it is asked for.

    Note: nobody who counts a file of ballots waits for the program of a whole assembly.
    """

    def __getitem__(self, name: str) -> Any:
        """The command of that name."""
        command: Any = get_group(loaded(COMMANDS[name]).app).commands[name]
        command.rich_help_panel = next(to for to, names in PANELS.items() if name in names)
        return command

    def __iter__(self) -> Iterator[str]:
        """Their names."""
        return iter(COMMANDS)

    def __len__(self) -> int:
        """How many there are."""
        return len(COMMANDS)


class Group(TyperGroup):
    """The command itself, to which the others are added."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = cast(MutableMapping[str, Any], Commands())


def loaded(file: str) -> Any:
    """A file of commands, with all of the program that they need."""
    module = import_module(f".{file}", __package__)
    if not gc.isenabled():  # a process that `main` began
        gc.freeze()
        gc.enable()
    return module


app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # they may hold a password
)


@app.callback()
def hemicycle() -> None:
    """Runs an assembly of parliaments from the gavel to the record, and proves the record."""


def main() -> None:
    """Run the command.

    Note: nothing that is loaded is ever thrown away. A collector that looks for waste in it again
    and again took a quarter of each start, and later held everybody up for 0.1 s each time.
    """
    gc.disable()
    app()
