"""What tellers counted stays out of the public record until the ballot is declared."""

from hemicycle.journal.checkpoint import SignedCheckpoint
from hemicycle.journal.export import export_for_public, read_line
from hemicycle.journal.header import Record
from hemicycle.journal.verify import verify
from screens import election_houses as at
from screens.little_house import SESSION

COUNTED = "count_reported"


def public(house):
    """The record as anybody may take it, line by line."""
    store = house.clerk.store
    kept = [
        SignedCheckpoint(one.note, house.clerk.verification_key(SESSION))
        for one in store.checkpoints(SESSION)
    ]
    return list(export_for_public(list(store.read(SESSION)), kept))


def shown(house):
    """Of each count that was reported, whether its figures are in the public record."""
    records = [read_line(line, n) for n, line in enumerate(public(house), 1)]
    told = (one for one in records if isinstance(one, Record))
    return [bool(one.body) for one in told if one.header.kind == COUNTED]


def test_the_figures_of_a_ballot_are_withheld_until_it_is_declared():
    assert shown(at.half_counted()) == [False]
    assert shown(at.counted()) == [False, False]
    assert shown(at.over()) == [True, True]


def test_the_figures_of_a_ballot_that_was_annulled_are_never_told():
    assert shown(at.tied()) == [False] * 4
    assert shown(at.second_ballot()) == [False, False, True, True]


def test_the_public_record_can_be_checked_with_what_is_withheld():
    for house in (at.counted(), at.over(), at.second_ballot()):
        verdict = verify(public(house), key=house.clerk.verification_key(SESSION))
        assert verdict.ok
        assert verdict.withheld == shown(house).count(False)
