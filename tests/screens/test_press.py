"""The press desk as plain values: marks that lie across each other, rows, and what stays hidden."""

import ast
import re
import typing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hemicycle.press
from hemicycle.phrases import load_phrases
from hemicycle.press import Line, Proposal, Reading, Register, Span, register_of
from hemicycle.press.reading import Kind
from hemicycle.procedure.acts.divisions.close_division import DivisionClosed
from hemicycle.procedure.acts.record.report_fact import FACTS, ReportFact
from hemicycle.screens.press import (
    FACT_OF,
    MOST_ROWS,
    OF_A_BODY,
    VERDICTS,
    Found,
    HandedIn,
    may_confirm,
    pieces,
    press,
    public_record,
    rows,
    unbroken,
)

from . import little_house as house_of
from .little_house import CHAIR, CLERK_SEAT, HEAD, NAMES, SECRETARY

TEXT = "The Assembly adopted the item, said Oriane Castelvaux. Nobody left."
ENGINE = Path(hemicycle.press.__file__).parent


def said(start: int, end: int, kind: str = "statement", **more: object) -> Proposal:
    """A proposal about a stretch of the text."""
    given_facts = {"pattern": "by-hand", "status": "stated", **more}
    return Proposal(start=start, end=end, text=TEXT[start:end], kind=kind, **given_facts)


def numbered(proposals) -> list[Found]:
    """Proposals as the page lists them."""
    return [Found(number=n, proposal=one, person="") for n, one in enumerate(proposals, 1)]


# -- marks ---------------------------------------------------------------------------------------

SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted), max_size=8
)


@given(SPANS, SPANS)
def test_pieces_are_the_text_and_each_mark_is_its_own_words(spans, unread):
    proposals = [said(start, end) for start, end in spans]
    reading = Reading(text=TEXT, unread=tuple(Span(a, b, TEXT[a:b]) for a, b in unread))
    found = list(pieces(reading, numbered(proposals)))
    assert "".join(piece.text for piece in found) == TEXT
    for number, one in enumerate(proposals, 1):
        under = [p for p in found if number in {m.number for m in p.marks}]
        assert "".join(piece.text for piece in under) == one.text
        begun = [m for piece in found for m in piece.marks if m.number == number and m.is_first]
        assert len(begun) == (1 if one.text else 0)
    assert not any(m.is_first for piece in found for m in piece.marks if not m.number)


def test_marks_of_places_outside_the_text_are_left_out():
    beyond = Proposal(start=60, end=9999, text="x", kind="date", pattern="p", status="stated")
    assert [p.marks for p in pieces(Reading(text=TEXT), numbered([beyond]))] == [()]
    assert list(pieces(Reading(), [])) == []


LONG = "The Committee heard many speakers on the question of the harbours and"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{LONG}\nof ships.\n\nIt rose.", f"{LONG} of ships.\n\nIt rose."),
        (f"{LONG}\nof ships.", f"{LONG}\nof ships."),  # without empty lines a line is a paragraph
        (f"{LONG}.\nIt rose.\n\nEnd.", f"{LONG}.\nIt rose.\n\nEnd."),
        (f"{LONG}\n- ships\n\nEnd.", f"{LONG}\n- ships\n\nEnd."),
        ("By a reporter\nin the hall\n\nEnd.", "By a reporter\nin the hall\n\nEnd."),
    ],
)
def test_lines_broken_at_a_margin_are_shown_whole(text, shown):
    assert unbroken(text) == shown
    assert len(shown) == len(text)


# -- rows ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def house():
    return house_of.declared()


@pytest.fixture
def register(house) -> Register:
    return register_of(NAMES, house.assembly)


def rows_for(register: Register, *proposals: Proposal):
    """The rows of a report that says only this."""
    return rows(Reading(text=TEXT, proposals=proposals), register, body="plenary")


def test_whoever_is_not_known_is_left_to_be_chosen(register):
    known = said(36, 53, person="Oriane Castelvaux", capacity="President")
    unknown = said(36, 53, person="Oriane")
    nobody = said(0, 12, "quotation")
    decided = said(0, 29, "decision")
    found = rows_for(register, known, unknown, nobody, decided)
    assert [row.about for row in found.values()] == [CHAIR, "", "", "plenary"]
    # Who it is stands in `about`; a name never enters the words of the record.
    assert not any("person" in row.words.facts for row in found.values())


def test_a_body_that_the_report_names_is_looked_up(register):
    told = [said(0, 12, "meeting", facts={"body": name}) for name in ("committee", "Council", "")]
    away = said(0, 12, "meeting", facts={"elsewhere": True})
    found = rows_for(register, *told, away)
    assert [row.about for row in found.values()] == ["committee-1", "", "plenary", ""]


def test_a_day_is_taken_where_the_report_gives_one(register):
    days = [said(0, 12, "decision", facts={"day": day}) for day in ("2026-03-02", "2026-02-31", "")]
    found = rows_for(register, *days)
    assert [row.precision for row in found.values()] == ["day", "unknown", "unknown"]
    assert found[1].at == 1_772_409_600_000


def test_rows_have_names_of_their_own_and_a_limit(register):
    one, other = said(0, 12), said(0, 12, person="Oriane Castelvaux")
    found = rows_for(register, one, one, other, said(0, 12, "date"))
    assert len({row.key for row in found.values()}) == 3
    again = rows_for(register, one, one, other, said(0, 12, "date"))
    assert [row.key for row in found.values()] == [row.key for row in again.values()]
    assert len(rows_for(register, *[one] * (MOST_ROWS + 5))) == MOST_ROWS


def test_long_words_are_cut_where_an_entry_has_no_more_room(register):
    long = Proposal(start=0, end=3, text="ab " * 900, kind="title", pattern="p", status="stated")
    [row] = rows_for(register, long).values()
    assert len(row.words.facts["quote"]) == 1501
    assert row.words.facts["quote"].endswith("…")


# -- who, and against what -----------------------------------------------------------------------


def test_only_the_secretariat_may_confirm(house):
    may = {who: may_confirm(house.view(who)) for who in ("", HEAD, CHAIR, SECRETARY, CLERK_SEAT)}
    assert may == {"": False, HEAD: False, CHAIR: False, SECRETARY: True, CLERK_SEAT: True}


def test_no_figure_of_an_undeclared_division_is_held_against_a_report():
    closed, declared = house_of.closed(), house_of.declared()
    hidden = public_record(closed.view(CLERK_SEAT))
    assert hidden.assembly.divisions[1].tally.for_votes == 0
    assert hidden.assembly.divisions[1].count.rows == ()
    assert not any(isinstance(one.entry, DivisionClosed) for one in hidden.written)
    shown = public_record(declared.view())
    assert shown.assembly.divisions[1].tally.for_votes == house_of.FOR  # the control
    assert any(isinstance(one.entry, DivisionClosed) for one in shown.written)


def test_a_report_is_sorted_by_what_the_record_says(house, register):
    told = said(0, 29, "decision"), said(36, 53, "name"), said(4, 12, "date"), said(31, 53)
    lines = (
        Line(proposal=told[0], verdict="agrees", position=3),
        Line(proposal=told[3], verdict="contradicts", note="planted"),
    )
    reading = Reading(text=TEXT, proposals=told, sentences=2)
    shown = press(house.view(), HandedIn(reading=reading, register=register, lines=lines))
    assert {v: [f.number for f in found] for v, found in shown.report.verdicts.items()} == {
        "contradicts": [4],
        "not_in_record": [],
        "agrees": [1],
    }
    assert [f.number for f in shown.report.names_alike] == [2]
    assert [f.number for f in shown.report.noticed] == [3]
    assert shown.report.verdicts["contradicts"][0].note.key == "press.note.planted"
    assert shown.report.compared == 2


def test_a_line_of_a_noted_report_leads_to_this_page_and_not_to_the_minutes():
    house = house_of.declared()
    own = {"fact": "event", "about": "", "words": {"en": "It rained."}, "precision": "unknown"}
    house.do(ReportFact, SECRETARY, **own, source="a newspaper", mark="P")
    told = said(0, 29, "decision"), said(31, 53)
    lines = tuple(
        Line(proposal=one, verdict="agrees", position=position)
        for one, position in zip(told, (house.assembly.position, 3), strict=True)
    )
    reading = Reading(text=TEXT, proposals=told, sentences=2)
    handed_in = HandedIn(reading=reading, register=Register(), lines=lines)
    found = press(house.view(), handed_in).report.verdicts["agrees"]
    assert [one.is_report for one in found] == [True, False]


# -- words ---------------------------------------------------------------------------------------


def keys_in_engine(name: str) -> set[str]:
    """Every text that the engine gives under a name, as in `refusal="empty"`."""
    found = set()
    for path in ENGINE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == name:
                values = [one for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
                found |= {one.value for one in values if isinstance(one.value, str)}
    return found - {""}


def notes_in_engine() -> set[str]:
    """Every note that the comparison may put beside a line."""
    judges = [path.read_text(encoding="utf-8") for path in ENGINE.glob("judged_*.py")]
    told = []
    for node in (node for text in judges for node in ast.walk(ast.parse(text))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "missing":
            told += node.args[1:]
        is_named = isinstance(node, ast.keyword) and node.arg == "note"
        is_set = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "note"
        if is_named or is_set:
            told.append(node.value)
    constants = [one for arg in told for one in ast.walk(arg) if isinstance(one, ast.Constant)]
    return {one.value for one in constants if isinstance(one.value, str)} - {""}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_that_the_desk_can_say_has_a_sentence(language):
    known = load_phrases()
    wanted = {f"press.line.{kind}" for kind in typing.get_args(Kind)}
    wanted |= {f"press.words.{kind}" for kind in FACT_OF}
    wanted |= {f"press.verdict.{verdict}" for verdict in VERDICTS}
    wanted |= {f"press.status.{status}" for status in ("stated", "inferred", "unresolved")}
    refusals = keys_in_engine("refusal")
    assert {"empty", "too_large"} <= refusals
    wanted |= {f"press.{key}" for key in refusals}
    notes = notes_in_engine()
    assert {"theme", "other_votes", "stage_since", "nobody_named"} <= notes
    wanted |= {f"press.note.{key}" for key in notes}
    assert {key for key in wanted if not known.has(key, language)} == set()


def test_both_languages_tell_the_same_facts():
    known = load_phrases().sentences
    facts = {
        language: {
            key: set(re.findall(r"fact='(\w+)'", repr(sentence)))
            for key, sentence in known[language].items()
            if key.startswith("press.")
        }
        for language in ("en", "fr")
    }
    assert len(facts["en"]) > 80
    assert facts["en"] == facts["fr"]


def test_what_is_confirmed_is_a_fact_that_the_record_knows():
    assert set(FACT_OF.values()) <= set(FACTS)
    assert set(FACT_OF) <= set(typing.get_args(Kind))
    assert set(FACT_OF) >= OF_A_BODY
