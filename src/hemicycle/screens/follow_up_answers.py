"""Where a parliament answers: what it is asked for, what it answered, and who may answer for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.follow_up.answer_commitment import AnswerCommitment
from hemicycle.procedure.assembly import Commitment, DelegationId
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.follow_up import NOTHING_YET, STANDS, addressed, state_of
from hemicycle.procedure.rules.guards import is_of_secretariat
from hemicycle.screens.follow_up import OwnCommitment, commitments_of
from hemicycle.screens.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAnswer:
    """A commitment that the viewer may see answered; `own` is how the own parliament stands to it.

    `delegations` are those for which the desk may write down what they told on paper.
    """

    commitment: Commitment
    own: OwnCommitment | None
    is_open: bool
    delegations: Sequence[DelegationId]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersPage:
    """What is asked of the viewer's parliament; `refused` says why this person does not answer."""

    delegation: DelegationId
    lines: Sequence[ToAnswer]
    refused: Phrase | None
    is_secretariat: bool


def answers(view: View) -> AnswersPage:
    """The page of the viewer: of the own parliament, or of all for the secretariat."""
    own = view.assembly.delegation_of(view.viewer.member)
    is_desk = is_of_secretariat(view.assembly, view.viewer.member)
    lines = desk_lines(view) if is_desk else own_lines(view, own.id) if own else []
    return AnswersPage(
        delegation=own.id if own else NO_DELEGATION,
        lines=lines,
        refused=None if is_desk else refusal(view, lines),
        is_secretariat=is_desk,
    )


def own_lines(view: View, delegation: DelegationId) -> list[ToAnswer]:
    """What one parliament is asked for."""
    return [
        ToAnswer(
            commitment=one.commitment,
            own=one,
            is_open=state_of(view.assembly, one.commitment) == STANDS,
            delegations=(),
        )
        for one in commitments_of(view, delegation)
    ]


def desk_lines(view: View) -> list[ToAnswer]:
    """What any parliament is asked for."""
    standing = (
        one for one in view.assembly.commitments.values() if state_of(view.assembly, one) == STANDS
    )
    found = (
        ToAnswer(commitment=one, own=None, is_open=True, delegations=addressed(view.assembly, one))
        for one in standing
    )
    return [one for one in found if one.delegations]


def refusal(view: View, lines: Sequence[ToAnswer]) -> Phrase | None:
    """Why the viewer may not answer for the own parliament; None where that is possible."""
    first = next((one.commitment.number for one in lines if one.is_open), 0)
    if not first:
        return None
    tried = view.act(
        AnswerCommitment, number=first, answer=NOTHING_YET, sentence="-", language="en"
    )
    problem = view.may(tried)
    return Phrase(f"reason.{problem.reason_key}", **problem.facts) if problem else None
