"""The commands for a hall without a line: its Wi-Fi, and the card on its door."""

import time
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.clerk.circumstances import replayed
from hemicycle.journal import forms
from hemicycle.journal.chain import follow
from hemicycle.journal.header import Tail
from hemicycle.journal.tree import MerkleTree
from hemicycle.operation.hall import CONNECTION, HallFault, Written, files_of, require
from hemicycle.operation.settings import Settings
from hemicycle.phrases import load_phrases
from hemicycle.procedure.assembly import Assembly, Session
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.publish.papers.door_card import door_card as made
from hemicycle.publish.papers.occasion import Occasion
from hemicycle.publish.papers.typesetting import typeset
from hemicycle.store import StoreReader
from hemicycle.store.chosen import kept_address
from hemicycle.store.postgres import PostgresReader
from hemicycle.store.sqlite import open_reader
from hemicycle.terminal import err, out, stop

from .options import ConfigFile
from .plain import plainly
from .settling import read_or_stop

app = typer.Typer()

LANGUAGES = ("en", "fr", "ar")
PRIVATE, PUBLIC = 0o600, 0o644
To = Annotated[
    Path | None,
    typer.Option(help="Of nginx the file to write, of the Wi-Fi the folder; else printed."),
]


def write_wifi(settings: Settings, base_url: str, *, to: Path | None) -> None:
    """Print the files of a hall, or write them into a folder and say where each belongs."""
    try:
        files = files_of(settings.hall, base_url)
    except HallFault as fault:
        stop(str(fault))
    if to is None:
        out.file.write("\n".join(one.text for one in files))
        return
    to.mkdir(parents=True, exist_ok=True)
    for one in files:
        keep(to, one)
        mode = "0600" if one.place == CONNECTION else "0644"
        name = Path(one.place).name
        out.print(f"install -D -m {mode} {to / name} {one.place}", markup=False, soft_wrap=True)
    out.print("systemctl reload NetworkManager && nmcli connection reload", markup=False)
    out.print("nmcli connection up hemicycle", markup=False)
    err.print("Run these lines as root, in their order.", markup=False)


def keep(to: Path, file: Written) -> None:
    """Write one file; that with the password is its owner's alone from the first byte."""
    there = to / Path(file.place).name
    there.unlink(missing_ok=True)
    there.touch(mode=PRIVATE if file.place == CONNECTION else PUBLIC, exist_ok=False)
    there.write_text(file.text, encoding="utf-8")


@app.command("door-card")
def door_card(
    to: Annotated[Path, typer.Option(help="The PDF to write.")] = Path("door-card.pdf"),
    config: ConfigFile = None,
    session: Annotated[str, typer.Option(help="Of several: which session it is for.")] = "",
) -> None:
    """Make the card for the door of a hall: codes for its Wi-Fi and the house, and both in words.

    It bears the session's name, and in a rehearsal that it is one.
    """
    with plainly():
        settings = read_or_stop(config) if config is not None else Settings()
        try:
            require(settings.hall, settings.base_url)
        except HallFault as fault:
            stop(str(fault))
        opened = session_of(settings, session)
    phrases, made_s = load_phrases(), int(time.time())
    occasions = [
        Occasion(session=opened, language=one, phrases=phrases, texts={}, made_s=made_s)
        for one in LANGUAGES
    ]
    hall = settings.hall
    paper = made(occasions, name=hall.name, password=hall.password, address=settings.base_url)
    to.write_bytes(typeset(paper))
    out.print(f"{to}: one page, for the door.", markup=False, soft_wrap=True)


def session_of(settings: Settings, wanted: str) -> Session:
    """The session that a card is for: the one that is asked for, or the only one that is held."""
    address = settings.store or kept_address(settings.data)
    reader = PostgresReader(address) if address else open_reader(settings.data)
    try:
        told = [first_of(reader, one) for one in reader.sessions()]
    finally:
        reader.close()
    held = {one.id: one for one in told if one is not None and not one.is_reported}
    if not held:
        stop(f"No session is held in {settings.data} yet.")
    if wanted and wanted not in held:
        stop(f"There is no session {wanted}; there is {', '.join(held)}.")
    if not wanted and len(held) > 1:
        stop(f"Say with --session for which: {', '.join(held)}.")
    return held[SessionId(wanted)] if wanted else next(iter(held.values()))


def first_of(reader: StoreReader, session: str) -> Session | None:
    """A session as it was opened: that is the first entry of its record."""
    record = next(iter(follow(reader.read(session), Tail(session), tree=MerkleTree())), None)
    if record is None or record.body is None:
        return None
    entry = forms.decode(record.header, record.body)
    return replayed(Assembly(), entry, record.header.occurred.precision).session
