"""From the present state of a session to its paper pack: the one place where they meet."""

from hemicycle.phrases.telling import text_of
from hemicycle.procedure.assembly import Body, Division, RollRow
from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant
from hemicycle.procedure.rules.amendments import as_it_stands
from hemicycle.procedure.rules.weights import roll
from hemicycle.publish.papers.paper_pack import PackLine, PackState, PackText
from hemicycle.web.house import House


def body_voting(house: House, session: SessionId) -> Body | None:
    """The body in which a vote is under way, or else the first one that there is."""
    bodies = house.clerk.state(session).assembly.bodies.values()
    voting = (one for one in bodies if one.division)
    return next(voting, None) or next(iter(bodies), None)


def pack_lines(house: House, session: SessionId, body: Body, *, language: str) -> list[PackLine]:
    """The roll as it is frozen, or as it would be frozen now."""
    state = house.clerk.state(session)
    division = state.assembly.divisions.get(body.division)
    rows: tuple[RollRow, ...] = ()
    if division is not None:
        rows = tuple(division.roll.values())
    elif state.rules is not None:
        now: Instant = house.clock_of(session).now()
        rows = roll(state.rules, state.assembly, body, at=now)
    names = house.names_of(session)
    return [
        PackLine(
            name=names.label(row.delegation, language),
            entitled=row.entitled,
            castable=row.castable,
        )
        for row in rows
    ]


def pack_state(house: House, session: SessionId, body: Body, *, language: str) -> PackState:
    """What the house is at: the question, who presides, who waits to speak."""
    assembly, names = house.clerk.state(session).assembly, house.names_of(session)
    division: Division | None = assembly.divisions.get(body.division)
    question = body.question
    waiting = body.speakers_list.waiting
    return PackState(
        body=text_of(body.title, language)[1],
        sitting=body.sitting.number if body.sitting else 0,
        question=text_of(question.title, language)[1] if question else "",
        yes_means=text_of(question.yes_means, language)[1] if question else "",
        division=division.number if division else 0,
        presiding=names.label(body.presiding, language) if body.presiding else "",
        position=assembly.position,
        waiting=[names.label(one, language) for one in waiting],
    )


def pack_texts(house: House, session: SessionId, body: Body, *, language: str) -> list[PackText]:
    """The texts before a body as they stand; one that was not written in a language, in its own."""
    assembly = house.clerk.state(session).assembly
    found = (one for one in assembly.texts.values() if one.body == body.id)
    return [
        PackText(
            symbol=text.symbol,
            title=text_of(text.title, language)[1],
            language=text_of(text.title, language)[0],
            paragraphs=[
                (f"{number}.", text_of(one.words, language)[1])
                for number, one in enumerate(as_it_stands(assembly, text).seen[1:], 1)
            ],
        )
        for text in found
        if not text.withdrawn_at
    ]
