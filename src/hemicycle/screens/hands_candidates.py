"""Acts of a vote by hands, aloud or on paper: of who presides, and of the tellers."""

from hemicycle.procedure.acts.divisions.call_roll_instead import CallRollInstead
from hemicycle.procedure.acts.divisions.count_again import CountAgain
from hemicycle.procedure.acts.divisions.count_hands import CountHands
from hemicycle.procedure.acts.divisions.establish_quorum import EstablishQuorum
from hemicycle.procedure.acts.divisions.find_majority import FindMajority
from hemicycle.procedure.acts.divisions.go_on_paper import GoOnPaper
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.call_order import BY_LOT
from hemicycle.procedure.rules.ways import BY_HANDS, is_by_hands
from hemicycle.screens.act_subjects import Fields, body_of, division_of
from hemicycle.screens.candidate import Candidate, quiet
from hemicycle.screens.view import View

SELDOM = quiet("no_division", "no_sitting", "not_by_hands", "sitting_suspended")


def by_hands(view: View) -> Fields | None:
    """Nothing more than that: hands are raised at once and have no period."""
    question = body_of(view).question
    return {} if question and is_by_hands(question.method) else None


def by_voice(view: View) -> Fields | None:
    """Nothing more, where the roll is called aloud from its beginning."""
    question = body_of(view).question
    return {} if question and question.method == "voice" and not is_drawn(view) else None


def by_voice_drawn(view: View) -> Fields | None:
    """Some dice and some number: those of the room are still to be entered."""
    question = body_of(view).question
    is_called = question is not None and question.method == "voice"
    return {"dice": "11111", "published": "000"} if is_called and is_drawn(view) else None


def is_drawn(view: View) -> bool:
    """Whether it is drawn by lot with whom a call begins."""
    return view.rules.choice("division.voice_start") == BY_LOT


def open_to_paper(view: View) -> Fields | None:
    """Nothing more, while ballots are cast on screens."""
    division = division_of(view)
    return {} if division and division.stage == "open" and division.takes_ballots else None


def by_name(view: View) -> Fields | None:
    """Any question that is decided neither by hands nor aloud."""
    question = body_of(view).question
    return None if question and question.method in (*BY_HANDS, "voice") else {}


def is_counted(view: View) -> bool:
    """Whether hands are raised in the division before the body."""
    division = division_of(view)
    return division is not None and bool(division.counts)


def carried(view: View) -> Fields | None:
    """A clear majority in favour."""
    return {"outcome": "adopted"} if is_counted(view) else None


def lost(view: View) -> Fields | None:
    """No majority in favour."""
    return {"outcome": "rejected"} if is_counted(view) else None


def of_hands(view: View) -> Fields | None:
    """Nothing more, where hands are raised at all."""
    return {} if is_counted(view) else None


def any_count(view: View) -> Fields | None:
    """A count of nobody: whether one may be entered does not depend on its figures."""
    return {"for_votes": 0, "against_votes": 0} if is_counted(view) else None


def name_hands(view: View) -> Phrase:
    """The name of the act that has hands raised."""
    question = body_of(view).question
    assert question is not None
    return Phrase(f"chair.raise_{question.method}")


def name_carried(_view: View) -> Phrase:
    """The name of the act that finds it carried."""
    return Phrase("chair.find_adopted")


def name_lost(_view: View) -> Phrase:
    """The name of the act that finds it lost."""
    return Phrase("chair.find_rejected")


def confirm_carried(_view: View) -> Phrase:
    """What the second press says."""
    return Phrase("chair.confirm_find_adopted")


def confirm_lost(_view: View) -> Phrase:
    """What the second press says."""
    return Phrase("chair.confirm_find_rejected")


def confirm_instead(_view: View) -> Phrase:
    """What the second press says."""
    return Phrase("chair.confirm_roll_instead")


def name_call(_view: View) -> Phrase:
    """The name of the act that has the roll called."""
    return Phrase("chair.call_the_roll")


def confirm_paper(_view: View) -> Phrase:
    """What the second press says."""
    return Phrase("chair.confirm_paper")


QUORUM = Candidate(
    act=EstablishQuorum,
    rule_key="quorum.to_decide",
    quiet=quiet("quorum_not_asked", "no_question", "no_sitting", "sitting_suspended"),
)
OPEN_HANDS = Candidate(
    act=OpenDivision, rule_key="division.hands_count", of=by_hands, label=name_hands, key="V"
)
OPEN_CALL = Candidate(
    act=OpenDivision, rule_key="division.voice_start", of=by_voice, label=name_call, key="V"
)
DRAW_CALL = Candidate(
    act=OpenDivision,
    rule_key="division.voice_start",
    of=by_voice_drawn,
    label=name_call,
    form="call",
    key="V",
)
PAPER = Candidate(
    act=GoOnPaper,
    rule_key="division.paper",
    of=open_to_paper,
    confirm=confirm_paper,
    place="bar",
    quiet=quiet("on_paper_already", "no_paper"),
)
HANDS_ACTS: tuple[Candidate, ...] = (
    Candidate(
        act=CountAgain,
        rule_key="division.two_tellers",
        of=of_hands,
        quiet=quiet("counts_do_not_differ"),
    ),
    Candidate(
        act=FindMajority,
        rule_key="division.plain_result",
        of=carried,
        label=name_carried,
        confirm=confirm_carried,
        place="bar",
        quiet=quiet("counting_begun"),
    ),
    Candidate(
        act=FindMajority,
        rule_key="division.plain_result",
        of=lost,
        label=name_lost,
        confirm=confirm_lost,
        place="bar",
        quiet=quiet("counting_begun"),
    ),
    Candidate(
        act=CallRollInstead,
        rule_key="division.doubt",
        of=of_hands,
        confirm=confirm_instead,
        place="bar",
    ),
)
COUNT = Candidate(
    act=CountHands,
    rule_key="division.two_tellers",
    of=any_count,
    form="hands",
    quiet=quiet("counting_over", "counted_already", "two_have_counted"),
)
