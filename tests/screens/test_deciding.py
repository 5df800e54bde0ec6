"""What pages say of a tie that the Chair decides, and of a result that was annulled."""

from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.close_division import CloseDivision
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.rules.ballot_box import CastBallot
from hemicycle.screens.chair import chair
from hemicycle.screens.decisions import decisions
from hemicycle.screens.division import division
from minutes.changed_rulebooks import load_changed

from .little_house import CHAIR, HEAD, SECRETARY, declared, put, set_up

OTHER = "p-0002-1"


def tied():
    """Ten for, ten against, where the rules give the Chair a casting vote."""
    house = set_up(rulebook="deciding", load_rules=load_changed)
    house.do(CallRoll, SECRETARY)
    house.do(OpenSitting, CHAIR)
    put(house, majority="default")
    house.do(OpenDivision, CHAIR)
    for member, side in ((HEAD, "for_votes"), (OTHER, "against_votes")):
        entitled = house.assembly.delegations[member[:6]].votes
        unused = entitled - 10
        house.do(CastBallot, member, division=1, **{side: 10}, unused_votes=unused)
    house.do(CloseDivision, CHAIR)
    return house


def offered(house):
    """The declarations that the console offers, by what they say."""
    console = chair(house.view(CHAIR))
    own = [one for one in (console.primary, *console.offers) if one.name == "declare_result"]
    return {one.label.key: one.fields for one in own}


def test_a_tie_offers_both_casting_votes_and_no_other_declaration():
    house = tied()
    assert offered(house) == {
        "chair.cast_for": {"casting_vote": "for"},
        "chair.cast_against": {"casting_vote": "against"},
    }
    words = chair(house.view(CHAIR)).words
    said = [phrase.key for saying in words.now for phrase in saying.sentences]
    assert "say.votes_are_equal" in said
    house.do(DeclareResult, CHAIR, casting_vote="against")
    shown = division(house.view(), 1)
    assert shown.result.outcome == "rejected"
    assert shown.arithmetic.casting_vote == "against"
    assert shown.arithmetic.for_votes == shown.arithmetic.against_votes == 10


def test_without_a_tie_no_casting_vote_stands_anywhere():
    house = declared()
    assert division(house.view(), 1).arithmetic.casting_vote == ""


def test_an_annulled_result_stays_and_names_what_annulled_it():
    house = declared()
    words = {"title": {"en": "Void?"}, "yes_means": {"en": "Division 1 is void."}}
    house.do(PutQuestion, CHAIR, method="consensus", annuls=1, **words)
    house.do(AdoptWithoutVote, CHAIR)
    annulling, annulled = decisions(house.view()).results
    assert annulled.annulled_at == annulling.position
    assert annulling.annulled_at == 0
    before = division(declared().view(), 1)
    after = division(house.view(), 1)
    assert (after.table, after.arithmetic) == (before.table, before.arithmetic)
    assert after.result.annulled_at == annulling.position
    house.do(PutQuestion, CHAIR, method="roll_call", repeats=1, **words)
    house.do(OpenDivision, CHAIR)
    assert division(house.view(), 2).division.repeats == 1
