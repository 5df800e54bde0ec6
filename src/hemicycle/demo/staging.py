"""What the lines of a scenario ask the clerk to do, given how the session stands."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from hemicycle.demo.cast import Cast, Parliament
from hemicycle.demo.scenario import FactLine, Header, Line, Scenario
from hemicycle.demo.verbs import Spoken
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.session.open_session import OpenSession
from hemicycle.procedure.assembly import Assembly, ItemId
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Act, BodyId, Instant, MemberId
from hemicycle.procedure.rules.ballot_box import CastBallot, EnterAnswer
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.said.verbs import WHO_RAISED_THE_POINT

PLENARY = BodyId("plenary")


def script(scenario: Scenario) -> list[Line | FactLine]:
    """Every line in turn, and before or after the opening what the header asks for."""
    lines = list(scenario.lines)
    opening = [n for n, line in enumerate(lines) if is_said(line, OpenSession)]
    place = opening[0] + 1 if opening else 0
    return [*lines[:place], *set_up(scenario, is_open=bool(opening)), *lines[place:]]


def is_said(line: Line | FactLine, act: type[Act], **values: object) -> bool:
    """Whether a line says an act, with these values where some are given."""
    return (
        isinstance(line, Line)
        and line.spoken.act is act
        and all(line.spoken.values.get(name) == value for name, value in values.items())
    )


def set_up(scenario: Scenario, *, is_open: bool) -> Iterator[Line]:
    """The session, officers, bodies and items of the header that no line sets up itself."""
    header, cast, lines = scenario.header, scenario.cast, scenario.lines
    if not is_open:
        yield header_line(scenario, Spoken(act=OpenSession, values={}))
    if header.basis != "reported" and header.bodies:
        for officer in cast.officers.values():
            is_accredited = any(is_said(n, AccreditPerson, member=officer.id) for n in lines)
            if not is_accredited and officer.office != "secretary_general":
                values: dict[str, Any] = {"member": officer.id, "office": officer.office}
                yield header_line(scenario, Spoken(act=AccreditPerson, values=values))
    for body in header.bodies:
        if not any(is_said(line, ConstituteBody, constituted=body.id) for line in lines):
            values = {"constituted": body.id, "title": body.title, "organ": body.organ}
            values |= {"presiding": body.chaired_by}
            yield header_line(scenario, Spoken(act=ConstituteBody, values=values))
    for item in header.agenda:
        values = {"item": ItemId(item.id), "title": item.title}
        yield header_line(scenario, Spoken(act=PlaceItem, values=values), body=item.body)


def header_line(scenario: Scenario, spoken: Spoken, *, body: BodyId = PLENARY) -> Line:
    """A line that the header stands for."""
    header = scenario.header
    is_reported = header.basis == "reported"
    return Line(
        number=0,
        column=0,
        text=spoken.act.__name__,
        at=scenario.starts_at,
        body=body,
        actor=opener(scenario.cast, is_reported=is_reported),
        spoken=Spoken(act=spoken.act, values=spoken.values, source=header.source, mark=header.mark),
        precision="unknown" if is_reported else "instant",
    )


def opener(cast: Cast, *, is_reported: bool) -> MemberId:
    """Who sets a session up: its Secretary General, or who reports it."""
    if is_reported:
        return cast.member("Press")
    offices = (one.id for one in cast.officers.values() if one.office == "secretary_general")
    return next(offices, MemberId("o-secretary-general"))


def acts(
    line: Line, scenario: Scenario, *, assembly: Assembly, rules: Rulebook, session: SessionId
) -> list[Act]:
    """The acts that a line asks for, as the session stands; one, but for a whole table."""
    spoken = line.spoken
    if spoken.act is AcceptCredentials:
        table = scenario.cast.parliaments
        rows = table.values() if spoken.all_in_table else [table[spoken.values["delegation"]]]
        told = [credentials(row, scenario.cast, rules=rules) for row in rows]
    elif spoken.act is OpenSession:
        told = [opening(scenario.header, session)]
    else:
        told = [completed(line, assembly)]
    return [spoken.act(**circumstances(line, index), **values) for index, values in enumerate(told)]


def circumstances(line: Line, index: int) -> dict[str, Any]:
    """Who acts, where, and when so far as that is not now."""
    known = line.precision != "instant"
    return {
        "act_id": act_id(line, index),
        "body": line.body,
        "by": line.actor,
        "capacity": "",
        "through": "",
        "at": line.at if known else Instant(0),
        "precision": line.precision,
        "source": line.spoken.source,
        "mark": line.spoken.mark,
    }


def act_id(line: Line, index: int) -> str:
    """The same for the same line of the same scenario, so that nothing is done twice."""
    if line.number:
        return f"line-{line.number}-{index}"
    told = "-".join(str(value) for value in line.spoken.values.values() if isinstance(value, str))
    return f"header-{line.spoken.act.__name__.lower()}-{told}"


def credentials(row: Parliament, cast: Cast, *, rules: Rulebook) -> dict[str, Any]:
    """What a row of the table says; a member's votes by the rules where the row gives none."""
    named = cast.entries[row.id]
    votes = row.votes or 0
    if row.votes is None and row.status == "member":
        votes = rules.entitled_votes(row.population, third_single_sex=row.is_third_single_sex)
    return {
        "delegation": row.id,
        "members": row.members,
        "votes": votes,
        "status": row.status,
        "cause": row.cause,
        "sorted_as": named.short or named.label,
    }


def opening(header: Header, session: SessionId) -> dict[str, Any]:
    """What the header says about the session."""
    return {
        "session": session,
        "rulebook": header.rulebook,
        "title": header.title,
        "theme": header.theme,
        "place": header.place,
        "zone": header.zone,
        "starts_on": header.date,
        "ends_on": header.end,
        "basis": header.basis,
    }


def completed(line: Line, assembly: Assembly) -> dict[str, Any]:
    """The values of a phrase, with what only the present state can add."""
    spoken = line.spoken
    values = dict(spoken.values)
    if spoken.act in (CastBallot, EnterAnswer):
        values.setdefault("division", division_of(assembly, line.body))
    if spoken.act is GiveFloor and values["speaker"] == WHO_RAISED_THE_POINT:
        body = assembly.bodies.get(line.body)
        point = body.floor.point if body else None
        values["speaker"] = point.member if point else line.actor
    names = {one.name for one in fields(spoken.act)}
    assert set(values) <= names
    return values


def division_of(assembly: Assembly, body: BodyId) -> int:
    """The division before a body, or else its latest one; 0 where it never had any."""
    held = assembly.bodies.get(body)
    numbers = [n for n, one in assembly.divisions.items() if one.question.body == body]
    return (held.division if held else 0) or max(numbers, default=0)
