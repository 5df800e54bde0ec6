"""What an amendment may do: to a clause that is there, with words that change something.

Article: amendments.lodging, amendments.sub_amendments
"""

from hemicycle.procedure.assembly import Amendment, Assembly, Clause, ClauseId, Text, Words
from hemicycle.procedure.assembly.texts import NO_CLAUSE
from hemicycle.procedure.kernel import OutOfOrder
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.clauses import DEEPEST, NUMBERED, OPERATIVE, PREAMBULAR, TITLE
from hemicycle.procedure.rules.consolidation import INSERT, MOVE, REWORD
from hemicycle.procedure.rules.layout import inserted_as
from hemicycle.procedure.rules.lodged_texts import (
    require_amendment,
    require_clause,
    require_undecided,
    require_words,
)


def amending_amendment(assembly: Assembly, text: Text, *, wished: Amendment) -> Amendment:
    """Other words for those of an amendment, and nothing else.

    Out of order: the amendment is gone, decided, or a sub-amendment; it has no words to change.
    """
    parent = require_amendment(text, wished.to)
    require_undecided(assembly, parent)
    if parent.to:
        raise OutOfOrder("amendments.sub_amendments", "amends_sub_amendment", amendment=wished.to)
    if parent.does not in (REWORD, INSERT) or wished.does != REWORD:
        raise OutOfOrder("amendments.sub_amendments", "no_words_to_amend", amendment=wished.to)
    require_words(wished.words, language=text.language)
    require_other_words(wished.words, parent.words, language=text.language)
    return replace(wished, clause=parent.clause, after=NO_CLAUSE, kind="", level=1)


def amending_text(assembly: Assembly, text: Text, *, wished: Amendment) -> Amendment:
    """What an amendment does to the text, with nothing that it does not need.

    Out of order: the clause is not there or is gone, or would not change; the kind is unknown.
    """
    clauses, symbol = as_it_stands(assembly, text).seen, text.symbol
    after = wished.after if wished.does in (INSERT, MOVE) else NO_CLAUSE
    if after:
        require_clause(clauses, after, symbol=symbol)
    if wished.does == INSERT:
        require_words(wished.words, language=text.language)
        kind = wished.kind or kind_after(text, after)
        if kind not in NUMBERED or not 1 <= wished.level <= DEEPEST:
            raise OutOfOrder("amendments.lodging", "unknown_kind_of_clause", text=kind)
        require_fits(clauses, kind, after=after)
        return replace(wished, clause=inserted_as(wished.number), kind=kind, after=after)
    require_clause(text.latest.clauses, wished.clause, symbol=symbol)
    clause = require_clause(clauses, wished.clause, symbol=symbol)
    if wished.does == REWORD:
        require_words(wished.words, language=text.language)
        before = text.latest.clause(wished.clause)
        require_other_words(wished.words, before.words if before else {}, language=text.language)
        return replace(wished, after=NO_CLAUSE, kind="", level=1)
    if clause.kind == TITLE or after == wished.clause:
        raise OutOfOrder("amendments.lodging", "clause_stays", clause=wished.clause)
    if wished.does == MOVE:
        require_fits(clauses, clause.kind, after=after)
    return replace(wished, words={}, after=after, kind="", level=clause.level)


def require_fits(clauses: tuple[Clause, ...], kind: str, *, after: ClauseId) -> None:
    """A paragraph stands among those of its kind: recitals before, what is resolved after them.

    Out of order: it would not.
    """
    at = next((n for n, one in enumerate(clauses, 1) if one.id == after), 0)
    beside = {one.kind for one in clauses[max(at - 1, 0) : at + 1]}
    if kind not in beside:
        raise OutOfOrder("amendments.lodging", "clause_out_of_place", clause_kind=kind)


def require_other_words(words: Words, before: Words, *, language: str) -> None:
    """The words would change something. Out of order: they are those that stand there."""
    if words.get(language) == before.get(language):
        raise OutOfOrder("amendments.lodging", "amendment_changes_nothing")


def kind_after(text: Text, after: ClauseId) -> str:
    """An inserted paragraph is what the one before it is; at the head, of the preamble."""
    before = text.latest.clause(after)
    if before is None or before.kind not in NUMBERED:
        has_preamble = any(one.kind == PREAMBULAR for one in text.latest.clauses)
        return PREAMBULAR if has_preamble else OPERATIVE
    return before.kind
