"""A scenario that is being run: the clerk that holds it, what happened, what was wrong."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from hemicycle.clerk import Clerk, Outcome
from hemicycle.clerk.state import SessionState
from hemicycle.demo.scenario import FactLine, Line, Scenario
from hemicycle.journal.names import Names
from hemicycle.phrases import Phrases, load_phrases
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act, OutOfOrder
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.rulebooks import load

SEED_BYTES, SALT_BYTES = 32, 16


def unguessable_salt() -> bytes:
    """Bytes for one salt."""
    return os.urandom(SALT_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a rehearsal is given, so that it can be repeated: rules, key and salts.

    `rulebooks` are the names that `load_rules` knows besides those of the program.
    """

    load_rules: Callable[[str], Rulebook] = load
    rulebooks: tuple[str, ...] = ()
    seed: bytes = field(default_factory=lambda: os.urandom(SEED_BYTES))
    salt: Callable[[], bytes] = unguessable_salt
    phrases: Phrases = field(default_factory=load_phrases)


@dataclass(frozen=True, slots=True)
class Happening:
    """One act that the clerk was asked for, and what came of it."""

    line: Line
    act: Act
    outcome: Outcome


@dataclass(slots=True, kw_only=True)
class Rehearsed:
    """What a rehearsal holds; `facts` counts those that were compared."""

    scenario: Scenario
    setting: Setting
    clerk: Clerk
    names: Names
    happened: list[Happening] = field(default_factory=list)
    facts: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def session(self) -> SessionId:
        """The session that the scenario is about."""
        return self.scenario.header.session

    @property
    def state(self) -> SessionState:
        """The session as it stands."""
        return self.clerk.state(self.session)

    def complain(self, line: Line | FactLine, problem: str) -> None:
        """Note what is wrong with a line."""
        place = f"line {line.number}" if line.number else "header"
        self.problems.append(f"{place}: {line.text}: {problem}")

    def reason(self, refusal: OutOfOrder, language: str) -> str:
        """A refusal as a sentence."""
        told = {"zone": self.scenario.header.zone, **refusal.facts}
        key = f"reason.{refusal.reason_key}"
        return self.setting.phrases.say(key, language, self.names, **told)
