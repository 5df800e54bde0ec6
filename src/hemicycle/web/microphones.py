"""Microphones of a hall: what the record says about the floor, told to whatever switches them.

The wire is a file or a named pipe with one JSON object a line, so that the driver of a conference
system is a few lines in any language; `hemicycle microphones` reads it in place of one. The record
leads: a hall that cannot be reached never holds up a sitting, and gets the whole state when it
can be reached again.
"""

import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from hemicycle.clerk.outcomes import Change
from hemicycle.procedure.acts.floor.cut_microphone import MicrophoneCut
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import BodyId, MemberId

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One microphone is to be on or off. Units: `at` in milliseconds since 1970.

    `cause` is floor, end, cut or state; state repeats what is so after the hall was lost, with
    nobody's name where every microphone of the body is to be off.
    """

    session: str
    body: BodyId
    member: MemberId
    is_on: bool
    cause: str
    at: int
    position: int


def orders(change: Change) -> Iterator[Order]:
    """What a commit changes for the microphones: those that go off first."""
    before, after = holders(change.before.assembly), holders(change.after.assembly)
    cut = {
        written.entry.body for written in change.written if isinstance(written.entry, MicrophoneCut)
    }
    assembly = change.after.assembly
    for body, was in before.items():
        if was and after.get(body, NOBODY) != was:
            cause = "cut" if body in cut else "end"
            yield order(change.session, assembly, body, member=was, cause=cause)
    for body, now in after.items():
        if now and before.get(body, NOBODY) != now:
            yield order(change.session, assembly, body, member=now, cause="floor")


def holders(assembly: Assembly) -> Mapping[BodyId, MemberId]:
    """Who has the floor in each body."""
    return {body.id: body.floor.holder for body in assembly.bodies.values()}


def order(session: str, assembly: Assembly, body: BodyId, *, member: MemberId, cause: str) -> Order:
    """One order at the present position of a record."""
    return Order(
        session=session,
        body=body,
        member=member,
        is_on=bool(member) and cause in ("floor", "state"),
        cause=cause,
        at=assembly.at,
        position=assembly.position,
    )


@dataclass(slots=True)
class Hall:
    """The wire to the microphones; a line that cannot be written is not tried again."""

    path: Path
    is_lost: bool = False
    latest: dict[str, Assembly] = field(default_factory=dict)

    def follow(self, change: Change) -> None:
        """Tell the microphones what a commit changed."""
        self.latest[change.session] = change.after.assembly
        told = list(orders(change))
        if self.is_lost and told:
            told = list(self.state())
        if told:
            self.write(told)

    def state(self) -> Iterator[Order]:
        """Who has the floor in each body now; nobody's name where all are to be off."""
        for session, assembly in self.latest.items():
            for body, member in holders(assembly).items():
                yield order(session, assembly, body, member=member, cause="state")

    def write(self, told: Iterable[Order]) -> None:
        """Write orders, without ever waiting for a reader."""
        lines = "".join(json.dumps(asdict(one), sort_keys=True) + "\n" for one in told)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK
        try:
            wire = os.open(self.path, flags, 0o600)
            try:
                os.write(wire, lines.encode())
            finally:
                os.close(wire)
        except OSError as fault:
            if not self.is_lost:
                log.warning("The microphones at %s cannot be reached: %s", self.path, fault)
            self.is_lost = True
        else:
            self.is_lost = False


@dataclass(slots=True)
class Panel:
    """Microphones as a conference system would hold them: at most one is on in each body."""

    on: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, line: str) -> str:
        """Do what a line says; what the panel shows of it, or why it is no order.

        Errors: NotAnOrder
        """
        told = read(line)
        place, member = (str(told["session"]), str(told["body"])), str(told["member"])
        if told["is_on"]:
            self.on[place] = member
        elif self.on.get(place) == member or not member:
            self.on.pop(place, None)
        switch = "on " if told["is_on"] else "off"
        return f"{place[0]} {place[1]}: {member} {switch} ({told['cause']})"


class NotAnOrder(ValueError):
    """A line that tells the microphones nothing."""


def read(line: str) -> Mapping[str, object]:
    """One order as it was written.

    Errors: NotAnOrder
    """
    try:
        told = json.loads(line)
    except ValueError:
        raise NotAnOrder("it is no JSON") from None
    names = set(Order.__dataclass_fields__)
    if not isinstance(told, dict) or set(told) != names or not isinstance(told["is_on"], bool):
        raise NotAnOrder(f"it does not say {', '.join(sorted(names))}")
    return told
