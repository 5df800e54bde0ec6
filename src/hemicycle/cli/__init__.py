"""The command `hemicycle`: demo, serve, new, rehearse, archive, verify, read, publish.

Those that count, and those about texts, stand beside it.
"""

import json
import re
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from hemicycle.archive.importing import Summary, take_in
from hemicycle.archive.shelf import NAME
from hemicycle.demo.live import DemoWish, run_demo
from hemicycle.demo.reports import rehearse_to
from hemicycle.journal.verify import explain, verify
from hemicycle.operation.other_machine import require_not_overtaken
from hemicycle.press import NOBODY, Compared, compare, read
from hemicycle.press.gate import LARGEST_REPORT, UNREADABLE
from hemicycle.publish import OUTPUTS, publish
from hemicycle.publish.reading_txt import told_json, told_lines
from hemicycle.terminal import err, harmless, out, stop
from hemicycle.web.exported import published_from
from hemicycle.web.installation import make_private
from hemicycle.web.microphones import NotAnOrder, Panel
from hemicycle.web.new_assembly import Wish, WishFault, read_delegations
from hemicycle.web.running import Address, new_session, run_installation
from hemicycle.written_out import write_all

from . import (
    backup_key,
    counting,
    deploying,
    drafts,
    keeping,
    moving,
    second,
    settling,
    site,
    texts,
)
from .moving import StoreAddress, Workers
from .plain import app, plainly, reason
from .settling import ConfigFile, settled

__all__ = [
    "app",
    "backup_key",
    "counting",
    "deploying",
    "drafts",
    "keeping",
    "main",
    "moving",
    "second",
    "settling",
    "site",
    "texts",
]

DataFolder = Annotated[Path, typer.Option("--data", help="The folder that holds everything.")]


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The first of four ports.")] = 8150,
    lan: Annotated[bool, typer.Option("--lan", help="Let telephones nearby take part.")] = False,
    speed: Annotated[int, typer.Option(help="How fast the rehearsal plays.")] = 5,
    browser: Annotated[bool, typer.Option(help="Open the start page in a browser.")] = True,
) -> None:
    """Run a live assembly in a browser: the 150th as reported, and a rehearsal that plays."""
    with plainly():
        run_demo(DemoWish(port=port, lan=lan, speed=speed, browser=browser), say=out.print)


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


@app.command()
def rehearse(
    file: Annotated[Path, typer.Argument(help="A scenario, as in rehearsal-150.minutes.")],
    journal: Annotated[Path | None, typer.Option(help="Keep the record in OUT.ndjson.")] = None,
) -> None:
    """Run a scenario through the real procedure, and check everything it expects."""
    with plainly():
        report = rehearse_to(file, journal)
    for problem in report.problems:
        err.print(problem, markup=False)
    out.print(
        f"{report.title}: {report.acts} acts, {report.refusals} refused as expected, "
        f"{report.ballots} ballots, {report.facts} facts, {report.entries} entries.",
        markup=False,
    )
    if report.problems:
        stop(f"{len(report.problems)} lines did not happen as written.")


@app.command(name="archive")
def archive_command(
    file: Annotated[Path, typer.Argument(help="An archive of statements, as in *.tar.gz.")],
    data: DataFolder = Path("data"),
    language: Annotated[str, typer.Option(help="The language of the statements.")] = "en",
) -> None:
    """Take in an archive of statements, one text file a State, to be searched at /statements."""
    if not re.fullmatch(r"[a-z]{2,3}", language):
        stop(f"{language} is no code of a language, as in en, fr or ar.", 2)
    with plainly(), Progress(console=err, transient=True) as progress:
        reading = progress.add_task("reading")
        make_private(data)
        summary = take_in(
            file,
            data / NAME,
            language=language,
            told=lambda step: progress.update(reading, completed=step.n, total=step.of),
        )
    tell_taken_in(file, summary)


def tell_taken_in(file: Path, summary: Summary) -> None:
    """What became of an archive, and of every file that was left out."""
    for name, why in summary.left_out:
        out.print(harmless(f"left out: {name}: {reason(why.reason_key, why.facts)}"), markup=False)
    out.print(
        harmless(file.name) + f": {summary.files} files. {summary.kept} statements kept with"
        f" {summary.paragraphs} paragraphs, {summary.known} were here already,"
        f" {len(summary.left_out)} left out.",
        markup=False,
    )


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


@app.command(name="read")
def read_command(
    file: Annotated[Path, typer.Argument(help="A press report in English, as plain text.")],
    against: Annotated[
        Path | None, typer.Option(help="An exported journal, *.ndjson, to compare it with.")
    ] = None,
    names: Annotated[Path | None, typer.Option(help="The names, *.names.json.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """Read a press report: who is said to have said or done what, beside the record if given."""
    with plainly():
        record = compared_with(against, names) if against else None
        with file.open("rb") as report:
            reading = read(report.read(LARGEST_REPORT + 1), record.register if record else NOBODY)
    lines = compare(reading, record) if record else ()
    if as_json:
        content = json.dumps(told_json(reading, lines, record), ensure_ascii=False, indent=1)
        sys.stdout.buffer.write(content.encode() + b"\n")
    else:
        for line in told_lines(reading, lines, record):
            out.print(harmless(line), markup=False)
    if reading.refusal in UNREADABLE:
        raise typer.Exit(1)


def compared_with(journal: Path, names: Path | None) -> Compared:
    """The record of an exported journal, with the names beside it."""
    published = published_from(journal, names or names_beside(journal), language="en")
    return Compared(assembly=published.assembly, written=published.written, names=published.names)


@app.command(name="publish")
def publish_command(
    journal: Annotated[Path, typer.Argument(help="An exported journal, *.ndjson.")],
    as_: Annotated[str, typer.Option("--as", help=f"One of {', '.join(OUTPUTS)}; or all.")],
    names: Annotated[Path | None, typer.Option(help="The names, *.names.json.")] = None,
    language: Annotated[str, typer.Option(help="en or fr.")] = "en",
    part: Annotated[str, typer.Option(help="Which one, of an output in parts.")] = "",
    to: Annotated[
        Path | None, typer.Option(help="The file to write, or the folder for all.")
    ] = None,
) -> None:
    """Write one output of a journal, such as its minutes; or all, in English and French."""
    if as_ == "all":
        with plainly():
            write_all(journal, names or names_beside(journal), to=to)
        return
    output = OUTPUTS.get(as_)
    if output is None:
        stop(f"There is no output called {as_}; choose one of {', '.join(OUTPUTS)}.", 2)
    with plainly():
        beside = names or names_beside(journal)
        published = published_from(journal, beside, language=language)
        if part not in (parts := output.parts(published) if output.is_in_parts else ("",)):
            stop(f"{as_} has the parts {', '.join(parts)}; choose one with --part.", 2)
        content = publish(as_, published, part=part)
        if to is None:
            sys.stdout.buffer.write(content)
        else:
            to.write_bytes(content)


def names_beside(journal: Path) -> Path | None:
    """The names that lie beside an exported journal, if they do."""
    beside = journal.with_suffix(".names.json")
    return beside if beside.exists() else None


def words(english: str, french: str) -> dict[str, str]:
    """A text in the languages in which it was given."""
    return {code: text for code, text in (("en", english), ("fr", french)) if text}


def slug(name: str) -> str:
    """A short name made from a long one."""
    letters = [c if c.isascii() and c.isalnum() else "-" for c in name.lower()]
    return "-".join(part for part in "".join(letters).split("-") if part)[:40] or "assembly"


def main() -> None:
    """Run the command."""
    app()
