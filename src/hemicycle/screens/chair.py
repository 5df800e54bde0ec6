"""The presiding officer's console, and the clerk's seat beside it.

It shows what is before the body, what to say, what is in order now and what not and why. Who
does not preside sees the same console with the acts of the own office.
"""

from dataclasses import dataclass, field, replace

from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.acts.credentials.accredit_person import OFFICES
from hemicycle.procedure.acts.credentials.name_seat import SEATS
from hemicycle.procedure.acts.record.report_fact import FactReported
from hemicycle.procedure.assembly import (
    Body,
    Decision,
    Delegation,
    DelegationId,
    Item,
    Question,
    Tally,
    Words,
)
from hemicycle.procedure.kernel import BodyId, Instant, MemberId, Phrase
from hemicycle.procedure.rules.majorities import base_votes, electorate_of, required_votes
from hemicycle.procedure.rules.rights import ACCREDITED_AS
from hemicycle.screens.act_subjects import (
    body_of,
    division_of,
    latest_decision,
    next_item_number,
    next_placed,
    not_voted,
    officers,
    outcome_of,
)
from hemicycle.screens.acts_offered import Locked, Offer, acts_offered, judge, roles
from hemicycle.screens.ahead import ahead_of
from hemicycle.screens.candidates import PRESIDING
from hemicycle.screens.floor_seen import FloorSeen, floor_seen
from hemicycle.screens.hands import HandsSeen, hands_seen
from hemicycle.screens.in_the_room import InTheRoom, in_the_room
from hemicycle.screens.ledger import Ledger, ledger
from hemicycle.screens.newcomers import Group, Newcomers, accredited, newcomers
from hemicycle.screens.seat_subjects import deputisations, seated_delegates
from hemicycle.screens.stages import Step, steps
from hemicycle.screens.stand_ins import StandInsSeen, stand_ins
from hemicycle.screens.tellers import DesksSeen, desks_seen
from hemicycle.screens.textdesk.listed import ListOnConsole, list_before
from hemicycle.screens.time_to_floor import wait_for
from hemicycle.screens.view import View
from hemicycle.screens.visibility import Turnout, sees_count, visible_turnout
from hemicycle.screens.voting_system import SystemDown, system_down
from hemicycle.screens.words_to_say import WordsToSay, words_to_say

MATTERS = (
    *("default", "emergency", "statutes", "reconsider"),
    *("recommendation", "opinion", "urgent_procedure", "agenda_change"),
    *("setting_up_committee", "session_dates", "dismissal"),
)
PERIODS_S = (60, 120, 180, 300, 0)
LAST_MINUTES = 3
# Where an act stands that may take the primary button; time and lists are never what comes next.
LEADING = ("centre", "lead", "agenda")
CALLED = ("give_floor", "lead")
MINUTES = {entry: minute for kind in KINDS for entry, minute in kind.minutes.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """The state of the sitting at one glance. Units: tellers; `there` has its own."""

    there: InTheRoom
    has_roll: bool
    tellers: int
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """One item with its stage; `act` takes it up or concludes it, where that is in order.

    `notes` are what is to be known of it beforehand.
    """

    item: Item
    is_current: bool
    is_frozen: bool
    waiting: int
    act: Offer | None
    notes: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """A division while it is open: turnout only, and who is present and silent."""

    division: int
    opened_at: Instant
    closes_at: Instant
    delegations: int
    entitled_votes: int
    castable_votes: int
    turnout: Turnout | None
    silent: tuple[DelegationId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A closed division before the declaration, for those who count. Units: votes."""

    division: int
    tally: Tally
    reported: Tally | None
    not_cast_votes: int
    entitled_votes: int
    base_votes: int
    required_votes: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """What follows if the question is carried and if not, and what else waits."""

    title: Words
    next_item: Item | None
    waiting: int
    about_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Minute:
    """One line of the minute book; `at` is 0 where only the day, or nothing, is known."""

    position: int
    at: Instant
    phrase: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the forms of the console let one choose from."""

    methods: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    periods_s: tuple[int, ...] = PERIODS_S
    officers: tuple[MemberId, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    absent: tuple[MemberId, ...] = ()
    present: tuple[MemberId, ...] = ()
    reservations_open: tuple[DelegationId, ...] = ()
    offices: tuple[str, ...] = OFFICES
    accredited_as: tuple[str, ...] = ACCREDITED_AS
    seats: tuple[str, ...] = SEATS
    delegates: tuple[MemberId, ...] = ()
    listable: tuple[MemberId, ...] = ()
    deputised: tuple[MemberId, ...] = ()
    newcomers: Newcomers = field(default_factory=Newcomers)
    accredited: tuple[Group, ...] = ()
    next_item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """Everything on the console of one body."""

    body: BodyId
    title: Words
    organ: str
    bodies: tuple[Body, ...]
    presiding: MemberId
    is_presiding: bool
    roles: tuple[str, ...]
    sitting: int
    is_suspended: bool
    vitals: Vitals
    agenda: tuple[AgendaLine, ...]
    item: Item | None
    question: Question | None
    steps: tuple[Step, ...]
    voting: Voting | None
    figures: Figures | None
    hands: HandsSeen | None
    desks: DesksSeen | None
    system_down: SystemDown | None
    stand_ins: StandInsSeen | None
    listed: ListOnConsole | None
    latest: Decision | None
    words: WordsToSay
    primary: Offer | None
    offers: tuple[Offer, ...]
    locked: tuple[Locked, ...]
    fork: Fork | None
    floor: FloorSeen
    heard: Ledger
    choices: Choices
    minutes: tuple[Minute, ...] = field(default=())


def chair(view: View) -> Chair:
    """The console of the body that the view is about."""
    body = body_of(view)
    held = roles(view)
    offers, locked = acts_offered(view, "presiding", "secretariat", "teller")
    division = division_of(view)
    is_awaited = division is not None and division.stage == "closed"
    primary = first_of(offers, is_awaited=is_awaited) if "presiding" in held else None
    return Chair(
        body=body.id,
        title=body.title,
        organ=body.organ,
        bodies=tuple(view.assembly.bodies.values()),
        presiding=body.presiding,
        is_presiding="presiding" in held,
        roles=held,
        sitting=body.sitting.number if body.sitting else 0,
        is_suspended=body.sitting is not None and body.sitting.is_suspended,
        vitals=vitals(view, body),
        agenda=agenda(view, body),
        item=body.items.get(body.item),
        question=body.question,
        steps=steps(view, body.question),
        voting=voting(view),
        figures=figures(view),
        hands=hands_seen(view),
        desks=desks_seen(view),
        system_down=system_down(view),
        stand_ins=stand_ins(view),
        listed=list_before(view),
        latest=latest_decision(view),
        words=words_to_say(view),
        primary=primary,
        offers=tuple(offer for offer in offers if offer is not primary),
        locked=said_once(locked),
        fork=fork(view, body),
        floor=floor_seen(view),
        heard=ledger(view),
        choices=choices(view, body, held=held),
        minutes=minutes(view),
    )


def first_of(offers: tuple[Offer, ...], *, is_awaited: bool) -> Offer | None:
    """The act that the proceedings call for now; none while others must act first.

    While the report of the tellers `is_awaited` another speaker may be called, and is not what
    comes next.
    """
    leading = (offer for offer in offers if offer.place in LEADING)
    return next(
        (one for one in leading if not (is_awaited and (one.name, one.place) == CALLED)), None
    )


def said_once(locked: tuple[Locked, ...]) -> tuple[Locked, ...]:
    """The same refusals, those with a reason that was given above made quiet."""
    given: set[str] = set()
    told = []
    for one in locked:
        told.append(replace(one, is_quiet=one.is_quiet or one.reason.key in given))
        if not one.is_quiet:
            given.add(one.reason.key)
    return tuple(told)


def vitals(view: View, body: Body) -> Vitals:
    """Presence, quorum and tellers."""
    return Vitals(
        there=in_the_room(view, body),
        has_roll=body.has_roll,
        tellers=view.rules.number("division.tellers"),
        position=view.assembly.position,
    )


TAKE_UP, CONCLUDE = (
    next(c for c in PRESIDING if c.act.__name__ == name) for name in ("TakeUpItem", "ConcludeItem")
)


def agenda(view: View, body: Body) -> tuple[AgendaLine, ...]:
    """The items in their order, each with the act that is in order on it."""
    return tuple(
        AgendaLine(
            item=item,
            is_current=item.id == body.item,
            is_frozen=item.id in body.lists and body.lists[item.id].is_frozen,
            waiting=len(body.lists[item.id].waiting) if item.id in body.lists else 0,
            act=act_on(view, body, item=item),
            notes=ahead_of(view, body, item=item),
        )
        for item in body.items.values()
    )


def act_on(view: View, body: Body, *, item: Item) -> Offer | None:
    """To take an item up, or to conclude it, if that is in order now."""
    candidate = CONCLUDE if item.id == body.item else TAKE_UP
    offer = judge(view, candidate.on({"item": item.id}))
    return offer if isinstance(offer, Offer) else None


def voting(view: View) -> Voting | None:
    """The open division, without any choice in it."""
    division = division_of(view)
    if division is None or division.stage != "open" or division.counts:
        return None
    turnout = visible_turnout(view, division)
    return Voting(
        division=division.number,
        opened_at=division.opened_at,
        closes_at=division.closes_at,
        delegations=len(division.roll),
        entitled_votes=division.entitled_votes,
        castable_votes=sum(row.castable for row in division.roll.values()),
        turnout=turnout,
        silent=tuple(map(DelegationId, not_voted(view, division))) if turnout else (),
    )


def figures(view: View) -> Figures | None:
    """The count of a closed division, for the presiding officer, tellers and secretariat."""
    division = division_of(view)
    if division is None or division.found or not sees_count(view.assembly, division, view.viewer):
        return None
    question, counted = division.question, division.tally
    base = base_votes(question, counted, among=electorate_of(division))
    return Figures(
        division=division.number,
        tally=counted,
        reported=division.reported,
        not_cast_votes=division.entitled_votes - counted.placed_votes,
        entitled_votes=division.entitled_votes,
        base_votes=base,
        required_votes=required_votes(question, base),
        outcome=outcome_of(view, division),
    )


def fork(view: View, body: Body) -> Fork | None:
    """What a decision on the question would lead to."""
    if body.question is None:
        return None
    places = body.speakers_list.places
    return Fork(
        title=body.question.title,
        next_item=next_placed(body),
        waiting=len(places),
        about_s=wait_for(view, body, places).about_s,
    )


def choices(view: View, body: Body, *, held: tuple[str, ...]) -> Choices:
    """What the viewer's forms offer; long lists of persons only for the secretariat."""
    rules, assembly = view.rules, view.assembly
    if "presiding" not in held and "secretariat" not in held:
        return Choices()
    own = Choices(
        methods=rules.choices("division.methods"),
        matters=tuple(m for m in MATTERS if rules.majority_key(m)),
        officers=officers(view) if "presiding" in held else (),
    )
    if "secretariat" not in held:
        return own
    people = [p for p in assembly.people.values() if not p.is_withdrawn]
    decision = latest_decision(view)
    reserved = decision.reservations if decision else ()
    return replace(
        own,
        delegations=tuple(assembly.delegations.values()),
        absent=tuple(p.id for p in people if p.delegation and p.id not in body.present),
        present=tuple(p.id for p in people if p.id in body.present),
        reservations_open=tuple(d for d in assembly.delegations if d not in reserved),
        next_item=next_item_number(body),
        delegates=tuple(
            m for d in assembly.delegations.values() for m in seated_delegates(view, d)
        ),
        listable=tuple(p.id for p in people if p.office != "staff"),
        deputised=tuple(one.member for one in deputisations(view, body)),
        newcomers=newcomers(view),
        accredited=tuple(accredited(view)),
    )


def minutes(view: View) -> tuple[Minute, ...]:
    """The last lines of the minute book of this body, the latest first; no reports of others."""
    own = (
        written
        for written in reversed(view.history)
        if written.entry.body == view.body and not isinstance(written.entry, FactReported)
    )
    last = [written for written, _ in zip(own, range(LAST_MINUTES), strict=False)]
    return tuple(
        Minute(
            position=written.position,
            at=written.entry.at if written.header.occurred.precision == "instant" else Instant(0),
            phrase=MINUTES[type(written.entry)](written.entry),
        )
        for written in last
    )
