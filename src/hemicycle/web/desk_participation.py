"""Women and men who take part, at the desk: counts of what was declared, on a page and as files."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, HttpResponse

from hemicycle.journal.names import Names
from hemicycle.phrases.telling import text_of
from hemicycle.screens.participation import (
    DELEGATION,
    KINDS,
    Counted,
    participation,
    to_publish,
)
from hemicycle.secretariat.lists.cells import guarded
from hemicycle.web.desk_acts import view_of
from hemicycle.web.shell import Desk

TO_PUBLISH = "participation-to-publish"
HEADINGS = ("kind", "id", "name", "women", "men", "other", "not_declared", "persons")


def participation_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """Every count, those marked that would tell what somebody in particular declared."""
    desk = Desk.of(request, session)
    rows = to_publish(participation(view_of(desk)))
    of_kind = [(kind, [one for one in rows if one.kind == kind]) for kind in KINDS]
    facts = {"kinds": [(kind, own) for kind, own in of_kind if own]}
    return desk.keeps_out() or desk.page("desk_participation.html", facts)


def participation_file(
    request: HttpRequest, session: str, *, name: str, **_language: str | None
) -> HttpResponse:
    """The counts as CSV: all of them, or those that may be published."""
    desk, view = Desk.of(request, session), view_of(Desk.of(request, session))
    rows = to_publish(participation(view))
    told = [one for one in rows if one.is_told] if name == TO_PUBLISH else rows
    body = written(cells(told, view.names, language=desk.language))
    answer = HttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{session}-{name}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def cells(rows: Sequence[Counted], names: Names, *, language: str) -> Iterator[list[str]]:
    """The heading and the rows of a file, without anything that a spreadsheet would run."""
    yield list(HEADINGS)
    for one in rows:
        called = one.of if one.title is None else text_of(one.title, language)[1]
        if one.kind == DELEGATION:
            called = names.short(one.of, language)
        numbers = map(str, (*one.numbers, one.persons))
        yield [one.kind, guarded(one.of), guarded(called), *numbers]


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV in UTF-8 with its mark, which Excel needs to see the letters."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
