"""Interpreters of the rehearsal in their booths, and what they press there."""

import secrets
from dataclasses import dataclass, field

import httpx
from demo_house import CLERK, REHEARSAL, DemoHouse
from page_reader import forms_of, text_of


def interpreter_of(house: DemoHouse, member: str = "i-1") -> str:
    """Somebody who sits in a booth: the clerk accredits them as an interpreter."""
    client = house.visitor(CLERK)
    form = {"csrf": house.token_of(client), "act_id": secrets.token_hex(8)}
    form |= {"member": member, "office": "interpreter", "body": "plenary"}
    client.post(f"/a/{REHEARSAL}/acts/accredit_person", data=form)
    assert house.assembly.people[member].office == "interpreter"
    return member


@dataclass
class Interpreter:
    """One interpreter at the page of a booth, in a browser of its own."""

    house: DemoHouse
    booth: str
    member: str = "i-1"
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.house.visitor(interpreter_of(self.house, self.member))

    @property
    def address(self) -> str:
        """The page of the booth."""
        return f"/a/{REHEARSAL}/booth/{self.booth}"

    def page(self, prefix: str = "/en") -> httpx.Response:
        """What the booth shows now."""
        return self.client.get(f"{prefix}{self.address}")

    def text(self) -> str:
        """The same as words."""
        return text_of(self.page().text)

    def can_ask(self) -> bool:
        """Whether the button is there."""
        return any(one.action.endswith(self.address) for one in forms_of(self.page().text))

    def ask(self, **fields: str) -> httpx.Response:
        """Press the button, or send what a form might."""
        form = {"csrf": self.house.token_of(self.client), "body": "plenary", **fields}
        return self.client.post(f"/en{self.address}", data=form)
