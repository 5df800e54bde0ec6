"""The command `hemicycle draft`: a draft with its doubts, and an edited draft as proposals."""

import io
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from handed_in.documents import saved, word_file
from hemicycle.cli import app
from hemicycle.publish import publish
from publish.sessions_of_data import JOURNALS, of_journal

WORDED = JOURNALS / "3-worded.ndjson"


def run(*arguments: str):
    return CliRunner().invoke(app, ["draft", *arguments])


def test_a_draft_is_written_out_and_every_doubt_told(tmp_path: Path):
    file = tmp_path / "draft.docx"
    file.write_bytes(word_file("Ramps", "– Recalling doors,", "1. Urges ramps."))
    said = run(str(file))
    assert said.exit_code == 0
    assert said.stdout == "Ramps\n(1) Recalling doors,\n1. Urges ramps.\n"
    assert "Paragraph 2: another mark stood before the paragraph (“–”)" in said.stderr


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path):
    file = tmp_path / "draft.xml"
    file.write_bytes(b'<!DOCTYPE a [<!ENTITY e "x">]><akomaNtoso/>')
    said = run(str(file))
    assert said.exit_code == 1
    assert "The file declares words that come from elsewhere" in said.stderr


def test_an_edited_draft_is_written_as_acts(tmp_path: Path):
    published = of_journal("3-worded.ndjson")
    adopted = next(iter(published.assembly.texts.values()))
    content = publish("draft-to-amend.docx", published, part=adopted.id)
    document = docx.Document(io.BytesIO(content))
    last = document.paragraphs[-1].runs[-1]
    last.text = last.text.replace("ramps", "stairs").replace("Urges", "Asks for")
    document.add_paragraph("Thanks everybody.")
    file = tmp_path / "edited.docx"
    file.write_bytes(saved(document))
    said = run(str(file), "--of", str(WORDED), "--text", adopted.symbol)
    assert said.exit_code == 0
    lines = said.stdout.splitlines()
    assert lines[0].startswith(f"lodges an amendment to {adopted.symbol}: reword o1 to read")
    assert 'insert to read "Thanks everybody." after o1' in lines[1]


@pytest.mark.parametrize("wanted", ["", "C-IX/0/DR"])
def test_another_text_is_not_guessed(tmp_path: Path, wanted: str):
    file = tmp_path / "edited.docx"
    file.write_bytes(word_file("Ramps"))
    said = run(str(file), "--of", str(WORDED), "--text", wanted)
    assert said.exit_code == 1
    assert "the record has:" in said.stderr
