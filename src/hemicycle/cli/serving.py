"""The commands that set an assembly up and serve it, and one that stands in for its microphones."""

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.operation.other_machine import require_not_overtaken
from hemicycle.terminal import harmless, out, stop
from hemicycle.web.microphones import NotAnOrder, Panel
from hemicycle.web.new_assembly import Wish, WishFault, read_delegations
from hemicycle.web.running import Address, new_session, run_installation

from .options import ConfigFile, DataFolder, StoreAddress, Workers
from .plain import plainly, reason
from .settling import settled

app = typer.Typer()


@app.command()
def serve(
    ctx: typer.Context,
    data: DataFolder = Path("data"),
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8150,
    base_url: Annotated[str, typer.Option(help="How browsers reach it.")] = "",
    microphones: Annotated[
        Path | None, typer.Option(help="A file or pipe that is told who has the floor.")
    ] = None,
    store: StoreAddress = "",
    workers: Workers = 0,
    config: ConfigFile = None,
    *,
    second_is_off: Annotated[
        bool, typer.Option(help="The second machine is off and has not taken over: you looked.")
    ] = False,
) -> None:
    """Serve the assemblies of a data folder; what the command says goes before the settings."""
    with plainly():
        given = {"data": data, "host": host, "port": port, "base_url": base_url}
        told = settled(
            ctx,
            config,
            given=given | {"microphones": microphones, "store": store, "workers": workers},
        )
        url = told.base_url or f"http://localhost:{told.port}"
        at = Address(told.host, told.port, url, told.workers)
        require_not_overtaken(told.data, second_is_off=second_is_off)
        run_installation(
            told.data,
            at=at,
            say=out.print,
            store_at=told.store,
            settings=told,
        )


@app.command()
def microphones(
    wire: Annotated[Path, typer.Argument(help="The file or pipe given to serve.")],
) -> None:
    """Stand in for the microphones of a hall: say what each order does, then what is on."""
    panel = Panel()
    with plainly(), wire.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            try:
                out.print(harmless(panel.take(line)), markup=False)
            except NotAnOrder as fault:
                stop(f"{wire}, line {number}: {fault}")
    for (session, body), member in sorted(panel.on.items()):
        out.print(harmless(f"{session} {body}: {member} is on"), markup=False)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="What the assembly is called, in English.")],
    delegations: Annotated[Path, typer.Option(help="A CSV file: name; votes; delegates.")],
    starts_on: Annotated[str, typer.Option(help="Its first day, as in 2027-03-02.")],
    data: DataFolder = Path("data"),
    session: Annotated[str, typer.Option("--id", help="Its short name in addresses.")] = "",
    name_fr: Annotated[str, typer.Option(help="Its name in French.")] = "",
    place: Annotated[str, typer.Option(help="Where it meets.")] = "",
    zone: Annotated[str, typer.Option(help="Its time zone, as in Asia/Tashkent.")] = "UTC",
    ends_on: Annotated[str, typer.Option(help="Its last day.")] = "",
    theme: Annotated[str, typer.Option(help="Its theme, in English.")] = "",
    theme_fr: Annotated[str, typer.Option(help="Its theme, in French.")] = "",
    rulebook: Annotated[str, typer.Option(help="Its rules.")] = "plain",
    committee: Annotated[list[str] | None, typer.Option(help="A committee's title.")] = None,
    operator: Annotated[str, typer.Option(help="Your user name.")] = "operator",
    store: StoreAddress = "",
) -> None:
    """Set up a new assembly; prints the sign-in sheet."""
    with plainly():
        try:
            wish = Wish(
                id=session or slug(name),
                title=words(name, name_fr),
                place=words(place, ""),
                theme=words(theme, theme_fr),
                zone=zone,
                starts_on=starts_on,
                ends_on=ends_on or starts_on,
                rulebook=rulebook,
                committees=tuple(words(title, title) for title in committee or ()),
                delegations=read_delegations(delegations.read_text(encoding="utf-8-sig")),
            )
            sheet = new_session(data, wish, operator=operator, store_at=store)
        except WishFault as fault:
            why = reason(fault.reason_key, fault.facts)
            stop(f"{fault.field}: {why}" if fault.field else why)
        for line in sheet:
            out.print(f"{line.username}\t{line.password}\t{line.label}", markup=False)


def words(english: str, french: str) -> dict[str, str]:
    """A text in the languages in which it was given."""
    return {code: text for code, text in (("en", english), ("fr", french)) if text}


def slug(name: str) -> str:
    """A short name made from a long one."""
    letters = [c if c.isascii() and c.isalnum() else "-" for c in name.lower()]
    return "-".join(part for part in "".join(letters).split("-") if part)[:40] or "assembly"
