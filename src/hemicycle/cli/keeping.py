"""The commands that keep a house safe: a backup of its folder, and a folder from a backup."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.clerk import system_now
from hemicycle.operation.backup import readable, take_backup
from hemicycle.operation.backup_keys import key_of, lock_of
from hemicycle.operation.doctor import examine, status
from hemicycle.operation.doctor.findings import Patient
from hemicycle.operation.faults import BackupFault
from hemicycle.operation.restoring import Restored, Source
from hemicycle.operation.settings import Settings
from hemicycle.operation.whole import Whole
from hemicycle.terminal import harmless, out
from hemicycle.web.installation import make_private
from hemicycle.web.restoring import restore_house

from .options import ConfigFile, StoreAddress
from .plain import plainly
from .settling import read_or_stop

app = typer.Typer()

Passphrase = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="A file whose first line is the passphrase."),
]


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="The data folder; the house may go on.")],
    to: Annotated[Path, typer.Option(help="The file to write, or the folder to write it in.")],
    passphrase_file: Passphrase = None,
    recipient: Annotated[
        list[str] | None,
        typer.Option(help="Instead: a key (age1…) that locks it; may be given several times."),
    ] = None,
    store: StoreAddress = "",
) -> None:
    """Back up a data folder while it is served, and read the backup again from end to end."""
    with plainly():
        lock = lock_of(passphrase_file, recipient or ())
        taken = take_backup(folder, to, now=system_now(), lock=lock, store_at=store)
    to_keys = f"locked to {len(recipient or ())} of your keys, which nothing here opens"
    with_words = "locked with the passphrase" if taken.is_locked else "NOT encrypted"
    locked = to_keys if recipient else with_words
    say(f"{taken.file}: {readable(taken.size)}, {locked}; written and read again.")
    say_whole(taken.sessions)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    to: Annotated[Path, typer.Option(help="The new data folder.")],
    passphrase_file: Passphrase = None,
    identity_file: Annotated[
        Path | None,
        typer.Option(help="Instead: a file with a key (AGE-SECRET-KEY-1…) that it is locked to."),
    ] = None,
    erasures: Annotated[
        Path | None,
        typer.Option(help="The list of erasures; else erasures.ndjson beside the backup."),
    ] = None,
) -> None:
    """Make a new data folder from a backup, read it from end to end, and erase again."""
    with plainly():
        make_private(to.parent)
        source = Source(file, key_of(passphrase_file, identity_file), erasures)
        restored = restore_house(source, to)
    say(
        f"{to} is restored as it was at {restored.contents.taken_at}, and was read from end to end."
    )
    say_whole(restored.contents.sessions)
    for sentence in cautions(restored):
        say(sentence)


@app.command()
def doctor(
    folder: Annotated[Path | None, typer.Argument(help="The data folder.")] = None,
    config: ConfigFile = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """Look at all that a house needs: exit 0 if well, 1 if something is bad, 2 if to be looked at.

    Nothing is changed, and the house may go on meanwhile.
    """
    with plainly():
        settings = read_or_stop(config) if config is not None else Settings()
        patient = Patient(folder=folder or settings.data, now=system_now(), settings=settings)
        if not patient.folder.is_dir():
            raise BackupFault("nothing", folder=str(patient.folder))
        findings = examine(patient)
    if as_json:
        told = json.dumps([one._asdict() for one in findings], ensure_ascii=False, indent=1)
        sys.stdout.buffer.write(told.encode() + b"\n")
    else:
        for one in findings:
            say(f"{one.level:5} {one.check:12} {one.says}")
            if one.do:
                say(f"      {one.do}")
    raise typer.Exit(status(findings))


def cautions(restored: Restored) -> list[str]:
    """What whoever restores has to know, in the order of its weight."""
    at = restored.contents.taken_at
    told = [f"What was recorded after {at} is not in it. Let the old folder never serve again."]
    if restored.list_found:
        told.append(f"Erased again: {restored.erased_again} of what was erased after the backup.")
    else:
        told.append(
            f"No list of erasures lies beside the backup: what was erased after {at} is here"
            " again. Give the list with --erasures, or erase it anew."
        )
    told.append(
        f"Signed out: {restored.sign_ins} browsers; void: {restored.codes} codes of enrolment."
        f" Passwords, passkeys and secret addresses are those of {at}."
    )
    if restored.contents.store == "postgresql":
        told.append("The journal lies in SQLite now; `hemicycle move` brings it to PostgreSQL.")
    return told


def say_whole(sessions: list[Whole]) -> None:
    """Up to where each record is whole."""
    for one in sessions:
        say(
            f"  {one.session}: whole up to entry {one.entries}, recorded {one.recorded_at},"
            f" with {one.ballots} ballots: {one.words}"
        )


def say(line: str) -> None:
    """One line of what was done."""
    out.print(harmless(line), markup=False)
