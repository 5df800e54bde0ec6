"""A rehearsal as a report, and its record as files."""

from dataclasses import dataclass
from pathlib import Path

from hemicycle.clerk import Refused
from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.rehearsed import Rehearsed
from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.export import export
from hemicycle.journal.names import write_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What `hemicycle rehearse` tells: counts, and every problem as one sentence."""

    title: str
    session: str
    acts: int
    refusals: int
    ballots: int
    facts: int
    entries: int
    problems: tuple[str, ...]


def rehearse_to(path: Path, journal: Path | None = None) -> Report:
    """Rehearse a file, and keep the record with its names where a path for it is given.

    Errors: ScenarioFault; OSError
    """
    rehearsed = rehearse(path)
    if journal is not None:
        write_outputs(rehearsed, journal)
    return report(rehearsed)


def report(rehearsed: Rehearsed) -> Report:
    """The counts of a rehearsal."""
    state = rehearsed.state
    outcomes = [one.outcome for one in rehearsed.happened]
    return Report(
        title=rehearsed.scenario.header.title.get("en", str(rehearsed.session)),
        session=rehearsed.session,
        acts=len(outcomes),
        refusals=sum(isinstance(one, Refused) for one in outcomes),
        ballots=state.ballots,
        facts=rehearsed.facts,
        entries=state.tail.position,
        problems=tuple(rehearsed.problems),
    )


def write_outputs(rehearsed: Rehearsed, journal: Path) -> None:
    """Write the record and, beside it, its names: OUT.ndjson and OUT.names.json."""
    clerk, session = rehearsed.clerk, rehearsed.session
    latest = clerk.store.checkpoints(session)[-1:]
    key = clerk.verification_key(session)
    signed = [SignedCheckpoint(checkpoint=one.note, key=key) for one in latest]
    with journal.open("wb") as file:
        file.writelines(export(clerk.store.read(session), signed))
    names = journal.with_name(f"{journal.name.removesuffix('.ndjson')}.names.json")
    names.write_bytes(write_names(rehearsed.names))
