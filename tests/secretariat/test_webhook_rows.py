"""Webhooks in their table: what was told moves the row as it is now, whatever was read before."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from django.db import connections

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.secretariat.django_setup import start_django
from hemicycle.secretariat.hook import Hook
from ready_tables import work_in

SESSION = SessionId("lakes-1")


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[ModuleType]:
    """The table, with one address told up to entry 3."""
    work_in(tmp_path)
    start_django(tmp_path, secret_key="k", base_url="http://localhost:1")
    own = import_module("hemicycle.secretariat.webhooks")
    by = ("en", "A clerk", Instant(1), 3)
    assert own.make_hook(SESSION, "https://hall.invalid/", kinds=frozenset(), by=by)
    yield own
    connections.close_all()


def only(rows: ModuleType) -> Hook:
    """The address as its row is now."""
    [one] = rows.hooks()
    return one


def test_each_failure_counts_from_the_row_as_it_is(rows):
    hook = only(rows)
    waits = []
    for _ in range(3):
        rows.note_failed(hook.id, now=Instant(5000), answer="500")
        waits.append(only(rows).next_at - 5000)
    assert (only(rows).failures, only(rows).failing_since, waits) == (3, 5000, [1000, 2000, 4000])
    rows.pause_hook(SESSION, hook.id, is_paused=True)
    rows.pause_hook(SESSION, hook.id, is_paused=False)  # begins anew, whoever tells meanwhile
    rows.note_failed(hook.id, now=Instant(9000), answer="500")
    assert (only(rows).failures, only(rows).failing_since) == (1, 9000)
    for _ in range(40):
        rows.note_failed(hook.id, now=Instant(9000), answer="500")
    assert only(rows).next_at == 9000 + 5 * 60 * 1000


def test_a_pause_holds_whatever_comes_of_what_was_under_way(rows):
    hook = only(rows)
    assert rows.note_delivered(hook.id, position=4, now=Instant(2), answer="204")
    rows.pause_hook(SESSION, hook.id, is_paused=True)
    rows.note_failed(hook.id, now=Instant(3), answer="500")
    assert only(rows).failures == 0
    assert not rows.note_delivered(hook.id, position=5, now=Instant(3), answer="204")
    assert (only(rows).position, only(rows).is_paused) == (5, True)  # what was taken was taken


def test_what_was_taken_is_never_told_again_nor_what_was_removed_made_anew(rows):
    hook = only(rows)
    assert rows.note_delivered(hook.id, position=9, now=Instant(2), answer="204")
    assert rows.note_delivered(hook.id, position=7, now=Instant(3), answer="204")
    assert only(rows).position == 9
    rows.remove_hook(SESSION, hook.id)
    assert not rows.note_delivered(hook.id, position=10, now=Instant(4), answer="204")
    rows.note_failed(hook.id, now=Instant(4), answer="500")
    assert rows.hooks() == []
