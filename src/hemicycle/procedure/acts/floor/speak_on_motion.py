"""Ask to speak on a motion, for or against it, or on it for those who bring the text.

Article: motions.speakers_for, motions.speakers_against, motions.also_heard, motions.precedence
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body
from hemicycle.procedure.assembly.motions import AGAINST, FOR, ON
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_sitting
from hemicycle.procedure.rules.rights import require_right
from hemicycle.procedure.rules.rulebook import Rulebook

SIDES = (FOR, AGAINST, ON)
BRINGS_TEXT = "rapporteur_or_committee_chair"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakOnMotion(Act):
    """A person asks to speak for the pending motion, against it, or on it."""

    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionSpeakerAsked(Entry):
    """`member` waits to speak on the motion."""

    member: MemberId
    side: str


def decide(rules: Rulebook, assembly: Assembly, act: SpeakOnMotion) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open; the person has no right to move anything there; no motion is
    pending; no such side; the person speaks on it already; as many speak on that side as the rules
    allow; the person neither is a Rapporteur on the text nor presides over a committee.
    """
    body = require_sitting(assembly, act.body)
    require_right(rules, assembly, act, right="move")
    motion = body.motion
    if motion is None:
        raise OutOfOrder("motions.precedence", "no_motion")
    if act.side not in SIDES:
        raise OutOfOrder("motions.precedence", "no_such_side", side=act.side)
    if act.by == motion.member or act.by in motion.speakers:
        raise OutOfOrder("motions.precedence", "speaks_on_motion", member=act.by)
    if act.side == ON:
        require_brings_text(rules, assembly, body, act=act)
        return [MotionSpeakerAsked(body=act.body, at=act.at, member=act.by, side=act.side)]
    rule_key = f"motions.speakers_{act.side}"
    most = rules.number(rule_key)
    if motion.on(act.side) >= most:
        raise OutOfOrder(rule_key, "enough_on_motion", n=most)
    return [MotionSpeakerAsked(body=act.body, at=act.at, member=act.by, side=act.side)]


def require_brings_text(
    rules: Rulebook, assembly: Assembly, body: Body, *, act: SpeakOnMotion
) -> None:
    """One of those who bring the text is heard too, where the rules say so.

    Out of order: they do not; the person brings no text; one of them is heard already.
    """
    if BRINGS_TEXT not in rules.choices("motions.also_heard"):
        raise OutOfOrder("motions.also_heard", "only_two_sides")
    texts = [one for one in assembly.texts.values() if one.item == body.item]
    rapporteurs = {member for text in texts for member in text.rapporteurs}
    committees = (one for one in assembly.bodies.values() if one.organ == "committee")
    if act.by not in rapporteurs | {one.constituted_presiding for one in committees}:
        raise OutOfOrder("motions.also_heard", "brings_no_text", member=act.by)
    if body.motion is not None and ON in body.motion.speakers.values():
        raise OutOfOrder("motions.also_heard", "enough_on_motion", n=1)


def apply(assembly: Assembly, entry: MotionSpeakerAsked) -> Assembly:
    body = assembly.bodies[entry.body]
    *below, motion = body.motions
    asked = replace(motion, speakers={**motion.speakers, entry.member: entry.side})
    return assembly.with_body(replace(body, motions=(*below, asked)))


def minute(entry: MotionSpeakerAsked) -> Phrase:
    return Phrase(f"minute.motion_speaker_{entry.side}", member=entry.member)


KIND = Kind(
    SpeakOnMotion,
    decide,
    {MotionSpeakerAsked: apply},
    {MotionSpeakerAsked: minute},
    "asks to speak {side} the motion",
)
