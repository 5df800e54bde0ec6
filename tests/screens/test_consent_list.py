"""A list that is decided in one act leaves the text as if each were put by itself, in any order."""

from dataclasses import dataclass, replace
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.declare_result import DeclareResult
from hemicycle.procedure.acts.divisions.find_majority import FindMajority
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.acts.texts.decide_consent_list import DecideConsentList
from hemicycle.procedure.acts.texts.find_fallen import FindFallen
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.propose_consent_list import ProposeConsentList
from hemicycle.procedure.acts.texts.put_amendment import PutAmendment
from hemicycle.procedure.acts.texts.take_out_amendment import TakeOutAmendment
from hemicycle.procedure.rules.amendments import (
    OPEN_STAGES,
    as_it_stands,
    falls_by,
    stages,
    voting_order,
)
from hemicycle.procedure.rules.consent import ADOPTED, OUTCOMES, apart_from, ready, wished

from .little_house import CHAIR, HEAD, SECRETARY
from .text_houses import OTHER, RAMPS, TEXT, lodged

PLACES = ("o1", "o2", "o4")
O1 = (
    RAMPS.format("ramps and lifts", "door"),
    RAMPS.format("bridges", "door"),
    RAMPS.format("ramps", "gate"),
    RAMPS.format("ramps or lifts", "gate"),
)
REWORDED = {"o1": O1, "o2": ("Also asks for a plan;", "Also urges parliaments to draw a plan;")}
FINAL = ("Requests a long report.", "Requests a report each year.", "Asks for a report.")
YES = {"en": "So it is decided."}


@cache
def begun():
    """The draft before the plenary, and the rules."""
    house = lodged()
    return house.assembly, house.view().rules


class Floor:
    """What is true before the plenary, act by act, without a record; copied by its assembly."""

    def __init__(self, assembly):
        self.assembly = assembly

    def ask(self, kind, by, **fields):
        """One act; whether it was in order."""
        empty = {"act_id": "a", "body": "plenary", "capacity": "", "through": ""}
        at = self.assembly.at + 1000
        act = kind(**empty, by=by, at=at, **fields)
        if PROCEDURE.may(begun()[1], self.assembly, act):
            return False
        for entry in PROCEDURE.decide(begun()[1], self.assembly, act):
            after = PROCEDURE.apply(self.assembly, entry)
            self.assembly = replace(after, position=self.assembly.position + 1, at=at)
        return True

    def do(self, kind, by, **fields):
        """One act, which must be in order."""
        assert self.ask(kind, by, **fields), (kind, fields)


@dataclass(frozen=True)
class Wish:
    """One amendment at random, what a list says of it, and what the body decides where it votes."""

    does: str
    place: int
    words: int
    under: int
    listed: str
    vote: str


WISHES = st.lists(
    st.builds(
        Wish,
        does=st.sampled_from(("reword", "reword", "reword", "delete", "insert", "move", "sub")),
        place=st.integers(0, len(PLACES) - 1),
        words=st.integers(0, 3),
        under=st.integers(0, 3),
        listed=st.sampled_from((*OUTCOMES, *OUTCOMES, "")),
        vote=st.sampled_from(OUTCOMES),
    ),
    min_size=1,
    max_size=9,
)


def fields_of(house, wish):
    """The amendment as an act."""
    place = PLACES[wish.place]
    said = REWORDED.get(place, FINAL)
    words = {"en": said[wish.words % len(said)]}
    if wish.does == "sub":
        rewording = [
            one for one in house.assembly.texts[TEXT].amendments.values()
            if one.does == "reword" and not one.to
        ]  # fmt: skip
        if not rewording:
            return {"does": "delete", "clause": place}
        to = rewording[wish.under % len(rewording)]
        return {"does": "reword", "to": to.number, "words": {"en": f"{to.words['en']} Twice."}}
    if wish.does == "reword":
        return {"does": "reword", "clause": place, "words": words}
    if wish.does == "insert":
        return {"does": "insert", "after": place, "words": {"en": f"Thanks all {wish.words % 2};"}}
    if wish.does == "move":
        return {"does": "move", "clause": place, "after": PLACES[wish.under % len(PLACES)]}
    return {"does": "delete", "clause": place}


def with_wishes(wishes):
    """A house with these amendments; what is out of order there is not lodged."""
    house, made = Floor(begun()[0]), {}
    for wish in wishes:
        fields = {"words": {}, **fields_of(house, wish)}
        house.ask(LodgeAmendment, OTHER, text=TEXT, **fields)
        amendments = house.assembly.texts[TEXT].amendments
        made |= {number: wish for number in amendments if number not in made}
    return house, made


def text_in(house):
    return house.assembly.texts[TEXT]


def propose(house, made):
    """The largest part of what is wished that may be on a list; whether there is any."""
    text = text_in(house)
    found = {number: wish.listed for number, wish in made.items() if wish.listed}
    gone = apart_from(text, found, put=made)
    left = {number: outcome for number, outcome in found.items() if number not in gone}
    adopt = tuple(number for number, outcome in left.items() if outcome == ADOPTED)
    reject = tuple(number for number, outcome in left.items() if outcome != ADOPTED)
    if left:
        house.do(ProposeConsentList, SECRETARY, text=TEXT, adopt=adopt, reject=reject)
    return bool(left)


def decide_one(house, number, outcome):
    """Put one amendment by itself; where it seems to fall, it is found to."""
    other, _ = falls_by(house.assembly, text_in(house), text_in(house).amendments[number])
    if other:
        fields = {"amendment": number, "consequence": "falls", "other": other}
        house.do(FindFallen, CHAIR, text=TEXT, **fields)
        return
    method = "consensus" if outcome == ADOPTED else "show_of_hands"
    fields = {"amendment": number, "yes_means": YES, "method": method, "out_of_turn": 1}
    house.do(PutAmendment, CHAIR, text=TEXT, **fields)
    if outcome == ADOPTED:
        house.do(AdoptWithoutVote, CHAIR)
        return
    house.do(OpenDivision, CHAIR)
    house.do(FindMajority, CHAIR, outcome="rejected")
    house.do(DeclareResult, CHAIR)


def decide_rest(house, made, numbers=None):
    """Everything that is still open, in the order of the vote."""
    for number in voting_order(begun()[1], text_in(house)):
        stage = stages(house.assembly, text_in(house))[number]
        if stage in OPEN_STAGES and (numbers is None or number in numbers):
            decide_one(house, number, made[number].vote)


def stands(house):
    """The text with all that was carried, by whom each clause was changed, and what is open."""
    standing = as_it_stands(house.assembly, text_in(house))
    changed = {clause: sorted(by) for clause, by in standing.changed_by.items()}
    open_ones = sorted(one.amendment for one in standing.meetings)
    return standing.clauses, standing.deleted, changed, open_ones


@given(WISHES, st.integers(0, 20))
def test_one_act_leaves_what_as_many_acts_would(wishes, taken_out):
    house, made = with_wishes(wishes)
    if not propose(house, made):
        return
    listed = sorted(wished(text_in(house).consent))
    if taken_out < len(listed):
        house.do(TakeOutAmendment, HEAD, text=TEXT, amendment=listed[taken_out])
    found = dict(ready(begun()[1], house.assembly, text_in(house)))
    if not found:
        return
    together, apart, in_turn = house, Floor(house.assembly), Floor(house.assembly)
    together.do(DecideConsentList, CHAIR, text=TEXT, yes_means=YES)
    for number, outcome in found.items():
        decide_one(apart, number, outcome)
    assert stages(together.assembly, text_in(together)) == stages(apart.assembly, text_in(apart))
    assert stands(together) == stands(apart)
    for number, stage in stages(together.assembly, text_in(together)).items():
        if stage in OPEN_STAGES:
            one = text_in(together).amendments[number]
            assert falls_by(together.assembly, text_in(together), one) == (0, "")
    decide_rest(together, made)
    for number in voting_order(begun()[1], text_in(in_turn)):
        if stages(in_turn.assembly, text_in(in_turn))[number] in OPEN_STAGES:
            decide_one(in_turn, number, found.get(number, made[number].vote))
    if not (stands(together)[-1] or stands(in_turn)[-1]):
        assert stands(together) == stands(in_turn), "the list may come before what is voted"


def test_each_has_a_decision_of_its_own_that_says_how():
    house, made = with_wishes(
        [Wish("reword", 0, 0, 0, ADOPTED, ""), Wish("delete", 2, 0, 0, OUTCOMES[1], "")]
    )
    assert propose(house, made)
    house.do(DecideConsentList, CHAIR, text=TEXT, yes_means=YES)
    decided = list(house.assembly.decisions.values())
    assert [(one.outcome, one.method, one.division) for one in decided] == [
        ("adopted", "on_list", 0),
        ("rejected", "on_list", 0),
    ]
    assert len({one.position for one in decided}) == len({one.question.number for one in decided})
    assert [one.question.title["en"][:14] for one in decided] == [
        "A/1/DR, Am. 1:",
        "A/1/DR, Am. 2:",
    ]
