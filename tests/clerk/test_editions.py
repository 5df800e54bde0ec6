"""A session keeps the edition of the rules that it was opened under."""

from dataclasses import replace

import pytest

from clerk.desk import sitting_room
from hemicycle.clerk import Clerk
from hemicycle.rulebooks import RulebookFault, load
from properties.sittings import SESSION


def reopened(room, load_rules):
    """The same store under a clerk that knows these rules."""
    return Clerk(
        room.store,
        seed=bytes(32),
        load_rules=load_rules,
        now=lambda _session: room.now,
        salt=lambda: bytes(16),
    )


def test_a_session_goes_on_under_its_own_edition():
    assert reopened(sitting_room(), load).state(SESSION).rules.edition == "2026-draft"


def test_another_edition_of_the_rules_is_refused():
    with pytest.raises(RulebookFault, match="opened under edition 2026-draft, but edition 2030"):
        reopened(sitting_room(), lambda name: replace(load(name), edition="2030"))
