"""Begin a term: from here on another machine writes the record.

Article: record.one_writer
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_session
from hemicycle.procedure.rules.rulebook import Rulebook

OPERATOR = MemberId("o-operator")


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginTerm(Act):
    """Whoever operates the machines decides that this one writes from now on, and says why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBegun(Entry):
    """What follows was written by another machine than what stands before; `term` counts them."""

    term: int
    reason: str


def decide(_rules: Rulebook, assembly: Assembly, act: BeginTerm) -> list[Entry]:
    """Record that a term begins.

    Out of order: the session is not open; the actor is not the operator of the machines, who acts
    beside them and on no page; no reason is given.
    """
    session = require_session(assembly)
    if act.by != OPERATOR:
        raise OutOfOrder("record.one_writer", "not_at_the_machine", member=act.by)
    if not act.reason.strip():
        raise OutOfOrder("record.one_writer", "no_reason_for_term")
    term, reason = session.term + 1, act.reason.strip()
    return [TermBegun(body=act.body, at=act.at, term=term, reason=reason)]


def apply(assembly: Assembly, entry: TermBegun) -> Assembly:
    session = require_session(assembly)
    return replace(assembly, session=replace(session, term=entry.term))


def minute(entry: TermBegun) -> Phrase:
    return Phrase("minute.term_begun", n=entry.term, text=entry.reason)


KIND = Kind(
    BeginTerm,
    decide,
    {TermBegun: apply},
    {TermBegun: minute},
    "begins a term: {reason}",
)
