"""Note a no-show: who was called and is not there goes to the end of the section, or is struck.

Article: speaking.no_show, speaking.one_speaker
"""

from dataclasses import dataclass

from hemicycle.procedure.assembly import Assembly, Listed, SpeakersList
from hemicycle.procedure.kernel import Act, Entry, Kind, MemberId, OutOfOrder, Phrase
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.procedure.rules.speakers_lists import place_of

POLICIES = ("end_of_section", "struck")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteNoShow(Act):
    """The presiding officer has called a person who is not there."""

    speaker: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerMissed(Entry):
    """`speaker` waits at the end of the section under a new number, or no longer: `place` 0."""

    speaker: MemberId
    place: int
    number: int


def decide(rules: Rulebook, assembly: Assembly, act: NoteNoShow) -> list[Entry]:
    """Record it; who misses the second call is struck.

    Out of order: no sitting is open; the actor does not preside; somebody speaks; the person is
    not on the list.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    if body.floor.holder:
        raise OutOfOrder("speaking.one_speaker", "someone_speaks", speaker=body.floor.holder)
    speakers = body.speakers_list
    listed = place_of(speakers, act.speaker)
    is_struck = rules.choice("speaking.no_show") == "struck" or listed.missed > 0
    place, number = (0, 0) if is_struck else (end_of_section(speakers, listed), 0)
    if place and listed.section:
        number = speakers.highest[listed.section] + 1
    return [
        SpeakerMissed(body=act.body, at=act.at, speaker=act.speaker, place=place, number=number)
    ]


def end_of_section(speakers: SpeakersList, listed: Listed) -> int:
    """The last place of somebody's section, once the own one is free."""
    return max(n for n, one in enumerate(speakers.places, 1) if one.section == listed.section)


def apply(assembly: Assembly, entry: SpeakerMissed) -> Assembly:
    body = assembly.bodies[entry.body]
    speakers = body.speakers_list
    listed = place_of(speakers, entry.speaker)
    speakers = speakers.without(entry.speaker)
    if entry.place:
        moved = replace(listed, number=entry.number, missed=listed.missed + 1)
        speakers = speakers.with_place(moved, before=entry.place)
    return assembly.with_list(body, speakers)


def minute(entry: SpeakerMissed) -> Phrase:
    if not entry.place:
        return Phrase("minute.speaker_struck", speaker=entry.speaker)
    if not entry.number:
        return Phrase("minute.speaker_missed", speaker=entry.speaker)
    return Phrase("minute.speaker_missed_number", speaker=entry.speaker, number=entry.number)


KIND = Kind(
    NoteNoShow,
    decide,
    {SpeakerMissed: apply},
    {SpeakerMissed: minute},
    "notes that {speaker} is not there",
)
