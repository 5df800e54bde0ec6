"""Ten thousand acts judged: may and take agree, the books agree, replay equals live."""

import pytest
from hypothesis import settings

from properties.walks import STEPS, walk

# Ten thousand states take a few seconds; the thorough profile looks at half a million.
WALKS = 2000 if settings().max_examples > 1000 else 40
BATCHES = 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_any_act_at_any_time_is_recorded_or_refused_by_a_known_rule(batch, record_property):
    walked = [walk(seed) for seed in range(batch, WALKS, BATCHES)]
    assert len(walked) * STEPS * BATCHES >= 10_000
    record_property("figure", f"{len(walked) * STEPS * BATCHES:,} acts")


def test_walks_reach_what_they_are_about():
    judges = [walk(seed) for seed in range(100)]
    written = [w for judge in judges for w in judge.room.clerk.history.get("r1", ())]
    seen = {type(w.entry).__name__ for w in written}
    wanted = {
        *("FloorGiven", "FloorYielded", "PointOfOrderRaised", "RulingGiven", "TimeExtended"),
        *("QuestionPut", "QuestionWithdrawn", "AdoptedWithoutVote", "ReservationRecorded"),
        *("DivisionOpened", "DivisionClosed", "TallyReported", "ResultDeclared"),
        *("SittingSuspended", "SittingResumed", "SittingAdjourned", "ChairHanded"),
        *("MotionMoved", "MotionDecided", "SpeakerMissed", "ReplyAsked", "CalledToOrder"),
        *("ElectionCalled", "CandidateNominated", "CandidatureWithdrawn", "BallotOpened"),
        *(
            "PapersIssued",
            "BallotClosed",
            "CountReported",
            "PaperCountsAgreed",
            "PaperCountsDiffered",
        ),
        *("BallotDeclared", "ElectedWithoutBallot", "BallotAnnulled", "TieSettled"),
        *("VoteSuspended", "CredentialsWithdrawn", "RecordCorrected", "FactReported"),
    }
    assert wanted <= seen
    assert sum(judge.refusals for judge in judges) > 2000
    assert sum(judge.room.state.ballots for judge in judges) > 100


def test_walks_note_reports_in_sessions_of_our_own_too():
    histories = [walk(seed).room.clerk.history.get("r1", ()) for seed in range(40)]
    noted = {
        written[0].entry.basis
        for written in histories
        if written and any(type(w.entry).__name__ == "FactReported" for w in written)
    }
    assert noted == {"acted", "rehearsal", "reported"}


def test_the_same_seed_walks_the_same_way():
    assert walk(3).room.state.tail == walk(3).room.state.tail
