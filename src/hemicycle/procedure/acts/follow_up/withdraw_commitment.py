"""Withdraw a commitment that should not have been lifted; it stays readable, with the reason.

Article: follow_up.lifting
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Words
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.follow_up import require_commitment
from hemicycle.procedure.rules.guards import require_body, require_secretariat
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCommitment(Act):
    """The secretariat takes it back, and says why."""

    number: int
    because: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentWithdrawn(Entry):
    """Nobody is asked for anything by it any more; the answers it had stay."""

    number: int
    because: Words


def decide(rules: Rulebook, assembly: Assembly, act: WithdrawCommitment) -> list[Entry]:
    """Record the withdrawal.

    Out of order: the body is unknown; the actor is not of the secretariat; there is no such
    commitment, or it was withdrawn or lifted again; no reason is given.
    """
    require_body(assembly, act.body)
    require_secretariat(assembly, act)
    known = require_commitment(assembly, act.number)
    if not "".join(act.because.values()).strip():
        raise OutOfOrder("follow_up.lifting", "withdrawn_without_reason", number=known.number)
    return [CommitmentWithdrawn(body=act.body, at=act.at, number=known.number, because=act.because)]


def apply(assembly: Assembly, entry: CommitmentWithdrawn) -> Assembly:
    known = assembly.commitments[entry.number]
    return assembly.with_commitment(replace(known, withdrawn_at=entry.at, because=entry.because))


def minute(entry: CommitmentWithdrawn) -> Phrase:
    return Phrase("minute.commitment_withdrawn", number=entry.number, words=entry.because)


KIND = Kind(
    WithdrawCommitment,
    decide,
    {CommitmentWithdrawn: apply},
    {CommitmentWithdrawn: minute},
    "withdraws commitment {number} because {because}",
)
