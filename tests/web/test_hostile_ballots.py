"""A catalogue of ballots that are none: every one is refused, counts nothing and breaks nothing."""

from collections.abc import Iterator

import pytest
from acting import Actor, actor
from demo_house import REHEARSAL, DemoHouse, demo_house

DIVISION = 1
HONEST = {"yes": "4", "no": "3", "abstain": "3"}  # a head of ten votes
NO_NUMBERS = (
    *("-1", "½", "one", "\x00", "NaN", "Infinity", "9" * 400, "<b>1</b>", "{{1}}", "\U0001f44d"),
    *("", "1_0", "--", "null", "[4]"),
)
TOO_MANY = ("11", "24", "99", "2147483648", "18446744073709551617")
# What somebody lenient would read as the honest number, so that the ballot would add up.
SPELLINGS = ("+{}", "{}.0", "{}e0", "0x{}", "{};0", "{}'--", "{} {}", "{}_", "{},0")
DIVISIONS = ("0", "-1", "2", "99", "1.0", "1x", "%00", "9" * 30, "..", "1%2f1", "１")
KEYS = ("", " ", "x" * 2000, "\x00", "a b", "é" * 50)


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The rehearsal with a vote open."""
    with demo_house(tmp_path_factory.mktemp("hostile")) as running:
        running.forward("09:10:45")
        yield running


@pytest.fixture
def delegate(house) -> Actor:
    """Somebody who may vote and has not."""
    return actor(house, house.head_of(house.present_delegations()[5]), "vote")


def counted(house: DemoHouse) -> int:
    """How many ballots were received, whoever cast them."""
    return house.server.application.house.clerk.state(REHEARSAL).ballots


def catalogue(delegate: Actor, stranger: Actor) -> Iterator[tuple[str, int]]:
    """Every ballot of the catalogue, and the status with which it was answered."""
    for name, honest in HONEST.items():
        wrong = (*NO_NUMBERS, *TOO_MANY, *(one.format(honest, honest) for one in SPELLINGS))
        for value in wrong:
            sent = {**HONEST, name: value}
            yield f"{name}={value!r:.30}", delegate.vote(DIVISION, **sent).status_code
    for division in DIVISIONS:
        yield f"division {division}", delegate.vote(division, **HONEST).status_code
    for key in KEYS:
        yield f"key {key!r:.20}", delegate.vote(DIVISION, **HONEST, key=key).status_code
    for token in ("", "0" * 64, stranger.csrf):
        yield "a foreign token", delegate.vote(DIVISION, **HONEST, csrf=token).status_code
    yield "nothing placed", delegate.vote(DIVISION, yes=0, no=0, abstain=0).status_code
    yield "no fields", delegate.vote(DIVISION).status_code
    yield "another person's", delegate.vote(DIVISION, **HONEST, person="o-clerk").status_code
    yield "no voter", stranger.vote(DIVISION, **HONEST).status_code


def test_no_ballot_of_the_catalogue_counts(house, delegate, record_property):
    stranger = actor(house, "o-clerk", "chair")
    before = counted(house)
    answers = list(catalogue(delegate, stranger))
    assert [one for one in answers if not 300 <= one[1] < 500] == []
    assert counted(house) == before, answers
    assert house.server.faults.seen == []
    assert len(answers) >= 40
    record_property("figure", f"{len(answers)} kinds of ballot that is none, 0 counted")


def test_the_honest_one_does(house, delegate):
    """Control: what the catalogue spoils is a ballot that counts."""
    before = counted(house)
    answer = delegate.vote(DIVISION, **HONEST)
    assert answer.status_code == 303, answer.text
    assert counted(house) == before + 1
