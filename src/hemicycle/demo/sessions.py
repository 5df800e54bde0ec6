"""The two sessions of the demo: one as it was reported, and a rehearsal that plays."""

import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from hemicycle.clerk import Asked, Clerk, ClerkQueue, Done
from hemicycle.demo.player import Player
from hemicycle.demo.reading import read_scenario
from hemicycle.demo.scenario import Line, Scenario
from hemicycle.demo.staging import acts, script
from hemicycle.journal.names import Names
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.rulebooks import load
from hemicycle.screens.on_file import NO_FILES, Files, OnFile
from hemicycle.web.house import Clock

HERE = Path(__file__).parent
AS_REPORTED = HERE / "as-reported-150.minutes"
REHEARSAL = HERE / "rehearsal-150.minutes"


@dataclass(slots=True, kw_only=True)
class Demo:
    """What the demo shows: the reported session, and the player of the rehearsal."""

    reported: Scenario
    player: Player
    on_file: Files

    def names(self, session: SessionId) -> Names:
        """The names of a session of the demo; every round of the rehearsal has the same."""
        is_reported = session == self.reported.header.session
        return (self.reported if is_reported else self.player.scenario).names

    def files(self, session: SessionId) -> Files:
        """What its tables say of those in a session: the groups of invented parliaments."""
        return self.on_file if session == self.player.current else NO_FILES


def set_up(
    queue: ClerkQueue,
    *,
    clocks: MutableMapping[SessionId, Clock],
    load_rules: Callable[[str], Rulebook] = load,
    steady_ns: Callable[[], int] = time.monotonic_ns,
) -> Demo:
    """Record the reported session where it is not, and make the rehearsal ready to play.

    `clocks` is the table in which the house finds the clock of a session. The rehearsal stands
    at its first line until `player.resume()`, while `player.run()` runs.
    """
    reported = read_scenario(AS_REPORTED)
    record_at_once(reported, queue.clerk, rules=load_rules(reported.header.rulebook))
    player = Player(
        read_scenario(REHEARSAL),
        queue,
        clocks=clocks,
        load_rules=load_rules,
        steady_ns=steady_ns,
    )
    groups = player.scenario.cast.groups.items()
    on_file = {member: OnFile(groups=(group,)) for member, group in groups if group}
    return Demo(reported=reported, player=player, on_file=Files(1, on_file))


def record_at_once(scenario: Scenario, clerk: Clerk, *, rules: Rulebook) -> None:
    """Record a whole reported session in one commit; one that is recorded is left alone."""
    session = scenario.header.session
    if clerk.state(session).tail.position:
        return
    lines = [line for line in script(scenario) if isinstance(line, Line)]
    assembly = clerk.state(session).assembly
    asked = [
        Asked(session, act)
        for line in lines
        for act in acts(line, scenario, assembly=assembly, rules=rules, session=session)
    ]
    outcomes = clerk.take(asked)
    assert all(isinstance(outcome, Done) for outcome in outcomes), scenario.path
