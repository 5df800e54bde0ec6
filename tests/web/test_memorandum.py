"""The explanatory memorandum through its pages: written, read in each language, its versions."""

from collections.abc import Iterator

import httpx
import pytest
from committee_of_lakes import HERE, SYMBOL, TEXTS, done, press, sent
from installed import form_to
from lakes import CLERK, HEAD, OTHER, Lakes, lakes
from page_reader import forms_of, frame_faults, policy_faults, text_of

TEXT = f"{HERE}/texts/{SYMBOL}"
PAGE = f"{TEXT}/memorandum"
DRAFT = {
    "draft.en": "Ramps\r\n1. Urges parliaments to build ramps.",
    "draft.fr": "Des rampes\r\n1. Prie les parlements de construire des rampes.",
}


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    """A draft of the first delegation, which comes without a memorandum."""
    with lakes(tmp_path_factory.mktemp("memorandum"), rulebook="ipu_assembly") as running:
        clerk = running.sign_in(CLERK)
        fields = {**DRAFT, "movers": "p-0001", "do": "lodge_text"}
        done(press(clerk, f"{TEXTS}/new", fields, body="plenary"))
        yield running


def write(browser: httpx.Client, **words: str) -> httpx.Response:
    """Fill in the form and press its button."""
    fields = {f"memorandum.{code}": said for code, said in words.items()}
    return sent(browser, PAGE, form_to(browser.get(PAGE), "/acts/lodge_memorandum$"), fields)


def test_it_is_written_read_in_each_language_and_kept_in_its_versions(here):
    anybody, mover = here.house.browser(), here.sign_in(HEAD)
    assert "A/1/DR has no explanatory memorandum" in text_of(anybody.get(PAGE).text)
    assert "Explanatory memorandum" not in text_of(anybody.get(TEXT).text)
    assert f"{PAGE}" in mover.get(TEXT).text, "who moved it is led to the form"
    done(write(mover, en="Many <cannot> enter.\r\n\r\nA ramp is cheap.", fr="Une rampe coûte peu."))
    shown = anybody.get(PAGE)
    assert "<p>Many &lt;cannot&gt; enter.</p><p>A ramp is cheap.</p>" in shown.text
    assert "Une rampe coûte peu." in anybody.get(f"/fr{PAGE}").text
    assert "This is the text in English" not in text_of(shown.text)
    assert "dir=" in anybody.get(f"/ar{PAGE}").text
    assert "A ramp is cheap." in anybody.get(f"/ar{PAGE}").text, "it is in no Arabic"
    assert f'href="{PAGE}"' in anybody.get(TEXT).text
    done(write(mover, en="A ramp is cheap, a lift is not.", fr=""))
    assert "a lift is not" in anybody.get(PAGE).text
    first = anybody.get(f"{PAGE}.1")
    assert "Many &lt;cannot&gt; enter." in first.text
    assert "version 2" in text_of(first.text)
    assert anybody.get(f"{PAGE}.3").status_code == 404
    assert frame_faults(shown.text, "en") == policy_faults(shown.text) == []


def test_it_is_found_by_its_words_and_its_symbol_and_no_superseded_version_is(here):
    anybody = here.house.browser()
    found = anybody.get(f"{HERE}/search", params={"q": "lift cheap"})
    assert f'href="{PAGE}"' in found.text
    assert "Explanatory memoranda" in text_of(found.text)
    assert f'href="{PAGE}"' in anybody.get(f"{HERE}/search", params={"q": "A/1/M"}).text
    assert PAGE not in anybody.get(f"{HERE}/search", params={"q": "cannot enter"}).text


def test_nobody_else_finds_the_form_and_a_refusal_keeps_what_was_typed(here):
    other, clerk = here.sign_in(OTHER), here.sign_in(CLERK)
    assert not [form for form in forms_of(other.get(PAGE).text) if "memorandum" in form.action]
    again = write(clerk, en=" ", fr=" ")
    assert again.status_code in (409, 422)
    said = {"en": "A ramp is cheap, a lift is not.", "fr": "Un ascenseur non."}
    done(write(clerk, **said))
    refused = write(clerk, **said)
    assert refused.status_code == 409
    assert "says just this already" in text_of(refused.text)
    assert "Un ascenseur non." in refused.text


def test_it_comes_with_the_draft(here):
    clerk = here.sign_in(CLERK)
    fields = {**DRAFT, "do": "lodge_text", "memorandum.en": "Why quiet rooms."}
    done(press(clerk, f"{TEXTS}/new", fields, body="plenary"))
    shown = here.house.browser().get(f"{HERE}/texts/A-1-DR.2/memorandum")
    assert "Why quiet rooms." in shown.text
    assert "A/1/M.2" in shown.text
