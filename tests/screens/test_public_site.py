"""The public site: what a body and a delegation did, who was heard, what can be sought."""

from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.procedure.acts.sitting.adjourn_sitting import AdjournSitting
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.acts.sitting.resume_sitting import ResumeSitting
from hemicycle.procedure.acts.sitting.suspend_sitting import SuspendSitting
from hemicycle.screens.asked import NOTHING_ASKED, Asked, leaf_of
from hemicycle.screens.bodies import bodies, body_page
from hemicycle.screens.delegation import delegation
from hemicycle.screens.delegations import delegations
from hemicycle.screens.documents import documents
from hemicycle.screens.items import item_page
from hemicycle.screens.passages import passages, sentences
from hemicycle.screens.programme import programme
from hemicycle.screens.speeches import speeches
from hemicycle.screens.statements import statements

from . import little_house as house_of
from .emergency_houses import requested
from .little_house import CHAIR, HEAD, SECRETARY
from .test_records import consensus_with_reservation, reports


def asked(**fields):
    """A query as an address holds it; `of` and `in` are written with a line after them."""
    return Asked(fields={name.rstrip("_"): text for name, text in fields.items()})


def spoken():
    """A speech that was interrupted by a point of order and went on, and one that goes on now."""
    house = house_of.in_sitting()
    for member in (HEAD, "p-0002-1"):
        house.do(AskForFloor, member)
    house.do(GiveFloor, CHAIR, speaker=HEAD)
    house.do(YieldFloor, HEAD)
    house.do(GiveFloor, CHAIR, speaker="p-0002-1")
    return house


# -- the programme -------------------------------------------------------------------------------


def test_a_sitting_is_told_with_its_turns_and_its_items():
    house = house_of.in_sitting()
    house.do(SuspendSitting, CHAIR)
    [sitting] = [one for day in programme(house.view()).days for one in day.sittings]
    assert [turn.what for turn in sitting.turns] == ["opened", "suspended"]
    assert sitting.state == "suspended"
    house.do(ResumeSitting, CHAIR)
    house.do(AdjournSitting, CHAIR)
    [sitting] = [one for day in programme(house.view()).days for one in day.sittings]
    assert [turn.what for turn in sitting.turns] == ["opened", "suspended", "resumed", "rose"]
    assert sitting.state == "rose"
    assert sitting.items
    entries = {written.position: written.entry.at for written in house.view().history}
    assert all(entries[turn.position] == turn.at for turn in sitting.turns)


def test_every_day_of_the_session_is_there_and_nothing_is_planned():
    view = house_of.set_up().view()
    days = programme(view).days
    session = view.assembly.session
    assert (days[0].day, days[-1].day) == (session.starts_on, session.ends_on)
    assert {day.when for day in days} <= {"past", "today", "ahead"}
    assert not any(day.sittings or day.told for day in days)


def test_the_agenda_says_what_is_before_the_body_and_what_is_next():
    house = house_of.in_sitting()
    house.do(PlaceItem, SECRETARY, item="9", title={"en": "Last"})
    [agenda] = programme(house.view()).agendas
    assert agenda.now is not None
    assert agenda.now.id == house.assembly.bodies["plenary"].item
    assert (agenda.next_item.id, agenda.items[-1].id) == ("2", "9")
    house.do(AdjournSitting, CHAIR)
    [agenda] = programme(house.view()).agendas
    assert agenda.now is None


def test_a_reported_session_has_a_programme_of_reports_alone():
    told = programme(reports().view())
    assert told.is_reported
    assert not any(day.sittings for day in told.days)


# -- who was heard -------------------------------------------------------------------------------


def test_a_speech_is_found_at_its_entry_with_its_length():
    house = spoken()
    first, second = speeches(house.view())
    assert (first.member, first.delegation, first.is_measured) == (HEAD, "p-0001", True)
    assert (second.member, second.has_floor) == ("p-0002-1", True)
    given = {one.position: one.entry for one in house.view().history}
    assert given[first.position].speaker == HEAD
    assert first.item == house.assembly.bodies["plenary"].item


def test_who_was_interrupted_is_heard_once():
    house = spoken()
    house.do(RaisePointOfOrder, HEAD, rule="speaking.order")
    house.do(GiveFloor, CHAIR, speaker=HEAD)
    found = speeches(house.view())
    assert [(one.member, one.purpose) for one in found] == [
        (HEAD, "speech"),
        ("p-0002-1", "speech"),
        (HEAD, "point_of_order"),
    ]
    assert [one.has_floor for one in found] == [False, False, True]
    assert [one.is_measured for one in found] == [True, False, False]


def test_statements_are_narrowed_by_body_and_delegation():
    view = spoken().view()
    assert statements(view, NOTHING_ASKED).leaf.total == 2
    assert [one.member for one in statements(view, asked(of="p-0001")).heard] == [HEAD]
    assert statements(view, asked(in_="plenary")).leaf.total == 2
    for nonsense in ("nowhere", "<b>", "p-9999"):
        shown = statements(view, asked(of=nonsense, in_=nonsense))
        assert (shown.leaf.total, shown.body, shown.delegation) == (2, "", "")


def test_statements_of_a_reported_session_are_reports():
    more = [("statement", CHAIR, "She said so."), ("event", "x", "Something else.")]
    shown = statements(reports(*more).view(), NOTHING_ASKED)
    assert [group.fact for group in shown.told] == ["statement"]
    assert not shown.heard


def test_a_leaf_is_never_beyond_the_last():
    things = list(range(205))
    for wished, number, size in (("1", 1, 100), ("3", 3, 5), ("99", 3, 5), ("-1", 1, 100)):
        shown, leaf = leaf_of(things, asked(page=wished), on_each=100)
        assert (leaf.number, leaf.last, len(shown)) == (number, 3, size)
    for wished in ("", "x", "9" * 50, "٣", "1.5", "²"):
        assert leaf_of(things, asked(page=wished), on_each=100)[1].number == 1
    assert leaf_of([], NOTHING_ASKED, on_each=100)[1].last == 1


# -- delegations ---------------------------------------------------------------------------------


def test_delegations_are_found_by_name_and_sorted():
    view = house_of.in_sitting().view()
    everybody = delegations(view, NOTHING_ASKED)
    assert everybody.all == len(view.assembly.delegations) == len(everybody.rows)
    [first, *_] = everybody.rows
    assert [one.id for one in delegations(view, asked(name=first.name[:3].upper())).rows]
    assert delegations(view, asked(name="zzz")).rows == []
    assert [one.name for one in everybody.rows] == ["A<b>rvenia", "Émeraude", "Zeta Boltara"]
    by_votes = [one.votes for one in delegations(view, asked(sort="votes")).rows]
    assert by_votes == sorted(by_votes, reverse=True)
    assert delegations(view, asked(sort="; DROP", group="<b>")).sort == "name"


def test_presence_is_what_the_roll_says():
    before = delegations(house_of.set_up().view(), NOTHING_ASKED)
    assert {one.is_present for one in before.rows} == {None}
    after = {
        one.id: one.is_present
        for one in delegations(house_of.in_sitting().view(), NOTHING_ASKED).rows
    }
    assert after["p-0001"] is True
    assert after["p-0003"] is False


def test_a_page_of_a_delegation_tells_all_that_it_did():
    page = delegation(spoken().view(), "p-0001")
    assert [one.member for one in page.said] == [HEAD]
    assert {one.id for one in page.people} == {
        one.id for one in spoken().assembly.people.values() if one.delegation == "p-0001"
    }
    assert delegation(spoken().view(), "p-9999") is None
    assert delegation(spoken().view(), "<script>") is None


def test_whose_credentials_were_withdrawn_is_named_no_more():
    house = house_of.in_sitting()
    house.do(WithdrawCredentials, SECRETARY, member="p-0001-2")
    assert "p-0001-2" not in {one.id for one in delegation(house.view(), "p-0001").people}


def test_a_vote_is_told_once_it_is_declared_and_not_before():
    for before in (house_of.voting(), house_of.closed()):
        assert delegation(before.view(), "p-0001").votes == []
        assert delegation(before.view(CHAIR), "p-0001").votes == []
    house = house_of.declared()
    [vote] = delegation(house.view(), "p-0001").votes
    [row] = [one for one in house.assembly.divisions[1].count.rows if one.delegation == "p-0001"]
    assert vote.vote.for_votes == row.for_votes
    assert vote.took_part == (row.for_votes + row.against_votes + row.abstention_votes > 0)


def test_reservations_and_requests_are_told():
    [taken] = delegation(consensus_with_reservation().view(), "p-0002").reservations
    assert taken.method == "consensus"
    assert delegation(consensus_with_reservation().view(), "p-0001").reservations == []
    [filed] = delegation(requested().view(), "p-0001").requests
    assert filed.request.authors == ("p-0001",)
    assert len(documents(requested().view()).requests) == 2


# -- bodies --------------------------------------------------------------------------------------


def test_a_body_is_told_with_what_it_did():
    page = body_page(consensus_with_reservation().view(), "plenary")
    assert len(page.sittings) == 1
    assert page.decisions[0].method == "consensus"
    assert body_page(spoken().view(), "nowhere") is None
    [line, *_] = bodies(consensus_with_reservation().view()).bodies
    assert line.decisions == len(page.decisions)


def test_a_body_of_a_reported_session_holds_reports_alone():
    page = body_page(reports().view(), "plenary")
    assert page.is_reported
    assert (len(page.told), page.sittings, page.decisions, page.heard) == (4, (), (), ())


# -- search --------------------------------------------------------------------------------------


def test_everything_public_can_be_found_and_leads_somewhere():
    kinds = {one.kind for one in passages(consensus_with_reservation().view())}
    assert {"decision", "delegation", "person", "body", "item"} <= kinds
    assert "request" in {one.kind for one in passages(requested().view())}
    assert "report" in {one.kind for one in passages(reports().view())}


def test_sentences_come_once_and_only_those_that_are_new():
    house = spoken()
    view = house.view()
    everything = list(sentences(view, after=0))
    assert len(everything) == len(view.history)
    upto = len(view.history)
    house.do(YieldFloor, "p-0002-1")
    assert len(list(sentences(house.view(), after=upto))) == 1
    assert list(sentences(reports().view(), after=0)) == []


def test_a_second_sitting_has_a_number_of_its_own():
    house = house_of.in_sitting()
    house.do(AdjournSitting, CHAIR)
    house.do(OpenSitting, CHAIR)
    numbers = [one.number for day in programme(house.view()).days for one in day.sittings]
    assert numbers == [1, 2]


# -- an item of an agenda -------------------------------------------------------------------------


def test_an_item_holds_what_was_decided_and_said_on_it():
    house = spoken()
    page = item_page(house.view(), "plenary-1")
    assert (page.body.id, page.item.id, page.is_now) == ("plenary", "1", True)
    assert [one.member for one in page.heard] == [HEAD, "p-0002-1"]
    assert [item_page(house.view(), wrong) for wrong in ("plenary-9", "plenary", "", "x-1")] == [
        None
    ] * 4


def test_an_item_holds_its_own_decisions_alone():
    view = consensus_with_reservation().view()
    taken = {(one.question.item, one.position) for one in view.assembly.decisions.values()}
    pages = [item_page(view, f"plenary-{one}") for one in view.assembly.bodies["plenary"].items]
    found = [(page.item.id, one.position) for page in pages for one in page.decisions]
    assert taken
    assert sorted(found) == sorted(pair for pair in taken if pair[0])
