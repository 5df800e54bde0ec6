"""Consents, pictures and recordings through real pages: kept by consent, gone with it."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest
from lakes import SESSION, Lakes, lakes
from page_reader import frame_faults, policy_faults, text_of
from test_own_file import DESK, LIST, OWN, Clerk, Secretary, clerk_at, code_of, opened

from secretariat.test_pictures import SOUNDS, drawing

PURPOSES = ["picture_on_badge", "picture_published", "pronunciation_recording"]


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[Lakes]:
    with lakes(tmp_path_factory.mktemp("consents")) as running:
        clerk = clerk_at(running)
        clerk.write("parliaments", LIST)
        assert clerk.post("delegations", do="invite").status_code == 303
        yield running


@pytest.fixture(scope="module")
def clerk(here) -> Clerk:
    return clerk_at(here)


@pytest.fixture(scope="module")
def secretary(here, clerk) -> Secretary:
    return opened(here, code_of(clerk, clerk.ids()["Thornmark"]))


@pytest.fixture(scope="module")
def key(secretary) -> str:
    """The id of the one person of the delegation."""
    assert secretary.person(given="Ilsabet", family="Óðinsson").status_code == 303
    [found] = secretary.people().values()
    return found


def press(secretary: Secretary, key: str, do: str, **more) -> httpx.Response:
    """Press a button of the page of consents."""
    page = secretary.page(f"/people/{key}/consents").text
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
    files = more.pop("files", None)
    data = {"csrf": csrf, "do": do} | more
    return secretary.browser.post(f"{OWN}/people/{key}/consents", data=data, files=files)


def media(secretary: Secretary, key: str, what: str) -> httpx.Response:
    """The bytes of a picture or recording."""
    return secretary.browser.get(f"{OWN}/people/{key}/{what}")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_nothing_is_agreed_before_somebody_says_so(secretary, key, language):
    page = secretary.page(f"/people/{key}/consents", language)
    assert frame_faults(page.text, language) + policy_faults(page.text) == []
    assert 'name="consent"' in page.text
    assert " checked" not in page.text
    assert media(secretary, key, "picture").status_code == 404


def test_without_consent_nothing_is_kept(secretary, key):
    files = {"picture": ("face.jpg", drawing(), "image/jpeg")}
    refused = press(secretary, key, "picture", files=files)
    assert refused.status_code == 409
    assert "has not agreed" in text_of(refused.text)
    assert media(secretary, key, "picture").status_code == 404


def test_by_consent_a_picture_and_a_recording_are_kept(secretary, key):
    assert press(secretary, key, "consents", consent=PURPOSES).status_code == 303
    files = {"picture": ("face.jpg", drawing(), "image/jpeg")}
    assert press(secretary, key, "picture", files=files).status_code == 303
    sound = {"recording": ("name.ogg", SOUNDS["audio/ogg"], "text/html")}
    assert press(secretary, key, "recording", files=sound).status_code == 303
    picture, recording = media(secretary, key, "picture"), media(secretary, key, "recording")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    assert recording.headers["content-type"] == "audio/ogg"  # not what the browser said
    for one in (picture, recording):
        assert one.headers["cache-control"] == "no-store"
        assert one.headers["x-content-type-options"] == "nosniff"


def test_what_is_none_is_refused_at_its_field_and_the_old_one_stays(secretary, key):
    before = media(secretary, key, "picture").content
    for raw, said in ((b"MZ" + bytes(300), "no picture"), (drawing((100, 100)), "too small")):
        files = {"picture": ("face.jpg", raw, "image/jpeg")}
        refused = press(secretary, key, "picture", files=files)
        assert refused.status_code == 422
        assert said in text_of(refused.text)
        assert 'aria-invalid="true"' in refused.text
    assert press(secretary, key, "picture").status_code == 422
    assert media(secretary, key, "picture").content == before


def test_only_the_desk_and_the_own_secretary_see_them(here, clerk, secretary, key):
    parliament = clerk.ids()["Thornmark"]
    at_desk = f"{DESK}/delegations/{parliament}/people/{key}"
    assert clerk.client.get(f"{at_desk}/picture").status_code == 200
    other = opened(here, code_of(clerk, clerk.ids()["Quillshire"]), "Ada Lind")
    assert media(other, key, "picture").status_code == 404
    assert other.browser.get(f"{at_desk}/picture").status_code == 403
    assert here.house.browser().get(f"{OWN}/people/{key}/picture").status_code == 303
    assert secretary.browser.get(f"{OWN}/people/{key}/held").status_code == 404


def test_all_that_is_held_about_a_person_in_one_press(clerk, key):
    parliament = clerk.ids()["Thornmark"]
    answer = clerk.client.get(f"{DESK}/delegations/{parliament}/people/{key}/held")
    held = json.loads(answer.text)
    assert answer.headers["content-disposition"] == f'attachment; filename="{key}.json"'
    assert held["person"]["family"] == "Óðinsson"
    assert {one["purpose"] for one in held["consents"]} == set(PURPOSES)
    assert held["picture"]["sha256"]
    assert [one["session"] for one in held["places"]] == [SESSION]
    assert {"person_added", "consents"} <= {one["what"] for one in held["changes"]}


def test_withdrawn_it_is_gone_at_once(secretary, key):
    kept = ["picture_published"]
    assert press(secretary, key, "consents", consent=kept).status_code == 303
    assert media(secretary, key, "recording").status_code == 404
    assert media(secretary, key, "picture").status_code == 200  # another consent still holds it
    assert press(secretary, key, "consents").status_code == 303
    assert media(secretary, key, "picture").status_code == 404
    assert "withdrawn" in text_of(secretary.page(f"/people/{key}/consents").text)


def test_after_the_session_the_desk_deletes_them_all(clerk, secretary, key):
    assert press(secretary, key, "consents", consent=PURPOSES).status_code == 303
    files = {"picture": ("face.png", drawing(kind="PNG"), "image/png")}
    assert press(secretary, key, "picture", files=files).status_code == 303
    asked = clerk.post("delegations", do="forget_media")
    assert "cannot be brought back" in text_of(asked.text)
    assert media(secretary, key, "picture").status_code == 200  # only asked so far
    assert clerk.post("delegations", do="forget_media_sure").status_code == 303
    assert media(secretary, key, "picture").status_code == 404


def test_forgotten_with_the_person(clerk, secretary, key):
    files = {"picture": ("face.jpg", drawing(), "image/jpeg")}
    assert press(secretary, key, "picture", files=files).status_code == 303
    parliament = clerk.ids()["Thornmark"]
    told = {"version": clerk.version(parliament), "person": str(int(key[2:]))}
    gone = clerk.post(f"delegations/{parliament}", do="forget_sure", **told)
    assert gone.status_code == 303
    at_desk = f"{DESK}/delegations/{parliament}/people/{key}"
    assert clerk.client.get(f"{at_desk}/picture").status_code == 404
    assert clerk.client.get(f"{at_desk}/held").status_code == 404
