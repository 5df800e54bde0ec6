"""Conditions of acts on questions and comments from outside the house.

Article: citizens.questions
"""

from hemicycle.procedure.assembly import Assembly, DelegationId, PublicQuestion
from hemicycle.procedure.assembly.credentials import NO_DELEGATION
from hemicycle.procedure.assembly.public_questions import Pursuit
from hemicycle.procedure.kernel import Act, OutOfOrder
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_body, require_person

RULE = "citizens.questions"


def require_shown(assembly: Assembly, act: Act, number: int) -> PublicQuestion:
    """A question or comment in this body that is shown now.

    Out of order: the body is unknown; there is none of that number; it is no longer shown.
    """
    require_body(assembly, act.body)
    found = assembly.public_questions.get(number)
    if found is None or found.body != act.body:
        raise OutOfOrder(RULE, "no_such_public_question", number=number)
    if found.ground:
        raise OutOfOrder(RULE, "public_question_hidden", number=number)
    return found


def require_own_delegation(assembly: Assembly, act: Act) -> DelegationId:
    """The delegation of who acts.

    Out of order: the actor is not accredited, or belongs to none.
    """
    delegation = require_person(assembly, act.by).delegation
    if not delegation:
        raise OutOfOrder(RULE, "only_delegations_take_up", member=act.by)
    return delegation


def require_pursued(assembly: Assembly, question: PublicQuestion, act: Act) -> DelegationId:
    """The delegation of who acts, which has taken the question up.

    Out of order: as `require_own_delegation` says; it has not.
    """
    delegation = require_own_delegation(assembly, act)
    if delegation not in question.pursuits:
        raise OutOfOrder(RULE, "not_taken_up", number=question.number)
    return delegation


def require_speech_after(assembly: Assembly, question: PublicQuestion, speech: int) -> DelegationId:
    """The delegation that made a speech in the body after the question was shown, if it has one.

    Out of order: the entry gave nobody the floor there; it is older than the question.
    """
    records = (one for one in assembly.records.values() if one.body == question.body)
    speaker = next((one.speeches[speech] for one in records if speech in one.speeches), None)
    if speaker is None:
        raise OutOfOrder(RULE, "no_such_speech", n=speech)
    if speech < question.shown:
        raise OutOfOrder(RULE, "spoken_before_asked", n=speech)
    delegation = assembly.delegation_of(speaker)
    return delegation.id if delegation else NO_DELEGATION


def with_pursuit(
    assembly: Assembly, number: int, delegation: DelegationId, *, pursuit: Pursuit
) -> Assembly:
    """The same assembly, with a delegation further on with a question."""
    question = assembly.public_questions[number]
    pursuits = {**question.pursuits, delegation: pursuit}
    return assembly.with_public_question(replace(question, pursuits=pursuits))
