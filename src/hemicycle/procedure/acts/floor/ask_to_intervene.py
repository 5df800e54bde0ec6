"""Ask to intervene: a short question to whoever made the last speech, who may answer.

Article: motions.interventions, speaking.time_intervention, speaking.time_answer
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_sitting
from hemicycle.procedure.rules.rights import require_speaker
from hemicycle.procedure.rules.rulebook import Rulebook

RULE = "motions.interventions"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToIntervene(Act):
    """A person asks to put a question to the speaker, during the speech or right after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterventionAsked(Entry):
    """`member` waits to put a question to `speaker`."""

    member: MemberId
    speaker: MemberId


def decide(rules: Rulebook, assembly: Assembly, act: AskToIntervene) -> list[Entry]:
    """Record the request.

    Out of order: no sitting is open; the rules know no interventions; the person has no right to
    speak there, is of the speaker's own delegation, or waits already; no speech was made on the
    item, or as many questions as the rules give a speech are put to it or wait.
    """
    body = require_sitting(assembly, act.body)
    most = rules.number(RULE)
    if not most:
        raise OutOfOrder(RULE, "no_interventions")
    require_speaker(rules, assembly, act)
    found = body.interventions
    if not found.speaker:
        raise OutOfOrder(RULE, "no_speech_to_intervene_on")
    own = assembly.people[act.by].delegation
    if act.by == found.speaker or (own and own == assembly.people[found.speaker].delegation):
        raise OutOfOrder(RULE, "own_speaker", speaker=found.speaker)
    if act.by in found.waiting:
        raise OutOfOrder(RULE, "asked_already", member=act.by)
    if len(found.waiting) + found.put >= most:
        raise OutOfOrder(RULE, "interventions_full", n=most)
    return [InterventionAsked(body=act.body, at=act.at, member=act.by, speaker=found.speaker)]


def apply(assembly: Assembly, entry: InterventionAsked) -> Assembly:
    body = assembly.bodies[entry.body]
    found = body.interventions
    asked = replace(found, waiting=(*found.waiting, entry.member))
    return assembly.with_body(replace(body, interventions=asked))


def minute(entry: InterventionAsked) -> Phrase:
    return Phrase("minute.intervention_asked", member=entry.member, speaker=entry.speaker)


KIND = Kind(
    AskToIntervene,
    decide,
    {InterventionAsked: apply},
    {InterventionAsked: minute},
    "asks to intervene",
)
