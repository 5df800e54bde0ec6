"""The speeches an Assembly handed in, among all statements: once delivered, never a rehearsal."""

import secrets

import httpx
from acting import actor
from demo_house import PRESIDENT, REHEARSAL, demo_house, wait_until
from lakes import CLERK as LAKES_CLERK
from lakes import HEAD, SESSION, lakes
from lakes import PRESIDENT as LAKES_PRESIDENT
from page_reader import forms_of, text_of

WORDS = "Mr President, this sentence is known to nobody but the booths."
MARK = "known to nobody but the booths"


def handed_in(speaker: httpx.Client, page: str) -> None:
    """Hand in the words above on the page of one's own speeches."""
    forms = forms_of(speaker.get(page).text)
    [form] = [one for one in forms if one.action.endswith("/hand-in")]
    fields = {**dict(form.fields), "text": WORDS, "language": "en"}
    answer = speaker.post(form.action, data=fields, files={"file": ("", b"")})
    assert answer.status_code == 303, text_of(answer.text)


def found_in_archive(client: httpx.Client, words: str) -> str:
    """What a search over all statements says."""
    return text_of(client.get("/en/statements", params={"q": words}).text)


def test_what_was_said_in_a_rehearsal_is_in_no_archive(tmp_path):
    with demo_house(tmp_path) as house:
        house.forward("09:28:40")
        holder = house.assembly.bodies["plenary"].floor.holder
        handed_in(house.visitor(holder), f"/en/a/{REHEARSAL}/hand-in")
        actor(house, PRESIDENT, "chair").press("yield_floor")
        written = house.assembly.bodies["plenary"].written.values()
        number = max(one.number for one in written if one.member == holder)
        assert MARK in house.visitor().get(f"/a/{REHEARSAL}/speech/{number}").text
        assert MARK not in found_in_archive(house.visitor(), f'"{MARK}"')


def test_an_assembly_that_sits_finds_its_own_speeches_in_the_archive(tmp_path):
    with lakes(tmp_path) as assembly:
        speaker, president = assembly.sign_in(HEAD), assembly.sign_in(LAKES_PRESIDENT)
        clerk = assembly.sign_in(LAKES_CLERK)
        press(clerk, "place_item", item="3", **{"title.en": "Debate"})
        press(president, "open_sitting")
        press(president, "take_up_item", item="3")
        press(speaker, "ask_for_floor")
        handed_in(speaker, f"/en/a/{SESSION}/hand-in")
        anyone = assembly.house.browser("en")
        assert MARK not in found_in_archive(anyone, f'"{MARK}"')
        press(president, "give_floor", speaker=HEAD)
        press(president, "yield_floor")
        wait_until(lambda: "Arvenia" in found_in_archive(anyone, f'"{MARK}"'))
        assert "record" in found_in_archive(anyone, f'"{MARK}"')
        one = text_of(anyone.get(f"/en/statements/{SESSION}-speech-1").text)
        assert MARK in one
        assert "Debate" in one
        assert f"/a/{SESSION}/speech/1" in anyone.get(f"/en/statements/{SESSION}-speech-1").text


def press(client: httpx.Client, act: str, **fields: str) -> None:
    """Press the button of an act on the console, or on the page of the floor."""
    page = "chair" if "speaker" in fields or act != "ask_for_floor" else "floor"
    html = client.get(f"/en/a/{SESSION}/{page}").text
    tokens = [value for form in forms_of(html) for name, value in form.fields if name == "csrf"]
    form = {"csrf": tokens[0], "act_id": secrets.token_hex(8), "body": "plenary", **fields}
    answer = client.post(f"/a/{SESSION}/acts/{act}", data=form)
    assert answer.status_code == 303, text_of(answer.text)
