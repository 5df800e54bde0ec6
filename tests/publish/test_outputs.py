"""Golden outputs of a small rehearsal, and what no output may show."""

import csv
import io
import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.export import export
from hemicycle.journal.names import NO_NAMES
from hemicycle.journal.verify import verify
from hemicycle.publish import OUTPUTS, Output, Published, files_of, journal_ndjson, publish
from hemicycle.publish.data.roll_call_table import FIGURES
from hemicycle.publish.data.table import BYTE_ORDER_MARK, harmless
from hemicycle.wording.cells import FORMULA_MARKS, let_go

from .documents_at_hand import NOTICES
from .small_session import VOTES, SmallSession, whole_session
from .undeclared_votes import differing, leaking, undeclared

GOLDEN = Path(__file__).parent / "golden"
TABLES = (
    *("delegations", "sittings", "speakers", "attendance"),
    *("decisions", "elections", "reports"),
    *("texts", "amendments"),
    *("commitments", "answers", "public-questions"),
    *("memberships", "nominations"),
)
DATA = {
    *(f"{table}.csv" for table in TABLES),
    *(f"{table}.csv-metadata.json" for table in TABLES),
    *(f"{table}.json" for table in TABLES if table not in ("decisions", "texts")),
    *("roll-call.json", "divisions.csv", "divisions.json"),
    *("tables.xlsx", "akoma-ntoso.xml", "debate.xml", "popolo.json", "session.jsonld"),
    *("text.xml", "amendment.xml", "texts.json", "draft-to-amend.docx"),
    *("calendar.ics", "follow-up.ics", "decisions.atom", "news.ninjs.json", "session.zip"),
    *("programme.ics", "body-programme.ics", "delegation-programme.ics", "programme-changes.atom"),
}


def rows(content: bytes) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("minutes.html", "en"),
        ("minutes.html", "fr"),
        ("journal.ndjson", "en"),
        ("roll-call.csv", "en"),
        ("roll-call.csv", "fr"),
        ("roll-call.csv-metadata.json", "en"),
        ("decisions.json", "en"),
        ("news.txt", "en"),
        ("news.txt", "fr"),
        ("akoma-ntoso.xml", "fr"),
        ("popolo.json", "en"),
        ("session.jsonld", "en"),
        ("calendar.ics", "fr"),
        ("decisions.atom", "en"),
        ("speakers.csv", "en"),
        ("delegations.csv", "fr"),
    ],
)
def test_an_output_is_what_it_was(rehearsal, name, language):
    content = publish(name, rehearsal.published(language))
    path = GOLDEN / f"{language}.{name}"
    if os.environ.get("HEMICYCLE_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    assert content == path.read_bytes(), "if it should change: HEMICYCLE_GOLDEN=write, and look"


def test_the_same_record_gives_the_same_bytes():
    published, again = whole_session().published(), whole_session().published()
    for output, part in files_of(published):
        name = output.file_name
        assert publish(name, published, part=part) == publish(name, again, part=part), (name, part)


def test_the_parts_of_a_document_are_listed_once_for_all_its_formats(rehearsal, monkeypatch):
    listed = []

    def parts(published: Published) -> list[str]:
        listed.append(published)
        return ["one", "two"]

    made = {"write": lambda _published: b"", "media_type": "text/plain", "parts": parts}
    outputs = [Output(name="pieces", extension=one, **made) for one in ("txt", "pdf")]
    whole = replace(outputs[0], name="whole", parts=OUTPUTS["minutes.html"].parts)
    declared = {one.file_name: one for one in (*outputs, whole)}
    monkeypatch.setattr("hemicycle.publish.OUTPUTS", declared)
    places = [output.place_of(part) for output, part in files_of(rehearsal.published())]
    assert places == [
        *("pieces/one.txt", "pieces/two.txt", "pieces/one.pdf", "pieces/two.pdf", "whole.txt"),
    ]
    assert len(listed) == 1


def test_an_output_is_found_by_its_declaration():
    files = {"minutes.html", "journal.ndjson", "news.txt", "roll-call.csv", "decisions.json"}
    documents = {
        f"{name}.{extension}"
        for name in (
            *("summary-record", "daily-journal", "decisions-list", "results-book"),
            *("draft-resolution", "amendments-paper", "resolution", "voting-script", "bench-file"),
            *("text-as-it-stands", "text-with-changes", "text-in-brackets"),
            *("report-back", "memorandum", "report-home", "laid-report"),
        )
        for extension in ("html", "pdf", "docx")
    }
    assert set(OUTPUTS) == files | documents | {"roll-call.csv-metadata.json"} | DATA
    for name, output in OUTPUTS.items():
        assert output.file_name == name
        assert "/" in output.media_type
    with pytest.raises(KeyError):
        publish("minutes.docx", whole_session().published())


# The basis of a session is said everywhere.


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_output_of_a_rehearsal_says_so(rehearsal, language):
    notice = NOTICES["rehearsal", language]
    page = publish("minutes.html", rehearsal.published(language)).decode()
    assert f'<header class="band"><p>{notice}</p>' in page
    table = rows(publish("roll-call.csv", rehearsal.published(language)))
    assert {row["basis"] for row in table} == {notice}
    for line in publish("journal.ndjson", rehearsal.published(language)).splitlines():
        assert '"basis":"rehearsal"' in line.decode() or b'"checkpoint"' in line


def test_a_session_that_was_acted_bears_no_notice():
    session = SmallSession("acted")
    session.sit()
    page = publish("minutes.html", session.published()).decode()
    assert "REHEARSAL" not in page
    assert 'class="band"' not in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_reported_session_has_a_headed_list_and_no_minutes(reported, language):
    page = publish("minutes.html", reported.published(language)).decode()
    assert NOTICES["reported", language] in page
    for absent in ('id="decisions"', 'id="roll-calls"', 'class="lines"', "<time"):
        assert absent not in page
    assert '<a href="https://reports.example/150"' in page
    assert "news report of 7 April 2025" in page
    assert ("not reported" if language == "en" else "non rapporté") in page
    assert rows(publish("roll-call.csv", reported.published(language))) == []


def test_a_source_that_is_no_address_is_no_link():
    session = SmallSession("reported")
    session.report()
    published = session.published()
    report = replace(published.assembly.reports[0], source="javascript:alert(1)")
    assembly = replace(published.assembly, reports=(report,))
    page = publish("minutes.html", replace(published, assembly=assembly)).decode()
    assert "javascript:alert(1)" in page
    assert "href" not in page


# The figures are those of the record.

PLACED = st.tuples(*[st.integers(0, 10)] * 3).filter(lambda parts: sum(parts) <= 10)


@st.composite
def ballots(draw) -> dict[str, tuple[int, int, int, int]]:
    """Ballots of Arvenia (20 castable) and of the second delegation (19), or none of a person."""
    votes = {}
    for parliament, castable in (("p-0001", 20), ("p-0002", 19)):
        left = castable
        for seat in (1, 2):
            if draw(st.booleans()):
                parts = draw(PLACED)
                share = min(10, left)
                while sum(parts) > share:
                    parts = tuple(max(0, part - 1) for part in parts)
                votes[f"{parliament}-{seat}"] = (*parts, share - sum(parts))
                left -= sum(parts)
    return votes


@settings(max_examples=25)
@given(ballots())
def test_the_totals_of_the_table_are_the_declared_result(votes):
    session = SmallSession()
    session.sit()
    session.divide(votes)
    session.declare()
    published = session.published()
    declared = published.assembly.divisions[1]
    table = rows(publish("roll-call.csv", published))
    assert len(table) == 3
    total = {name: sum(int(row[name]) for row in table) for name in FIGURES}
    assert (total["yes"], total["no"], total["abstain"]) == (
        declared.tally.for_votes,
        declared.tally.against_votes,
        declared.tally.abstention_votes,
    )
    assert total["entitled"] == declared.entitled_votes
    for row in table:
        figures = {name: int(row[name]) for name in FIGURES}
        cast = figures["yes"] + figures["no"] + figures["abstain"]
        assert figures["entitled"] == cast + figures["not_cast"]
        assert figures["not_cast"] == sum(figures[name] for name in FIGURES[5:])


def test_the_minutes_tell_arithmetic_marks_reservations_and_corrigenda(rehearsal):
    page = publish("minutes.html", rehearsal.published()).decode()
    text = re.sub(r"<[^>]+>", "", page)
    assert (
        "In favour 21, against 8, abstentions 0, not cast 25. Required: 20, two thirds of 29 "
        "votes cast (for and against; abstentions do not count). The question was adopted."
    ) in text
    assert (
        "Rule: Majority for an emergency item (Rule 11.2(a)) Rule not verified: working default"
        in text
    )
    assert text.count("Corrigendum") == 2
    assert "Reservations:" in text
    targets = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets
    assert len(re.findall(r' id="', page)) == len(targets)


def test_without_names_people_are_seats_of_parliaments(rehearsal):
    page = publish("minutes.html", rehearsal.published("en", NO_NAMES)).decode()
    assert "delegate 1 of p-0001" in page


# What is not declared is nowhere.


def bodies(published: Published) -> list[object]:
    """What the published journal tells beside hashes; salts are random and tell nothing."""
    lines = publish("journal.ndjson", published).splitlines()
    return [json.loads(line).get("body") for line in lines]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(  # news.txt: test_news_any.py
    "name", ["minutes.html", "roll-call.csv", "decisions.json"]
)
def test_no_output_depends_on_the_ballots_of_an_undeclared_division(name, language):
    def content(published: Published) -> bytes:
        return publish(name, replace(published, language=language))

    assert not differing(content)
    assert differing(content, leaking), "the control must find a planted leak"


def test_the_public_journal_withholds_count_and_tellers_report(monkeypatch):
    assert not differing(bodies)
    published = undeclared(VOTES)
    hidden = [
        record.header.kind
        for record, body in zip(published.records, bodies(published), strict=True)
        if body is None
    ]
    assert hidden == ["division_closed", "tally_reported"]
    monkeypatch.setattr(journal_ndjson, "export_for_public", export)
    assert differing(bodies), "the control must find a planted leak"


def test_an_undeclared_division_is_not_in_the_table():
    table = rows(publish("roll-call.csv", undeclared(VOTES)))
    assert {row["division"] for row in table} == {"1"}


def test_the_public_journal_is_whole_before_and_after_the_declaration():
    session = SmallSession()
    session.sit()
    session.divide(VOTES)
    before = verify(publish("journal.ndjson", session.published()).splitlines(keepends=True))
    assert before.ok
    assert before.withheld == 2
    session.declare()
    after = verify(publish("journal.ndjson", session.published()).splitlines(keepends=True))
    assert after.ok
    assert after.withheld == 0


def test_a_tellers_report_withheld_after_the_declaration_is_found():
    session = SmallSession()
    session.sit()
    session.divide(VOTES)
    early = publish("journal.ndjson", session.published()).splitlines(keepends=True)
    session.declare()
    lines = publish("journal.ndjson", session.published()).splitlines(keepends=True)
    assert isinstance(session.published().checkpoints[0], SignedCheckpoint)
    report = next(n for n, line in enumerate(lines) if b'"tally_reported"' in line)
    verdict = verify([*lines[:report], early[report], *lines[report + 1 :]])
    assert not verdict.ok
    assert verdict.problem.key == "withheld"


# Nothing that people wrote can act.


def test_texts_and_names_are_inert_on_the_page(rehearsal):
    for language in ("en", "fr"):
        page = publish("minutes.html", rehearsal.published(language)).decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script" not in page
        assert "style=" not in page.replace('http-equiv="Content-Security-Policy"', "")
        assert not re.search(r"<[^>]+\son[a-z]+=", page)


def test_a_page_is_right_to_left_in_arabic(rehearsal):
    page = publish("minutes.html", rehearsal.published("ar")).decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<bdi lang="en">' in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_cannot_be_a_formula(rehearsal, language):
    content = publish("roll-call.csv", rehearsal.published(language))
    assert content.startswith(BYTE_ORDER_MARK.encode())
    assert b"\r\n" in content
    names = [row["name"] for row in rows(content)]
    assert names[1].startswith(("'=HYPERLINK", "'@Boltarie"))
    for row in rows(content):
        assert not any(cell.startswith(FORMULA_MARKS) for cell in row.values())


@given(st.text("=+-@ \t\r\nab'\"＝", max_size=6))
def test_any_text_is_harmless_and_kept(text):
    cell = harmless(text)
    assert not cell.lstrip(" ").startswith(FORMULA_MARKS)
    assert not cell.startswith(("\t", "\r", "\n"))
    assert let_go(cell).removeprefix("'") in (text, text.removeprefix("'"))


def test_a_formula_would_be_found():
    assert "=1+1".startswith(FORMULA_MARKS)
    assert harmless("=1+1") == "'=1+1"
    assert harmless(" \t@x") == "' \t@x"
    assert harmless("Arvenia") == "Arvenia"
