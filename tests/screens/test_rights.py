"""The matrix of rights on a page, the rights of who looks, and buttons that obey them."""

import pytest

from hemicycle.procedure.acts.credentials.admit_member import AdmitMember
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.raise_point_of_order import RaisePointOfOrder
from hemicycle.procedure.rules.rights import ORGANS
from hemicycle.screens.acts_offered import acts_offered
from hemicycle.screens.rights import rights
from hemicycle.web.act_forms import act_name

from .little_house import HEAD, SECRETARY, in_sitting
from .pages import drawn, said

ADVISER = "p-0001-9"


@pytest.fixture
def house():
    """A sitting, in which the first delegation has an adviser."""
    house = in_sitting()
    house.do(AdmitMember, SECRETARY, member=ADVISER, delegation="p-0001", accredited_as="adviser")
    return house


def test_the_page_has_every_line_of_the_rules_and_marks_ones_own(house):
    view = house.view(HEAD)
    seen = rights(view)
    assert tuple(line.standing for line in seen.lines) == view.rules.standings
    assert [line.standing for line in seen.lines if line.is_own] == ["member_head"]
    assert {len(line.cells) for line in seen.lines} == {len(ORGANS)}
    assert [own.body for own in seen.own] == list(view.assembly.bodies)


def test_the_public_reads_the_matrix_and_has_no_rights_of_its_own(house):
    seen = rights(house.view(""))
    assert [line for line in seen.lines if line.is_own] == []
    assert (seen.own, seen.standings) == ((), ())


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_page_is_drawn_with_articles_and_what_is_not_verified(house, language):
    view = house.view(ADVISER)
    page = said(drawn("rights.html", view, rights(view), language=language))
    assert {"en": "advisers · you", "fr": "les conseillers · vous", "ar": "المستشارين · أنت"}[
        language
    ] in page
    assert {"en": "not verified", "fr": "non vérifié", "ar": "غير متحقق منه"}[language] in page


def test_every_button_of_the_floor_asks_the_matrix(house):
    acts = (act_name(AskForFloor), act_name(RaisePointOfOrder))
    _, locked = acts_offered(house.view(ADVISER), "delegate")
    refused = {one.name: one.rule_key for one in locked if one.name in acts}
    assert refused == dict.fromkeys(acts, "rights.adviser")
    offers, _ = acts_offered(house.view("p-0001-2"), "delegate")
    assert {one.name for one in offers} >= set(acts)
