"""The page of an interpreters' booth: who speaks and how the name is said, and who is next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Item, Question, Words, WrittenSpeech
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.screens.booth_languages import BOOTHS
from hemicycle.screens.hall import OnFloor, mode_of, on_floor
from hemicycle.screens.view import View
from hemicycle.screens.visibility import as_public
from hemicycle.screens.written import texts_for

NEXT_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody a booth must name: by which capacity, and what was handed in in writing."""

    member: MemberId
    capacity: str
    written: Sequence[WrittenSpeech] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booth:
    """What a booth of one language sees of one body; `mode` is as on its hall screen.

    `languages` are those of the booth, of the record and the authentic one, in which exact words
    are shown.
    """

    language: str
    languages: tuple[str, ...]
    authentic: str
    body: BodyId
    bodies: Mapping[BodyId, Words]
    title: Words
    sitting: int
    mode: str
    at: Instant
    presiding: MemberId
    item: Item | None
    on_floor: OnFloor | None
    is_speaking: bool
    speaker: Speaker | None
    interrupted: Speaker | None
    waiting: tuple[Speaker, ...]
    waiting_more: int
    question: Question | None
    division: int


def booth(view: View, language: str) -> Booth | None:
    """The page of the booth of a language; None where no booth speaks it, or before any body."""
    view = as_public(view)
    body = view.assembly.bodies.get(view.body)
    if language not in BOOTHS or body is None:
        return None
    seen = on_floor(view, body)
    waiting = body.speakers_list.waiting
    return Booth(
        language=language,
        languages=languages_of(view, language),
        authentic=view.rules.first_of("language.authentic"),
        body=body.id,
        bodies={one.id: one.title for one in view.assembly.bodies.values()},
        title=body.title,
        sitting=body.sitting.number if body.sitting else body.sittings,
        mode=mode_of(view, body),
        at=view.at,
        presiding=body.presiding,
        item=body.items.get(body.item),
        on_floor=seen,
        is_speaking=bool(body.floor.holder),
        speaker=speaker(view.assembly, body, seen.member) if seen else None,
        interrupted=speaker(view.assembly, body, seen.interrupted)
        if seen and seen.interrupted
        else None,
        waiting=tuple(speaker(view.assembly, body, member) for member in waiting[:NEXT_SHOWN]),
        waiting_more=max(0, len(waiting) - NEXT_SHOWN),
        question=question_of(view.assembly, body),
        division=body.division,
    )


def speaker(assembly: Assembly, body: Body, member: MemberId) -> Speaker:
    """Somebody by the office held, or else as a delegate or as nothing in particular."""
    person = assembly.people.get(member)
    is_delegate = assembly.delegation_of(member) is not None
    office = person.office if person else ""
    return Speaker(
        member=member,
        capacity=office or ("delegate" if is_delegate else ""),
        written=texts_for(body, member),
    )


def languages_of(view: View, language: str) -> tuple[str, ...]:
    """In which languages exact words are shown: the booth's own first, each once."""
    official = view.rules.choices("language.official")
    authentic = view.rules.first_of("language.authentic")
    return tuple(dict.fromkeys((language, authentic, *official)))


def question_of(assembly: Assembly, body: Body) -> Question | None:
    """What is put to the body, or what it divides on."""
    division = assembly.divisions.get(body.division)
    return division.question if division else body.question
