"""A session with draft resolutions, for the tests of their papers: at its end and on the way."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from hemicycle.demo.rehearse import rehearse
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.assembly import Assembly
from hemicycle.publish import Published
from minutes.test_scenarios import SETTING

SCENARIO = Path(__file__).parent.parent / "minutes" / "texts.minutes"
TEXT = "C-I-rehearsal-of-texts-DR"


@cache
def at_the_end() -> Published:
    """The session as it ended: one text adopted, one withdrawn."""
    found = rehearse(SCENARIO, setting=SETTING)
    session = found.session
    return Published(
        assembly=found.state.assembly,
        written=tuple(found.clerk.history[session]),
        records=list(found.clerk.store.read(session)),
        checkpoints=[],
        names=found.names,
        language="en",
        phrases=found.setting.phrases,
        rules=found.state.rules,
        part=TEXT,
    )


@cache
def in_progress() -> Published:
    """The session before the first amendment is put: ten lodged, one found irreceivable."""
    whole = at_the_end()
    first = next(n for n, one in enumerate(whole.written) if one.header.kind == "question_put")
    return cut(whole, first)


def cut(whole: Published, entries: int) -> Published:
    """The session after so many entries."""
    assembly = Assembly()
    for one in whole.written[:entries]:
        assembly = replace(
            PROCEDURE.apply(assembly, one.entry), position=one.position, at=one.entry.at
        )
    return replace(
        whole,
        assembly=assembly,
        written=whole.written[:entries],
        records=list(whole.records[:entries]),
    )
