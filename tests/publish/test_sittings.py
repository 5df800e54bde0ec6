"""Sittings and speeches, as every output tells them: who, when, on what, for how long."""

from hemicycle.procedure.acts.agenda.conclude_item import ConcludeItem
from hemicycle.procedure.acts.bureau.hand_chair import HandChair
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.call_to_order import CallToOrder
from hemicycle.procedure.acts.floor.cut_microphone import CutMicrophone
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.acts.sitting.resume_sitting import ResumeSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting
from hemicycle.publish.sittings import SittingHeld, capacity_of, sittings_of

from .sessions_of_data import demonstration, of_journal
from .small_session import SmallSession, reported_session, whole_session

BEGIN = ("floor_given", "time_shared")  # what gives somebody the floor
STEP_MS = 10_000  # between two acts of a small session


def speaks(session: SmallSession, speaker: str, chair: str = "o-president") -> None:
    """Somebody gets the floor."""
    session.act(AskForFloor, by=speaker)
    session.act(GiveFloor, by=chair, speaker=speaker)


def held_of(session: SmallSession) -> list[SittingHeld]:
    return sittings_of(session.published())


def test_a_sitting_has_its_times_its_chairs_and_its_items():
    session = SmallSession()
    session.sit()
    session.act(AccreditPerson, member="o-vice", office="vice_president")
    session.act(HandChair, by="o-president", to="o-vice")
    session.act(SuspendSitting, by="o-vice")
    [held] = held_of(session)
    assert held.stage == "suspended"
    session.act(ResumeSitting, by="o-vice")
    assert [one.stage for one in held_of(session)] == ["open"]
    session.act(AdjournSitting, by="o-vice")
    [held] = held_of(session)
    assert (held.name, held.stage) == ("plenary-1", "over")
    assert ([*held.presided], [*held.items]) == (["o-president", "o-vice"], ["3"])
    [(begun, ended)] = held.pauses
    assert ended - begun == STEP_MS
    assert held.ended_at == session.now


def test_an_item_stays_before_the_body_between_its_sittings():
    session = SmallSession()
    session.sit()
    session.act(AdjournSitting, by="o-president")
    session.act(OpenSitting, by="o-president")
    speaks(session, "p-0001-1")
    session.act(YieldFloor, by="p-0001-1")
    session.act(ConcludeItem, by="o-president", item="3")
    speaks(session, "p-0002-1")
    first, second = held_of(session)
    assert ([*first.items], [*second.items]) == (["3"], [])
    assert [one.item for one in second.speeches] == ["3", ""]
    assert [len(one.speeches) for one in (first, second)] == [0, 2]


def test_an_interrupted_speech_is_one_speech():
    first, point = sittings_of(whole_session().published())[0].speeches
    assert (first.speaker, first.purpose, first.spoke_s) == ("p-0001-1", "speech", 20)
    assert (point.speaker, point.purpose, point.spoke_s) == ("p-0002-1", "point_of_order", 10)
    assert first.began_at < point.began_at < point.ended_at < first.ended_at


def test_a_speech_ends_with_the_microphone_or_with_the_sitting():
    session = SmallSession()
    session.sit()
    speaks(session, "p-0001-1")
    [held] = held_of(session)
    assert (held.speeches[0].ended_at, held.speeches[0].is_measured) == (0, False)
    session.act(CallToOrder, by="o-president")
    session.act(CutMicrophone, by="o-president")
    cut_at = session.now
    speaks(session, "p-0002-1")
    session.act(AdjournSitting, by="o-president")
    cut, ended = held_of(session)[0].speeches
    assert (cut.ended_at, cut.spoke_s, cut.is_measured) == (cut_at, 20, True)
    assert (ended.ended_at, ended.is_measured) == (session.now, False)


def test_everybody_speaks_in_the_capacity_of_that_time():
    session = SmallSession()
    session.sit()
    session.act(AccreditPerson, member="p-0001-1", office="rapporteur")
    speaks(session, "p-0001-1")
    session.act(YieldFloor, by="p-0001-1")
    session.act(AccreditPerson, member="p-0001-1", office="vice_president")
    speaks(session, "p-0002-1")
    published = session.published()
    speeches = sittings_of(published)[0].speeches
    assert [capacity_of(published, one) for one in speeches] == ["rapporteur", "delegate"]


def test_every_time_the_floor_was_given_is_a_speech_of_one_sitting():
    for published in (demonstration(), of_journal("3-acted.ndjson")):
        given = [one.position for one in published.public_entries if one.header.kind in BEGIN]
        speeches = [one for held in sittings_of(published) for one in held.speeches]
        assert sorted(one.position for one in speeches) == given != []
        entries = [one.position for held in sittings_of(published) for one in held.entries]
        assert len(set(entries)) == len(entries)


def test_a_reported_session_has_no_sittings():
    assert sittings_of(reported_session().published()) == []
