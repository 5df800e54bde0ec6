"""The report-back pack of a delegation, opened and read in each format."""

import io
from dataclasses import replace

import pytest
from docx import Document as Word
from pypdf import PdfReader

from hemicycle.procedure.assembly import Report
from hemicycle.procedure.kernel import BodyId, Instant
from hemicycle.publish import OUTPUTS, Published, files_of, publish
from hemicycle.publish.documents import report_back
from hemicycle.publish.documents.document import Clause, Document, Heading, Paragraph, Table

from .rehearsed_sessions import SCENARIOS, rehearsed

CADRIA, BOLTARA, GALDORA = "p-0003", "p-0002", "p-0007"


@pytest.fixture(scope="module")
def played() -> Published:
    """A session that its scenario plays to its end, on a server of that name."""
    found = rehearsed(SCENARIOS / "report_back.minutes")
    return replace(found, base_url="https://assembly.example")


def pack(published: Published, delegation: str, language: str = "en") -> Document:
    return report_back.document(replace(published, part=delegation, language=language))


def under(document: Document, anchor: str) -> list[object]:
    """The blocks of a chapter."""
    found, is_in = [], False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            is_in = block.anchor == anchor
        elif is_in:
            found.append(block)
    return found


def plain(blocks: list[object]) -> str:
    """What blocks say, tables cell by cell."""
    told = []
    for one in blocks:
        if isinstance(one, Table):
            told += [cell.plain for row in one.rows for cell in row]
        elif hasattr(one, "text"):
            told.append(one.text.plain)
    return "\n".join(told)


def test_it_tells_who_went_and_what_they_said(played):
    document = pack(played, CADRIA)
    assert "Lucan Amaro\nDelegate, head of delegation\nOdile Brant\nDelegate" in plain(
        under(document, "rb-participants")
    )
    said = plain(under(document, "rb-said"))
    assert "Lucan Amaro: 2 March 2026, 09:04, Assembly, Accessible buildings" in said
    assert "The speaker said that Cadria will build ramps within a year" in said
    assert "had the floor" in plain(under(pack(played, BOLTARA), "rb-said"))


def test_it_tells_how_it_voted_with_the_votes_not_cast(played):
    [table] = [one for one in under(pack(played, CADRIA), "rb-voted") if isinstance(one, Table)]
    [row] = table.rows
    assert [cell.plain for cell in row[1:5]] == ["8", "0", "0", "15"]
    assert "left unused: 2" in row[0].plain
    division = played.assembly.divisions[1]
    [counted] = [one for one in division.count.rows if one.delegation == CADRIA]
    assert counted.entitled == 8 + 15
    assert "was not on its roll" in plain(under(pack(played, GALDORA), "rb-voted"))


def test_it_quotes_the_paragraphs_that_ask_parliaments_whole_and_with_their_numbers(played):
    adopted = under(pack(played, CADRIA), "rb-adopted")
    clauses = [one for one in adopted if isinstance(one, Clause)]
    assert [(one.mark, one.level) for one in clauses] == [
        ("1.", 1),
        ("2.", 1),
        ("(a)", 2),
        ("(b)", 2),
    ]
    stored = next(iter(played.assembly.texts.values())).latest.clauses
    words = {one.words["en"] for one in stored}
    assert all(one.text.plain in words for one in clauses)
    assert "Requests the Secretary General" not in plain(adopted)
    assert "No operative paragraph of this text names parliaments." in plain(adopted)
    questions = [
        one for one in under(pack(played, CADRIA), "rb-questions") if isinstance(one, Paragraph)
    ]
    assert [one.number for one in questions] == [1, 2, 3, 4]
    assert "(b) to publish each year what they have changed”?" in questions[1].text.plain


def test_the_questionnaire_takes_two_pages_and_is_filled_in_as_far_as_the_record_goes(played):
    made = publish("report-back.pdf", played, part=CADRIA)
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(made)).pages]
    [first] = [
        n
        for n, text in enumerate(pages)
        if text.count("Questionnaire") and "[ ]" in " ".join(text.split())
    ]
    assert len(pages) - first == 2
    assert all("REHEARSAL" in one for one in pages)
    assert "Lucan Amaro" in pages[first]
    assert "Urges all parliaments to build ramps" in " ".join(pages[first].split())


def test_the_word_file_says_the_same(played):
    file = Word(io.BytesIO(publish("report-back.docx", played, part=CADRIA)))
    told = [one.text for one in file.paragraphs]
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert "Model motion" in told
    assert any("Refers these texts to the committee concerned" in one for one in told)
    assert any("https://assembly.example/a/" in one for one in told)
    assert "to be given" in cells


def test_it_is_french_in_french(played):
    document = pack(played, CADRIA, "fr")
    assert document.title == "Dossier de compte rendu"
    assert "Le parlement de la Cadrie," in plain(under(document, "rb-motion"))
    assert "Prie tous les parlements de construire des rampes" in plain(
        under(document, "rb-adopted")
    )
    assert "Urges" not in plain(list(document.blocks))


def test_it_says_whether_the_session_is_over(played):
    def state(published: Published) -> str:
        [drawn] = [
            said for label, said in pack(published, CADRIA).facts if label.plain == "Drawn up"
        ]
        return drawn.plain

    assert "after the end of the session" in state(played)
    opened = replace(played.assembly, session=replace(played.session, ends_on="2026-03-05"))
    assert "so far" in state(replace(played, assembly=opened))


def test_of_a_reported_session_it_holds_reports_with_their_sources_and_nothing_else(played):
    report = Report(
        position=46,
        body=BodyId("plenary"),
        fact="event",
        about=CADRIA,
        words={"en": "Its delegation met the hosts."},
        source="https://press.example/1",
        mark="P",
        at=Instant(0),
        precision="unknown",
    )
    other = replace(report, about=BOLTARA, words={"en": "Another delegation left."})
    opened = replace(played.session, basis="reported")
    told = replace(
        played, assembly=replace(played.assembly, session=opened, reports=(report, other))
    )
    document = pack(told, CADRIA)
    assert [one.text.plain for one in document.headings] == ["What was reported of this delegation"]
    [table] = [one for one in document.blocks if isinstance(one, Table)]
    [row] = table.rows
    assert "Its delegation met the hosts." in row[1].plain
    assert "https://press.example/1" in row[2].plain
    facts = [said.plain for _, said in document.facts]
    assert any("from what others reported" in one for one in facts)
    assert "tell nothing of this delegation" in plain(list(pack(told, GALDORA).blocks))


def test_it_is_in_no_collection_of_the_session_and_each_delegation_has_one(played):
    assert not [output for output, _ in files_of(played) if output.name == "report-back"]
    output = OUTPUTS["report-back.docx"]
    assert output.is_apart
    assert set(output.parts(played)) == set(played.assembly.delegations)
    with pytest.raises(KeyError):
        publish("report-back.html", played, part="p-9999")
