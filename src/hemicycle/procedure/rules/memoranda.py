"""The memorandum that explains a draft resolution: who may hand it in, how long, and its symbol.

Article: texts.memorandum, texts.memorandum_symbol, texts.symbol
"""

from hemicycle.procedure.assembly import Assembly, Body, Text, Words
from hemicycle.procedure.kernel import Act, OutOfOrder
from hemicycle.procedure.rules.guards import is_of_secretariat, require_person
from hemicycle.procedure.rules.lodged_texts import by_scheme
from hemicycle.procedure.rules.rulebook import Rulebook


def require_author(assembly: Assembly, text: Text, act: Act) -> None:
    """Who explains a text: a delegation that moved it, its Rapporteurs, or the secretariat.

    Out of order: the actor is none of them.
    """
    if is_of_secretariat(assembly, act.by):
        return
    person = require_person(assembly, act.by)
    if person.id not in text.rapporteurs and person.delegation not in text.movers:
        raise OutOfOrder("texts.memorandum", "memorandum_of_others", symbol=text.symbol)


def require_memorandum_in_time(text: Text, act: Act) -> None:
    """It comes while amendments are received, so that everybody has read it who amends.

    Out of order: their time is over.
    """
    if text.closes_at and act.at >= text.closes_at:
        raise OutOfOrder("texts.memorandum", "memorandum_closed", at=text.closes_at)


def require_memorandum(words: Words) -> None:
    """Something is said in one language at least. Out of order: it is not."""
    if not any(one.strip() for one in words.values()):
        raise OutOfOrder("texts.memorandum", "memorandum_empty")


def memorandum_symbol(rules: Rulebook, assembly: Assembly, body: Body, *, of: str) -> str:
    """The symbol of the memorandum to the draft `of` that symbol: C-I/150/M.2 for C-I/150/DR.2."""
    further = of.removeprefix(by_scheme(rules, assembly, body, rule="texts.symbol"))
    return by_scheme(rules, assembly, body, rule="texts.memorandum_symbol") + further
