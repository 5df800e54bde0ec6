"""The archive of statements: searched, read paragraph by paragraph, and by theme. Public.

It stands outside all sessions: what a State said elsewhere is no record of an assembly here, and
least of all of a rehearsal.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse

from hemicycle.archive import kept
from hemicycle.archive.questions import asked
from hemicycle.archive.searching import Found, search
from hemicycle.archive.shelf import NAME, ShelfRefused, TookTooLong, reading
from hemicycle.archive.statements import ARCHIVE, RECORD
from hemicycle.archive.themes import GOALS, words_by_language
from hemicycle.journal.names import NO_NAMES
from hemicycle.web.shell import drawn, language_of, shell
from hemicycle.web.statement_values import Asking, Naming, pages_of, whole

mistakes = logging.getLogger("hemicycle.mistakes")
# Two at a time: whoever searches waits for others who search, and nobody else waits for them.
SEARCHERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="search")
TOO_LONG, UNREADABLE = "too_long", "unreadable"
Facts = dict[str, Any]
Looked = TypeVar("Looked")


async def statements_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """The search, and what it found."""
    asking, spoken = Asking.of(request.GET), language_of(request, language)
    facts = await looked(lambda: found_facts(asking, spoken))
    return shown(request, language, "statements.html", facts={"asking": asking, **facts})


async def statement_page(
    request: HttpRequest, statement: str, language: str | None = None
) -> HttpResponse:
    """One statement, every paragraph with its address."""
    spoken = language_of(request, language)
    facts = await looked(lambda: whole_facts(statement, spoken))
    return shown(request, language, "statement.html", facts=facts)


async def themes_page(request: HttpRequest, language: str | None = None) -> HttpResponse:
    """The themes, and how many paragraphs speak of each."""
    facts = await looked(themes_facts)
    return shown(request, language, "statement_themes.html", facts=facts)


async def theme_page(request: HttpRequest, goal: str, language: str | None = None) -> HttpResponse:
    """Who spoke of one theme, by year and State."""
    spoken, year = language_of(request, language), whole(request.GET.get("year", ""))
    if whole(goal) not in GOALS:
        facts = await looked(themes_facts)
        return shown(request, language, "statement_themes.html", facts={"status": 404, **facts})
    facts = await looked(lambda: theme_facts(whole(goal), year, language=spoken))
    return shown(request, language, "statement_theme.html", facts=facts)


async def looked(work: Callable[[], Facts]) -> Facts:
    """What the shelf says, or why it says nothing."""
    try:
        return await sync_to_async(work, thread_sensitive=False, executor=SEARCHERS)()
    except TookTooLong:
        return {"trouble": TOO_LONG, "status": 503}
    except ShelfRefused:
        mistakes.exception("The archive of statements cannot be read.")
        return {"trouble": UNREADABLE, "status": 503}


def shown(
    request: HttpRequest, language: str | None, template: str, *, facts: Facts
) -> HttpResponse:
    """A page of the archive; a template always knows whether there is trouble."""
    told = {"trouble": "", "is_empty": False, **facts}
    return drawn(request, language, template, status=told.pop("status", 200), **told)


def shelf() -> Path:
    """The file of the statements of this installation."""
    return shell[0].installation.folder / NAME


def found_facts(asking: Asking, language: str) -> Facts:
    """What a search found, with the names of everything in it."""
    question = asked(asking.typed)
    with reading(shelf()) as connection:
        if connection is None:
            return {"is_empty": True}
        found = search(connection, question, filters=asking.filters, page=asking.page)
        naming = named(connection, language)
    return {
        "is_empty": is_bare(found, asking),
        "found": found,
        "question": question,
        "naming": naming,
        "choices": naming.choices(found, asking.filters),
        "last_page": pages_of(found),
    }


def is_bare(found: Found, asking: Asking) -> bool:
    """Whether nothing was ever kept: nothing is found although nothing was asked for."""
    return found.of_statements and not found.total and not asking.is_filtered


def named(connection: Any, language: str) -> Naming:
    """Names for the values of filters."""
    say = shell[0].installation.house.phrases.say
    return Naming(
        language=language,
        collections=kept.collections(connection),
        items=kept.items(connection),
        kinds={kind: say(f"statements.kind_{kind}", language, NO_NAMES) for kind in KINDS},
        themes={str(goal): say(f"statements.goal_{goal}", language, NO_NAMES) for goal in GOALS},
    )


KINDS = (ARCHIVE, RECORD)


def whole_facts(identity: str, language: str) -> Facts:
    """One statement with its themes; the answer says so where there is none."""
    with reading(shelf()) as connection:
        whole_one = kept.whole(connection, identity) if connection else None
        if connection is None or whole_one is None:
            return {"whole": None, "identity": identity, "status": 404}
        naming = named(connection, language)
    counts = {
        goal: sum(goal in themes for themes in whole_one.themes)
        for goal in GOALS
        if any(goal in themes for themes in whole_one.themes)
    }
    return {"whole": whole_one, "naming": naming, "theme_counts": counts}


def themes_facts() -> Facts:
    """How many paragraphs speak of each theme."""
    with reading(shelf()) as connection:
        counts = kept.paragraphs_by_theme(connection) if connection else {}
    return {"counts": counts, "goals": tuple(GOALS), "is_empty": not counts}


def theme_facts(goal: int, year: int, *, language: str) -> Facts:
    """Who spoke of a theme in one year, the newest unless another is asked for."""
    with reading(shelf()) as connection:
        shares = kept.shares(connection, goal) if connection else ()
        naming = named(connection, language) if connection else None
    by_year: dict[int, int] = {}
    for share in shares:
        by_year[share.year] = by_year.get(share.year, 0) + share.paragraphs
    chosen = year if year in by_year else max(by_year, default=0)
    own = sorted((one for one in shares if one.year == chosen), key=lambda one: -one.paragraphs)
    return {
        "goal": goal,
        "year": chosen,
        "by_year": by_year,
        "shares": own,
        "naming": naming,
        "words": words_by_language(goal),
        "is_empty": not shares,
    }
