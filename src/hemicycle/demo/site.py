"""What the demo adds to the site: one-press seats, the player's controls, and a byte to change."""

import random
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import segno
from asgiref.sync import sync_to_async
from markupsafe import Markup

from hemicycle.demo.clock import SPEEDS
from hemicycle.demo.player import Skipped
from hemicycle.demo.seats import DELEGATE, SEATS, DemoSeat, free_delegate
from hemicycle.demo.seed import read_seed
from hemicycle.demo.seed_links import Places, rows
from hemicycle.demo.sessions import Demo
from hemicycle.journal.verify import explain, verify
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant, MemberId, Phrase
from hemicycle.publish import publish
from hemicycle.web.drawing import Drawing
from hemicycle.web.house import House
from hemicycle.web.http import Answer, NotUnderstood, Request, redirect
from hemicycle.web.http_sessions import Login, is_same_origin, new_key
from hemicycle.web.languages import negotiated, split_prefix
from hemicycle.web.outputs import published
from hemicycle.web.permissions import ANYONE, Permission, permission

FORWARD_MS = 10 * 60 * 1000
LEAST_PARTS = 2
START_SEATS = ("hall", "chair", "clerk", "delegate", "public")
PAUSE_KEYS = {True: "demo.resume", False: "demo.pause"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One button of the player."""

    name: str
    value: str
    key: str
    facts: Mapping[str, object] = field(default_factory=dict)
    is_on: bool = False
    url: str = "/demo/player"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLink:
    """A seat as the bar and the start page link to it."""

    role: str
    url: str
    fallback: str
    key: str
    is_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedShown:
    """The latest scripted act that was not done, and why."""

    text: str
    reason: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The control bar on every page of the rehearsal."""

    controls: Sequence[Control]
    seats: Sequence[SeatLink]
    home: str
    skipped: SkippedShown | None
    is_over: bool
    is_paused: bool
    speed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tampered:
    """What the verifier said of a record in which one byte was changed."""

    position: int
    byte: int
    was: str
    became: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lan:
    """How a telephone nearby takes part."""

    qr: Markup
    url: str


class DemoSite:
    """Answers the demo's own addresses and draws its bar; only `hemicycle demo` has one."""

    def __init__(self, house: House, demo: Demo, *, port: int, lan_url: str = "") -> None:
        self.house, self.demo, self.port, self.lan_url = house, demo, port, lan_url
        self.tampered: Tampered | None = None
        self.sitting: dict[str, MemberId] = {}
        self.bring_press: Callable[[SessionId], None] = lambda _session: None

    @property
    def current(self) -> SessionId:
        """The round of the rehearsal that plays now."""
        return self.demo.player.current

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """Who may ask for what at the demo's own addresses: anyone may play."""
        routes = ("GET /seed", "GET /demo/sit/*", "POST /demo/**")
        return (permission("play_the_demo", ANYONE, routes=routes),)

    def mark(self) -> str:
        """What the bar shows, in short: a page that was drawn before it changed is drawn anew."""
        player = self.demo.player
        return f"{player.clock.rate}.{len(player.skipped)}.{player.is_finished}.{self.current}"

    # -- what pages show ---------------------------------------------------------------

    def bar(self, session: SessionId, host: str) -> Bar | None:
        """The control bar on a page of the rehearsal; the reported session has none."""
        if session == self.demo.reported.header.session:
            return None
        player = self.demo.player
        skipped = player.skipped[-1] if player.skipped else None
        return Bar(
            controls=self.controls(),
            seats=self.links(host),
            home=f"http://localhost:{self.port}/",
            skipped=SkippedShown(text=skipped.text, reason=why(skipped)) if skipped else None,
            is_over=player.is_finished,
            is_paused=player.clock.is_paused,
            speed=player.clock.speed,
        )

    def controls(self) -> list[Control]:
        """The buttons that make sense now."""
        player = self.demo.player
        if player.is_finished:
            return [
                Control(name="do", value="again", key="demo.play_again"),
                Control(name="do", value="by_hand", key="demo.by_hand"),
            ]
        pause = player.clock.is_paused
        first = Control(name="do", value="resume" if pause else "pause", key=PAUSE_KEYS[pause])
        speeds = [
            Control(
                name="speed",
                value=str(speed),
                key="demo.speed",
                facts={"n": speed},
                is_on=player.clock.speed == speed,
            )
            for speed in SPEEDS
        ]
        forward = Control(name="do", value="forward", key="demo.forward")
        return [first, *speeds, forward, Control(name="do", value="again", key="demo.reset")]

    def links(self, host: str) -> list[SeatLink]:
        """The seats, each on an origin of its own, so that cookies and streams do not collide."""
        here = host.partition(":")[0].removesuffix(".localhost")
        return [
            SeatLink(
                role=seat.name,
                url=f"http://{seat.name}.localhost:{self.port}{self.first_page(seat)}",
                fallback=f"http://localhost:{self.port + seat.port_offset}{self.first_page(seat)}",
                key=f"demo.seat_{seat.name}",
                is_here=seat.name == here,
            )
            for seat in SEATS.values()
        ]

    def start(self, host: str) -> dict[str, object]:
        """What the start page shows besides the sessions."""
        links = [link for link in self.links(host) if link.role in START_SEATS]
        return {
            "seats": {self.current: links},
            "lan": Lan(qr=self.join_qr(), url=self.join_url) if self.lan_url else None,
            "may_tamper": self.house.clerk.state(self.current).tail.position > 0,
            "tampered": self.tampered,
            "seed": read_seed(),
        }

    def seed_page(self, drawing: Drawing, request: Request) -> Answer:
        """The report the product grew from, each sentence with what handles it now."""
        places = Places(
            reported=self.demo.reported.header.session,
            rehearsal=self.current,
            seats={link.role: link.url for link in self.links(request.header(b"host"))},
        )
        seed = read_seed()
        facts = {"seed": seed, "rows": rows(self.house, seed, places)}
        return drawing.small(request, "seed.html", facts)

    @property
    def join_url(self) -> str:
        """Where a telephone nearby sits down as a delegate."""
        return f"{self.lan_url}/demo/sit/delegate"

    def first_page(self, seat: DemoSeat) -> str:
        """Where a seat begins: its page, or the one press that sits a visitor down."""
        page = f"/a/{self.current}" + (f"/{seat.page}" if seat.page else "")
        return f"/demo/sit/{seat.name}" if seat.member or seat.takes_over else page

    def join_qr(self) -> Markup:
        """The visitor's own telephone, by its camera; only with an address it can reach."""
        if not self.lan_url:
            return Markup()
        code = segno.make(self.join_url, error="m")
        drawn = code.svg_inline(scale=4, border=2, omitsize=True, svgclass="qr", lineclass=None)
        return Markup(drawn)  # noqa: S704 (drawn by segno from our own address)

    # -- what visitors press -----------------------------------------------------------

    async def answer(self, drawing: Drawing, request: Request, path: str) -> Answer | None:
        """The answer at an address of the demo, or None for any other."""
        parts = path.strip("/").split("/")
        if parts == ["seed"] and request.method != "POST":
            return self.seed_page(drawing, request)
        if parts[0] != "demo" or len(parts) < LEAST_PARTS:
            return None
        if request.method != "POST":
            return self.seat_page(drawing, request, parts) or drawing.missing(request)
        try:
            form = await request.form()
        except NotUnderstood:
            return drawing.missing(request, status=400)
        if not is_same_origin(request):
            return drawing.missing(request, status=403)
        if parts[1] == "sit":
            return self.sit(request, form.get("seat", ""), form.get("member", ""))
        if parts[1] == "tamper":
            self.tampered = self.tamper()
            return redirect("/#tamper")
        if parts[1] == "player":
            await self.control(form)
            return redirect(self.same_page(form.get("back", "")))
        return drawing.missing(request)

    def seat_page(self, drawing: Drawing, request: Request, parts: list[str]) -> Answer | None:
        """The page with the one press that sits a visitor down."""
        seat = SEATS.get(parts[2]) if parts[1] == "sit" and len(parts) > LEAST_PARTS else None
        if seat is None:
            return None
        login = self.house.http_sessions.of(request)
        if login is not None and login.seat(self.current):
            return redirect(f"/a/{self.current}/{seat.page}")
        prefix = split_prefix(request.path)[0]
        names = self.demo.player.scenario.cast.names
        member = self.person(seat)
        label = names.label(member, prefix or negotiated(request)) if member else ""
        return drawing.small(request, "sit.html", {"seat": seat, "person": label})

    def person(self, seat: DemoSeat) -> MemberId:
        """Who a visitor would be: the seat's person, or a delegate nobody has taken yet."""
        if seat.member:
            return seat.member
        assembly = self.house.clerk.state(self.current).assembly
        return free_delegate(assembly, tuple(self.sitting.values()))

    def sit(self, request: Request, name: str, _member: str) -> Answer:
        """Sit a visitor down: sign the browser in as the person of a seat."""
        seat = SEATS.get(name, DELEGATE)
        member = self.person(seat)
        if not member:
            return redirect(f"/a/{self.current}")
        key = new_key()
        self.sitting[key] = member
        if seat.takes_over:
            self.demo.player.take_over(member)
        self.house.http_sessions.put(key, self.login(member))
        cookie = self.house.http_sessions.cookie_for(request, key)
        answer = redirect(f"/a/{self.current}/{seat.page}")
        return Answer(answer.status, media_type="", headers=[*answer.headers, cookie])

    def login(self, member: MemberId) -> Login:
        """The login of a visitor, in every round of the rehearsal."""
        label = self.demo.player.scenario.cast.names.label(member, "en")
        return Login(
            account=0,
            label=label,
            seats=SameSeat(member, reported=self.demo.reported.header.session),
            secret=secrets.token_bytes(32),
        )

    async def control(self, form: Mapping[str, str]) -> None:
        """Pause, resume, speed, forward, begin anew, go on by hand; seats taken and given back."""
        player, wish = self.demo.player, form.get("do", "")
        speed = form.get("speed", "")
        if speed in map(str, SPEEDS):
            player.set_speed(int(speed))
        elif wish == "pause":
            player.pause()
        elif wish == "resume":
            player.resume()
        elif wish == "forward":
            await player.fast_forward(Instant(player.clock.now() + FORWARD_MS))
        elif wish == "by_hand":
            await player.go_on_by_hand()
        elif wish == "again":
            await player.play_again()
            await sync_to_async(self.bring_press)(self.current)
        elif wish in ("take", "give"):
            member = MemberId(form.get("member", ""))
            (player.take_over if wish == "take" else player.give_back)(member)
        self.house.tell_clock(self.current)

    def same_page(self, back: str) -> str:
        """The page a control was pressed on, in the round that plays now."""
        if not back.startswith("/") or back[1:2] in ("/", "\\"):
            return "/"
        parts = back.split("/")
        place = parts.index("a") + 1 if "a" in parts[:3] else 0
        if place and place < len(parts) and parts[place].startswith(self.stem):
            _, mark, query = parts[place].partition("?")
            parts[place] = f"{self.current}{mark}{query}"
        return "/".join(parts)

    @property
    def stem(self) -> str:
        """What the ids of all rounds begin with."""
        return str(self.demo.player.scenario.header.session)

    def tamper(self) -> Tampered:
        """Change one byte of the rehearsal's exported record, and ask the verifier."""
        whole = publish("journal.ndjson", published(self.house, self.current, "en"))
        draw = random.SystemRandom()
        place = draw.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] ^= 1 << draw.randrange(7)
        verdict = verify(bytes(changed).splitlines(keepends=True))
        bad = verdict.first_bad
        assert bad is not None, "the verifier must find every changed byte"
        return Tampered(
            position=bad.position or 0,
            byte=place + 1,
            was=ascii(chr(whole[place])).strip("'"),
            became=ascii(chr(changed[place])).strip("'"),
            problem=explain(verdict),
        )


class SameSeat(Mapping[SessionId, MemberId]):
    """One person in every round of the rehearsal, and nobody in the reported session."""

    def __init__(self, member: MemberId, *, reported: SessionId) -> None:
        self._member, self._reported = member, reported

    def __getitem__(self, session: SessionId) -> MemberId:
        if session == self._reported:
            raise KeyError(session)
        return self._member

    def __iter__(self) -> Iterator[SessionId]:
        return iter(())

    def __len__(self) -> int:
        return 0


def why(skipped: Skipped) -> Phrase:
    """Why a scripted act was not done."""
    if skipped.refusal is not None:
        return Phrase(f"reason.{skipped.refusal.reason_key}", **skipped.refusal.facts)
    return Phrase(f"demo.{skipped.cause}")
