"""To whom or what a candidate act would be done now, and how its button names it."""

from collections.abc import Mapping

from hemicycle.procedure.acts.bureau.hand_chair import HandChair
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult, result
from hemicycle.procedure.assembly import Body, Decision, Division, Item
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import MemberId, Phrase
from hemicycle.procedure.rules.answers import unsettled
from hemicycle.procedure.rules.ballots import voted_in
from hemicycle.procedure.rules.majorities import CASTING_VOTE, is_tied
from hemicycle.procedure.rules.ways import VOTED
from hemicycle.screens.view import View

Fields = Mapping[str, object]

EXTENSION_S = 30
# What a delegate may say is not observed; those of the rules in force are offered.
POINTS = (
    "speaking.order",
    "speaking.time_delegate",
    "speaking.list",
    "speaking.one_speaker",
    "agenda.order",
    "agenda.items",
    "chair.presides",
    "quorum.to_decide",
    "division.one_question",
    "division.methods",
    "division.roll_call_for",
    "division.majority_default",
    "division.roll",
    "weights.max_per_person",
    "motions.ruling",
    "sitting.suspension",
    "amendments.order",
    "emergency_item.needs",
)


def body_of(view: View) -> Body:
    """The body that the screen shows; one without anything where none is constituted yet."""
    return view.assembly.bodies.get(view.body) or Body(
        id=view.body,
        organ="",
        title={},
        unit="",
        presiding=NOBODY,
        constituted_presiding=NOBODY,
    )


def division_of(view: View) -> Division | None:
    """The division of the question before the body."""
    return view.assembly.divisions.get(body_of(view).division)


def point_of_order(view: View) -> Fields | None:
    """Who raised the pending point of order."""
    point = body_of(view).floor.point
    return {"speaker": point.member} if point else None


def hear_point(view: View) -> Phrase:
    """The name of the act that gives the floor for a point of order."""
    point = body_of(view).floor.point
    assert point is not None
    return Phrase("chair.hear_point", speaker=point.member)


def ruling(_view: View) -> Fields:
    """Any ruling: whether one may be given does not depend on which."""
    return {"ruling": "upheld"}


def next_sitting(view: View) -> Fields:
    """The number of the sitting that comes next."""
    return {"number": body_of(view).sittings + 1}


def thank_speaker(view: View) -> Phrase:
    """The name of the act that ends a speech."""
    holder = body_of(view).floor.holder
    return Phrase("chair.thank_speaker", speaker=holder) if holder else Phrase("act.yield_floor")


def outcome(view: View) -> Fields | None:
    """The outcome that follows from the count, so that nothing else is declared by mistake."""
    division = division_of(view)
    if division is None or division.stage == "open":
        return {}
    if waits_for_casting_vote(view, division):
        return None
    return {"outcome": outcome_of(view, division)}


def waits_for_casting_vote(view: View, division: Division) -> bool:
    """Whether the votes are equal and the rules let the presiding officer decide."""
    is_over = division.stage in ("closed", "reported")
    rule_key = view.rules.tie_key(view.assembly.bodies[view.body].organ)
    has_one = view.rules.choice(rule_key) == CASTING_VOTE
    return is_over and has_one and is_tied(division.tally)


def cast_for(view: View) -> Fields | None:
    """The casting vote in favour."""
    division = division_of(view)
    waits = division is not None and waits_for_casting_vote(view, division)
    return {"casting_vote": "for"} if waits else None


def cast_against(view: View) -> Fields | None:
    """The casting vote against."""
    return {"casting_vote": "against"} if cast_for(view) else None


def outcome_of(view: View, division: Division) -> str:
    """What the count of a closed division amounts to."""
    return division.found or result(division, view.act(DeclareResult)).outcome


def name_cast_for(_view: View) -> Phrase:
    """The name of the act that carries it by the casting vote."""
    return Phrase("chair.cast_for")


def name_cast_against(_view: View) -> Phrase:
    """The name of the act that lets it fall by the casting vote."""
    return Phrase("chair.cast_against")


def confirm_cast_for(_view: View) -> Phrase:
    """What the second press says."""
    return Phrase("chair.confirm_cast_for")


def confirm_cast_against(_view: View) -> Phrase:
    """What the second press says."""
    return Phrase("chair.confirm_cast_against")


def confirm_declare(view: View) -> Phrase:
    """What the second press on "declare" says."""
    division = division_of(view)
    assert division is not None
    return Phrase(f"chair.confirm_declare_{outcome_of(view, division)}")


def confirm_withdraw_credentials(_view: View) -> Phrase:
    """What the second press on "withdraw credentials" says."""
    return Phrase("chair.confirm_withdraw_credentials")


def confirm_carry_over(_view: View) -> Phrase:
    """What the second press on "carry over" says."""
    return Phrase("chair.confirm_carry_over")


def confirm_close(view: View) -> Phrase:
    """What the second press on "close" says: who could still vote."""
    division = division_of(view)
    assert division is not None
    silent = len(not_voted(view, division))
    return Phrase("chair.confirm_close", n=silent) if silent else Phrase("chair.confirm_close_all")


def not_voted(view: View, division: Division) -> tuple[str, ...]:
    """The delegations on the roll that are present and have not voted, or gave no answer."""
    box = view.box(division.number)
    if not division.takes_ballots:
        return unsettled(division, box)
    have = set(voted_in(division, box))
    return tuple(d for d, row in division.roll.items() if row.members and d not in have)


def adopt(view: View) -> Phrase:
    """The name of the decision without a vote, by its method."""
    question_put = body_of(view).question
    if question_put is None or question_put.method in VOTED:
        return Phrase("act.adopt_without_vote")
    return Phrase(f"chair.adopt_{question_put.method}")


def confirm_adopt(_view: View) -> Phrase:
    """What the second press on "adopted" says."""
    return Phrase("chair.confirm_adopt")


def confirm_withdraw(_view: View) -> Phrase:
    """What the second press on "withdraw" says."""
    return Phrase("chair.confirm_withdraw")


def confirm_adjourn(_view: View) -> Phrase:
    """What the second press on "adjourn" says."""
    return Phrase("chair.confirm_adjourn")


def next_speaker(view: View) -> Fields | None:
    """Who stands first on the list."""
    body = body_of(view)
    waiting = body.speakers_list.waiting
    comes_first = body.floor.point or body.motion
    return {"speaker": waiting[0]} if waiting and not comes_first else None


def call_next(view: View) -> Phrase:
    """The name of the act that calls the next speaker."""
    return Phrase("chair.call_next", speaker=body_of(view).speakers_list.waiting[0])


def next_item(view: View) -> Fields | None:
    """The first item that waits, while none is before the body."""
    item_next = next_placed(body_of(view))
    return {"item": item_next.id} if item_next and not body_of(view).item else None


def next_placed(body: Body) -> Item | None:
    """The first item of the agenda that has not been taken up."""
    return next((one for one in body.items.values() if one.stage == "placed"), None)


def take_up_next(view: View) -> Phrase:
    """The name of the act that takes up the next item."""
    item_next = next_placed(body_of(view))
    assert item_next is not None
    return Phrase("chair.take_up", item=item_next.id, title=item_next.title)


def question(_view: View) -> Fields:
    """Any question by roll call: which one is still to be written."""
    return {"title": {"en": "-"}, "yes_means": {"en": "-"}, "method": "roll_call"}


def item(view: View) -> Fields | None:
    """The item before the body."""
    before = body_of(view).item
    return {"item": before} if before else None


def half_a_minute(_view: View) -> Fields:
    """Thirty seconds more."""
    return {"extra_s": EXTENSION_S}


def extend(_view: View) -> Phrase:
    """The name of the act that gives more time."""
    return Phrase("chair.extend", n=EXTENSION_S)


def officer(view: View) -> Fields | None:
    """The first officer who may take the chair."""
    others = officers(view)
    return {"to": others[0]} if others else None


def officers(view: View) -> tuple[MemberId, ...]:
    """Those to whom the chair of the body may be handed."""
    return tuple(
        person.id
        for person in view.assembly.people.values()
        if person.office or person.id == body_of(view).constituted_presiding
        if view.may(view.act(HandChair, to=person.id)) is None
    )


def other_tally(_view: View) -> Phrase:
    """The name of the act that reports figures of one's own."""
    return Phrase("chair.other_tally")


def absent(view: View) -> Fields | None:
    """Some member of a delegation who is not in the room."""
    here, people = body_of(view).present, view.assembly.people.values()
    away = (p.id for p in people if p.delegation and not p.is_withdrawn and p.id not in here)
    member = next(away, None)
    return {"member": member} if member else None


def present(view: View) -> Fields | None:
    """Some person who is in the room."""
    here, people = body_of(view).present, view.assembly.people.values()
    member = next((p.id for p in people if p.id in here and not p.is_withdrawn), None)
    return {"member": member} if member else None


def new_item(view: View) -> Fields:
    """An item under the next free number."""
    return {"item": next_item_number(body_of(view)), "title": {"en": "-"}}


def next_item_number(body: Body) -> str:
    """The number that the next item may bear."""
    number = len(body.items) + 1
    while str(number) in body.items:
        number += 1
    return str(number)


def latest_decision(view: View) -> Decision | None:
    """What the body decided last."""
    taken = [d for d in view.assembly.decisions.values() if d.question.body == view.body]
    return taken[-1] if taken else None


def latest_question(view: View) -> Fields:
    """The question that the body decided last."""
    decision = latest_decision(view)
    return {"question": decision.question.number} if decision else {}


def any_delegation(view: View) -> Fields | None:
    """Some delegation that has not yet recorded a reservation on the latest decision."""
    decision = latest_decision(view)
    reserved = decision.reservations if decision else ()
    delegation = next((d for d in view.assembly.delegations if d not in reserved), None)
    return {"delegation": delegation, **latest_question(view)} if delegation else None


def entry(view: View) -> Fields | None:
    """The latest entry of the record, with words still to be written."""
    position = view.assembly.position
    return {"corrects": position, "words": {"en": "-"}} if position else None


def citable(_view: View) -> Fields:
    """A decision that was taken elsewhere, still to be named."""
    return {"words": {"en": "-"}}


def newcomer(_view: View) -> Fields:
    """A person still to be named."""
    return {"member": "o-newcomer", "office": "guest"}


def new_delegation(_view: View) -> Fields:
    """A delegation still to be named."""
    return {"delegation": "p-newcomer", "members": ("p-newcomer-1",), "votes": 1}


def late_member(view: View) -> Fields | None:
    """A person still to be named, for some delegation that sits."""
    delegation = next(iter(view.assembly.delegations), None)
    return {"member": "p-newcomer-1", "delegation": delegation} if delegation else None


def voting(view: View) -> Fields | None:
    """Some delegation that has a vote."""
    found = (d.id for d in view.assembly.delegations.values() if d.has_vote)
    delegation = next(found, None)
    return {"delegation": delegation, "cause": "arrears"} if delegation else None


def without_vote(view: View) -> Fields | None:
    """Some member delegation that has no vote."""
    delegations = view.assembly.delegations.values()
    found = (d.id for d in delegations if not d.has_vote and d.status == "member")
    delegation = next(found, None)
    return {"delegation": delegation, "cause": "arrears_paid"} if delegation else None


def accredited(view: View) -> Fields | None:
    """Some delegate whose credentials stand."""
    people = view.assembly.people.values()
    member = next((p.id for p in people if p.delegation and not p.is_withdrawn), None)
    return {"member": member} if member else None


def rule(view: View) -> Fields | None:
    """Some rule that a point of order may name."""
    known = points(view)
    return {"rule": known[0]} if known else None


def points(view: View) -> tuple[str, ...]:
    """The rules that a point of order may name, of those in force."""
    return tuple(rule_key for rule_key in POINTS if view.rules.has(rule_key))
