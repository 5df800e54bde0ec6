"""A sitting past midnight keeps the date of its opening; beside it stands what was planned."""

from lxml import html

from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.ballot_box import BallotBox
from hemicycle.publish import files_of, publish
from hemicycle.publish.sittings import sittings_of
from hemicycle.screens.asked import Asked
from hemicycle.screens.programme import Programme, programme
from hemicycle.screens.view import View, Viewer

from .rehearsed_sessions import SCENARIOS, rehearsed


def page(**asked: str) -> Programme:
    """The page of the programme, for anybody."""
    published = rehearsed(SCENARIOS / "programme.minutes")
    view = View(
        assembly=published.assembly,
        rules=published.rules,
        names=published.names,
        history=published.written,
        box=lambda _division: BallotBox(),
        may=lambda _act: None,
        viewer=Viewer(),
        at=Instant(published.assembly.at),
    )
    return programme(view, Asked(fields=asked))


def test_the_journal_of_the_day_is_that_of_the_opening():
    published = rehearsed(SCENARIOS / "programme.minutes")
    parts = {part for output, part in files_of(published) if output.name == "daily-journal"}
    assert parts == {"2026-03-02"}
    [_, night] = sittings_of(published)
    assert night.entries[-1].entry.at - night.opened_at == 200 * 60_000
    page = publish("daily-journal.html", published, part="2026-03-02").decode()
    told = " ".join(html.fromstring(page).text_content().split())
    assert "01:20" in told


def test_the_page_keeps_it_on_its_day_and_shows_when_it_opened():
    shown = page(zone="America/Montreal")
    assert [(day.day, len(day.sittings)) for day in shown.days] == [("2026-03-02", 2)]
    [day] = shown.plan.days
    told = {one.slot.id: one for one in day.slots}
    assert told["s-7"].hours == "22:00–01:30"
    assert (told["s-1"].held.number, told["s-1"].late_min) == (1, 7)
    assert (told["s-7"].held.number, told["s-7"].late_min) == (2, 0)
    assert told["s-2"].held is None
    assert (told["s-1"].there, told["s-1"].day_there) == ("23:00–02:00", "2026-03-01")
    assert (told["s-7"].there, told["s-7"].day_there) == ("12:00–15:30", "")


def test_the_picture_has_each_room_once_and_each_slot_in_as_many_rows_as_it_takes():
    [day] = page().plan.days
    assert [title.get("en") for title, _ in day.rooms] == [None, *(f"Hall {x}" for x in "ABCEF")]
    assert {n for _, n in day.rooms} == {1}
    drawn = {cell.slot.id: span for row in day.rows for cell, span in row.cells if cell}
    assert set(drawn) == {one.slot.id for one in day.slots if not one.is_cancelled}
    assert (drawn["s-1"], drawn["s-2"], drawn["s-7"]) == (3, 2, 1)
    filled = sum(span for row in day.rows for _, span in row.cells)
    assert filled == len(day.rows) * len(day.rooms)


def test_an_unknown_zone_is_nobodys():
    assert page(zone="../etc/passwd").plan.zone == ""
    assert page(zone="Asia/Tashkent").plan.zone == ""
    assert page(zone="Europe/Paris").plan.zone == "Europe/Paris"
