"""Every act of the console tried once, as phrases: what the command line begins from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.kernel import Act, MemberId, OutOfOrder, Phrase
from hemicycle.said.calling import calling
from hemicycle.said.parts import filled, forms
from hemicycle.said.verbs import VERBS, WHO_RAISED_THE_POINT, NotSaid, Verb, nearest_verb
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.acts_offered import (
    Locked,
    Offer,
    act_name,
    acts_offered,
    article,
    is_verified,
)
from hemicycle.screens.command_values import Value
from hemicycle.screens.said_here import covers, line_of, understand
from hemicycle.screens.view import View

ROLES = ("presiding", "secretariat", "teller")
ASKED_BY_OTHERS = tuple(  # an act that one asks for oneself is no act of the console
    verb for verb in VERBS if verb.act is not AskForFloor or "member" in verb.pattern.groupindex
)
SAYS: Mapping[str, tuple[Verb, ...]] = {
    act_name(kind.act): tuple(
        verb for verb in ASKED_BY_OTHERS if verb.act is kind.act and covers(verb)
    )
    for kind in KINDS
}

SAID = tuple(verb for verbs in SAYS.values() for verb in verbs)
LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a phrase would not be done now, with its rule."""

    reason: Phrase
    article: str = ""
    is_verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One phrase that is offered; `goes_on` where something is still to be written behind it.

    `label` is the act as its button names it; `value` who or what stands in the last place.
    """

    text: str
    goes_on: bool = False
    label: Phrase | None = None
    value: Value | None = None
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """A way to say an act that was tried already, as far as it is known without typing."""

    verb: Verb
    row: Row


@dataclass(frozen=True, slots=True)
class Desk:
    """What the completion of one line needs: who looks, in which language, what is judged."""

    view: View
    language: str
    starts: tuple[Start, ...]
    confirms: Mapping[type[Act], Phrase]


def desk_of(view: View, language: str) -> Desk:
    """Every act of the viewer's lists tried once, in the order of the buttons."""
    offers, locked = acts_offered(view, *ROLES)
    named = {act_name(kind.act): kind.act for kind in KINDS}
    return Desk(
        view,
        language,
        tuple(starting(view, (*offers, *locked), language)),
        {named[one.name]: one.confirm for one in offers if one.confirm},
    )


def starting(view: View, judged: tuple[Offer | Locked, ...], language: str) -> Iterator[Start]:
    """Each act as a phrase, with what its button would fill in."""
    is_pending = body_of(view).floor.point is not None
    for one in judged:
        for verb in SAYS[one.name]:
            if WHO_RAISED_THE_POINT in verb.fixed.values() and not is_pending:
                continue
            if isinstance(one, Locked):
                yield Start(verb, row_of(verb, one.label, given={}, refused=as_refused(one)))
                continue
            given = written(view, verb, one.fields, language=language)
            row = row_of(verb, one.label, given=given)
            whole = row if row.goes_on else tried(view, row)
            yield Start(verb, longer(verb, whole) if whole.refused else whole)


def row_of(
    verb: Verb, label: Phrase, *, given: Mapping[str, str], refused: Refused | None = None
) -> Row:
    """A phrase as far as it is known; a button's name that holds a name is not for all of them."""
    text, is_whole = filled(verb, given)
    named = label if is_whole or not label.facts else Phrase(f"act.{act_name(verb.act)}")
    return Row(text=text, goes_on=not is_whole, label=named, refused=refused)


def longer(verb: Verb, row: Row) -> Row:
    """What is in order only with more words: the phrase up to its next place, if it has one."""
    for form in forms(verb.says):
        head = form[0]
        if isinstance(head, str) and len(form) > 1 and head.startswith(row.text + " "):
            return replace(row, text=head, goes_on=True, refused=None)
    return row


def as_refused(one: Locked) -> Refused:
    """The reason of an act that is locked on the console."""
    return Refused(reason=one.reason, article=one.article, is_verified=one.is_verified)


def written(view: View, verb: Verb, found: Mapping[str, str], *, language: str) -> dict[str, str]:
    """The fields of an offer as a phrase writes them."""
    known = calling(view.names, view.assembly)
    told = {}
    for name, text in found.items():
        kind = verb.types[name]
        if kind is MemberId:
            told[name] = known.called(MemberId(text), language)
        elif kind is DelegationId:
            told[name] = known.called_delegation(DelegationId(text), language)
        else:
            told[name] = text.replace("_", " ")
    return told


def tried(view: View, row: Row) -> Row:
    """A whole phrase with what the procedure says to it; one that is not understood is none."""
    try:
        meant = understand(view, row.text)
    except NotSaid as fault:
        return replace(row, refused=Refused(reason=told(fault, row.text)))
    refusal = view.may(meant.act(view))
    return replace(row, refused=because(view, refusal) if refusal else None)


def because(view: View, refusal: OutOfOrder) -> Refused:
    """A refusal as a page shows it."""
    return Refused(
        reason=Phrase(f"reason.{refusal.reason_key}", **refusal.facts),
        article=article(view, refusal.rule_key),
        is_verified=is_verified(view, refusal.rule_key),
    )


def told(fault: NotSaid, typed: str) -> Phrase:
    """What is not understood: why, from which letter on, and what may be meant."""
    facts = {"column": fault.column, **fault.facts}
    if fault.reason_key == "phrase_not_understood":
        line = line_of(typed)
        head, place, _ = nearest_verb(line, verbs=SAID).partition("{")
        facts |= {"text": line[:LONGEST_SHOWN], "nearest": f"{head}…" if place else head}
    elif fault.nearest:
        facts["nearest"] = fault.nearest
    return Phrase(f"reason.{fault.reason_key}", **facts)
