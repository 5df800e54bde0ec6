"""The languages of a text, and how far each follows the authentic one, clause by clause.

Article: texts.languages
"""

from collections.abc import Sequence

from hemicycle.procedure.assembly import Amendment, Assembly, Clause, Text
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.amendments import carried_in_all
from hemicycle.procedure.rules.consolidation import Standing


def languages_of(text: Text) -> tuple[str, ...]:
    """The languages of a text: the authentic one, then those in which it was ever written."""
    first = text.versions[0].clauses[0].words
    return tuple(dict.fromkeys((text.language, *first, *(code for _, code in text.renderings))))


def in_language(text: Text, clause: Clause, *, language: str) -> str | None:
    """A clause as it stands, in a language; None where that does not follow the authentic words."""
    rendering = text.renderings.get((clause.id, language))
    if rendering is not None and rendering.of == clause.words[text.language]:
        return rendering.words
    return clause.words.get(language)


def in_step(text: Text, standing: Standing) -> tuple[Clause, ...]:
    """The clauses in the languages that follow the authentic one; what is behind is left out."""
    languages = languages_of(text)
    return tuple(
        replace(
            clause,
            words={
                language: words
                for language in languages
                if (words := in_language(text, clause, language=language)) is not None
            },
        )
        for clause in standing.seen
    )


def behind(text: Text, standing: Standing, *, language: str) -> tuple[Clause, ...]:
    """The clauses that a language does not follow."""
    return tuple(one for one in standing.seen if in_language(text, one, language=language) is None)


def stale_since(assembly: Assembly, text: Text, clause: Clause, *, language: str) -> int:
    """The first carried amendment that a language does not follow in a clause; 0 for none known."""
    carried = carried_in_all(assembly, text)
    return next(iter(missed(text, clause, carried=carried, language=language)), 0)


def missed(
    text: Text, clause: Clause, *, carried: Sequence[Amendment], language: str
) -> tuple[int, ...]:
    """Those of the carried amendments that a language does not follow in a clause."""
    last = max((v.number for v in text.versions if has(v.clause(clause.id), language)), default=0)
    return tuple(one.number for one in carried if one.clause == clause.id and one.version >= last)


def has(clause: Clause | None, language: str) -> bool:
    """Whether a version has the clause in a language."""
    return clause is not None and language in clause.words
