"""Bugs planted on purpose, one at a time: a checker that does not find them is worth nothing."""

# ruff: noqa: ARG002, ARG005 - what is planted has the form of what it displaces

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import count

from hemicycle.clerk import Clerk, clerk
from hemicycle.journal import forms
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.acts.divisions.close_division import DivisionClosed
from hemicycle.procedure.acts.divisions.put_question import PutQuestion, QuestionPut
from hemicycle.procedure.acts.floor.give_floor import FloorGiven, GiveFloor
from hemicycle.procedure.acts.floor.yield_floor import FloorYielded, YieldFloor
from hemicycle.procedure.acts.record.correct_record import RecordCorrected
from hemicycle.procedure.acts.record.report_fact import FactReported
from hemicycle.procedure.kernel import Kind, OutOfOrder
from hemicycle.procedure.rules import ballots

Planting = Callable[[], AbstractContextManager[type[Clerk]]]


@contextmanager
def in_place(owner: object, name: object, wrong: object) -> Iterator[type[Clerk]]:
    """Put something wrong in the place of something right, for a while."""
    is_table = isinstance(owner, dict)
    right = owner[name] if is_table else getattr(owner, name)
    put = owner.__setitem__ if is_table else lambda key, value: setattr(owner, key, value)
    put(name, wrong)
    try:
        yield Clerk
    finally:
        put(name, right)


def wrong_decide(act_type, decide) -> AbstractContextManager[type[Clerk]]:
    """One kind of act is judged wrongly."""
    right: Kind = PROCEDURE.kinds[act_type]
    wrong = right._replace(decide=lambda r, a, act: decide(right.decide, r, a, act))
    return in_place(PROCEDURE.kinds, act_type, wrong)


def wrong_apply(entry_type, apply) -> AbstractContextManager[type[Clerk]]:
    """One kind of entry is kept wrongly in the books."""
    right = PROCEDURE.applies[entry_type]
    return in_place(PROCEDURE.applies, entry_type, lambda a, e: apply(right, a, e))


def a_may_that_lies():
    class Lying(Clerk):
        def may(self, asked):
            return None

    return given(Lying)


def a_may_that_refuses_otherwise():
    class Otherwise(Clerk):
        def may(self, asked):
            refusal = super().may(asked)
            return refusal and OutOfOrder(refusal.rule_key, "for_another_reason")

    return given(Otherwise)


@contextmanager
def given(clerk: type[Clerk]) -> Iterator[type[Clerk]]:
    """A clerk of another character."""
    yield clerk


def a_speaker_who_never_yields():
    return wrong_apply(FloorYielded, lambda right, assembly, entry: assembly)


def a_floor_that_two_may_hold():
    def decide(right, rules, assembly, act):
        try:
            return right(rules, assembly, act)
        except OutOfOrder as refusal:
            if refusal.reason_key != "someone_speaks":
                raise
            return [
                FloorGiven(
                    body=act.body, at=act.at, speaker=act.speaker, limit_s=60, purpose="speech"
                )
            ]

    return wrong_decide(GiveFloor, decide)


def a_second_question():
    def decide(right, rules, assembly, act):
        body = assembly.bodies.get(act.body)
        if body is not None and body.question is not None:
            assembly = assembly.with_body(replace(body, question=None))
        return right(rules, assembly, act)

    return wrong_decide(PutQuestion, decide)


def a_rule_that_nobody_wrote():
    def decide(right, rules, assembly, act):
        raise OutOfOrder("speaking.whim", "not_today")

    return wrong_decide(GiveFloor, decide)


def a_decide_that_breaks():
    def decide(right, rules, assembly, act):
        return right(rules, assembly, act)[7]

    return wrong_decide(YieldFloor, decide)


def a_decide_with_a_mood():
    moods = count()

    def decide(right, rules, assembly, act):
        entries = right(rules, assembly, act)
        return [replace(entry, spoke_s=next(moods)) for entry in entries]

    return wrong_decide(YieldFloor, decide)


def books_that_remember_more_than_the_record():
    told = count()

    def apply(right, assembly, entry):
        after = right(assembly, entry)
        body = after.bodies[entry.body]
        return after.with_body(replace(body, questions_put=body.questions_put + next(told)))

    return wrong_apply(QuestionPut, apply)


def a_correction_that_is_lost():
    encode = forms.encode

    def without(entry):
        if isinstance(entry, RecordCorrected):
            entry = replace(entry, words={})
        return encode(entry)

    return in_place(forms, "encode", without)


def a_count_that_loses_a_vote():
    right = ballots.count_row

    def wrong(row, current):
        found = right(row, current)
        if not found.for_votes:
            return found
        return replace(found, for_votes=found.for_votes - 1, no_ballot=found.no_ballot + 1)

    return in_place(ballots, "count_row", wrong)


def a_count_that_moves_a_vote():
    right = ballots.count_row

    def wrong(row, current):
        found = right(row, current)
        return replace(found, for_votes=found.against_votes, against_votes=found.for_votes)

    return in_place(ballots, "count_row", wrong)


def a_ceiling_that_does_not_hold():
    return in_place(ballots, "require_within_share", lambda *_, **__: None)


def a_box_that_stays_open():
    return in_place(ballots, "require_open", lambda assembly, number: assembly.divisions[number])


def a_close_that_stays_open():
    def apply(right, assembly, entry):
        after = right(assembly, entry)
        division = after.divisions[entry.division]
        return after.with_division(replace(division, stage="open"))

    return wrong_apply(DivisionClosed, apply)


def a_report_kept_as_an_act_of_our_own():
    return in_place(
        clerk, "basis_of", lambda assembly, _entry: getattr(assembly.session, "basis", "acted")
    )


def a_report_that_counts_as_a_question():
    def apply(right, assembly, entry):
        after = right(assembly, entry)
        body = after.bodies[entry.body]
        return after.with_body(replace(body, questions_put=body.questions_put + 1))

    return wrong_apply(FactReported, apply)


def a_clerk_who_forgets_presses():
    class Forgetful(Clerk):
        def _repeated(self, prepared, asked, told):
            return None

    return given(Forgetful)


PLANTED: Mapping[str, Planting] = {
    planting.__name__: planting
    for planting in (
        a_may_that_lies,
        a_may_that_refuses_otherwise,
        a_speaker_who_never_yields,
        a_floor_that_two_may_hold,
        a_second_question,
        a_rule_that_nobody_wrote,
        a_decide_that_breaks,
        a_decide_with_a_mood,
        books_that_remember_more_than_the_record,
        a_correction_that_is_lost,
        a_count_that_loses_a_vote,
        a_count_that_moves_a_vote,
        a_ceiling_that_does_not_hold,
        a_box_that_stays_open,
        a_close_that_stays_open,
        a_report_kept_as_an_act_of_our_own,
        a_report_that_counts_as_a_question,
    )
}
# What only a second press can show.
PLANTED_FOR_PRESSES: Mapping[str, Planting] = {
    a_clerk_who_forgets_presses.__name__: a_clerk_who_forgets_presses
}
