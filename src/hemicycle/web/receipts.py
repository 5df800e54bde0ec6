"""`/a/<session>/receipt`: anybody checks a receipt, by number and code or by its own address."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse

from hemicycle.clerk.receipts import FoundBallot, Named, find, read_address, read_code
from hemicycle.clerk.state import Receipt
from hemicycle.procedure.acts.divisions.close_division import DivisionClosed
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.screens.receipt import Told, told
from hemicycle.web.accounts.cookies import device_of, with_device
from hemicycle.web.http import whole
from hemicycle.web.receipt_proof import program, proof_told
from hemicycle.web.shell import Desk, shell

PART = "receipt"
# What each answer is for programs that ask; every other is 200.
STATUSES = {"unreadable": 422, "number_unreadable": 422, "unknown": 404, "too_many": 429}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What came of asking: a ballot with what may be told of it, or why there is none."""

    state: str
    typed: Mapping[str, str] = field(default_factory=dict)
    named: Named | None = None
    found: FoundBallot | None = None
    told: Told | None = None
    wait_s: int = 0


async def receipt_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The form for a number and a code, and its answer."""
    return page(request, session, asked_by_form(request, session))


async def held_page(
    request: HttpRequest, session: str, address: str, **_language: str | None
) -> HttpResponse:
    """The receipt whose own address it is, such as a QR code holds."""
    looked = asked_by_address(request, session, address)
    return page(request, session, looked)


async def receipt_file(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The answer to the form, for programs."""
    return data(request, session, asked_by_form(request, session))


async def held_file(
    request: HttpRequest, session: str, address: str, **_language: str | None
) -> HttpResponse:
    """The receipt whose own address it is, for programs."""
    looked = asked_by_address(request, session, address)
    return data(request, session, looked)


# -- what is asked for ----------------------------------------------------------------------------


def asked_by_form(request: HttpRequest, session: str) -> Looked:
    """What was typed: a number and a code."""
    typed = {name: request.GET.get(name, "").strip()[:40] for name in ("number", "code")}
    number, code = whole(typed["number"]), read_code(typed["code"])
    if not any(typed.values()):
        return Looked(state="", typed=typed)
    if not code:
        return Looked(state="unreadable", typed=typed)
    if not number:
        return Looked(state="number_unreadable", typed=typed)
    return looked_up(request, session, Named(number=number, letters=code), typed=typed)


def asked_by_address(request: HttpRequest, session: str, address: str) -> Looked:
    """What the end of a receipt's own address names."""
    named = read_address(address)
    if named is None:
        return Looked(state="unknown")
    return looked_up(request, session, named, typed={})


def looked_up(
    request: HttpRequest, session: str, named: Named, *, typed: Mapping[str, str]
) -> Looked:
    """The ballot that is named, or that there is none.

    Note: a hall is one network address, so tries in vain count by device; and who holds a receipt
    is answered at once, whoever guessed before.
    """
    clerk = shell[0].installation.house.clerk
    state = clerk.state(SessionId(session))
    found = find(state, clerk.store, named)
    if found is None:
        wait = shell[0].door.receipts.try_now(device_of(request).id)
        return Looked(state="too_many" if wait else "unknown", typed=typed, wait_s=wait)
    assert state.rules is not None
    seen = told(
        state.assembly.divisions[found.division],
        publish=state.rules.choice("division.publish"),
        fate=found.fate,
        is_held=named.is_held,
    )
    return Looked(state="found", named=named, found=found, told=seen)


def entry_of_root(session: str, division: int) -> int:
    """Where the root of a division stands in the record."""
    history = shell[0].installation.house.clerk.history[SessionId(session)]
    return next(
        one.position
        for one in reversed(history)
        if isinstance(one.entry, DivisionClosed) and one.entry.division == division
    )


# -- how it is answered ---------------------------------------------------------------------------


def page(request: HttpRequest, session: str, looked: Looked) -> HttpResponse:
    """The page with its answer."""
    desk = Desk.of(request, session, PART)
    facts = {"looked": looked, **facts_of(session, looked)}
    answer = desk.page("receipt.html", facts, status=STATUSES.get(looked.state, 200))
    return kept_apart(request, answer, looked)


def data(request: HttpRequest, session: str, looked: Looked) -> HttpResponse:
    """The same for programs; the words of it are of no language."""
    told_by: Mapping[str, object] = {"state": looked.state or "unreadable"}
    if looked.found is not None and looked.told is not None:
        entry = entry_of_root(session, looked.found.division) if looked.told.is_declared else 0
        told_by = proof_told(looked.found, looked.told, entry=entry)
    status = STATUSES.get(looked.state or "unreadable", 200)
    answer = JsonResponse({"session": session, **told_by}, status=status)
    answer["Cache-Control"] = "no-store"
    return kept_apart(request, answer, looked)


def kept_apart(request: HttpRequest, answer: HttpResponse, looked: Looked) -> HttpResponse:
    """The answer as it leaves: no search engine keeps a receipt, and a guesser is known again."""
    answer["X-Robots-Tag"] = "noindex"
    if looked.wait_s:
        answer["Retry-After"] = str(looked.wait_s)
    return with_device(request, answer)


def facts_of(session: str, looked: Looked) -> Mapping[str, object]:
    """What the template needs besides: the receipt, its own address, the program."""
    found, seen, named = looked.found, looked.told, looked.named
    if found is None or seen is None or named is None:
        return {}
    row = found.row
    receipt = Receipt(found.division, found.ballot.member, row.number, row.hash, Instant(row.at))
    state = shell[0].installation.house.clerk.state(SessionId(session))
    facts: dict[str, object] = {
        "code": receipt.code,
        "division": state.assembly.divisions[found.division],
        **(held(session, receipt) if named.is_held else typed_in(receipt)),
    }
    if seen.is_declared and found.proof is not None:
        facts["entry"] = entry_of_root(session, found.division)
        facts["program"] = program(found, found.proof, shows_choice=seen.shows_choice)
    return facts


def held(session: str, receipt: Receipt) -> Mapping[str, object]:
    """The receipt's own address, also as a picture, for whoever came by it."""
    home = shell[0].installation.house.base_url.rstrip("/")
    address = f"{home}/a/{session}/{PART}/{receipt.address}"
    picture = segno.make(address, error="m", micro=False)
    return {
        "address": address,
        "picture": picture.svg_data_uri(scale=4, border=3, light="white"),
        "as_file": f"{PART}/{receipt.address}.json",
    }


def typed_in(receipt: Receipt) -> Mapping[str, object]:
    """What there is instead for whoever typed the code: no more than the code tells."""
    return {"address": "", "as_file": f"{PART}.json?number={receipt.number}&code={receipt.code}"}
