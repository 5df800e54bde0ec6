"""Documents by address: each format with its type, in the language asked for, and no others."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from demo_house import REHEARSAL, REPORTED, demo_house

from hemicycle.web import outputs

PATIENCE_S = 20.0

AFTER_A_VOTE = "09:14:20"
TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
BEGINNINGS = {"html": b"<!doctype html>", "pdf": b"%PDF", "docx": b"PK"}
DOCUMENTS = (
    "summary-record/plenary-1",
    "daily-journal/2026-03-02",
    "decisions-list",
    "results-book",
)


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    """Anybody, while the rehearsal's first vote has just been declared."""
    with demo_house(tmp_path_factory.mktemp("documents")) as house:
        house.forward(AFTER_A_VOTE)
        yield house.visitor()


@pytest.mark.parametrize("extension", TYPES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_served_in_each_format(visitor, name, extension):
    answer = visitor.get(f"/a/{REHEARSAL}/{name}.{extension}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == TYPES[extension]
    assert answer.content.startswith(BEGINNINGS[extension])
    if extension == "html":
        assert "style-src 'sha256-" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(("language", "title"), [("fr", "Liste des décisions"), ("ar", "قائمة")])
def test_a_document_is_in_the_language_of_its_address(visitor, language, title):
    assert title in visitor.get(f"/{language}/a/{REHEARSAL}/decisions-list.html").text
    assert title not in visitor.get(f"/en/a/{REHEARSAL}/decisions-list.html").text


@pytest.mark.parametrize(
    "path",
    [
        f"/a/{REHEARSAL}/summary-record/plenary-2.pdf",
        f"/a/{REHEARSAL}/summary-record.pdf",
        f"/a/{REHEARSAL}/daily-journal/2026-03-03.html",
        f"/a/{REHEARSAL}/results-book/plenary-1.docx",
        f"/a/{REPORTED}/summary-record/plenary-1.html",
    ],
)
def test_a_document_that_there_is_not_is_not_found(visitor, path):
    assert visitor.get(path).status_code == 404


def test_a_reported_session_has_its_reports(visitor):
    text = visitor.get(f"/en/a/{REPORTED}/results-book.html").text
    assert "Reconstructed from press reports, not a record of the institution" in text
    assert visitor.get(f"/a/{REPORTED}/results-book.pdf").content.startswith(b"%PDF")


def test_the_hall_does_not_wait_while_a_document_is_made(tmp_path, monkeypatch):
    begun, go_on = Event(), Event()

    def slow(*_given, **_told) -> bytes:
        begun.set()
        assert go_on.wait(PATIENCE_S)
        return b"made"

    with demo_house(tmp_path) as house, ThreadPoolExecutor() as others:
        house.forward("09:10:00")  # before it begins there is no such document
        monkeypatch.setattr(outputs, "publish", slow)
        asked = others.submit(house.visitor().get, f"/a/{REHEARSAL}/results-book.docx")
        assert begun.wait(PATIENCE_S), asked.done() and asked.result()
        assert house.visitor().get("/time").status_code == 200
        assert not asked.done()
        go_on.set()
        assert asked.result(PATIENCE_S).content == b"made"
