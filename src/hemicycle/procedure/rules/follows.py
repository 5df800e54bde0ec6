"""What follows from the decision on a question, for whatever it was about.

Article: division.declaration, credentials.outcomes
"""

from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.kernel import Act, Entry
from hemicycle.procedure.rules.contests import contest_decided
from hemicycle.procedure.rules.delays import delay_decided
from hemicycle.procedure.rules.texts import text_decided
from hemicycle.procedure.rules.urgent import urgent_decided


def follows(assembly: Assembly, body: Body, act: Act, *, outcome: str) -> list[Entry]:
    """What becomes of the text, the credentials or the debate that the question is about."""
    return [
        *text_decided(body, act, outcome=outcome),
        *contest_decided(assembly, body, act, outcome=outcome),
        *delay_decided(body, act, outcome=outcome),
        *urgent_decided(body, act, outcome=outcome),
    ]
