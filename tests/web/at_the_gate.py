"""Badges of the rehearsal, genuine and otherwise, and a gate officer who reads them."""

import json
import re
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from demo_house import CLERK, REHEARSAL, DemoHouse
from paper_people import in_django

from hemicycle.publish.papers.badge_code import PREFIX, Badge, written

GATE = f"/a/{REHEARSAL}/gate"
OFFICER = "g-2"  # a guest of the rehearsal, who is made one of the staff
IN_YEAR_2100, IN_1980 = 68_000_000, 5_300_000
STRANGE_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def key_of(house: DemoHouse) -> Ed25519PrivateKey:
    """The key that this installation signs badges with."""

    def key() -> Ed25519PrivateKey:
        from hemicycle.web.paper_values import badge_key  # noqa: PLC0415 (once Django is set up)

        return badge_key()

    return in_django(key)


def code_of(house: DemoHouse, member: str, **otherwise: Any) -> str:
    """The code of a member's badge."""
    key = otherwise.pop("key", None) or key_of(house)
    facts = {"session": REHEARSAL, "category": "delegate", "until_min": IN_YEAR_2100}
    return written(Badge(member=member, **{**facts, **otherwise}), key)


def tampered(code: str) -> str:
    """The same code with one sign of its signature exchanged."""
    at = len(code) - 10
    return code[:at] + ("0" if code[at] != "0" else "1") + code[at + 1 :]


def badges(house: DemoHouse, *, valid: str, withdrawn: str) -> dict[str, tuple[str, str]]:
    """One code of each sort with the answer that it must get."""
    return {
        "good": (code_of(house, valid), "valid"),
        "withdrawn": (code_of(house, withdrawn), "withdrawn"),
        "past": (code_of(house, valid, until_min=IN_1980), "expired"),
        "elsewhere": (code_of(house, valid, session="lakes-1"), "other_session"),
        "strange key": (code_of(house, valid, key=STRANGE_KEY), "foreign_key"),
        "altered": (tampered(code_of(house, valid)), "tampered"),
        "in part": (code_of(house, valid)[:60], "unreadable"),
        "nonsense": (f"{PREFIX}~~~", "unreadable"),
        "nobody": (code_of(house, "n-99999"), "unlisted"),
    }


def withdrawn_by_clerk(house: DemoHouse, member: str) -> None:
    """The clerk withdraws somebody's credentials."""
    client = house.visitor(CLERK)
    form = {"csrf": house.token_of(client), "act_id": secrets.token_hex(8), "member": member}
    answer = client.post(f"/a/{REHEARSAL}/acts/withdraw_credentials", data=form)
    assert answer.headers["location"] == f"/a/{REHEARSAL}"
    assert house.assembly.people[member].is_withdrawn


def officer_of(house: DemoHouse) -> str:
    """Somebody who stands at the doors: the clerk accredits them as staff."""
    client = house.visitor(CLERK)
    form = {"csrf": house.token_of(client), "act_id": secrets.token_hex(8)}
    form |= {"member": OFFICER, "office": "staff", "body": "plenary"}
    client.post(f"/a/{REHEARSAL}/acts/accredit_person", data=form)
    assert house.assembly.people[OFFICER].office == "staff"
    return OFFICER


@dataclass
class Officer:
    """A gate officer in a browser without scripts, or a device that sends what it kept."""

    house: DemoHouse
    member: str = OFFICER
    door: str = "Main entrance"
    language: str = "en"
    client: httpx.Client = field(init=False)
    csrf: str = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.house.visitor(self.member)
        self.csrf = self.house.token_of(self.client)

    def get(self, query: str = "") -> httpx.Response:
        """The page."""
        return self.client.get(f"/{self.language}{GATE}{query}")

    def read(self, text: str, **otherwise: str) -> httpx.Response:
        """Read a code or type something, and press the button."""
        form = {"csrf": self.csrf, "door": self.door, "direction": "in", "read": text}
        form |= {"scan_id": secrets.token_hex(12)}
        return self.client.post(f"/{self.language}{GATE}", data=form | otherwise)

    def answer(self, text: str, **otherwise: str) -> str:
        """The page that answers."""
        posted = self.read(text, **otherwise)
        assert posted.status_code == 303, posted.text
        return self.client.get(posted.headers["location"]).text

    def send(self, *scans: dict[str, Any], **otherwise: Any) -> httpx.Response:
        """What a device sends when the network is back."""
        batch = {"device": "d-test", "at": now_ms(), "scans": scans} | otherwise
        return self.post(json.dumps(batch))

    def post(self, batch: str) -> httpx.Response:
        """A body that may be anything."""
        return self.client.post(f"{GATE}/scans", data={"csrf": self.csrf, "batch": batch})

    def scan(self, text: str, **otherwise: Any) -> dict[str, Any]:
        """One scan as a device keeps it."""
        kept = {"id": secrets.token_hex(16), "door": self.door, "direction": "in", "text": text}
        return kept | {"told": "valid", "at": now_ms()} | otherwise


def now_ms() -> int:
    """The time of this machine."""
    return int(time.time() * 1000)


def rows() -> list[dict[str, Any]]:
    """Every scan that is kept, in the order in which they came."""

    def found() -> list[dict[str, Any]]:
        from hemicycle.secretariat.models import GateScan  # noqa: PLC0415 (the same)

        return list(GateScan.objects.order_by("pk").values())

    return in_django(found)


def verdict_of(html: str) -> str:
    """The word in the mark of the answer."""
    section = re.search(r'<p class="verdict">(.*?)</p>', html, re.DOTALL)
    assert section, "there is no answer"
    return re.sub(r"<[^>]+>", "", section[1]).strip()
