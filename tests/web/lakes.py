"""An assembly of its own by the lakes: an installation, its operator, and everybody's password."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from installed import Installed, installed, submit
from page_reader import text_of

SESSION = "lakes-1"
CLERK, PRESIDENT = "o-secretary-general", "o-president"
HEAD, SECOND, OTHER = "p-0001-1", "p-0001-2", "p-0002-1"
PASSWORD = "a long enough sentence"
FORM = {
    "title.en": "Assembly of the Lakes",
    "title.fr": "Assemblée des lacs",
    "place.en": "Lakeside",
    "id": SESSION,
    "starts_on": "2027-03-02",
    "zone": "Asia/Tashkent",
    "rulebook": "plain",
    "delegations": "Arvenia; 12; 2; Arvénie\nBoltara; 7; 1\nÎle d'Écume; 3; 1\n",
    "username": "registrar",
    "password": PASSWORD,
}
ENROL = f"/a/{SESSION}/desk/enrol"


@dataclass
class Lakes:
    """The running assembly."""

    house: Installed
    operator: httpx.Client
    passwords: dict[str, str]

    @property
    def url(self) -> str:
        """The address under which its passkeys exist."""
        return self.house.public_url

    def sign_in(self, member: str) -> httpx.Client:
        """A browser that signed in with the first password of a person."""
        username = f"{SESSION}.{member}"
        return self.sign_in_as(username, self.passwords[username])

    def sign_in_as(self, username: str, password: str) -> httpx.Client:
        """A browser that signed in with its form."""
        browser = self.house.browser()
        form = browser.get("/login")
        answer = submit(browser, form, "/login$", username=username, password=password)
        assert answer.status_code == 303, text_of(answer.text)
        return browser

    def code_for(self, clerk: httpx.Client, member: str) -> str:
        """A code that the clerk's page shows for a person."""
        page = clerk.get(ENROL, params={"member": member})
        form = next(one for one in press_of(page, "make"))
        answer = clerk.post(ENROL, data=form)
        assert answer.status_code == 303, text_of(answer.text)
        shown = clerk.get(answer.headers["location"])
        [code] = re.findall(r'<bdi class="typed" dir="ltr">([a-z2-7-]+)</bdi>', shown.text)
        return code

    def press(self, clerk: httpx.Client, member: str, wish: str) -> httpx.Response:
        """Press a button of the clerk's page of a person."""
        page = clerk.get(ENROL, params={"member": member})
        [form] = press_of(page, wish)
        return clerk.post(ENROL, data=form)

    def enrol(self, code: str, language: str = "en") -> tuple[httpx.Client, httpx.Response]:
        """A phone that opens the address of a code and presses its button."""
        phone = self.house.browser(language)
        asked = phone.get(f"/enrol/{code}")
        assert asked.status_code == 200, text_of(asked.text)
        return phone, submit(phone, asked, "/enrol$", use="1")


def press_of(page: httpx.Response, wish: str) -> list[dict[str, str]]:
    """What the button of a wish sends."""
    found = re.findall(
        r'name="csrf" value="([^"]*)"><input type="hidden" name="member" value="([^"]*)">'
        rf'<button class="[^"]*" name="do" value="{wish}"',
        page.text,
    )
    return [{"csrf": csrf, "member": member, "do": wish} for csrf, member in found]


@contextmanager
def lakes(folder: Path, **fields: str) -> Iterator[Lakes]:
    """The assembly of the lakes, as long as the tests of a module last."""
    with installed(folder / "data") as house:
        house.public_url = house.url.replace("127.0.0.1", "localhost")
        operator = house.browser()
        sheet = submit(operator, operator.get(house.first_page), "/new$", **FORM | fields)
        assert sheet.status_code == 200, text_of(sheet.text)
        cells = re.findall(r'<td class="sym">([^<]+)</td><td class="sym">([^<]+)</td>', sheet.text)
        yield Lakes(house, operator, dict(cells))
