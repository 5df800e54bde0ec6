"""A draft resolution handed in as a file: read, shown with every doubt, mended, lodged."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape

import httpx
import pytest
from committee_of_lakes import DRAFT, HERE, SYMBOL, TEXTS, act, done, press
from lakes import CLERK, Lakes, lakes
from page_reader import forms_of, text_of

from handed_in.documents import marked_document, pdf_file, saved, word_file
from hemicycle.handed_in.reading import LARGEST, MOST_LETTERS

NEW = f"{TEXTS}/new"
ENGLISH = (
    "Ramps at every door",
    "Recalling that many visitors cannot enter,",
    "Noting that many members cannot enter either,",
    "1. Urges parliaments to build ramps at every door;",
    "3. Urges parliaments to publish a plan each year.",
)
FRENCH = """<html><body><div><p>Accueil</p></div><main><h1>Des rampes à chaque porte</h1>
<p>Rappelant que beaucoup n’entrent pas,</p><p>Notant que des membres n’entrent pas non plus,</p>
<ol><li>Prie les parlements de construire des rampes à chaque porte ;</li>
<li>Prie les parlements de publier un plan chaque année.</li></ol></main></body></html>"""
AKOMA = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement>
<preface><longTitle><p><docTitle>Ramps at every door</docTitle></p></longTitle></preface>
<preamble><recitals><recital><p>Recalling that many visitors cannot enter,</p></recital>
<recital><p>Noting that many members cannot enter either,</p></recital></recitals>
</preamble><mainBody><paragraph><num>1.</num><content><p>Urges parliaments to build ramps.</p>
</content></paragraph></mainBody></statement></akomaNtoso>"""


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """The assembly of the lakes under rules that know texts."""
    with lakes(tmp_path_factory.mktemp("lodging"), rulebook="ipu_assembly") as running:
        yield running


@pytest.fixture(scope="module")
def clerk(here) -> httpx.Client:
    return here.sign_in(CLERK)


def hand_in(
    clerk: httpx.Client, file: bytes, page: httpx.Response | None = None, **fields: str
) -> httpx.Response:
    """Send the form with a file in it, as a browser does; from where it stood, if it has."""
    shown = clerk.get(NEW) if page is None else page
    return clerk.post(
        NEW, data=fields_of(shown) | {"do": "read"} | fields, files={"file": ("draft", file)}
    )


def fields_of(page: httpx.Response) -> Mapping[str, str]:
    """What the form to lodge would send as it stands."""
    [form] = [one for one in forms_of(page.text) if "file_language" in dict(one.fields)]
    fields = {name: text for name, text in form.fields if name not in ("movers", "file")}
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', page.text)
    return fields | {name: unescape(text) for name, text in areas}


def lodged(clerk: httpx.Client) -> bool:
    """Whether any draft is lodged."""
    return "No draft resolution has been lodged yet" not in text_of(clerk.get(TEXTS).text)


def with_macros(content: bytes) -> bytes:
    """The same document with a part in which programs stand."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (with_macros(word_file(*ENGLISH)), "The file holds macros, which are not opened."),
        (word_file(*ENGLISH)[:-2000], "This file is no Word document, or it is damaged."),
        (
            b"\x89PNG\r\n\x1a\n" + bytes(90),
            "Drafts are taken as DOCX, Akoma Ntoso, HTML, PDF or text",
        ),
        (bytes(range(256)), "This file is no text we can read."),
        (b"", "There are no words in what was handed in."),
        (b" \n\t\n", "There are no words in what was handed in."),
        (b"1. Urges.\n" * 20_000, f"longer than {MOST_LETTERS:,} letters"),
        (bytes(LARGEST + 1), "The file is larger than 5 MB."),
        (b"<?xml version='1.0'?><a/>", "The file is no Akoma Ntoso document with a main part."),
        (pdf_file("#v(1cm)")[:-900], "This PDF is damaged and cannot be read."),
    ],
)
def test_what_cannot_be_read_is_told_and_costs_nothing(clerk, content, said):
    typed = {"draft.en": "Ramps at <every> door\r\n1. Urges.", "closes_at": "2026-03-02T14:00"}
    answer = hand_in(clerk, content, **typed)
    assert answer.status_code == 422
    assert said.replace(",", "") in text_of(answer.text).replace(",", "").replace("\u00a0", "")
    kept = fields_of(answer)
    assert kept["draft.en"].split() == typed["draft.en"].split()
    assert kept["closes_at"] == "2026-03-02T14:00"
    assert 'href="#file"' in answer.text
    assert not lodged(clerk)


def test_too_large_a_paste_is_told_in_a_sentence(clerk):
    fields = fields_of(clerk.get(NEW))
    long = "1. Urges parliaments;\n" * 20_000
    answer = clerk.post(NEW, data=fields | {"draft.en": long, "do": "lodge_text"})
    assert answer.status_code == 422
    assert f"The text is too long: {MOST_LETTERS:,} characters" in text_of(answer.text)
    assert fields_of(answer)["draft.en"].split() == long.split(), "nothing of it is lost"
    answer = clerk.post(NEW, data=fields | {"draft.en": "x" * 4_000_000, "do": "lodge_text"})
    assert answer.status_code == 413
    assert "Your browser’s way back leads to what you typed." in text_of(answer.text)
    answer = clerk.post(NEW, data=fields | {"draft.en": "x" * 10_000_000, "do": "lodge_text"})
    assert answer.status_code == 413
    assert "What was sent is larger than this page takes" in text_of(answer.text)
    assert not lodged(clerk)


@pytest.mark.parametrize(
    "content",
    [word_file(*ENGLISH), "\n".join(ENGLISH).encode(), AKOMA.encode(), FRENCH.encode()],
    ids=["docx", "text", "akoma", "html"],
)
def test_every_kind_of_file_is_read(clerk, content):
    answer = hand_in(clerk, content)
    assert answer.status_code == 200
    said = text_of(answer.text)
    assert "operative paragraph 1." in said
    assert not lodged(clerk)


def test_a_pdf_is_read(clerk):
    answer = hand_in(clerk, pdf_file("\n\n".join(ENGLISH).replace("1.", "1\\.")))
    assert "operative paragraph 1." in text_of(answer.text)


def test_what_was_left_out_is_told_and_goes_on_with_the_form(clerk):
    answer = hand_in(clerk, saved(marked_document()))
    said = text_of(answer.text)
    assert "deleted while changes were tracked; left out" in said
    assert "a comment; left out" in said
    assert 'href="#row-3"' in answer.text
    again = clerk.post(NEW, data=fields_of(answer) | {"do": "lodge_text"})
    assert again.status_code == 409, "without an operative paragraph it is no draft"
    assert "a comment; left out" in text_of(again.text)
    planted = fields_of(answer) | {"told": '[["<b>", 1, "x"], ["comments", 1, "<i>y</i>"]]'}
    shown = clerk.post(NEW, data=planted | {"do": "read"})
    assert "&lt;i&gt;y&lt;/i&gt;" in shown.text
    for broken in ("[", "7", '[["comments"]]', '[["comments", "x", ""]]'):
        assert clerk.post(NEW, data=planted | {"told": broken, "do": "read"}).status_code == 200


def test_two_files_are_read_mended_and_lodged(clerk):
    answer = hand_in(clerk, word_file(*ENGLISH), do="lodge_text")
    assert answer.status_code == 200, "a file is looked at before it is lodged"
    said = text_of(answer.text)
    assert "Paragraph 5: another mark stood before the paragraph (“3.”)" in said
    assert "operative paragraph 2." in said
    assert fields_of(answer)["draft.en"].splitlines()[4].startswith("2. Urges")
    both = hand_in(clerk, FRENCH.encode(), answer, file_language="fr")
    kept = fields_of(both)
    assert kept["draft.en"].splitlines() == fields_of(answer)["draft.en"].splitlines()
    assert "around the text; left out" in text_of(both.text)
    mended = kept["draft.en"].replace("a plan", "its plan")
    done(clerk.post(NEW, data=kept | {"draft.en": mended, "do": "lodge_text"}))
    public = text_of(clerk.get(f"{HERE}/texts/{SYMBOL}?view=original").text)
    assert "Urges parliaments to publish its plan each year." in public
    french = text_of(clerk.get(f"/fr{HERE}/texts/{SYMBOL}?view=original").text)
    assert "Prie les parlements de publier un plan chaque année." in french


def test_nobody_else_hands_in_a_file(here):
    files = {"file": ("draft", word_file(*ENGLISH))}
    answer = here.house.browser().post(NEW, data={"do": "read", **DRAFT}, files=files)
    assert answer.status_code == 303
    own = here.sign_in(CLERK).post(NEW, data={"do": "read", "csrf": "x"}, files=files)
    assert own.status_code == 403


def test_the_item_is_chosen_from_the_agenda_and_brings_its_body(clerk):
    act(clerk, f"{HERE}/chair", "place_item", item="7", **{"title.en": "Ramps"})
    assert '<option value="7 plenary">7 Ramps</option>' in clerk.get(NEW).text
    fields = {**DRAFT, "movers": "p-0003", "do": "lodge_text", "item+body": "7 plenary"}
    done(press(clerk, NEW, fields, body="plenary"))
    entries = clerk.get(f"{HERE}/journal.ndjson").text.splitlines()
    latest = [one for one in entries if '"text_lodged"' in one][-1]
    assert '"item":"7"' in latest
