"""Items set down for a sitting of the programme."""

import pytest

from hemicycle.clerk import Refused
from hemicycle.procedure.acts.desk.set_down_item import SetDownItem
from properties.sittings import room_at


@pytest.mark.parametrize("item", ["", "99"])
def test_an_item_that_is_not_on_the_agenda_is_refused(item):
    room = room_at("sitting", "pace")
    [outcome] = room.clerk.take([room.act(SetDownItem, "o-sg", item=item, slot="s-1")])
    assert isinstance(outcome, Refused)
    assert outcome.refusal.reason_key == "no_such_item"
