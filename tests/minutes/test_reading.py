"""What is wrong in a scenario is told with its place, in a plain sentence."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.demo.faults import ScenarioFault
from hemicycle.demo.reading import read_scenario
from hemicycle.demo.rehearse import rehearse
from hemicycle.demo.scenario import FactLine, Line
from hemicycle.journal.instants import written
from minutes.test_scenarios import SETTING

HEAD = """rulebook: plain
session:  Rehearsal 1      date: 2026-03-02   zone: Asia/Tashkent
names:    demo/parliaments.csv
bodies:   plenary

"""
FIRST = "10:00  President  opens sitting 1\n"


def scenario(folder: Path, text: str) -> Path:
    """A file with this text."""
    path = folder / "wrong.minutes"
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str) -> str:
    """What is said about a scenario that cannot be read."""
    with pytest.raises(ScenarioFault) as caught:
        rehearse(scenario(folder, text))
    return str(caught.value)


LINES = {
    "10:01  Arvenia  ask for the floor": (
        "wrong.minutes, line 7, column 17: “ask for the floor” is not understood; "
        "nearest: “asks for the floor”"
    ),
    "10:01  President  gives floor to Arvenia": (
        "wrong.minutes, line 7, column 19: “gives floor to Arvenia” is not understood; "
        "nearest: “gives the floor to {speaker}”"
    ),
    "10:01  President  gives the floor to Arvenja": (
        "wrong.minutes, line 7, column 38: “Arvenja” is in no table of names; nearest: “Arvenia”"
    ),
    "10:01  Presidont  opens sitting 2": (
        "wrong.minutes, line 7, column 8: “Presidont” is in no table of names; nearest: “President”"
    ),
    "10:01  Arvenia/99  asks for the floor": (
        "wrong.minutes, line 7, column 8: “Arvenia/99”: there are 7 delegates"
    ),
    "09:59  Arvenia  asks for the floor": (
        "wrong.minutes, line 7, column 1: “09:59” is before the line above; "
        "a new day begins with “day +1”"
    ),
    "10:61  Arvenia  asks for the floor": ("wrong.minutes, line 7, column 1: “10:61” is no time"),
    "at ten  Arvenia  asks for the floor": (
        "wrong.minutes, line 7, column 1: “at ten  Arvenia  asks for the floor”: "
        "a line begins with HH:MM, HH:MM:SS, a date, “unknown”, “day +1” or “=”"
    ),
    "10:01  Arvenia asks for the floor": (
        "wrong.minutes, line 7, column 8: "
        "two spaces or more stand between the actor and what the actor does"
    ),
    "10:01  Arvenia  casts 2.5 yes": (
        "wrong.minutes, line 7, column 17: “casts 2.5 yes” is not understood; "
        "nearest: “casts 6 yes, 2 no, 2 abstain, 1 unused[ in division {division}]”"
    ),
    "10:01  Arvenia  casts 2 yes, 3 yes": (
        "wrong.minutes, line 7, column 17: “yes” is said twice in one ballot"
    ),
    "10:01  Arvenia  casts 1234567890 yes": (
        "wrong.minutes, line 7, column 17: “1234567890” is too large a number"
    ),
    "10:01  President  extends the time by 99999999999999999999 s": (
        "wrong.minutes, line 7, column 39: “99999999999999999999” is too large a number"
    ),
    "10:01  ballots over 10 s:\n  Arvenia abstains": (
        "wrong.minutes, line 8, column 3: “Arvenia abstains” is no ballot; "
        "one is written “Arvenia/2 4 yes, 3 no”"
    ),
    "   = floor": "wrong.minutes, line 7, column 4: “floor” is no fact; "
    "a fact is written “floor: Arvenia”",
}


@pytest.mark.parametrize(("line", "said"), LINES.items())
def test_a_line_that_is_not_understood_is_told_with_its_place(tmp_path, line, said):
    assert fault(tmp_path, HEAD + FIRST + line) == said


HEADERS = {
    "rulebook: plain\ndate: 2026-03-02\n\n": "line 3: nothing happens in it",
    "rulebook: plain\n\n": "line 1, column 1: the header needs a line “date:”",
    "rulebook: plane\ndate: 2026-03-02\n\n": (
        "line 1, column 11: rulebook “plane”: there is no rulebook of that name; "
        "there are ipu_assembly, pace, plain"
    ),
    "rulebook: plain\ndate: 2 March 2026\n\n": (
        "line 2, column 7: date “2 March 2026”: a date is written like 2026-03-02"
    ),
    "rulebook: plain\ndate: 2026-03-02\nzone: Mars/Olympus\n\n": (
        "line 3, column 7: zone “Mars/Olympus”: there is no such time zone"
    ),
    "rulebook: plain\ndate: 2026-03-02\nbasis: invented\n\n": (
        "line 3, column 8: basis “invented”: the basis is one of acted, reported, rehearsal"
    ),
    "rulebook: plain\ndaet: 2026-03-02\n\n": (
        "line 2, column 1: “daet” is no key of a header; nearest: date"
    ),
    "rulebook: plain\ndate: 2026-03-02\nnames: nowhere.csv\n\n": (
        "line 3, column 8: the table nowhere.csv is not there"
    ),
    "rulebook: plain\ndate: 2026-03-02\nnames: wrong.csv\n\n": (
        "line 3, column 8: wrong.csv, p-1: population “many” is no whole number"
    ),
    "rulebook: plain\ndate: 2026-03-02\nnames: ragged.csv\n\n": (
        "line 3, column 8: ragged.csv, row 2: it has not as many cells as the head"
    ),
    "rulebook: plain\ndate: 2026-03-02\nnames: shouting.csv\n\n": (
        "line 3, column 8: shouting.csv, P-1: "
        "an id has small letters, digits, dots and hyphens only"
    ),
    "rulebook: plain\ndate: 2026-03-02\nnames: nameless.csv\n\n": (
        "line 3, column 8: nameless.csv, p-1: it has no name; names stand in the columns en, fr, ar"
    ),
    "rulebook: plain\ndate: 2026-03-02\nnames: lacking.csv\n\n": (
        "line 3, column 8: lacking.csv: it lacks the column 'status'"
    ),
    "rulebook: plain\ndate: 2026-03-02\nnames: wrong.minutes\n\n": (
        "line 3, column 8: the table wrong.minutes needs a column “id” and at least one row"
    ),
    "rulebook: plain\ndate: 2026-03-02\nbodies: plenary chaired by Nobody\n\n": (
        "line 3, column 9: “Nobody” is in no table of names"
    ),
    "rulebook: plain\ndate: 2026-03-02\nagenda: the first item\n\n": (
        "line 3, column 9: “the first item” is not understood as an item"
    ),
}


@pytest.mark.parametrize(("header", "said"), HEADERS.items())
def test_a_header_that_is_not_understood_is_told_with_its_place(tmp_path, header, said):
    (tmp_path / "wrong.csv").write_text("id,population,status,en\np-1,many,member,One\n")
    (tmp_path / "shouting.csv").write_text("id,population,status,en\nP-1,1,member,One\n")
    (tmp_path / "nameless.csv").write_text("id,population,status,en\np-1,1,member,\n")
    (tmp_path / "lacking.csv").write_text("id,population,en\np-1,1,One\n")
    (tmp_path / "ragged.csv").write_text("id,population,status,en\np-1,1\n")
    assert fault(tmp_path, header) == f"wrong.minutes, {said}"


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ScenarioFault, match=r"none\.minutes: the file cannot be read"):
        read_scenario(tmp_path / "none.minutes")


def test_a_header_may_hold_several_keys_on_a_line(tmp_path):
    header = read_scenario(scenario(tmp_path, HEAD + FIRST)).header
    assert (header.session, header.title) == ("rehearsal-1", {"en": "Rehearsal 1"})
    assert (header.date, header.end, header.zone) == ("2026-03-02", "2026-03-02", "Asia/Tashkent")
    assert [body.id for body in header.bodies] == ["plenary"]


def test_times_are_those_of_the_zone_and_days_follow(tmp_path):
    text = HEAD + FIRST + "day +2\n09:30:15  President  adjourns the sitting\n"
    first, second = read_scenario(scenario(tmp_path, text)).lines
    assert written(first.at) == "2026-03-02T05:00:00.000Z"
    assert written(second.at) == "2026-03-04T04:30:15.000Z"


def test_ballots_are_spread_over_their_period(tmp_path):
    block = "10:01  ballots over 60 s:\n  Arvenia  1 yes\n  Boltara 1 no  ! [division.ballots]\n"
    _, first, second = read_scenario(scenario(tmp_path, HEAD + FIRST + block)).lines
    assert second.at - first.at == 30_000
    assert isinstance(second, Line)
    assert second.expected is not None
    assert first.spoken.values == {"for_votes": 1}


def test_comments_and_exclamation_marks_inside_words_are_words(tmp_path):
    text = (
        HEAD + FIRST + '10:01  Clerk  corrects entry 1 "Oh !  # no"  # a comment\n= floor: nobody\n'
    )
    _, line, fact = read_scenario(scenario(tmp_path, text)).lines
    assert line.spoken.values == {"corrects": 1, "words": {"en": "Oh !  # no"}}
    assert line.expected is None
    assert isinstance(fact, FactLine)


SAMPLE = (
    (HEAD + FIRST).replace("10:00", "09:59")
    + """10:00  Clerk  accepts the credentials of Arvenia
10:00  Clerk  calls the roll, all present
10:01  Arvenia  asks for the floor
10:01  President  puts the question "One" | "Un" meaning "Yes." | "Oui." by roll call in item 1
10:02  ballots over 30 s:
  Arvenia  1 yes
10:03  Clerk  corrects entry 2 "So." | "Oui."
   = floor: nobody
"""
)


def outcome_of(text: str) -> str:
    """What comes of a text: "run", or the place at which it is at fault."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "typed.minutes")
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            return "run" if rehearse(path, setting=SETTING).happened else "nothing"
        except ScenarioFault as told:
            return f"line {told.line}" if told.problem else "no problem"


def test_a_sample_without_a_typo_is_run():
    assert outcome_of(SAMPLE) == "run"
    assert outcome_of(SAMPLE.replace("asks", "aks")) == "line 9"


@given(place=st.integers(0, len(SAMPLE)), length=st.integers(0, 4), text=st.text(max_size=4))
def test_a_scenario_with_a_typo_is_run_or_told_about(place, length, text):
    outcome = outcome_of(SAMPLE[:place] + text + SAMPLE[place + length :])
    assert outcome == "run" or re.fullmatch(r"line [1-9]\d*", outcome)


@pytest.mark.parametrize(
    "name",
    ["Uzbekistan", "Parliament of Benin", "State of Palestine", "Kosovo", "UK", "B\u0435nin"],
)
def test_a_rehearsal_names_no_real_state(tmp_path, name):
    table = (Path(__file__).parent / "parliaments.csv").read_text(encoding="utf-8")
    real = table.replace("Republic of Arvenia", name)
    assert real != table
    (tmp_path / "real.csv").write_text(real, encoding="utf-8")
    (tmp_path / "invented.csv").write_text(table, encoding="utf-8")
    text = HEAD.replace("demo/parliaments.csv", "real.csv") + FIRST
    said = fault(tmp_path, text)
    assert said.startswith(f"wrong.minutes, line 1, column 1: “{name}” names a real State")
    acted = text.replace("zone:", "basis: acted  zone:")
    assert read_scenario(scenario(tmp_path, acted)).header.basis == "acted"
    invented = text.replace("real.csv", "invented.csv")
    assert read_scenario(scenario(tmp_path, invented)).header.basis == "rehearsal"
