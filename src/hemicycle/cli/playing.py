"""The commands that play an assembly: a live one in a browser, and a scenario that is checked."""

from pathlib import Path
from typing import Annotated

import typer

from hemicycle.demo.live import DemoWish, run_demo
from hemicycle.demo.reports import rehearse_to
from hemicycle.terminal import err, out, stop

from .plain import plainly

app = typer.Typer()


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
