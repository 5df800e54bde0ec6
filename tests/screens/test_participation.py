"""Women and men who take part: what was declared is counted, and nobody in particular told of."""

from dataclasses import replace

import pytest

from hemicycle.procedure.acts.elections.withdraw_candidature import WithdrawCandidature
from hemicycle.screens.balance import Balance
from hemicycle.screens.on_file import Files, OnFile
from hemicycle.screens.participation import (
    DELEGATION,
    ELECTED,
    EVERYBODY,
    GROUP,
    NOMINEES,
    OFFICERS,
    Counted,
    left_out,
    participation,
    to_publish,
)
from hemicycle.screens.polling import polling

from .little_house import CHAIR, HEAD, SECRETARY
from .pages import drawn, said
from .test_groups import GIVEN, house_with_group


def rows_of(kind: str, **sexes: str) -> list[Counted]:
    """The rows of one kind, where people declared this."""
    house = house_with_group()
    view = house.view()
    files = {one: OnFile(sex=sexes.get(one.replace("-", "_"), "")) for one in view.assembly.people}
    found = participation(replace(view, files=Files(members=files)))
    return [one for one in found if one.kind == kind]


def test_only_what_is_declared_is_counted_and_the_rest_said_to_be_undeclared():
    [everybody] = rows_of(EVERYBODY, p_0001_1="f", p_0002_1="m", p_0003_1="x")
    assert (everybody.women, everybody.men, everybody.other) == (1, 1, 1)
    assert everybody.not_declared == everybody.persons - 3 > 0
    first, *_ = rows_of(DELEGATION, p_0001_1="f")
    assert (first.of, first.women) == ("p-0001", 1)
    [group] = rows_of(GROUP, p_0001_1="f", p_0002_1="m")  # the first parliament has left it
    assert (group.women, group.men) == (0, 1)
    [officers] = rows_of(OFFICERS)
    assert officers.persons == officers.not_declared > 0


def test_a_nominee_who_withdrew_is_counted_no_longer():
    [nominees] = rows_of(NOMINEES, p_0001_1="f")
    assert (nominees.women, nominees.persons) == (1, 1)
    house = house_with_group()
    house.do(WithdrawCandidature, HEAD)
    assert [one for one in participation(house.view()) if one.kind == NOMINEES] == []


def row(women: int, men: int, not_declared: int = 0, *, of: str = "") -> Counted:
    return Counted(kind=GROUP, of=of, women=women, men=men, not_declared=not_declared)


@pytest.mark.parametrize(
    ("rows", "untold"),
    [
        ([row(3, 3), row(5, 7)], 0),
        ([row(0, 0, 9), row(3, 4)], 0),  # nobody declared anything: nothing can be told
        ([row(2, 9, of="a"), row(3, 3, of="b"), row(30, 30, of="c")], 2),  # never one alone
        ([row(9, 0, of="a"), row(30, 30, of="b")], 2),  # all declared the same
        ([row(1, 1)], 1),
        # All less those told is the sum of those left out, and must tell of nobody either.
        ([row(1, 0, of="a"), row(1, 0, of="b"), row(8, 9, of="c"), row(30, 30, of="d")], 3),
        ([row(1, 0, of="a"), row(0, 0, 4, of="b"), row(8, 9, of="c"), row(30, 30, of="d")], 3),
    ],
)
def test_what_would_tell_of_somebody_is_left_out_and_never_one_row_alone(rows, untold):
    assert len(left_out(rows)) == untold
    told = to_publish(rows)
    assert len(told) == len(rows)
    assert sum(not one.is_told for one in told) == untold


def test_who_was_not_elected_is_not_told_of_by_the_difference():
    stood = Counted(kind=NOMINEES, of="1", women=4, men=4)
    for women, is_told in ((4, True), (3, False)):
        elected = Counted(kind=ELECTED, of="1", women=women, men=4)
        assert [one.is_told for one in to_publish([stood, elected])] == [True, is_told]


def test_while_nominating_the_secretariat_sees_how_far_it_is_from_the_share_asked_for():
    house = house_with_group()
    files = {HEAD: OnFile(sex="f")}

    def seen(member: str) -> str:
        view = replace(house.view(member), files=Files(members=files))
        return said(drawn("polling.html", view, polling(view), **GIVEN))

    told = "Nominated, as declared: women 1, men 0, another answer 0, not declared 0"
    assert told in seen(SECRETARY)
    for other in (CHAIR, HEAD):
        assert "as declared" not in seen(other)
    declared = Counted(kind=NOMINEES, women=4, men=1, not_declared=2)
    now = Balance(declared=declared, seats=9, needed=3, rule_key="x", is_verified=True)
    assert (now.women_lack, now.men_lack) == (0, 2)
