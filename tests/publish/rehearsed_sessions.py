"""Sessions as scenarios leave them, each rehearsed once for all tests that publish it."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import hemicycle.demo
from hemicycle.demo.rehearse import rehearse
from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.assembly import Assembly
from hemicycle.publish import Published
from minutes.test_scenarios import SETTING

DEMO = Path(hemicycle.demo.__file__).parent
SCENARIOS = Path(__file__).parents[1] / "minutes"


@cache
def rehearsed(path: Path) -> Published:
    """What a scenario leaves behind."""
    run = rehearse(path, setting=SETTING)
    state = run.clerk.state(run.session)
    key = run.clerk.verification_key(run.session)
    checkpoint = run.clerk.store.checkpoints(run.session)[-1]
    return Published(
        assembly=state.assembly,
        written=tuple(run.clerk.history[run.session]),
        records=list(run.clerk.store.read(run.session)),
        checkpoints=[SignedCheckpoint(checkpoint.note, key)],
        names=run.names,
        language="en",
        phrases=load_phrases(),
        rules=state.rules,
    )


def as_it_was(published: Published, entries: int) -> Published:
    """The same session after its first entries."""
    assembly, kept = Assembly(), published.written[:entries]
    for written in kept:
        entry = written.entry
        applied = PROCEDURE.apply(assembly, entry)
        assembly = replace(applied, position=written.position, at=entry.at)
    return replace(published, assembly=assembly, written=kept, checkpoints=())
