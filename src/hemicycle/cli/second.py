"""The commands of a second machine: a key for it, following, and taking over."""

import secrets
import time
from pathlib import Path
from typing import Annotated

import typer

from hemicycle.operation.faults import BackupFault
from hemicycle.operation.other_machine import require_not_overtaken
from hemicycle.operation.passphrases import passphrase_in
from hemicycle.store.chosen import kept_address
from hemicycle.store.folder import FILE
from hemicycle.store.sqlite import SqliteStore
from hemicycle.store.writer import FOLLOWS, SECOND, TOOK_OVER, WISH, Link, keep, link_in
from hemicycle.terminal import harmless, out, stop
from hemicycle.web.addresses import require_safe
from hemicycle.web.installation import installation_over, make_private
from hemicycle.web.running import Address
from hemicycle.web.second import taking_over
from hemicycle.web.second.running import begin_copy
from hemicycle.web.second.serving import run_second
from hemicycle.web.second.taking_over import NotTakenOver

from .options import ConfigFile
from .plain import plainly
from .settling import settled

app = typer.Typer()

HERE = "127.0.0.1"
DataFolder = Annotated[Path, typer.Option("--data", help="The folder that holds everything.")]
TAKEN_OVER_WITHIN_S = 60


@app.command()
def second(
    at: Annotated[str, typer.Option(help="The address of the second machine, as in https://….")],
    here: Annotated[
        str,
        typer.Option(help="Where that one asks this house, if not at serve.base_url; https://…."),
    ] = "",
    data: DataFolder = Path("data"),
) -> None:
    """Make the key with which a second machine follows this house; an earlier one is void."""
    with plainly():
        if kept_address(data):
            stop("The record lies in PostgreSQL, which has standbys of its own.")
        if not (data / FILE).is_file():
            raise BackupFault("nothing", folder=str(data))
        link = Link(
            address=require_safe(at, listening=HERE),
            key=secrets.token_hex(32),
            here=require_safe(here, listening=HERE) if here else "",
            was_sent=False,
        )
        keep(data / SECOND, link)
    say(f"The second machine is expected at {link.address}. Put its key there into a file:")
    say(link.key)


@app.command()
def follow(
    ctx: typer.Context,
    writer: Annotated[
        str, typer.Argument(help="The house to follow, as in https://…; known the second time.")
    ] = "",
    key_file: Annotated[
        Path | None, typer.Option(help="A file with the key that `hemicycle second` has made.")
    ] = None,
    data: DataFolder = Path("data"),
    host: Annotated[str, typer.Option(help="The address to listen on.")] = HERE,
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8150,
    base_url: Annotated[str, typer.Option(help="How browsers reach it.")] = "",
    config: ConfigFile = None,
) -> None:
    """Be the second machine of a house: copy it, check everything, show it, record nothing."""
    with plainly():
        given = {"data": data, "host": host, "port": port, "base_url": base_url}
        told = settled(ctx, config, given=given)
        make_private(told.data.parent)
        if not (told.data / FOLLOWS).exists() and not (told.data / TOOK_OVER).exists():
            if not writer or key_file is None:
                stop("Name the house to follow, and the file of its key with --key-file.", 2)
            address = require_safe(writer, listening=HERE)
            link = Link(address=address, key=passphrase_in(key_file), was_sent=False)
            begin_copy(link, told.data, say=say)
        require_not_overtaken(told.data)
        url = told.base_url or f"http://localhost:{told.port}"
        run_second(told.data, at=Address(told.host, told.port, url), say=say, settings=told)


@app.command(name="take-over")
def take_over(
    reason: Annotated[str, typer.Option(help="Why; it stands in the public record for ever.")],
    data: DataFolder = Path("data"),
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    although_it_answers: Annotated[
        bool, typer.Option(help="Even if the other machine answers and records still.")
    ] = False,
) -> None:
    """Let this second machine be the writer: a term begins in every session, with the reason."""
    with plainly():
        try:
            link = taking_over.link_of(data)
            if not reason.strip():
                stop("Say why with --reason; it stands in the record.", 2)
            if not although_it_answers:
                taking_over.require_silent(link)
            if not yes:
                question = f"Take over from {link.address}, which then records no more?"
                typer.confirm(question, abort=True)
            begin_here_or_there(data, reason.strip())
        except NotTakenOver as fault:
            stop(str(fault))


def begin_here_or_there(data: Path, reason: str) -> None:
    """Let the process that follows do it, or do it where there is none.

    Errors: NotTakenOver, StoreRefused
    """
    began = time.monotonic()
    if taking_over.is_followed_by_a_process(data):
        taking_over.leave_decision(data, reason)
        while link_in(data, FOLLOWS) is not None:
            if time.monotonic() - began > TAKEN_OVER_WITHIN_S or not (data / WISH).exists():
                raise NotTakenOver("The process that follows did not take over; look at its log.")
            time.sleep(0.05)  # another process does it, and removes a file when it has
        say(f"Taken over in {time.monotonic() - began:.1f} s. It records from now on.")
        return
    installation = installation_over(SqliteStore(data), data, base_url="http://localhost")
    clerk = installation.house.clerk
    for line in taking_over.take_over_alone(clerk, data, reason=reason):
        say(line)
    clerk.store.close()
    say(f"Taken over. Start it: hemicycle serve --data {data}")


def say(line: str) -> None:
    """One line of what was done."""
    out.print(harmless(line), markup=False)
