"""The order of a roll: by the alphabet that the rulebook names, frozen where the roll is kept."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hemicycle.journal import forms
from hemicycle.procedure.acts.credentials.accept_credentials import (
    AcceptCredentials,
    CredentialsAccepted,
)
from hemicycle.procedure.acts.credentials.call_roll import CallRoll, RollCalled
from hemicycle.procedure.rules.roll_order import in_roll_order
from hemicycle.procedure.rules.weights import roll
from hemicycle.rulebooks import load
from properties.sittings import NOON, Room, open_session, room_at

PLAIN = load("plain")
KEYS = {
    "p-0011": {"en": "Zeal", "fr": "Abeille"},
    "p-0012": {"en": "Émeraude", "fr": "Zénith"},
    "p-0013": {"en": "amber", "fr": "Écume"},
}


def in_french(rules):
    """The same rules, with rolls in the French order."""
    order = replace(rules.leaves["division.roll_call_order"], value="alphabetical_fr")
    return replace(rules, leaves={**rules.leaves, "division.roll_call_order": order})


def with_keys() -> Room:
    """A session in which three delegations have sorting keys in two languages."""
    room = Room()
    open_session(room, "plain")
    for delegation, keys in KEYS.items():
        room.done(
            AcceptCredentials,
            "o-sg",
            delegation=delegation,
            members=(f"{delegation}-1",),
            votes=1,
            sorted_as=keys,
        )
    return room


def test_accents_and_capitals_do_not_matter_and_the_language_is_the_rulebooks():
    assembly = with_keys().assembly
    assert [one.id for one in in_roll_order(PLAIN, assembly)] == ["p-0013", "p-0012", "p-0011"]
    french = [one.id for one in in_roll_order(in_french(PLAIN), assembly)]
    assert french == ["p-0011", "p-0013", "p-0012"]


def test_without_keys_the_order_is_that_of_the_ids():
    """So that the rolls of older journals stay as they were."""
    assembly = room_at("sitting", "plain").assembly
    assert [one.id for one in in_roll_order(PLAIN, assembly)] == sorted(assembly.delegations)


def test_the_roll_of_a_division_stands_in_that_order():
    assembly = with_keys().assembly
    body = room_at("sitting", "plain").assembly.bodies["plenary"]
    rows = roll(PLAIN, assembly, body, at=NOON)
    assert [row.delegation for row in rows] == ["p-0013", "p-0012", "p-0011"]


def test_an_entry_without_keys_is_written_as_before_and_one_with_them_is_read_back():
    room = with_keys()
    history = room.clerk.history[room.assembly.session.id]
    for written in (one for one in history if isinstance(one.entry, CredentialsAccepted)):
        body = forms.encode(written.entry)
        assert forms.decode(written.header, body) == written.entry
        bare = forms.encode(replace(written.entry, sorted_as={}))
        assert b"sorted_as" in body
        assert b"sorted_as" not in bare


@given(st.permutations(list(KEYS)))
def test_it_does_not_depend_on_who_was_accepted_first(order):
    assembly = with_keys().assembly
    shuffled = replace(assembly, delegations={one: assembly.delegations[one] for one in order})
    assert in_roll_order(PLAIN, shuffled) == in_roll_order(PLAIN, assembly)


def test_the_roll_called_names_the_present_in_that_order():
    room = room_at("sitting", "plain")
    room.done(CallRoll, "o-sg")
    [last] = [w.entry for w in room.clerk.history[room.assembly.session.id]][-1:]
    assert isinstance(last, RollCalled)
    order = [one.id for one in in_roll_order(PLAIN, room.assembly)]
    places = [order.index(member.rpartition("-")[0]) for member in last.present]
    assert places == sorted(places)
