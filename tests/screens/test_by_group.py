"""A division by geopolitical group, and who explained the vote."""

from dataclasses import replace

import pytest

from hemicycle.procedure.acts.floor.ask_to_explain import AskToExplain
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.screens.by_group import by_group
from hemicycle.screens.division import division
from hemicycle.screens.on_file import Files, OnFile
from screens import little_house as house_of

APART = {"p-0001-1": ("North",), "p-0002-1": ("South",)}
OVERLAP = {"p-0001-1": ("North", "South"), "p-0002-1": ("South",)}


def seen(house, groups):
    """The page of the division, with these groups on file."""
    files = Files(1, {member: OnFile(groups=names) for member, names in groups.items()})
    return division(replace(house.view(), files=files), 1)


def test_the_groups_add_up_to_the_whole_where_none_overlap():
    page = seen(house_of.declared(), APART)
    assert [one.name for one in page.groups] == ["North", "South", ""]
    for part in ("for_votes", "against_votes", "abstention_votes"):
        whole = getattr(page.division.tally, part)
        assert sum(getattr(one.tally, part) for one in page.groups) == whole
    assert sum(one.entitled_votes for one in page.groups) == house_of.ENTITLED
    assert sum(one.not_cast_votes for one in page.groups) == page.division.not_cast_votes
    assert [[tile.mark for tile in one.tiles] for one in page.groups] == [
        ["split"],
        ["split"],
        ["none"],
    ]


def test_a_parliament_of_two_groups_stands_in_both():
    page = seen(house_of.declared(), OVERLAP)
    assert [len(one.tiles) for one in page.groups] == [1, 2, 1]
    assert sum(one.entitled_votes for one in page.groups) > house_of.ENTITLED


def test_where_no_group_is_on_file_there_are_none():
    assert seen(house_of.declared(), {}).groups == ()


@pytest.mark.parametrize("moment", [house_of.voting, house_of.closed])
def test_before_the_declaration_no_group_is_told(moment):
    assert seen(moment(), APART).groups == ()
    house = house_of.declared()
    assert by_group(house.view(), ()) == ()


def test_who_explained_the_vote_stands_beside_it():
    house = house_of.declared()
    assert division(house.view(), 1).explanations == []
    house.do(AskToExplain, "p-0001-1")
    house.do(GiveFloor, house_of.CHAIR, speaker="p-0001-1")
    house.do(YieldFloor, house_of.CHAIR)
    position = house.assembly.position - 1
    [told] = division(house.view(), 1).explanations
    assert (told.member, told.position) == ("p-0001-1", position)
    house_of.put(house)
    house.do(house_of.OpenDivision, house_of.CHAIR)
    house.do(house_of.CloseDivision, house_of.CHAIR)
    house.do(house_of.ReportTally, house_of.TELLER)
    house.do(house_of.DeclareResult, house_of.CHAIR)
    assert division(house.view(), 2).explanations == []
    assert len(division(house.view(), 1).explanations) == 1
