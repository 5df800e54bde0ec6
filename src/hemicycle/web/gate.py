"""The gate: who stands at a door with a badge, and whether it holds; works without scripts."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse

from hemicycle.phrases.formats import moment
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.publish.papers.badge_code import key_id
from hemicycle.secretariat.gate import (
    DIRECTIONS,
    IN,
    KEPT_DAYS,
    as_known,
    door_name,
    figures,
    just_before,
    keep,
    known_doors,
    scan_of,
)
from hemicycle.secretariat.models import GateScan
from hemicycle.web.accounts.own import see
from hemicycle.web.acts import Refusal, acts_path
from hemicycle.web.gate_list import (
    FOREIGN_KEY,
    MOST_FOUND,
    TAMPERED,
    UNREADABLE,
    VERDICTS,
    GateList,
    Reading,
    gate_list,
    told,
)
from hemicycle.web.gate_scans import Arrival, arrived, is_scan_id
from hemicycle.web.house_clock import COMPUTER
from hemicycle.web.http_sessions import csrf_token
from hemicycle.web.paper_values import badge_key
from hemicycle.web.shell import Desk, shell

LONGEST_TYPED = 1000
MOST_FACTS = 50
OF_NOBODY = (FOREIGN_KEY, TAMPERED, UNREADABLE)
# How each answer looks: the colour of the mark and its drawing; the word stands beside them.
MARKS = {
    "valid": ("y", "check"),
    "withdrawn": ("n", "cross"),
    "not_accepted": ("w", "clock"),
    "expired": ("w", "clock"),
    "unlisted": ("n", "cross"),
    "other_session": ("w", "alert"),
    "unchecked": ("w", "alert"),
    "unknown": ("w", "alert"),
    **dict.fromkeys(OF_NOBODY, ("n", "cross")),
}


@dataclass(frozen=True)
class Gate:
    """One request to the gate of a session."""

    desk: Desk

    @cached_property
    def list(self) -> GateList:
        """Who may pass, in the language of the page."""
        return gate_list(self.desk.session, self.desk.language)

    @property
    def now_ms(self) -> int:
        """The time on the session's clock, by which badges end."""
        return shell[0].installation.house.clock_of(self.desk.session).now()

    @property
    def zone(self) -> str:
        """The zone of the session's clocks."""
        opened = shell[0].installation.house.clerk.state(self.desk.session).assembly.session
        return opened.zone if opened else "UTC"

    def clock(self, at_ms: int) -> str:
        """A moment to the second, as the clocks on the walls show it."""
        return moment(Instant(at_ms), self.zone).strftime("%H:%M:%S")

    @property
    def midnight_ms(self) -> int:
        """When the present day began."""
        now = moment(COMPUTER.now(), self.zone)
        began = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return int(began.timestamp() * 1000)

    @property
    def account(self) -> int:
        """Who stands at the door."""
        return self.desk.login.account if self.desk.login else 0

    @property
    def browser(self) -> str:
        """A device that has no name of its own: by its login, which tells nothing else."""
        secret = self.desk.login.secret if self.desk.login else b""
        return f"b-{hashlib.sha256(b'hemicycle gate' + secret).hexdigest()[:16]}"

    def form(self) -> dict[str, str]:
        """The door and the direction, as they were chosen."""
        given = self.desk.request.POST or self.desk.request.GET
        direction = given.get("direction", "")
        return {
            "door": door_name(given.get("door", "")[:LONGEST_TYPED]),
            "direction": direction if direction in DIRECTIONS else IN,
        }

    def address(self, **query: str) -> str:
        """The page again, at the same door."""
        return f"{self.desk.request.path}?{urlencode(self.form() | query)}"


def gate_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The page of a door: choose it, read a badge, see the answer."""
    gate = Gate(Desk.of(request, session))
    if request.method == "POST" and not gate.desk.is_posted_from_here:
        return page(gate, Refusal(403, "page_too_old", {}))
    return posted(gate) if request.method == "POST" else page(gate)


def posted(gate: Gate) -> HttpResponse:
    """Something was read or typed at a door, in a browser without scripts."""
    form = gate.desk.request.POST
    text = (form.get("member") or form.get("read", ""))[:LONGEST_TYPED].strip()
    if not gate.form()["door"]:
        return page(gate, Refusal(422, "gate_door_missing", {}, at_field="door"))
    if not text:
        return page(gate, Refusal(422, "gate_nothing_read", {}, at_field="read"))
    reading = gate.list.read(text, gate.now_ms)
    if reading.verdict == "unknown":
        return see(gate.address(q=text[:200]))
    scan_id = form.get("scan_id", "")
    scan_id = scan_id if is_scan_id(scan_id) else secrets.token_hex(12)
    keep([scan_here(gate, reading, scan_id=scan_id)])
    return see(gate.address(scan=scan_id))


def scan_here(gate: Gate, reading: Reading, *, scan_id: str) -> GateScan:
    """A scan that is answered by this server, now."""
    now, form = COMPUTER.now(), gate.form()
    return GateScan(
        scan_id=scan_id,
        session=gate.desk.session,
        door=as_known(form["door"], known_doors(gate.desk.session)),
        direction=form["direction"],
        member=reading.entry.id if reading.entry else "",
        how=reading.how,
        told=reading.verdict,
        found=reading.verdict,
        scanned_at_ms=now,
        received_at_ms=now,
        at_ms=now,
        device=gate.browser,
        account=gate.account,
    )


def page(gate: Gate, problem: Refusal | None = None) -> HttpResponse:
    """The page with its answer, the people found, and the figures of the doors."""
    query = gate.desk.request.GET
    sought = " ".join(query.get("q", "")[:200].split())
    scan_id = query.get("scan", "")[:64]
    found = gate.list.found(sought) if sought else []
    facts: dict[str, Any] = {
        **gate.form(), **figures_facts(gate),
        "page_name": "gate", "sought": sought, "found": found[:MOST_FOUND],
        "n_found": len(found), "answer": answer_facts(gate, scan_id) if scan_id else None,
        "doors_known": known_doors(gate.desk.session), "marks": MARKS, "verdicts": VERDICTS,
        "capacities": sorted({one.capacity for one in gate.list.entries}),
        "categories": sorted({one.category for one in gate.list.entries} - {""}),
        "session_id": gate.desk.session, "kept_days": KEPT_DAYS,
    }  # fmt: skip
    answer = gate.desk.page("gate.html", facts, problem=problem)
    if not (query or problem):  # a device keeps this page for the time without a network
        answer["Cache-Control"] = "private, no-cache"
    return answer


def answer_facts(gate: Gate, scan_id: str) -> dict[str, Any] | None:
    """What a scan came to, to be read from two steps away."""
    scan = scan_of(gate.desk.session, scan_id)
    if scan is None:
        return None
    before = just_before(scan)
    return {
        "scan": scan,
        "entry": gate.list.by_id.get(scan.member),
        "before": {"at": gate.clock(before.at_ms), "door": before.door} if before else None,
    }


# -- what devices fetch and send -----------------------------------------------------------------


def figures_facts(gate: Gate) -> dict[str, Any]:
    """The figures of the doors today, and the facts about scans."""
    told_now = figures(gate.desk.session, gate.midnight_ms, same=gate.list.same)
    return {
        "figures": told_now,
        "most_facts": MOST_FACTS,
        "clock_of": gate.clock,
        "name_of": lambda member: (
            gate.list.by_id[member].name if member in gate.list.by_id else member
        ),
        "minutes_of": lambda off_ms: round(abs(off_ms) / 60_000),
        "counted_at": gate.clock(COMPUTER.now()),
    }


def figures_part(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The figures alone, for a page that is open already."""
    gate = Gate(Desk.of(request, session))
    return gate.desk.page("parts/gate-figures.html", figures_facts(gate))


def list_file(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The list as a device keeps it, with the key that signs badges and a fresh token."""
    gate = Gate(Desk.of(request, session))
    key = badge_key().public_key()
    facts: dict[str, Any] = {
        "mark": f"{gate.list.mark}.{gate.desk.language}",
        "as_of": gate.list.as_of_ms,
        "key": base64.b64encode(key.public_bytes_raw()).decode(),
        "key_id": key_id(key).hex(),
    }
    if request.GET.get("mark", "") != facts["mark"]:
        facts["people"] = told(gate.list.entries)
    if gate.desk.login is not None:
        facts["csrf"] = csrf_token(gate.desk.login, acts_path(gate.desk.session))
    return answered(facts)


def scans_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """Scans that a device kept, perhaps for hours: each is kept once, however often it comes."""
    gate = Gate(Desk.of(request, session))
    if not gate.desk.is_posted_from_here:
        return answered({"problem": "page_too_old"}, status=403)
    arrival = Arrival(
        session=SessionId(session), account=gate.account, received_at_ms=COMPUTER.now(),
        read=lambda text: gate.list.read(text, gate.now_ms), known=known_doors(session),
    )  # fmt: skip
    batch = arrived(arrival, request.POST.get("batch", ""))
    if batch is None:
        return answered({"problem": "not_understood"}, status=422)
    keep(batch.scans)
    return answered({"received": batch.received, "refused": batch.refused})


def answered(facts: dict[str, Any], status: int = 200) -> HttpResponse:
    """An answer for a script, kept nowhere on its way."""
    answer = JsonResponse(facts, status=status)
    answer["Cache-Control"] = "no-store"
    return answer
