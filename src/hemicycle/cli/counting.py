"""Commands that count: a published roll-call again, ranked papers, seats among groups."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from hemicycle.phrases import load_phrases
from hemicycle.recount.apportioned_txt import apportioned_lines, read_groups
from hemicycle.recount.blt import read_blt
from hemicycle.recount.counting import BASES, recount
from hemicycle.recount.ranked import LotsNeeded
from hemicycle.recount.ranked_txt import ranked_lines
from hemicycle.recount.recount_txt import recount_lines
from hemicycle.recount.sources import source
from hemicycle.recount.stv import count_ranked
from hemicycle.recount.votes import CHOICES
from hemicycle.recount.wishes import KINDS, RecountWish, followed, with_totals
from hemicycle.terminal import err, harmless, out, stop

from .plain import plainly, reason

app = typer.Typer()

METHODS = ("stv", "irv")


@app.command()
def count(
    file: Annotated[Path, typer.Argument(help="A published roll-call: CSV, or XML of the EP.")],
    majority: Annotated[
        str, typer.Option(help="simple_majority, two_thirds; at least 3/5; more than >1/2.")
    ] = "simple_majority",
    base: Annotated[str, typer.Option(help=f"One of {', '.join(BASES)}.")] = "votes_cast",
    members: Annotated[int, typer.Option(min=0, help="All who could vote.")] = 0,
    casting_vote: Annotated[str, typer.Option(help="for or against, where it decides a tie.")] = "",
    column: Annotated[
        list[str] | None, typer.Option(help=f"KIND=NAME of a column: {', '.join(KINDS)}.")
    ] = None,
    word: Annotated[
        list[str] | None, typer.Option(help=f"WORD=MEANING: {', '.join(CHOICES)}.")
    ] = None,
    official: Annotated[str, typer.Option(help="Published totals: FOR,AGAINST,ABSTAINING.")] = "",
    method: Annotated[
        str, typer.Option(help="Of ranked papers, *.blt: stv (Scottish rules) or irv.")
    ] = "",
    seed: Annotated[str, typer.Option(help="What draws lots where ranked papers need one.")] = "",
) -> None:
    """Count a published roll-call again, or ranked papers: exit 0 only if everything agrees."""
    if method or file.suffix == ".blt":
        count_papers(file, method=method or "stv", seed=seed)
        return
    wish = RecountWish(
        majority=majority,
        base=base,
        members=members,
        casting_vote=casting_vote,
        columns=column or (),
        words=word or (),
        official=official,
    )
    with plainly(), Progress(console=err, transient=True) as progress:
        measure, columns, totals = wish.measure(), wish.named_columns(), wish.totals()
        reading = progress.add_task("counting", total=file.stat().st_size)
        read_so_far = followed(
            source(file, columns), lambda done: progress.update(reading, completed=done)
        )
        divisions = recount(with_totals(read_so_far, totals), measure)
    if not any(one.counts for one in divisions):
        stop(reason("recount_empty", {}))
    for line in recount_lines(load_phrases(), divisions, measure=measure):
        out.print(harmless(line), markup=False)
    if any(one.differences for one in divisions):
        raise typer.Exit(1)


def count_papers(file: Path, *, method: str, seed: str) -> None:
    """Count ranked papers, and say every stage."""
    if method not in METHODS:
        stop(reason("blt_no_method", {"said": method}), 2)
    with plainly():
        papers = read_blt(file)
        if method == "irv" and papers.seats > 1:
            stop(reason("blt_one_seat", {"n": papers.seats}))
        try:
            counted = count_ranked(papers, seed=seed)
        except LotsNeeded as tie:
            stop(reason("blt_lots", {"names": tie.names, "stage": str(tie.stage)}))
    for line in ranked_lines(load_phrases(), counted):
        out.print(harmless(line), markup=False)


@app.command()
def apportion(
    seats: Annotated[int, typer.Argument(help="How many seats.")],
    groups: Annotated[list[str], typer.Argument(help="Groups with their votes, NAME=VOTES.")],
    seed: Annotated[str, typer.Option(help="Draws lots where groups are level.")] = "",
) -> None:
    """Share seats among groups by their votes, as Sainte-Laguë does."""
    with plainly():
        for line in apportioned_lines(load_phrases(), read_groups(groups), seats=seats, seed=seed):
            out.print(harmless(line), markup=False)
