"""The number of a press: whatever the pages draw, the forms take back."""

import pytest

from hemicycle.phrases import load_phrases
from hemicycle.web.act_forms import read_id
from hemicycle.web.context import words
from hemicycle.web.http import NotUnderstood

DRAWN = 2000


def test_every_number_that_a_page_draws_is_taken_back():
    draw = words(load_phrases(), "en")["act_id"]
    drawn = [draw() for _ in range(DRAWN)]
    assert [read_id("act_id", one) for one in drawn] == drawn
    assert len(set(drawn)) == DRAWN


@pytest.mark.parametrize("number", ["", "-H4bTP", "_x", "bell:1", "a" * 65, "é"])
def test_what_no_page_draws_is_not_taken(number):
    with pytest.raises(NotUnderstood):
        read_id("act_id", number)
