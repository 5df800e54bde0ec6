"""The explanatory memorandum as a paper and in the data: the version in force, every version."""

import json
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest

from hemicycle.demo.rehearse import rehearse
from hemicycle.publish import Published, files_of
from minutes.test_scenarios import SETTING

from .documents_at_hand import made, pages, squeezed

SCENARIO = Path(__file__).parent.parent / "minutes" / "memorandum.minutes"
TEXT, SECOND = "C-I-150-DR", "C-I-150-DR.2"
SAYS = {
    "en": ("Explanatory memorandum", "A ramp costs little, a lift does not."),
    "fr": ("Mémoire explicatif", "Une rampe coûte peu, un ascenseur non."),
    "ar": ("مذكرة تفسيرية", "A ramp costs little, a lift does not."),
}


@cache
def session() -> Published:
    """The session as it ended: two texts, two memoranda, two versions of each."""
    found = rehearse(SCENARIO, setting=SETTING)
    return Published(
        assembly=found.state.assembly,
        written=tuple(found.clerk.history[found.session]),
        records=list(found.clerk.store.read(found.session)),
        checkpoints=[],
        names=found.names,
        language="en",
        phrases=found.setting.phrases,
        rules=found.state.rules,
    )


@pytest.mark.parametrize("language", SAYS)
def test_it_comes_in_every_format_with_its_symbol_and_the_version_in_force(language):
    published = replace(session(), language=language)
    title, last = SAYS[language]
    page = made("memorandum.html", published, TEXT).decode()
    for said in (title, last, "C-I/150/M"):
        assert said in page
    assert "A ramp costs little.<" not in page, "version 1 is superseded"
    word = docx.Document(BytesIO(made("memorandum.docx", published, TEXT)))
    assert last in [one.text for one in word.paragraphs]
    told = "".join(pages(made("memorandum.pdf", published, TEXT)))
    assert squeezed(last) in squeezed(told)


def test_where_the_language_is_missing_the_paper_says_which_it_is_in():
    said = made("memorandum.html", replace(session(), language="fr"), SECOND).decode()
    assert "il est donné en" in said
    assert "so do members" in said


def test_only_texts_that_are_explained_have_the_paper():
    found = [(o.extension, part) for o, part in files_of(session()) if o.name == "memorandum"]
    assert sorted(found) == [
        (extension, text) for extension in ("docx", "html", "pdf") for text in (TEXT, SECOND)
    ]


def test_the_data_hold_every_version():
    texts = json.loads(made("texts.json", session()))["texts"]
    [first, second] = [one["memoranda"] for one in texts]
    assert [(one["number"], one["symbol"]) for one in first] == [(1, "C-I/150/M"), (2, "C-I/150/M")]
    assert first[0]["words"]["fr"] == [
        "De nombreux visiteurs ne peuvent pas entrer.",
        "Une rampe coûte peu.",
    ]
    assert [one["symbol"] for one in second] == ["C-I/150/M.2", "C-I/150/M.2"]
