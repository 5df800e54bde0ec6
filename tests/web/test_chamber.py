"""From the record of an Assembly to a decision of a chamber, and back as an answer."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from chamber_house import (
    CLERK,
    SCENARIOS,
    SESSION,
    Chamber,
    chamber_house,
    fields_of,
    record_of_the_assembly,
)
from page_reader import text_of
from pypdf import PdfReader

from hemicycle.demo.reports import rehearse_to
from hemicycle.journal.verify import verify
from hemicycle.web.exported import published_from

HOME = f"/a/{SESSION}"
DESK = f"{HOME}/desk/reports-home"


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Chamber]:
    """The chamber after its sitting."""
    with chamber_house(tmp_path_factory.mktemp("chamber")) as running:
        yield running


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> tuple[Path, Path]:
    return record_of_the_assembly(tmp_path_factory.mktemp("assembly"))


def draw(clerk, record: tuple[Path, Path], parliament: str):
    """Hand the record in, and ask for the report of a delegation."""
    fields = fields_of(clerk.get(DESK), "parliament")
    files = {"journal": ("journal.ndjson", record[0].read_bytes())}
    files["names"] = ("names.json", record[1].read_bytes())
    return clerk.post(
        DESK,
        data={**fields, "parliament": parliament, "do": "draw"},
        files=files,
    )


def test_a_report_is_drawn_from_the_record_laid_and_can_be_drawn_again(here, record):
    clerk = here.visitor(CLERK)
    shown = draw(clerk, record, "Cadria")
    assert shown.status_code == 200, text_of(shown.text)
    assert "our votes were: for 8, against 0" in text_of(shown.text)
    fields = fields_of(shown, "drawn")
    laid = clerk.post(DESK, data={**fields, "item": "plenary 2", "do": "lay"})
    assert laid.status_code == 303, text_of(laid.text)
    page = here.visitor().get(laid.headers["location"])
    told = text_of(page.text)
    assert "Commitment 1 waits for our answer, until 1 March 2027" in told
    # The same report, drawn again by somebody else from the record with that root.
    entry = here.assembly.reports_home[-1]
    published = published_from(*record, language="en")
    assert (entry.size, entry.parliament) == (len(published.records), "p-0003")
    assert published.checkpoints[-1].read().root.hex() == entry.root
    assert entry.root in page.text
    assert "Je vous rends compte" in entry.words["fr"]
    in_french = here.visitor(language="fr").get(f"/fr{laid.headers['location']}")
    assert "L’engagement 1 attend notre réponse" in text_of(in_french.text)


def test_what_was_drawn_cannot_be_changed_before_it_is_laid(here, record):
    clerk = here.visitor(CLERK)
    fields = fields_of(draw(clerk, record, "p-0002"), "drawn")
    before = len(here.assembly.reports_home)
    changed = fields["drawn"][:-2] + "xx"
    answer = clerk.post(DESK, data={**fields, "drawn": changed, "item": "plenary 2", "do": "lay"})
    assert answer.status_code == 422
    assert len(here.assembly.reports_home) == before


def test_a_record_that_was_changed_and_a_name_that_is_not_there_are_refused(here, record, tmp_path):
    clerk = here.visitor(CLERK)
    lines = record[0].read_bytes().replace(b"build ramps", b"build walls", 1)
    other = tmp_path / "changed.ndjson"
    other.write_bytes(lines)
    answer = draw(clerk, (other, record[1]), "Cadria")
    assert answer.status_code == 422
    assert "This is no whole record" in text_of(answer.text)
    answer = draw(clerk, record, "Atlantis")
    assert answer.status_code == 422
    assert "Republic of Arvenia" in text_of(answer.text)


def test_only_the_secretariat_draws_reports(here):
    assert here.visitor().get(DESK).status_code in (302, 303, 401, 403)
    assert here.visitor("m-01-1").get(DESK).status_code == 403


def test_the_decision_on_a_report_stands_on_its_page_and_names_who_voted_how(here):
    page = here.visitor().get(f"{HOME}/reports-home/1")
    told = text_of(page.text)
    assert "That the resolution be referred to the committee on public works" in told
    [division] = re.findall(rf'href="{HOME}/divisions/(\d+)"', page.text)
    votes = text_of(here.visitor().get(f"{HOME}/divisions/{division}").text)
    for name in ("Brant", "Falk-Orsu", "Morvane"):
        assert name in votes
    assert here.visitor().get(f"{HOME}/reports-home/99").status_code == 404
    lines = here.visitor().get(f"{HOME}/journal.ndjson").content.splitlines(keepends=True)
    assert verify(lines).ok


def test_the_paper_of_a_laid_report_has_its_words_and_what_was_decided(here):
    visitor = here.visitor()
    for form in ("docx", "pdf"):
        made = visitor.get(f"{HOME}/laid-report/1.{form}")
        assert made.status_code == 200
        assert len(made.content) > 1000
    page = PdfReader(io.BytesIO(made.content)).pages[0].extract_text()
    assert "an invented chamber" in page
    told = text_of(visitor.get(f"/fr{HOME}/laid-report/1.html").text)
    assert "Nous étions deux, Lucan Amaro et Odile Brant." in told
    assert "Renvoyer la résolution à la commission des travaux publics" in told
    assert visitor.get(f"{HOME}/laid-report/99.pdf").status_code == 404


def test_the_answer_to_the_commitment_leads_to_the_decision_of_the_chamber(here, tmp_path):
    decision = f"https://chamber.example{HOME}/divisions/1"
    answered = tmp_path / "answered.minutes"
    scenario = (SCENARIOS / "report_back.minutes").read_text()
    answered.write_text(
        f"{scenario}\nday +11\n09:00  Cadria  answers commitment 1 as committee on "
        f'"2026-03-12" at "{decision}" saying "Referred to the committee on public works." in en\n'
    )
    copy(SCENARIOS / "parliaments.csv", tmp_path)
    report = rehearse_to(answered, tmp_path / "assembly.ndjson")
    assert not report.problems
    record = (tmp_path / "assembly.ndjson", tmp_path / "assembly.names.json")
    published = published_from(*record, language="en")
    [answer] = published.assembly.commitments[1].answers
    assert answer.link == decision
    told = text_of(draw(here.visitor(CLERK), record, "Cadria").text)
    assert "we answered: in committee" in told
    assert "waits for our answer" not in told


@pytest.mark.parametrize("page", ["", "hall", "delegations", "minutes", "decisions", "rights"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_speaks_of_delegations_where_members_sit(here, page, language):
    told = text_of(here.visitor().get(f"/{language}{HOME}/{page}".rstrip("/")).text)
    found = re.findall(r".{0,60}(?:d[eé]l[eé]gation).{0,40}", told, re.IGNORECASE)
    assert found == []
