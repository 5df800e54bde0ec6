"""What motions, replies, the end of a speech and swaps would be done to, and their buttons."""

from hemicycle.procedure.acts.floor.move_motion import MoveMotion, ranks
from hemicycle.procedure.assembly import Motion, SpeakersList
from hemicycle.procedure.assembly.body import NO_ITEM
from hemicycle.procedure.kernel import MemberId, Phrase
from hemicycle.screens.act_subjects import Fields, body_of
from hemicycle.screens.seat_subjects import colleagues
from hemicycle.screens.view import View

SOME_TEXT = "-"


def motion_of(view: View) -> Motion | None:
    """The motion before the body."""
    return body_of(view).motion


def on_motion(view: View) -> Fields | None:
    """Who is heard next on the motion: the mover, then who asked."""
    motion = motion_of(view)
    if motion is None:
        return None
    waiting = (one for one in (motion.member, *motion.speakers) if one not in motion.heard)
    speaker = next(waiting, None)
    return {"speaker": speaker} if speaker else None


def hear_on_motion(view: View) -> Phrase:
    """The name of the act that gives the floor on a motion."""
    found = on_motion(view) or {}
    return Phrase("chair.hear_on_motion", speaker=found["speaker"])


def outcome(view: View) -> Fields | None:
    """Any outcome: whether one may be declared does not depend on which."""
    return {"outcome": "not_carried"} if motion_of(view) else None


def any_motion(view: View) -> Fields:
    """Some motion that is in order now, or else the first that the rules know."""
    found = motions_in_order(view) or ranks(view.rules)
    return {"motion": found[0], "text": SOME_TEXT}


def motions_in_order(view: View) -> tuple[str, ...]:
    """The motions that the viewer may move now, those of the highest rank first."""
    moves = {one: view.act(MoveMotion, motion=one, text=SOME_TEXT) for one in ranks(view.rules)}
    return tuple(one for one, act in moves.items() if view.may(act) is None)


def for_it(view: View) -> Fields | None:
    """To speak for the motion."""
    return {"side": "for"} if motion_of(view) else None


def against_it(view: View) -> Fields | None:
    """To speak against the motion."""
    return {"side": "against"} if motion_of(view) else None


def speak_for(_view: View) -> Phrase:
    """The name of the act that asks to speak for the motion."""
    return Phrase("delegate.speak_for")


def speak_against(_view: View) -> Phrase:
    """The name of the act that asks to speak against the motion."""
    return Phrase("delegate.speak_against")


def replying(view: View) -> Fields | None:
    """Who waits to reply."""
    return first_of(body_of(view).replies.waiting, "reply")


def explaining(view: View) -> Fields | None:
    """Who waits to explain a vote."""
    return first_of(body_of(view).explanations.waiting, "explanation")


def intervening(view: View) -> Fields | None:
    """Who waits to put a question to the last speaker."""
    return first_of(body_of(view).interventions.waiting, "intervention")


def answering(view: View) -> Fields | None:
    """The last speaker, to whom a question was put."""
    found = body_of(view).interventions
    return first_of((found.speaker,), "answer") if found.may_answer else None


def call_to_intervene(view: View) -> Phrase:
    """The name of the act that gives the floor for a question."""
    return Phrase("chair.call_intervention", speaker=body_of(view).interventions.waiting[0])


def call_to_answer(view: View) -> Phrase:
    """The name of the act that gives the floor for the answer to it."""
    return Phrase("chair.call_answer", speaker=body_of(view).interventions.speaker)


def first_of(waiting: tuple[MemberId, ...], purpose: str) -> Fields | None:
    """The first of those who wait for a purpose."""
    return {"speaker": waiting[0], "purpose": purpose} if waiting else None


def call_to_reply(view: View) -> Phrase:
    """The name of the act that gives the floor for a reply."""
    return Phrase("chair.call_reply", speaker=body_of(view).replies.waiting[0])


def call_to_explain(view: View) -> Phrase:
    """The name of the act that gives the floor for an explanation of vote."""
    return Phrase("chair.call_explanation", speaker=body_of(view).explanations.waiting[0])


def missing(view: View) -> Fields | None:
    """Who stands first on the list and may not be there."""
    body = body_of(view)
    waiting = body.speakers_list.waiting
    return {"speaker": waiting[0]} if waiting and not body.motion else None


def not_there(view: View) -> Phrase:
    """The name of the act that notes a no-show."""
    return Phrase("chair.not_there", speaker=body_of(view).speakers_list.waiting[0])


def confirm_cut(_view: View) -> Phrase:
    """What the second press on "cut the microphone" says."""
    return Phrase("chair.confirm_cut")


def a_colleague(view: View) -> Fields | None:
    """Somebody of the viewer's delegation who could go on with the time."""
    found = colleagues(view)
    return {"to": found[0]} if found else None


def own_number(view: View) -> Fields | None:
    """A swap that the viewer could offer: the own place for the one before it."""
    listed = body_of(view).speakers_list.of(view.viewer.member)
    if listed is None:
        return None
    wished = listed.number - 1 if listed.number > 1 else listed.number + 1
    return {"lowest": wished, "highest": wished}


def offered(view: View) -> Fields | None:
    """A swap that somebody offers and the viewer could accept."""
    speakers = body_of(view).speakers_list
    listed = speakers.of(view.viewer.member)
    for offer in speakers.offers:
        other = speakers.of(offer.member)
        is_section = listed and other and listed.section == other.section
        if listed and is_section and offer.lowest <= listed.number <= offer.highest:
            return {"other": offer.member}
    return None


def accept(view: View) -> Phrase:
    """The name of the act that accepts a swap: with whom, and which number it brings."""
    found = offered(view) or {}
    listed = body_of(view).speakers_list.of(MemberId(str(found["other"])))
    number = listed.number if listed else 0
    return Phrase("delegate.accept_swap", other=found["other"], number=number)


def to_be_listed(view: View) -> Fields | None:
    """Somebody who could be listed at the desk: now, or for the first item that is to come."""
    body, people = body_of(view), view.assembly.people.values()
    ahead = (one.id for one in body.items.values() if not one.is_over)
    item = NO_ITEM if body.is_sitting else next(ahead, NO_ITEM)
    waiting = body.lists.get(item or body.item, SpeakersList()).waiting
    found = (p.id for p in people if p.delegation and not p.is_withdrawn and p.id not in waiting)
    member = next(found, None)
    return {"member": member, **({"item": item} if item else {})} if member else None


def debate_ahead(view: View) -> Fields | None:
    """A general debate whose list the desk keeps before it is taken up."""
    debates = (one for one in body_of(view).items.values() if one.kind and one.stage == "placed")
    item = next(debates, None)
    return {"item": item.id} if item else None


def close_ahead(view: View) -> Phrase:
    """The name of the act that closes the list of a debate to come."""
    return Phrase("chair.close_ahead", item=(debate_ahead(view) or {})["item"])


def frozen_ahead(view: View) -> Fields | None:
    """A list that is frozen for the drawing of lots."""
    found = lots_of(view)
    return {"item": found["item"]} if found else None


def take_back_freezing(_view: View) -> Phrase:
    """The name of the act that lets a frozen list be changed again."""
    return Phrase("chair.unfreeze")


def lots_of(view: View) -> Fields | None:
    """A general debate whose list is frozen, with a seed still to be entered."""
    body = body_of(view)
    frozen = (item for item, speakers in body.lists.items() if speakers.is_frozen)
    item = next(frozen, None)
    return {"item": item, "dice": "1 1 1 1 1", "published": "000"} if item else None
