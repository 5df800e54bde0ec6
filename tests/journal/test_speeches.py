"""Who had the floor: one reader of the record, for screens, documents and data alike."""

from hemicycle.journal.forms import Written
from hemicycle.journal.speeches import Speech, SpeechLog, speeches_in
from hemicycle.procedure.acts.agenda.conclude_item import ItemConcluded
from hemicycle.procedure.acts.agenda.take_up_item import ItemTakenUp
from hemicycle.procedure.acts.credentials.accredit_person import PersonAccredited
from hemicycle.procedure.acts.floor.cut_microphone import MicrophoneCut
from hemicycle.procedure.acts.floor.extend_time import TimeExtended
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.floor.give_ruling import RulingGiven
from hemicycle.procedure.acts.floor.raise_point_of_order import PointOfOrderRaised
from hemicycle.procedure.acts.floor.share_time import TimeShared
from hemicycle.procedure.acts.floor.yield_floor import FloorYielded
from hemicycle.procedure.acts.sitting.adjourn_sitting import SittingAdjourned
from hemicycle.procedure.kernel import Entry

from .records import MORNING, some_journal

FIRST, SECOND, MOVER = "p-0001-1", "p-0001-2", "p-0002-1"


class Record:
    """A record that is written entry by entry, ten seconds apart."""

    def __init__(self) -> None:
        self.written: list[Written] = []

    def add(self, kind: type[Entry], body: str = "plenary", **fields) -> int:
        """One more entry; its position."""
        position = len(self.written) + 1
        entry = kind(body=body, at=MORNING + 10_000 * position, **fields)
        self.written.append(Written(position, entry, some_journal()[0].header))
        return position

    def give(self, speaker: str, purpose: str = "speech", body: str = "plenary") -> int:
        """Somebody is called."""
        return self.add(FloorGiven, body, speaker=speaker, limit_s=180, purpose=purpose)

    def end(self, speaker: str, spoke_s: int, body: str = "plenary") -> int:
        """Somebody has finished."""
        return self.add(FloorYielded, body, speaker=speaker, spoke_s=spoke_s)

    def interrupt(self, interrupted: str = FIRST) -> int:
        """A point of order is raised."""
        told = {"rule": "speaking.order", "interrupted": interrupted, "left_s": 100}
        return self.add(PointOfOrderRaised, member=MOVER, **told)

    def rule(self, resumes: str = FIRST) -> int:
        """It is ruled on."""
        told = {"rule": "speaking.order", "ruling": "noted", "resumes": resumes, "left_s": 100}
        return self.add(RulingGiven, member=MOVER, **told)

    def at(self, position: int) -> int:
        """When an entry was made."""
        return self.written[position - 1].entry.at

    @property
    def speeches(self) -> list[Speech]:
        """What the reader makes of it."""
        return speeches_in(self.written)


def test_a_speech_goes_on_until_it_has_ended():
    record = Record()
    begun = record.give(FIRST)
    [one] = record.speeches
    assert (one.position, one.speaker, one.began_at) == (begun, FIRST, record.at(begun))
    assert (one.ended_at, one.is_measured) == (0, False)
    ended = record.end(FIRST, 200)
    [one] = record.speeches
    assert (one.ended_at, one.spoke_s, one.is_measured) == (record.at(ended), 200, True)
    assert (one.over_s, one.is_cut) == (20, False)


def test_the_reader_takes_one_entry_at_a_time():
    record, log = Record(), SpeechLog()
    begun = record.give(FIRST)
    record.end(FIRST, 30)
    lengths = []
    for written in record.written:
        log.take(written)
        lengths.append(log.begun[begun].spoke_s)
    assert lengths == [0, 30]


def test_a_microphone_that_is_cut_ends_a_speech_and_more_time_makes_it_longer():
    record = Record()
    record.give(FIRST)
    record.add(TimeExtended, speaker=FIRST, extra_s=60, limit_s=240)
    record.add(MicrophoneCut, speaker=FIRST, spoke_s=250, over_s=10)
    [one] = record.speeches
    assert (one.allowed_s, one.spoke_s, one.over_s, one.is_cut) == (240, 250, 10, True)


def test_an_interrupted_speech_is_one_speech():
    record = Record()
    speech = record.give(FIRST)
    record.interrupt()
    point = record.give(MOVER, "point_of_order")
    assert [one.has_floor for one in record.speeches] == [False, True]
    record.end(MOVER, 8)
    record.rule()
    ended = record.end(FIRST, 90)
    first, second = record.speeches
    assert (first.position, first.spoke_s, first.ended_at) == (speech, 90, record.at(ended))
    assert (second.position, second.spoke_s, second.is_speech) == (point, 8, False)


def test_a_mover_who_has_not_ended_is_cut_short_by_the_ruling():
    record = Record()
    record.give(FIRST)
    record.interrupt()
    record.give(MOVER, "point_of_order")
    ruled = record.rule()
    first, second = record.speeches
    assert (second.spoke_s, second.ended_at) == (10, record.at(ruled))
    assert (first.ended_at, first.has_floor, second.has_floor) == (0, True, False)
    record.end(FIRST, 90)
    assert record.speeches[0].spoke_s == 90


def test_shared_time_makes_a_speech_of_the_colleague():
    record = Record()
    record.give(FIRST)
    shared = record.add(TimeShared, speaker=FIRST, spoke_s=70, to=SECOND, left_s=110)
    record.end(SECOND, 120)
    first, second = record.speeches
    assert (first.spoke_s, first.allowed_s, first.over_s) == (70, 70, 0)
    assert (second.position, second.speaker, second.purpose) == (shared, SECOND, "speech")
    assert (second.spoke_s, second.allowed_s, second.over_s) == (120, 110, 10)


def test_what_the_sitting_ended_is_over_and_not_measured():
    record = Record()
    record.give(FIRST)
    record.interrupt()
    record.give(MOVER, "point_of_order")
    rose = record.add(SittingAdjourned, number=1)
    assert [one.ended_at for one in record.speeches] == [record.at(rose)] * 2
    assert not any(one.is_measured for one in record.speeches)
    record.give(SECOND)
    record.end(SECOND, 5)
    assert [one.spoke_s for one in record.speeches] == [0, 0, 5]


def test_each_body_has_its_own_floor_and_its_own_item():
    record = Record()
    record.add(ItemTakenUp, "council", item="3", title={"en": "Budget"})
    record.give(FIRST)
    record.give(SECOND, body="council")
    record.end(FIRST, 40)
    record.add(ItemConcluded, "council", item="3", title={"en": "Budget"})
    record.end(SECOND, 60, body="council")
    record.give(MOVER, body="council")
    told = [(one.body, one.item, one.spoke_s) for one in record.speeches]
    assert told == [("plenary", "", 40), ("council", "3", 60), ("council", "", 0)]


def test_a_speaker_has_the_office_of_that_time():
    record = Record()
    record.give(FIRST)
    record.end(FIRST, 1)
    for office in ("rapporteur", "vice_president"):
        record.add(PersonAccredited, member=FIRST, office=office)
        record.give(FIRST)
        record.end(FIRST, 1)
    assert [one.office for one in record.speeches] == ["", "rapporteur", "vice_president"]
