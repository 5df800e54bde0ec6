"""The desk of translation: clause by clause, what another language has to follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.texts.render_clause import RenderClause
from hemicycle.procedure.assembly import Clause, Text
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.clause_languages import in_language, languages_of, stale_since
from hemicycle.procedure.rules.clauses import numbers
from hemicycle.screens.textdesk.script import Behind, languages_behind
from hemicycle.screens.textdesk.seen import in_body_of, text_at, why_not
from hemicycle.screens.view import View
from hemicycle.wording import Piece, marked

FURTHER = ("en", "fr", "ar", "es", "ru", "zh", "pt")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseInLanguage:
    """One clause: its authentic words with what changed of them, and what the language has.

    `words` are those entered last, which may be of older authentic words; `since` the first
    amendment that they do not follow, 0 where none is known.
    """

    clause: Clause
    number: str
    pieces: Sequence[Piece]
    words: str
    is_behind: bool
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInLanguage:
    """A text beside one of its other languages; `late` are the clauses behind."""

    text: Text
    body: str
    language: str
    others: Sequence[str]
    rows: Sequence[ClauseInLanguage]
    late: int
    behind: Sequence[Behind]
    refused: Phrase | None


def text_in_language(view: View, wanted: str, *, language: str) -> TextInLanguage | None:
    """The text that is asked for, beside a language; the first other one where none is named."""
    text = text_at(view, wanted)
    if text is None:
        return None
    view = in_body_of(view, text)
    known = [one for one in languages_of(text) if one != text.language]
    others = list(dict.fromkeys((*known, *(one for one in FURTHER if one != text.language))))
    chosen = language if language in others else others[0]
    rows = clauses(view, text, language=chosen)
    render = view.act(
        RenderClause, text=text.id, clause=text.latest.clauses[0].id, language=chosen, words="-"
    )
    return TextInLanguage(
        text=text,
        body=text.body,
        language=chosen,
        others=others,
        rows=rows,
        late=sum(one.is_behind for one in rows),
        behind=languages_behind(view, text),
        refused=why_not(view, render),
    )


def clauses(view: View, text: Text, *, language: str) -> Sequence[ClauseInLanguage]:
    """Every clause as it stands, beside the language."""
    seen = as_it_stands(view.assembly, text).seen
    found = []
    for clause, number in zip(seen, numbers(seen), strict=True):
        rendering = text.renderings.get((clause.id, language))
        current = in_language(text, clause, language=language)
        own = clause.words[text.language]
        found.append(
            ClauseInLanguage(
                clause=clause,
                number=number,
                pieces=marked(rendering.of if rendering else own, own),
                words=current or (rendering.words if rendering else ""),
                is_behind=current is None,
                since=stale_since(view.assembly, text, clause, language=language),
            )
        )
    return found
