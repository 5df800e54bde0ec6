"""Minutes, decisions, one division, facts and reports: what was done, in order and adding up."""

from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.record_reservation import RecordReservation
from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.procedure.acts.record.report_fact import ReportFact
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.screens.chair import minutes as book
from hemicycle.screens.decisions import decisions
from hemicycle.screens.division import division
from hemicycle.screens.facts import FACTS, fact, facts
from hemicycle.screens.minutes import minutes
from hemicycle.screens.now import now
from hemicycle.screens.reported import reported, reports_noted
from hemicycle.screens.start import start

from . import little_house as house_of
from .little_house import CHAIR, SECRETARY


def consensus_with_reservation():
    house = house_of.declared()
    house_of.put(house, method="consensus", majority="default")
    house.do(AdoptWithoutVote, CHAIR)
    house.do(RecordReservation, "p-0002-1")
    return house


def reports(*more):
    house = house_of.LittleHouse(basis="reported")
    house.do(AccreditPerson, SECRETARY, member=CHAIR, office="president")
    house.do(
        ConstituteBody, SECRETARY, constituted="plenary", title={"en": "Assembly"}, organ="assembly"
    )
    for fact_kind, about, words in [
        ("figure", "countries", "Over 140 countries."),
        ("figure", "countries", "About 130 countries."),
        ("office", CHAIR, "President of the Assembly."),
        ("text", "C-I/150/DR", "Draft resolution. Text not held."),
        *more,
    ]:
        house.do(
            ReportFact,
            SECRETARY,
            fact=fact_kind,
            about=about,
            words={"en": words},
            source="https://example.org/a?b=<c>" if about != CHAIR else "a newspaper",
            mark="P",
            precision="unknown",
        )
    return house


def test_every_row_of_the_table_adds_up():
    shown = division(house_of.declared().view(), 1)
    for row in shown.table:
        parts = row.for_votes + row.against_votes + row.abstention_votes + row.not_cast_votes
        assert parts == row.entitled
        assert sum(votes for _, votes in row.reasons) == row.not_cast_votes
    assert sum(row.entitled for row in shown.table) == house_of.ENTITLED
    reasons = {row.delegation: dict(row.reasons) for row in shown.table}
    assert reasons == {
        "p-0001": {"above_ceiling": 3},
        "p-0002": {"above_ceiling": 2},
        "p-0003": {"absent": 10},
    }
    assert [row.is_absent for row in shown.table if row.delegation == "p-0003"] == [True]


def test_table_is_in_alphabetical_order_with_accents_put_aside():
    shown = division(house_of.declared().view(), 1)
    assert [row.delegation for row in shown.table] == ["p-0001", "p-0003", "p-0002"]


def test_no_division_of_that_number_has_no_page():
    assert division(house_of.declared().view(), 2) is None


def test_decisions_by_division_and_by_consensus_are_in_one_list():
    shown = decisions(consensus_with_reservation().view())
    assert [(one.method, one.division) for one in shown.results] == [
        ("consensus", 0),
        ("roll_call", 1),
    ]
    assert shown.results[0].reservations == ("p-0002",)
    assert shown.results[0].arithmetic is None
    assert now(consensus_with_reservation().view()).latest.method == "consensus"


def test_minutes_have_each_entry_once_under_its_sitting_and_item():
    house = consensus_with_reservation()
    shown = minutes(house.view())
    lines = [line for section in shown.sections for part in section.parts for line in part.lines]
    assert sorted(line.position for line in lines) == list(range(1, house.assembly.position + 1))
    sitting = next(section for section in shown.sections if section.sitting == 1)
    assert [part.item.get("en") for part in sitting.parts if part.item] == ["General debate"]
    assert sitting.day == "2026-03-02"
    [by_division, by_consensus] = [line for line in lines if line.is_decision]
    assert by_division.division == 1
    assert by_consensus.reservations == ("p-0002",)
    assert not by_division.is_verified  # two thirds of votes cast: the base is a working default


def test_corrigendum_stands_beside_its_entry():
    house = house_of.declared()
    put_at = next(w.position for w in house.clerk.history["s-1"] if w.header.kind == "question_put")
    house.do(CorrectRecord, SECRETARY, corrects=put_at, words={"en": "Read: included."})
    lines = [
        line
        for section in minutes(house.view()).sections
        for part in section.parts
        for line in part.lines
    ]
    corrected = next(line for line in lines if line.position == put_at)
    assert [c.words["en"] for c in corrected.corrections] == ["Read: included."]
    assert [line.position for line in lines if line.corrections] == [put_at]


def test_facts_are_those_of_a_scenario():
    told = facts(house_of.declared().view())
    assert set(FACTS) <= set(told)
    assert told["tally"] == "21 yes, 8 no, 1 abstain"
    assert told["required"] == "20"
    assert (told["outcome"], told["division"]) == ("adopted", "declared")
    assert (told["sitting"], told["presiding"], told["list"]) == ("open", CHAIR, "open")
    assert told["stage of item 1"] == "taken_up"
    assert (told["quorum"], told["present"]) == ("2", "2")
    assert (told["floor"], told["waiting"], told["question"]) == ("nobody", "nobody", "none")


def test_facts_while_voting():
    view = house_of.voting().view(CHAIR)
    assert fact(view, "turnout") == "30 of 30"
    assert fact(view, "question") == '"Inclusion of the <item>"'
    assert (fact(view, "tally"), fact(view, "required")) == ("none", "none")


def test_reported_session_has_reports_and_no_minutes():
    view = reports().view()
    assert minutes(view).sections == ()
    told = reported(view)
    assert [group.fact for group in told.groups] == ["text", "office", "figure"]
    [countries] = told.groups[2].subjects
    assert countries.differ
    assert len(countries.lines) == 2
    assert told.groups[0].subjects[0].is_symbol
    assert not told.groups[1].subjects[0].differ
    assert {"times", "presence", "roll_calls", "votes_table"} <= set(told.unreported)
    assert told.groups[2].subjects[0].lines[0].day == ""


def test_a_session_of_our_own_is_not_a_reported_one():
    assert reported(house_of.declared().view()) is None


def test_what_others_report_of_a_session_of_our_own_enters_no_minutes():
    house = house_of.declared()
    before = positions(house)
    fields = {"words": {"en": "It rained."}, "source": "a newspaper", "mark": "P"}
    house.do(ReportFact, SECRETARY, fact="event", about="weather", precision="unknown", **fields)
    view = house.view()
    assert positions(house) == before
    assert "minute.fact_reported" not in {line.phrase.key for line in book(house.view(CHAIR))}
    assert [line.words["en"] for line in lines_of(reports_noted(view))] == ["It rained."]
    assert reported(view) is None
    house.do(CorrectRecord, SECRETARY, corrects=1, words={"en": "Read: opened."})  # the control
    assert positions(house) == [*before, house.assembly.position]
    assert book(house.view(CHAIR))[0].phrase.key == "minute.record_corrected"


def positions(house):
    parts = [part for section in minutes(house.view()).sections for part in section.parts]
    return sorted(line.position for part in parts for line in part.lines)


def lines_of(groups):
    return [line for group in groups for subject in group.subjects for line in subject.lines]


def test_start_page_lists_sessions_that_sit_first():
    sitting, ended = house_of.in_sitting().assembly, house_of.set_up(basis="acted").assembly
    cards = start([ended, sitting])
    assert [card.is_sitting for card in cards] == [True, False]
    assert cards[0].basis == "rehearsal"
