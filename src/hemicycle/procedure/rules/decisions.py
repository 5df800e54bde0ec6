"""What a body has decided, as far as it still holds.

Article: division.annulment
"""

from collections.abc import Sequence

from hemicycle.procedure.assembly import Assembly, Decision


def valid_decision(assembly: Assembly, question: int) -> Decision | None:
    """The decision on a question, unless it was annulled."""
    decision = assembly.decisions.get(question)
    return None if decision is None or decision.annulled_by else decision


def annulled_division(assembly: Assembly, questions: Sequence[int]) -> int:
    """The division after whose annulment a thing that was so often put is voted again; 0 for none.

    Note: of the questions on it the last one counts.
    """
    decision = assembly.decisions.get(questions[-1]) if questions else None
    return decision.division if decision and decision.annulled_by else 0
