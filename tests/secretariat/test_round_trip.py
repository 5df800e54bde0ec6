"""What is written to a list and read again changes nothing, whatever the names are."""

import io
from collections.abc import Mapping

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.secretariat.lists import parliaments, people
from hemicycle.secretariat.lists.cells import CellFault, cleaned, guarded
from hemicycle.secretariat.lists.cells import name as name_of
from hemicycle.secretariat.lists.reading import read_list
from hemicycle.secretariat.lists.writing import as_csv, as_workbook

KNOWN = ("Ts'ita-Mosena", "Turgunbek uulu", "Қошанов Ерлан", "Narbaeva", "Éva Ørsted", "'t Hart")
RISKY = ("=Ana", "+Ana", "-Ana", "@Ana", "'=Ana", "_x0041_", "#N/A x", "TRUE", "1e5 Ana")
LETTERS = st.characters(
    categories=("Lu", "Ll", "Lo", "Mn", "Pd", "Po"), exclude_characters=";", max_codepoint=0x6FF
)
WRITERS = (as_csv, as_workbook)


def is_name(text: str) -> bool:
    """Whether a text may be a name in the register."""
    try:
        return bool(text) and cleaned(guarded(text)) == text and bool(name_of(text))
    except CellFault:
        return False


NAMES = st.one_of(
    st.sampled_from(KNOWN + RISKY),
    st.text(LETTERS, min_size=1, max_size=30).filter(is_name),
)
MAYBE = st.one_of(st.just(""), NAMES)
PERIODS = st.sampled_from(["", " 2001/..", " ../2010-05", " 2001-02-03/2010"])


@st.composite
def one_parliament(draw) -> dict[str, str]:
    """A parliament as the register may hold it."""
    group = draw(NAMES)
    values = {
        "iso": draw(st.sampled_from(["", "UZ", "KZ"])),
        "status": draw(st.sampled_from(list(parliaments.STATUSES))),
        "since": draw(st.sampled_from(["", "1992", "2001-05-01"])),
        "name_en": draw(NAMES),
        "short_fr": draw(MAYBE),
        "of_fr": draw(MAYBE),
        "name_ar": draw(MAYBE),
        "source_en": draw(MAYBE),
        "dated_en": draw(st.sampled_from(["", "2026-03-02"])),
        "reviewed_fr": draw(st.sampled_from(["", "yes"])),
        "groups": group + draw(PERIODS),
        "stands_through": draw(st.sampled_from(["", group])),
        "former_names": draw(MAYBE),
        "arrears": draw(st.sampled_from(["", "0", "3"])),
    }
    return {name: text for name, text in values.items() if text}


@st.composite
def one_person(draw) -> dict[str, str]:
    """A person as a delegation may hold it."""
    values = {
        "parliament": draw(st.sampled_from(["p-0001", "p-0002"])),
        "capacity": draw(st.sampled_from(["delegate", "adviser", "honorary_member"])),
        "order": str(draw(st.integers(1, 40))),
        "family": draw(NAMES),
        "given": draw(MAYBE),
        "family_own": draw(MAYBE),
        "own_language": draw(st.sampled_from(["", "kk", "ar", "pt-BR"])),
        "languages": draw(st.sampled_from(["", "English; français"])),
        "honorific": draw(MAYBE),
        "sex": draw(st.sampled_from(["", *people.SEXES])),
        "young": draw(st.sampled_from(["", "yes"])),
    }
    return {name: text for name, text in values.items() if text}


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(one_parliament(), min_size=1, max_size=4))
def test_parliaments_come_back_as_they_were(write, language, rows):
    register = {f"p-{n:04d}": row | {"id": f"p-{n:04d}"} for n, row in enumerate(rows, 1)}
    raw = write(parliaments.COLUMNS, register.values(), language=language)
    plan = parliaments.plan_parliaments(read_list(raw), parliaments.Register(register), answers={})
    assert (plan.changes, plan.problems, plan.questions) == ([], [], [])
    assert plan.unchanged == len(rows)


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(one_person(), min_size=1, max_size=4))
def test_people_come_back_as_they_were(write, language, rows):
    known = {f"n-{n:05d}": row | {"id": f"n-{n:05d}"} for n, row in enumerate(rows, 1)}
    delegations = people.Delegations(people=known, parliaments=REGISTER)
    raw = write(people.COLUMNS, known.values(), language=language)
    plan = people.plan_people(read_list(raw), delegations, answers={})
    assert (plan.changes, plan.errors, plan.questions) == ([], [], [])
    assert plan.unchanged == len(rows)


REGISTER: Mapping[str, Mapping[str, str]] = {
    "p-0001": {"id": "p-0001", "name_en": "Arvenia"},
    "p-0002": {"id": "p-0002", "name_en": "Boltara"},
}


@pytest.mark.parametrize("text", [*KNOWN, *RISKY])
def test_nothing_that_is_written_runs_in_a_spreadsheet(text):
    row = {"id": "p-0001", "name_en": text}
    [cell] = [
        cell
        for line in as_csv(parliaments.COLUMNS, [row], language="en")
        .decode("utf-8-sig")
        .split("\n")
        for cell in line.split(",")
        if "Ana" in cell or text in cell
    ]
    assert not cell.strip('"').startswith(("=", "+", "-", "@"))
    book = openpyxl.load_workbook(
        io.BytesIO(as_workbook(parliaments.COLUMNS, [row], language="en"))
    )
    kinds = {cell.data_type for line in book.active.iter_rows() for cell in line if cell.value}
    assert kinds == {"s"}


def test_a_change_in_a_list_is_found():
    """The control: one letter more is a change."""
    register = {"p-0001": {"id": "p-0001", "name_en": "Arvenia"}}
    raw = as_csv(parliaments.COLUMNS, [{"id": "p-0001", "name_en": "Arvenias"}], language="en")
    plan = parliaments.plan_parliaments(read_list(raw), parliaments.Register(register), answers={})
    [change] = plan.changes
    assert change.cells == [("name_en", "Arvenia", "Arvenias")]
