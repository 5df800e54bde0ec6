"""Heads of invented parliaments who wish to meet, and whoever else might want to know of it."""

import re
from dataclasses import dataclass

import httpx
from demo_house import CLERK, REHEARSAL, DemoHouse
from page_reader import text_of

MEETINGS = f"/en/a/{REHEARSAL}/meetings"
PROTOCOL_DESK = f"/en/a/{REHEARSAL}/desk/protocol"
READOUTS = f"/en/a/{REHEARSAL}/readouts"
BOLTARA, QUILMORA, GRELMOND, NAKUREMBE = "p-0017", "p-0105", "p-0045", "p-0086"
PROTOCOL_OFFICER, INTERPRETER = "o-protocol-1", "o-interpreter-1"
SEE = httpx.codes.SEE_OTHER


@dataclass
class Side:
    """Somebody at the pages of meetings."""

    house: DemoHouse
    client: httpx.Client

    def text(self, address: str = MEETINGS) -> str:
        """What a page says."""
        return text_of(self.client.get(address).text)

    def post(self, address: str = MEETINGS, **fields: object) -> httpx.Response:
        """Press a button, with the token of a page."""
        form = {"csrf": self.house.token_of(self.client), **fields}
        return self.client.post(address, data=form)

    def wish(self, *invited: str, subject: str = "Ferries", **more: object) -> httpx.Response:
        """Wish to meet one delegation, or invite several."""
        whom = {"group": invited} if len(invited) > 1 else {"invited": invited[0]}
        kind = "group" if len(invited) > 1 else "pair"
        return self.post(subject=subject, kind=kind, told="0", **whom, **more)

    def meetings(self) -> list[str]:
        """The addresses of the meetings that the page leads to."""
        page = self.client.get(MEETINGS).text
        return re.findall(rf'href="({MEETINGS}/[A-Za-z0-9_-]+)"', page)

    def hours(self, meeting: str) -> list[str]:
        """The hours that are offered for a meeting."""
        return re.findall(r'name="start" value="(\d+)"><bdi', self.client.get(meeting).text)


def side(house: DemoHouse, delegation: str, seat: int = 1) -> Side:
    """A member of a delegation; the first leads it."""
    return Side(house, house.visitor(f"{delegation}-{seat}"))


def anybody(house: DemoHouse, member: str = "") -> Side:
    """Somebody else, or nobody in particular."""
    return Side(house, house.visitor(member))


def accredited(house: DemoHouse, member: str, *, office: str) -> Side:
    """Somebody whom the clerk accredits in an office."""
    person = house.assembly.people.get(member)
    if person is not None and person.office == office:
        return anybody(house, member)
    clerk = anybody(house, CLERK)
    answer = clerk.post(
        f"/a/{REHEARSAL}/acts/accredit_person",
        act_id=f"make-{member}",
        body="plenary",
        member=member,
        office=office,
    )
    assert answer.status_code == SEE, answer.text
    return anybody(house, member)
