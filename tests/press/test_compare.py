"""A report beside the record: what agrees, what the record does not hold, what contradicts it."""

import pytest

from hemicycle.demo.reports import rehearse_to
from hemicycle.demo.sessions import AS_REPORTED, REHEARSAL
from hemicycle.press import Compared, Line, compare, read
from hemicycle.procedure.assembly import Assembly
from hemicycle.web.exported import published_from


def record_of(path, folder) -> Compared:
    """The record of a scenario, exported and read back."""
    journal = folder / "record.ndjson"
    rehearse_to(path, journal)
    names = journal.with_suffix(".names.json")
    published = published_from(journal, names, language="en")
    return Compared(assembly=published.assembly, written=published.written, names=published.names)


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory) -> Compared:
    return record_of(REHEARSAL, tmp_path_factory.mktemp("rehearsal"))


@pytest.fixture(scope="module")
def reported(tmp_path_factory) -> Compared:
    return record_of(AS_REPORTED, tmp_path_factory.mktemp("reported"))


def lines(record: Compared, report: str) -> list[Line]:
    """The comparison of a report in which nothing was refused."""
    reading = read(report, record.register)
    assert reading.refusal == ""
    return list(compare(reading, record))


def verdicts(record: Compared, report: str, kind: str) -> list[tuple[str, str]]:
    """The verdicts on one kind of proposal, with their notes."""
    return [(n.verdict, n.note) for n in lines(record, report) if n.proposal.kind == kind]


THEME = "The theme of the general debate of the parliaments is “{}”. The committee met."
DECIDED = "The Assembly {}. The parliaments’ committee then met and the sitting was closed."
SECOND = "“Protecting parliamentary archives from flooding”"
RIGHT = f"adopted {SECOND} by 996 votes to 450, with 102 abstentions"
CASES = [
    (
        THEME.format(
            "Accessible parliaments: buildings, sittings and records that everybody can use"
        ),
        "title",
        ("agrees", "theme"),
    ),
    (THEME.format("Parliaments and the Sea"), "title", ("contradicts", "other_theme")),
    ("Over 130 delegations came to the parliament.", "figure", ("agrees", "figure_fits")),
    ("Some 150 delegations came to the parliament.", "figure", ("agrees", "figure_fits")),
    ("Some 160 delegations came to the parliament.", "figure", ("contradicts", "other_figure")),
    ("Over 150 delegations came to the parliament.", "figure", ("contradicts", "other_figure")),
    ("Nearly 130 delegations came to the parliament.", "figure", ("contradicts", "other_figure")),
    ("Nearly 150 delegations came to the parliament.", "figure", ("agrees", "figure_fits")),
    ("The parliament’s Assembly drew 900 journalists.", "figure", ("not_in_record", "")),
    (DECIDED.format(RIGHT), "decision", ("agrees", "")),
    (DECIDED.format(RIGHT.replace("450", "451")), "decision", ("contradicts", "other_votes")),
    (
        DECIDED.format(RIGHT.replace("adopted", "rejected")),
        "decision",
        ("contradicts", "other_outcome"),
    ),
    (
        DECIDED.format(f"adopted {SECOND} by consensus"),
        "decision",
        ("contradicts", "other_method"),
    ),
    (
        DECIDED.format(f"unanimously adopted {SECOND}"),
        "decision",
        ("not_in_record", "word_not_figure"),
    ),
    (DECIDED.format("adopted “Free bread” by consensus"), "decision", ("not_in_record", "")),
    (
        "The Committee on Open Records met, with N'Kemi Adourah in the chair of the parliament.",
        "chaired",
        ("agrees", "presided"),
    ),
    (
        "The Committee on Open Records met with Yevanna Drossel-Ikh in the chair. Parliament sat.",
        "chaired",
        ("contradicts", "other_chair"),
    ),
    (
        "Delegate Graciana Rocasalva addressed the Assembly. Parliaments sat.",
        "address",
        ("agrees", "had_floor"),
    ),
    (
        "Delegate Graciana Rocasalva said that the parliament’s archives were too damp by far.",
        "statement",
        ("not_in_record", "floor_without_words"),
    ),
    (
        "Delegate Graciana Rocasalwa said that the parliament’s archives were too damp by far.",
        "statement",
        ("not_in_record", "near_name"),
    ),
    (
        DECIDED.format(f"{RIGHT}; 154 votes were not cast"),
        "decision",
        ("agrees", ""),
    ),
    (
        DECIDED.format(f"{RIGHT}; 155 votes were not cast"),
        "decision",
        ("contradicts", "other_votes"),
    ),
    (
        f"The Committee on Open Records {RIGHT}. The parliaments sat.",
        "decision",
        ("contradicts", "other_body"),
    ),
    (
        "The Committee on Open Records heard Graciana Rocasalva of Calvessa in the parliament.",
        "address",
        ("contradicts", "other_body"),
    ),
    (
        "Graciana Rocasalva of Ferrosund addressed the Assembly. Parliaments sat.",
        "office",
        ("contradicts", "other_delegation"),
    ),
    (
        "Graciana Rocasalva of Calvessa addressed the Assembly. Parliaments sat.",
        "office",
        ("agrees", "sits_for"),
    ),
    (
        "Ildemara Voscanti, Prime Minister of the hosts, addressed the Assembly. Parliaments sat.",
        "office",
        ("not_in_record", "other_capacity"),
    ),
    (
        DECIDED.format(f"adopted {SECOND} with 450 abstentions"),
        "decision",
        ("not_in_record", "only_in_part"),
    ),
    (
        DECIDED.format(f"adopted {SECOND} by roll call"),
        "decision",
        ("not_in_record", "only_in_part"),
    ),
    (
        DECIDED.format(f"adopted {SECOND} by about 996 votes to 450"),
        "decision",
        ("not_in_record", "only_in_part"),
    ),
    (
        DECIDED.format(
            f"adopted {SECOND} by nine hundred and ninety-six votes to four hundred and fifty"
        ),
        "decision",
        ("agrees", ""),
    ),
    (
        f"The Senate of Boltara adopted {SECOND}. Its parliament’s committee met.",
        "decision",
        ("not_in_record", "unknown_body"),
    ),
    (
        "Maeven Fenwright addressed the Assembly of Boltara. Parliaments sat.",
        "address",
        ("not_in_record", "unknown_body"),
    ),
    (
        f"The parliaments’ Assembly met.\n\nAmbrusk recorded a reservation on {SECOND}.",
        "decision",
        ("contradicts", "no_reservation"),
    ),
    (
        "The delegate of Boltara, Maeven Fenwright, addressed the Assembly of parliaments.",
        "office",
        ("contradicts", "other_delegation"),
    ),
    (
        "Yevanna Drossel-Ikh, Chair of the Committee on Open Records, met the parliament’s guests.",
        "office",
        ("not_in_record", "other_capacity"),
    ),
    ("Two delegations recorded reservations in the parliament.", "figure", ("not_in_record", "")),
    (
        "The motto of the parliament’s exhibition is “Open Doors”. The committee met.",
        "title",
        ("not_in_record", ""),
    ),
    (
        "The parliaments’ Assembly met.\n\nAmbrusk recorded a reservation.",
        "decision",
        ("agrees", ""),
    ),
    (
        "The parliaments’ Assembly met.\n\nGuldara recorded a reservation.",
        "decision",
        ("contradicts", "no_reservation"),
    ),
    (
        "Forty-seven of the ninety members of the Selmer Diet came to the parliament’s sitting.",
        "figure",
        ("not_in_record", ""),
    ),
    (
        "The Assembly met, with Halvdis Tangevald in the chair. Parliaments sat.",
        "chaired",
        ("contradicts", "other_chairs"),
    ),
    (
        "Senator Otto Fremd said that the parliament’s archives were too damp by far.",
        "statement",
        ("not_in_record", "unknown_person"),
    ),
]


@pytest.mark.parametrize(("report", "kind", "expected"), CASES)
def test_a_report_is_held_against_the_record(rehearsal, report, kind, expected):
    assert expected in verdicts(rehearsal, report, kind)


@pytest.mark.parametrize(
    "told",
    [
        "has not yet adopted {}",
        "hasn’t adopted {}",
        "nearly adopted {}",
        "denied that it had adopted {}",
        "rejected an amendment to {}",
    ],
)
def test_what_was_not_decided_is_no_decision(rehearsal, told):
    assert verdicts(rehearsal, DECIDED.format(told.format(SECOND)), "decision") == []
    assert verdicts(rehearsal, DECIDED.format(f"adopted {SECOND}"), "decision") != []


def test_whoever_never_took_the_chair_did_not(rehearsal):
    report = "Tomasun Eldreth {}took the chair. The parliaments’ committee met."
    assert verdicts(rehearsal, report.format("never "), "chaired") == []
    assert verdicts(rehearsal, report.format(""), "chaired") == [("agrees", "presided")]


def test_every_line_that_agrees_or_contradicts_is_linked_to_its_entry(rehearsal):
    report = " ".join(text for text, *_ in CASES)
    decided = [n for n in lines(rehearsal, report) if n.verdict != "not_in_record"]
    unlinked = {n.proposal.kind for n in decided if not n.position}
    assert unlinked <= {"office"}, "who somebody is stands in the names, not in an entry"
    by_position = {one.position for one in rehearsal.written}
    assert {n.position for n in decided if n.position} <= by_position


def test_a_reported_record_agrees_with_the_source_it_was_made_from(reported):
    report = (
        "Majilis Chairman Yerlan Koshanov addressed the general debate of the Assembly, which drew "
        "delegations from over 140 countries. The committee met, chaired by Majilis Deputy Aigul "
        "Kuspan."
    )
    found = lines(reported, report)
    told = {n.proposal.kind: n.verdict for n in found if n.proposal.kind != "office"}
    assert told["address"] == told["figure"] == told["chaired"] == "agrees"
    assert "sources_differ" in {n.note for n in found}


def test_a_figure_that_no_source_gives_contradicts_those_that_do(reported):
    report = "The parliamentary Assembly drew delegations from 90 countries to its general debate."
    assert ("contradicts", "other_sources") in verdicts(reported, report, "figure")


def test_a_stage_that_has_passed_agrees_and_tells_what_came_since(reported):
    title = "The role of parliaments in advancing a two-state solution in Palestine"
    report = f"In the standing committee the draft resolution ‘{title}’ was under discussion."
    assert verdicts(reported, report, "stage") == [("agrees", "stage_since")]


def test_a_record_without_a_session_has_nothing_to_compare(rehearsal):
    empty = Compared(assembly=Assembly(), written=(), names=rehearsal.names)
    assert compare(read(CASES[0][0]), empty) == ()
