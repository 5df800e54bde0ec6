"""Running a scenario at once through the real clerk, and comparing what happens with what it says.

An act that is refused without a `!`, a refusal that does not occur, and a fact that is not so are
problems, each with its line. A scenario goes on after a problem, so that all of them are told.
"""

from dataclasses import dataclass
from pathlib import Path

from hemicycle.clerk import Asked, Clerk, Done, Outcome, Refused
from hemicycle.clerk.clerk import system_now
from hemicycle.demo.checks import check_facts, check_record
from hemicycle.demo.faults import ScenarioFault
from hemicycle.demo.reading import read_scenario
from hemicycle.demo.rehearsed import Happening, Rehearsed, Setting
from hemicycle.demo.scenario import FactLine, Line, Scenario
from hemicycle.demo.staging import acts, script
from hemicycle.phrases.houses import told_in
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.rulebooks import RulebookFault
from hemicycle.store import Store
from hemicycle.store.memory import MemoryStore


@dataclass(slots=True)
class GivenClock:
    """The time of a rehearsal: that of the line that is being run."""

    at: Instant

    def now(self, _session: SessionId) -> Instant:
        """The time of the line."""
        return self.at


def rehearse(
    path: Path, *, store: Store | None = None, setting: Setting | None = None
) -> Rehearsed:
    """Run a scenario file and check all it says.

    Errors: ScenarioFault where the file cannot be understood
    """
    setting = setting or Setting()
    scenario = read_scenario(path, rulebooks=setting.rulebooks)
    clock = GivenClock(scenario.starts_at)
    rehearsed = Rehearsed(
        scenario=scenario,
        setting=setting,
        clerk=clerk_for(scenario, clock, store=store or MemoryStore(), setting=setting),
        names=told_in(scenario.names, setting.load_rules(scenario.header.rulebook)),
    )
    for line in script(scenario):
        clock.at = Instant(max(clock.at, line.at))
        if isinstance(line, FactLine):
            check_facts(rehearsed, line)
        else:
            run(rehearsed, line)
    check_record(rehearsed)
    return rehearsed


def clerk_for(scenario: Scenario, clock: GivenClock, *, store: Store, setting: Setting) -> Clerk:
    """A clerk on the clock of the scenario.

    Note: a reported session is recorded now; nothing in it happens at a time of ours.
    """
    is_reported = scenario.header.basis == "reported"
    try:
        setting.load_rules(scenario.header.rulebook)
    except RulebookFault as fault:
        wrong = ScenarioFault(str(fault))
        wrong.path = scenario.path
        raise wrong from fault
    return Clerk(
        store,
        seed=setting.seed,
        load_rules=setting.load_rules,
        now=(lambda _session: system_now()) if is_reported else clock.now,
        salt=setting.salt,
    )


def run(rehearsed: Rehearsed, line: Line) -> None:
    """Ask the clerk for what a line says, and compare the answer with what the line expects."""
    state = rehearsed.state
    rules = state.rules or rehearsed.setting.load_rules(rehearsed.scenario.header.rulebook)
    session = rehearsed.session
    asked = acts(line, rehearsed.scenario, assembly=state.assembly, rules=rules, session=session)
    outcomes = rehearsed.clerk.take([Asked(session, act) for act in asked])
    for act, outcome in zip(asked, outcomes, strict=True):
        rehearsed.happened.append(Happening(line, act, outcome))
        problem = disagreement(rehearsed, line, outcome=outcome)
        if problem:
            rehearsed.complain(line, problem)


def disagreement(rehearsed: Rehearsed, line: Line, *, outcome: Outcome) -> str:
    """In what an outcome differs from what its line expects, or nothing."""
    expected = line.expected
    if isinstance(outcome, Done):
        return "" if expected is None else "it was done, though a refusal is expected"
    if not isinstance(outcome, Refused):
        return outcome.problem
    refusal = outcome.refusal
    sentence = rehearsed.reason(refusal, "en")
    found = f"{sentence} [{refusal.rule_key}]"
    if expected is None:
        return f"refused: {found}"
    if expected.rule_key != refusal.rule_key:
        return f"refused by another rule: {found}"
    if expected.sentence and bare(expected.sentence) != bare(sentence):
        return f"refused in other words: {found}"
    return ""


def bare(sentence: str) -> str:
    """A sentence without its full stop, and with plain spaces and apostrophes."""
    return " ".join(sentence.replace("’", "'").split()).removesuffix(".")
