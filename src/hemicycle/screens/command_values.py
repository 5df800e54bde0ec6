"""What may stand in the places of a phrase: names, items, choices, each as a phrase writes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.bureau.hand_chair import HandChair
from hemicycle.procedure.acts.credentials.accredit_person import OFFICES
from hemicycle.procedure.acts.credentials.end_deputisation import EndDeputisation
from hemicycle.procedure.acts.credentials.name_seat import SEATS
from hemicycle.procedure.acts.credentials.note_arrival import NoteArrival
from hemicycle.procedure.acts.credentials.note_departure import NoteDeparture
from hemicycle.procedure.acts.credentials.restore_vote import RestoreVote
from hemicycle.procedure.acts.floor.decide_motion import OUTCOMES
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.give_ruling import RULINGS
from hemicycle.procedure.acts.floor.note_no_show import NoteNoShow
from hemicycle.procedure.assembly import DelegationId, ItemId, Words
from hemicycle.procedure.assembly.agenda import KINDS
from hemicycle.procedure.kernel import Act, Instant, MemberId, Phrase
from hemicycle.procedure.rules.rights import ACCREDITED_AS
from hemicycle.said.calling import Calling, calling
from hemicycle.said.verbs import Verb
from hemicycle.screens.act_subjects import (
    EXTENSION_S,
    body_of,
    next_item_number,
    officers,
    outcome,
)
from hemicycle.screens.chair import MATTERS, PERIODS_S
from hemicycle.screens.seat_subjects import deputisations
from hemicycle.screens.view import View

MOST_TRIED = 24
CAUSES = ("arrears", "suspended", "decision")
CAUSES_TO_RESTORE = ("arrears_paid", "decision")
EXTENSIONS_S = (EXTENSION_S, 60, 120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value as a phrase writes it, and what a page says beside it: a name, a title, a word."""

    text: str
    about: str = ""
    title: Words | None = None
    label: Phrase | None = None


def values(view: View, verb: Verb, name: str, *, typed: str, language: str) -> tuple[Value, ...]:
    """What may stand in a place, so far as it begins as it is typed; most likely first."""
    kind, known = verb.types[name], calling(view.names, view.assembly)
    if kind is MemberId:
        found = persons(view, verb.act, known=known, typed=typed)
        return tuple(Value(text=known.called(one, language), about=one) for one in found)
    if kind is DelegationId:
        return tuple(delegations(known, typed, language=language))
    if kind == tuple[DelegationId, ...]:
        done, comma, last = typed.rpartition(",")
        before = f"{done}, " if comma else ""
        own = delegations(known, last.lstrip(), language=language)
        return tuple(Value(text=before + one.text, about=one.about) for one in own)
    others = items(view, verb.act) if kind is ItemId else plain(view, verb.act, name)
    key = typed.strip().casefold()
    return tuple(one for one in others if one.text.casefold().startswith(key))


def delegations(known: Calling, typed: str, *, language: str) -> Iterator[Value]:
    """The delegations whose names hold what is typed."""
    for one in islice(sought(known.delegations, known, typed=typed), MOST_TRIED):
        yield Value(text=known.called_delegation(one, language), about=one)


def persons(view: View, act: type[Act], *, known: Calling, typed: str) -> Iterator[MemberId]:
    """Those whom an act may be about: first the likely ones, then all others once one types."""
    likely = [one for one in LIKELY.get(act, nobody)(view) if one in known.people]
    here = known.people.values()
    others = (p.id for p in here if not p.is_withdrawn) if typed.strip() or not likely else ()
    everyone = dict.fromkeys([*likely, *others])
    return islice(sought(everyone, known, typed=typed), MOST_TRIED)


def sought(ids: Iterable[Any], known: Calling, *, typed: str) -> Iterator[Any]:
    """Those whose names begin as typed, then those with another word that does."""
    key = typed.strip().casefold()
    rest = []
    for one in ids:
        names = known.sought.get(one, "")
        if f"|{key}" in names:
            yield one
        elif f" {key}" in names:
            rest.append(one)
    yield from rest


def nobody(_view: View) -> Iterable[MemberId]:
    """No one in particular."""
    return ()


def turns(view: View) -> Iterator[MemberId]:
    """Those who wait to be heard: on a point of order, a motion, the list, in reply."""
    body = body_of(view)
    if body.floor.point:
        yield body.floor.point.member
    if body.motion:
        yield from (one for one in (body.motion.member, *body.motion.speakers))
    yield from body.speakers_list.waiting
    yield from (*body.replies.waiting, *body.explanations.waiting)


def away(view: View) -> Iterator[MemberId]:
    """Members of delegations who are not in the room."""
    here = body_of(view).present
    return (p.id for p in view.assembly.people.values() if p.delegation and p.id not in here)


LIKELY: Mapping[type[Act], Callable[[View], Iterable[MemberId]]] = {
    GiveFloor: turns,
    NoteNoShow: lambda view: body_of(view).speakers_list.waiting,
    HandChair: officers,
    NoteArrival: away,
    NoteDeparture: lambda view: sorted(body_of(view).present),
    EndDeputisation: lambda view: [one.member for one in deputisations(view, body_of(view))],
}


def items(view: View, act: type[Act]) -> Iterator[Value]:
    """The items of the agenda, or the number that the next one may bear."""
    body = body_of(view)
    if act is PlaceItem:
        yield Value(text=next_item_number(body))
        return
    for one in body.items.values():
        yield Value(text=one.id, title=one.title)


def plain(view: View, act: type[Act], name: str) -> Iterator[Value]:
    """The choices and numbers that a place is offered."""
    for one in choices(view, act).get(name, ()):
        if isinstance(one, int):
            yield Value(text=str(one))
        else:
            word = WORDS.get(name, "")
            label = Phrase(f"word.{word}.{one}") if word else None
            yield Value(text=one.replace("_", " "), label=label)


def choices(view: View, act: type[Act]) -> Mapping[str, tuple[str | int, ...]]:
    """What there is to choose from, by the name of the place."""
    rules = view.rules
    declared = (outcome(view) or {}).get("outcome", "")
    return {
        "ruling": RULINGS,
        "purpose": ("reply", "explanation"),
        "office": OFFICES,
        "accredited_as": ACCREDITED_AS,
        "seat": SEATS,
        "cause": CAUSES_TO_RESTORE if act is RestoreVote else CAUSES,
        "method": rules.choices("division.methods"),
        "majority": tuple(m for m in MATTERS if rules.majority_key(m)),
        "outcome": OUTCOMES if act.__name__ == "DecideMotion" else (str(declared),),
        "kind": KINDS,
        "period_s": tuple(one for one in PERIODS_S if one),
        "extra_s": EXTENSIONS_S,
        "number": (body_of(view).sittings + 1,),
        "corrects": (view.assembly.position,),
        "further": (1,),
        "post": rules.choices("elections.posts"),
    }


# How the words of the house name what may be chosen, by the place it stands in.
WORDS = {
    "ruling": "ruling",
    "purpose": "purpose",
    "office": "office",
    "accredited_as": "accredited_as",
    "seat": "seat",
    "cause": "cause",
    "method": "method",
    "majority": "matter",
    "kind": "kind",
    "post": "post",
}


def hint(verb: Verb, name: str) -> Phrase:
    """What is to be written in a place of which nothing can be offered."""
    kind = verb.types[name]
    if kind == Words:
        return Phrase("command.hint_words")
    if kind is int:
        return Phrase("command.hint_number")
    if kind is Instant:
        return Phrase("command.hint_time")
    if kind is str:
        return Phrase("command.hint_text")
    return Phrase("command.hint_name")
