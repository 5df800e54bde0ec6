"""The pages of geopolitical groups: members with dates, who left, and nominations as of then."""

import re

import pytest

from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.elections.call_election import CallElection
from hemicycle.procedure.acts.elections.nominate import Nominate
from hemicycle.procedure.acts.elections.withdraw_candidature import WithdrawCandidature
from hemicycle.procedure.acts.groups.join_group import JoinGroup
from hemicycle.procedure.acts.groups.leave_group import LeaveGroup
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.publish.data import nominations_table
from hemicycle.publish.output import Published
from hemicycle.screens.by_group import groups_of
from hemicycle.screens.groups import group_page, groups
from hemicycle.screens.polling import polling

from .little_house import CHAIR, HEAD, SECRETARY, SESSION, LittleHouse, set_up
from .pages import drawn, said

NORTH, OTHER = "north", "p-0002"
GIVEN = {"form": {}, "user": "x", "act_url": lambda act: f"/a/{SESSION}/acts/{act}"}


def house_with_group() -> LittleHouse:
    """Two delegations join the group, one of them is nominated through it and leaves."""
    house = set_up()
    title = {"en": "Group <North>", "fr": "Groupe <Nord>"}
    house.do(
        ConstituteBody,
        SECRETARY,
        constituted=NORTH,
        title=title,
        presiding=CHAIR,
        organ="group",
    )
    house.do(
        JoinGroup,
        CHAIR,
        body=NORTH,
        delegations=("p-0001", OTHER),
        group="North <n>",
        since_on="2019-05-06",
    )
    others = {"delegations": ("p-0003",), "group": "North <n>"}
    house.do(JoinGroup, CHAIR, body=NORTH, **others)
    house.do(CallElection, SECRETARY, post="bureau", title={"en": "Bureau"}, seats=1)
    house.do(Nominate, SECRETARY, candidate=HEAD, group="North <n>")
    house.do(LeaveGroup, CHAIR, body=NORTH, delegations=("p-0001",))
    return house


@pytest.fixture(scope="module")
def house() -> LittleHouse:
    return house_with_group()


def test_the_record_tells_who_was_a_member_at_the_nomination(house):
    page = group_page(house.view(), NORTH)
    assert [one.delegation for one in page.members] == [OTHER, "p-0003"]
    assert [one.delegation for one in page.former] == ["p-0001"]
    [nominations] = page.nominations
    assert [(one.member, one.was_member) for one in nominations.nominees] == [(HEAD, True)]
    joined, left = page.former[0].joined_at, page.former[0].left_at
    assert groups_of(house.view(), "p-0001", at=joined) == ("North <n>",)
    assert groups_of(house.view(), "p-0001", at=left) == ("",)
    assert groups_of(house.view(), OTHER) == ("North <n>",)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_pages_say_it(house, language):
    view = house.view()
    listed = drawn("groups.html", view, groups(view), language=language)
    html = drawn("group.html", view, group_page(view, NORTH), language=language)
    for page in (listed, html):
        assert "North &lt;n&gt;" in page
        assert "<North>" not in page
        assert not re.search(r"\b(groups|elections|output)\.[a-z_]+\b(?!\.|/)", said(page))
    assert "Zeta Boltara" in said(html)
    assert "Oriane Castelvaux" in said(html)


def test_a_group_without_members_and_a_body_that_is_none(house):
    empty = set_up()
    assert groups(empty.view()).lines == []
    assert drawn("groups.html", empty.view(), groups(empty.view()))
    assert group_page(house.view(), "plenary") is None
    assert group_page(house.view(), "nowhere") is None
    constitute = {"constituted": "bare", "title": {"en": "Bare"}, "presiding": CHAIR}
    empty.do(ConstituteBody, SECRETARY, organ="group", **constitute)
    assert "The record has no member" in said(
        drawn("group.html", empty.view(), group_page(empty.view(), "bare"))
    )


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_who_presides_over_the_group_and_the_secretariat_have_the_forms(house, language):
    for member, has_forms in ((CHAIR, True), (SECRETARY, True), (HEAD, False)):
        view = house.view(member, body=NORTH)
        html = drawn("polling.html", view, polling(view), language=language, **GIVEN)
        for act in ("join_group", "leave_group"):
            assert (f'id="act-{act}-new"' in html) == has_forms, (member, act)


def test_another_body_has_no_form_of_groups(house):
    view = house.view(SECRETARY)
    html = drawn("polling.html", view, polling(view), **GIVEN)
    assert 'id="act-call_election-new"' in html
    assert "act-join_group" not in html


def test_the_table_of_nominations_says_who_took_the_place_of_whom():
    house = house_with_group()
    house.do(JoinGroup, SECRETARY, body=NORTH, delegations=("p-0001",), group="North <n>")
    house.do(WithdrawCandidature, HEAD)
    other = {"candidate": "p-0001-2", "in_place_of": HEAD, "group": "North <n>"}
    house.do(Nominate, SECRETARY, **other)
    view = house.view()
    published = Published(
        assembly=view.assembly,
        written=(),
        records=(),
        checkpoints=(),
        names=view.names,
        language="en",
        phrases=load_phrases(),
        rules=view.rules,
    )
    columns = [column.name for column in nominations_table.TABLE.own]
    rows = [dict(zip(columns, row, strict=True)) for row in nominations_table.rows(published)]
    told = {row["candidate"]: (row["successor"], row["successor_name"]) for row in rows}
    assert told == {HEAD: ("p-0001-2", "Corrin Ó Duarran"), "p-0001-2": (None, None)}
