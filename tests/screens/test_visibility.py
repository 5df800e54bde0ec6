"""Who may see what of a division, and when."""

import pytest

from hemicycle.procedure.acts.credentials.withdraw_credentials import WithdrawCredentials
from hemicycle.procedure.acts.divisions.go_on_paper import GoOnPaper
from hemicycle.procedure.acts.divisions.open_division import OpenDivision
from hemicycle.procedure.rules.ballot_box import CastBallot, EnterAnswer
from hemicycle.screens.chair import chair
from hemicycle.screens.decisions import decisions
from hemicycle.screens.division import division as division_page
from hemicycle.screens.facts import facts
from hemicycle.screens.hall import hall
from hemicycle.screens.minutes import minutes
from hemicycle.screens.now import now
from hemicycle.screens.view import Viewer
from hemicycle.screens.visibility import sees_count, visible_division, voted

from . import little_house as house_of
from .pages import drawn, said

EVERYBODY = ["", "p-0001-1", "p-0002-1", "o-chair-1", "o-president", "o-sg", "o-clerk", "o-teller"]
COUNTING = {"o-president", "o-sg", "o-clerk", "o-teller"}
SCREENS = {
    "hall.html": hall,
    "now.html": now,
    "division.html": lambda view: division_page(view, 1),
    "minutes.html": minutes,
    "decisions.html": decisions,
}


def figures(values):
    """What of a screen tells how anybody voted: every tally, row or arithmetic in it."""
    found = []
    for name in getattr(type(values), "__dataclass_fields__", {}):
        value = getattr(values, name)
        if name in ("tally", "arithmetic") and value is not None:
            found.append((name, value))
        if name in ("rows", "table") and value:
            found.append((name, value))
        inner = value if isinstance(value, tuple | list) else [value]
        for one in inner:
            found += figures(one)
    return found


@pytest.mark.parametrize("member", EVERYBODY)
def test_open_division_shows_its_figures_to_nobody(member):
    view = house_of.voting().view(member)
    assert visible_division(view, 1).turnout.placed_votes == 30
    assert [(name, figures(screen(view))) for name, screen in SCREENS.items() if name] == [
        (name, []) for name in SCREENS
    ]
    assert facts(view)["tally"] == "none"


@pytest.mark.parametrize("member", EVERYBODY)
def test_closed_division_shows_its_figures_to_those_who_count(member):
    house = house_of.closed()
    view = house.view(member)
    found = visible_division(view, 1)
    assert (found.tally is not None) == (member in COUNTING)
    assert bool(figures(division_page(view, 1))) == (member in COUNTING)
    assert sees_count(house.assembly, house.assembly.divisions[1], Viewer(member=member)) == (
        member in COUNTING
    )


@pytest.mark.parametrize("member", EVERYBODY)
def test_screens_for_the_room_show_nothing_before_the_declaration(member):
    view = house_of.closed().view(member)
    assert figures(hall(view)) == []
    assert figures(now(view)) == []
    assert figures(minutes(view)) == []
    assert figures(decisions(view)) == []


@pytest.mark.parametrize("member", EVERYBODY)
def test_declared_division_is_shown_to_everybody(member):
    view = house_of.declared().view(member)
    assert visible_division(view, 1).tally.for_votes == house_of.FOR
    for name in ("hall.html", "now.html", "division.html", "decisions.html"):
        assert figures(SCREENS[name](view)), name


def test_the_search_for_figures_finds_a_planted_leak():
    """Control: what the tests above look for is there once somebody may see it."""
    teller = house_of.closed().view("o-teller")
    assert {name for name, _ in figures(division_page(teller, 1))} >= {"tally", "rows", "table"}


@pytest.mark.parametrize("template", SCREENS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_says_a_figure_before_the_declaration(template, language):
    """The sums of yes, no and abstentions stand on no page; they do once declared."""
    secret = {"en": "21 yes", "fr": "21 pour"}[language]
    words = {}
    for stage in (house_of.voting, house_of.closed, house_of.declared):
        view = stage().view()
        screen = SCREENS[template](view)
        words[stage.__name__] = said(drawn(template, view, screen, language=language)).lower()
    for stage in ("voting", "closed"):
        assert secret not in words[stage]
    if template in ("now.html", "decisions.html", "division.html"):  # the control
        assert secret in words["declared"]


def test_rulebook_may_show_nothing_while_a_division_runs():
    house = house_of.voting()
    rules = house_of.with_choice(house.view().rules, "division.shown_while_open", "nothing")
    assert visible_division(house.view(rules=rules), 1).turnout is None
    assert visible_division(house.view(), 1).turnout is not None


def test_rulebook_may_show_a_live_tally():
    house = house_of.voting()
    rules = house_of.with_choice(house.view().rules, "division.shown_while_open", "live_tally")
    found = visible_division(house.view(rules=rules), 1)
    assert (found.tally.for_votes, found.tally.against_votes) == (21, 8)
    assert found.entitled_votes == found.tally.placed_votes + found.not_cast_votes


def test_withdrawn_teller_sees_nothing():
    house = house_of.closed()
    assert visible_division(house.view("o-teller"), 1).tally is not None
    house.do(WithdrawCredentials, house_of.SECRETARY, member="o-teller")
    assert visible_division(house.view("o-teller"), 1).tally is None


def test_turnout_counts_the_sheets_that_both_tellers_have_entered():
    house = house_of.in_sitting()
    house_of.put(house)
    house.do(OpenDivision, house_of.CHAIR)
    house.do(GoOnPaper, house_of.CHAIR)
    house.do(CastBallot, "p-0002-1", division=1, for_votes=9, abstention_votes=1)
    console = chair(house.view(house_of.CHAIR))
    assert console.voting.silent == ("p-0001",)
    sheet = {"division": 1, "delegation": "p-0001", "for_votes": 12, "against_votes": 5}
    for teller, turnout in ((house_of.TELLER, (10, 1)), (house_of.CLERK_SEAT, (27, 2))):
        house.do(EnterAnswer, teller, **sheet)
        console = chair(house.view(house_of.CHAIR))
        seen = console.voting.turnout
        assert (seen.placed_votes, seen.delegations_voted) == turnout
    assert console.voting.silent == ()
    assert voted(house.view(), visible_division(house.view(), 1)) == {"p-0001", "p-0002"}
