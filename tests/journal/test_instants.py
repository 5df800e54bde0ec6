"""Instants as text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.journal import instants

YEAR_1, YEAR_9999 = -62_135_596_800_000, 253_402_300_799_999


def test_an_instant_is_written_with_milliseconds_and_z():
    assert instants.written(1_772_427_600_000) == "2026-03-02T05:00:00.000Z"
    assert instants.written(1_772_427_600_007) == "2026-03-02T05:00:00.007Z"
    assert instants.written(-1) == "1969-12-31T23:59:59.999Z"


@given(st.integers(YEAR_1, YEAR_9999))
def test_what_is_written_is_read_back(instant):
    text = instants.written(instant)
    assert instants.read(text) == instant
    assert datetime.fromisoformat(text).tzinfo == UTC


@given(st.integers(YEAR_1, YEAR_9999), st.integers(YEAR_1, YEAR_9999))
def test_order_of_texts_is_order_of_instants(one, other):
    assert (one < other) == (instants.written(one) < instants.written(other))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-02T05:00:00Z",
        "2026-03-02T05:00:00.000+00:00",
        "2026-03-02T05:00:00.000z",
        "2026-03-02 05:00:00.000Z",
        "2026-02-30T05:00:00.000Z",
        "2026-03-02T24:00:00.000Z",
        "2026-03-02T05:00:60.000Z",
        "0000-03-02T05:00:00.000Z",
        "2026-03-02T05:00:00.000Z\n",
        "２026-03-02T05:00:00.000Z",
    ],
)
def test_any_other_form_is_refused(text):
    with pytest.raises(ValueError, match="is not a time like"):
        instants.read(text)
