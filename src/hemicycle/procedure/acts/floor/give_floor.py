"""Give the floor to a person who asked for it: on the list, on a point of order or a motion.

Article: speaking.order, speaking.one_speaker, speaking.time_delegate, speaking.hard_limit,
motions.point_first, motions.precedence, division.stages
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Body, Floor, Interventions, Listed
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import (
    require_no_motion,
    require_no_voting,
    require_presiding,
    require_sitting,
)
from hemicycle.procedure.rules.rights import require_speaker
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import order_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveFloor(Act):
    """The presiding officer calls a person to speak.

    `purpose` says for what, where somebody waits for several things; else the first of them counts.
    """

    speaker: MemberId
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorGiven(Entry):
    """From this moment `speaker` holds the body's floor, for at most `limit_s` seconds.

    Units: seconds; 0 means that no limit applies. `purpose` is speech, point_of_order, motion,
    reply or explanation; `grace_s` after the limit the microphone may be cut.
    """

    speaker: MemberId
    limit_s: int
    purpose: str
    grace_s: int = 0


def decide(rules: Rulebook, assembly: Assembly, act: GiveFloor) -> list[Entry]:
    """Record that the floor is given, or say why it cannot be.

    Out of order: no sitting is open; the actor does not preside; someone speaks; another
    person's point of order, or a motion, is pending; the person has not asked; the lots of the
    list are not drawn yet; the person is not accredited, or has no right to speak there any more;
    voting runs, which only a point of order may interrupt.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    if body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "someone_speaks", speaker=body.floor.holder)
    purpose = require_turn(rules, body, act)
    require_speaker(rules, assembly, act, member=act.speaker)
    if purpose != "point_of_order":
        require_no_voting(assembly, body)
    limit_s = time_for(rules, assembly, body, speaker=act.speaker, purpose=purpose)
    return [
        FloorGiven(
            body=act.body,
            at=act.at,
            speaker=act.speaker,
            limit_s=limit_s,
            purpose=purpose,
            grace_s=rules.number("speaking.hard_limit") if limit_s else 0,
        )
    ]


def require_turn(rules: Rulebook, body: Body, act: GiveFloor) -> str:
    """For what purpose the person may be called now."""
    point, motion, speaker = body.floor.point, body.motion, act.speaker
    if point is not None:
        if point.member != speaker:
            raise OutOfOrder("motions.point_first", "point_of_order_pending", member=point.member)
        return "point_of_order"
    if motion is not None:
        if speaker in motion.heard or speaker not in (motion.member, *motion.speakers):
            require_no_motion(body)
        return "motion"
    is_listed = speaker in body.speakers_list.waiting
    found = body.interventions
    for purpose, waiting in (
        ("reply", body.replies.waiting),
        ("explanation", body.explanations.waiting),
        ("intervention", found.waiting),
        ("answer", (found.speaker,) if found.may_answer else ()),
    ):
        if speaker in waiting and (act.purpose == purpose or not is_listed):
            return purpose
    require_drawn(rules, body, place_in_order(body, speaker))
    return "speech"


def place_in_order(body: Body, speaker: MemberId) -> Listed:
    """The place of who is called from the list.

    Out of order: the person is not on it.
    """
    listed = body.speakers_list.of(speaker)
    if listed is None:
        raise OutOfOrder("speaking.order", "not_on_list", member=speaker)
    return listed


def require_drawn(rules: Rulebook, body: Body, listed: Listed) -> None:
    """The lots have been drawn, where the rules draw them.

    Out of order: the place has no number yet; guests need none.
    """
    if order_of(rules, body, body.item) == "lots" and not listed.number:
        raise OutOfOrder("speaking.order", "lots_not_drawn", member=listed.member)


def time_for(
    rules: Rulebook, assembly: Assembly, body: Body, *, speaker: MemberId, purpose: str
) -> int:
    """Seconds that somebody may speak; places taken together add up. 0 means without limit."""
    limit_s = rules.speaking_time_s(assembly, speaker, purpose)
    listed = body.speakers_list.of(speaker)
    return limit_s * (1 + listed.further) if listed and purpose == "speech" else limit_s


def apply(assembly: Assembly, entry: FloorGiven) -> Assembly:
    assembly = assembly.with_speech(entry.body, entry.speaker)
    body = assembly.bodies[entry.body]
    floor = Floor(
        holder=entry.speaker,
        purpose=entry.purpose,
        since=entry.at,
        limit_s=entry.limit_s,
        grace_s=entry.grace_s,
        point=body.floor.point,
        paused=body.floor.paused,
    )
    if entry.purpose == "point_of_order":
        return assembly.with_body(replace(body, floor=floor))
    given = replace(body, floor=floor, has_ruling=False)
    delegation = assembly.people[entry.speaker].delegation
    if entry.purpose == "motion":
        *below, motion = body.motions
        heard = replace(motion, heard=(*motion.heard, entry.speaker))
        return assembly.with_body(replace(given, motions=(*below, heard)))
    if entry.purpose == "reply":
        replies = body.replies.heard(entry.speaker, delegation)
        return assembly.with_body(replace(given, replies=replies))
    if entry.purpose == "explanation":
        explanations = body.explanations.heard(entry.speaker, delegation)
        return assembly.with_body(replace(given, explanations=explanations))
    if entry.purpose == "intervention":
        return assembly.with_body(
            replace(given, interventions=body.interventions.heard(entry.speaker))
        )
    if entry.purpose == "answer":
        put = body.interventions.put
        answered = replace(body.interventions, answered=put)
        return assembly.with_body(replace(given, interventions=answered))
    fresh = Interventions(speaker=entry.speaker)
    given = replace(given, pace=body.pace.begun(entry.at), interventions=fresh)
    return assembly.with_list(given, body.speakers_list.without(entry.speaker))


def minute(entry: FloorGiven) -> Phrase:
    return Phrase(f"minute.floor_given_{entry.purpose}", speaker=entry.speaker)


KIND = Kind(
    GiveFloor,
    decide,
    {FloorGiven: apply},
    {FloorGiven: minute},
    "gives the floor to {speaker}[ for a {purpose}]",
)
