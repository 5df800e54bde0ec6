"""The mechanism: an act is judged, entries say what was done, and entries alone make the truth."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, NewType

Instant = NewType("Instant", int)  # milliseconds since 1970-01-01, UTC
MemberId = NewType("MemberId", str)
BodyId = NewType("BodyId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person asks a body to do: who, in which capacity, through whose hands, when."""

    act_id: str
    body: BodyId
    by: MemberId
    capacity: str
    through: str
    at: Instant
    precision: str = "instant"  # of `at`; "day" or "unknown" for what is only reported
    source: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a body did; never refused, never changed."""

    body: BodyId
    at: Instant


class OutOfOrder(Exception):
    """The rules do not allow this act now: a rule key, a reason and its facts, no prose."""

    def __init__(self, rule_key: str, reason_key: str, **facts: object) -> None:
        self.rule_key, self.reason_key, self.facts = rule_key, reason_key, facts


class Phrase:
    """A sentence to be said later, in some language: its key and its facts."""

    def __init__(self, key: str, **facts: object) -> None:
        self.key, self.facts = key, facts


class Kind(NamedTuple):
    """All there is to know about one kind of act; `says` is its verb phrase in a scenario."""

    act: type[Act]
    decide: Callable[..., Sequence[Entry]]
    applies: Mapping[type[Entry], Callable[..., Any]]
    minutes: Mapping[type[Entry], Callable[..., Phrase]]
    says: str


class Procedure:
    """The kinds of act a house knows, and what is done with them."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self.kinds = {kind.act: kind for kind in kinds}
        self.applies = {e: a for kind in kinds for e, a in kind.applies.items()}

    def may(self, rules: object, assembly: object, act: Act) -> OutOfOrder | None:
        """Say why an act would be out of order now, or None: `decide`, run dry."""
        try:
            self.decide(rules, assembly, act)
        except OutOfOrder as refusal:
            return refusal
        return None

    def decide(self, rules: object, assembly: object, act: Act) -> Sequence[Entry]:
        """Judge an act: the entries that record it, or `OutOfOrder`."""
        return self.kinds[type(act)].decide(rules, assembly, act)

    def apply(self, assembly: Any, entry: Entry) -> Any:
        """Keep the books: what is true after an entry."""
        return self.applies[type(entry)](assembly, entry)
