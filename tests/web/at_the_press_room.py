"""The press room of the rehearsal at the desk, and its clock to the second."""

import io
import re
from dataclasses import dataclass

import httpx
from demo_house import CLERK, REHEARSAL, DemoHouse
from PIL import Image, ImageDraw

from hemicycle.phrases.formats import moment
from hemicycle.procedure.kernel import Instant

ROOM = f"/en/a/{REHEARSAL}/press-room"
DESK = f"/en/a/{REHEARSAL}/desk/press-room"
SAYS = {"headline.en": "Bridges counted", "headline.fr": "Ponts comptés"}
FACTS = {"facts.en": "There are nine bridges.", "facts.fr": "Il y a neuf ponts."}
PICTURE = {
    "credit": "Secretariat",
    "licence": "CC BY 4.0",
    "consent": "nobody",
    "alt.en": "A hall with a ramp",
    "alt.fr": "Une salle avec une rampe",
}


def drawing(size=(900, 600), kind="PNG", **options) -> bytes:
    """A drawn hall of nobody."""
    picture = Image.new("RGB", size, "#9fb8d0")
    ImageDraw.Draw(picture).rectangle((0, size[1] // 2, *size), fill="#516b51")
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@dataclass
class PressDesk:
    """The clerk at the press room."""

    house: DemoHouse
    client: httpx.Client

    @property
    def now(self) -> int:
        """The time of the rehearsal, which stands still."""
        return self.house.player.clock.now()

    def until(self, at: int) -> None:
        """Let the rehearsal's clock stand at an instant."""
        self.house.server.run(self.house.player.fast_forward(Instant(at)))

    def post(self, path: str, *, files: object = None, **fields: str) -> httpx.Response:
        """Press a button; names with a dot or a dash are given as they are."""
        csrf = self.house.token_of(self.client)
        return self.client.post(f"{DESK}{path}", data={"csrf": csrf, **fields}, files=files)

    def make(self, **fields: str) -> int:
        """A new item, as a draft; its number."""
        answer = self.post("/new", do="save", **{**SAYS, **FACTS, **fields})
        assert answer.status_code == 303, answer.text
        return int(re.findall(r"/press-room/(\d+)", answer.headers["location"])[0])

    def release(self, number: int, at: int = 0) -> None:
        """Release an item, now or at an instant."""
        answer = self.post(f"/{number}", do="release", out_at=local(at) if at else "")
        assert answer.status_code == 303, answer.text

    def out(self, **fields: str) -> int:
        """A new item that is out."""
        number = self.make(**fields)
        self.release(number)
        return number

    def add_picture(self, number: int, raw: bytes | None = None, **fields: str) -> httpx.Response:
        """Post a picture of which everything is known but what is left out here."""
        files = {"picture": ("hall.png", drawing() if raw is None else raw, "image/png")}
        return self.post(f"/{number}", files=files, do="picture", **{**PICTURE, **fields})

    def picture_of(self, number: int) -> str:
        """The address of the one picture of an item, below the public room."""
        page = self.client.get(f"{DESK}/{number}").text
        return f"{ROOM}/{number}/{re.findall(r'/([0-9]+).jpg', page)[0]}.jpg"


def local(at: int) -> str:
    """An instant as the form posts it, where the rehearsal meets."""
    return moment(Instant(at), "Asia/Tashkent").strftime("%Y-%m-%dT%H:%M:%S")


def desk_of(house: DemoHouse) -> PressDesk:
    """The clerk of a house at the press room."""
    return PressDesk(house, house.visitor(CLERK))


def seen(house: DemoHouse, path: str, **headers: str) -> httpx.Response:
    """What nobody in particular gets."""
    return house.visitor().get(path, headers=headers)
