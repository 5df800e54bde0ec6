"""What a body has decided, as far as it still holds.

Article: division.annulment
"""

from hemicycle.procedure.assembly import Assembly, Decision


def valid_decision(assembly: Assembly, question: int) -> Decision | None:
    """The decision on a question, unless it was annulled."""
    decision = assembly.decisions.get(question)
    return None if decision is None or decision.annulled_by else decision
