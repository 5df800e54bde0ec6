"""Presence counted in members, who stands in for whom, and a voting system that fails: on screens.

One house under each rulebook; its tests follow each other.
"""

from contextlib import ExitStack
from itertools import count

import pytest
from lakes import CLERK, HEAD, OTHER, PRESIDENT, SECOND, SESSION, lakes
from page_reader import forms_of, text_of

HERE = f"/en/a/{SESSION}"


class Room:
    """A house by the lakes, with one browser for each person."""

    def __init__(self, house):
        self.house, self.browsers, self.numbers = house, {}, count(1)

    def browser(self, member):
        """The one browser of a person."""
        if member not in self.browsers:
            self.browsers[member] = self.house.sign_in(member)
        return self.browsers[member]

    def shown(self, member, page, language="en"):
        """A page as a person sees it."""
        answer = self.browser(member).get(f"/{language}/a/{SESSION}/{page}")
        assert answer.status_code == 200, text_of(answer.text)
        return answer.text

    def form(self, member, page, act):
        """The form of an act on a page; None where the page has none."""
        forms = forms_of(self.shown(member, page))
        return next((one for one in forms if one.action.endswith(f"/acts/{act}")), None)

    def press(self, by, page, act, /, **filled):
        """Press the button of a page, with what is filled in."""
        form = self.form(by, page, act)
        assert form is not None, f"{page} has no {act}"
        answer = self.browser(by).post(form.action, data=dict(form.fields) | filled)
        assert answer.status_code == 303, text_of(answer.text)

    def do(self, by, act, /, **fields):
        """An act for which the tested page is not needed."""
        shown = forms_of(self.shown(by, "chair"))
        csrf = next(value for form in shown for name, value in form.fields if name == "csrf")
        known = {"csrf": csrf, "act_id": f"own-{next(self.numbers)}", "body": "plenary"}
        back = {"back": f"{HERE}/chair"}
        answer = self.browser(by).post(f"/a/{SESSION}/acts/{act}", data={**known, **back, **fields})
        assert answer.status_code == 303, text_of(answer.text)


OTHER_SECOND = "p-0002-2"
TWO_EACH = "Arvenia; 12; 2; Arvénie\nBoltara; 7; 2\nÎle d'Écume; 3; 1\n"
TOLD = {
    "hall": {"plain": "3 delegations present", "pace": "4 voting members present"},
    "chair": {"plain": "Present 3 of 3", "pace": "Voting members present: 4 of 5"},
    "desk/attendance": {
        "plain": "Delegations with a vote present",
        "pace": "Voting members present",
    },
}


@pytest.fixture(scope="module")
def rooms(tmp_path_factory):
    """A house under each rulebook, in sitting, with one delegate away."""
    with ExitStack() as houses:
        found = {}
        for rulebook in ("plain", "pace"):
            folder = tmp_path_factory.mktemp(rulebook)
            house = houses.enter_context(lakes(folder, rulebook=rulebook, delegations=TWO_EACH))
            found[rulebook] = Room(house)
            found[rulebook].do(CLERK, "call_roll")
            found[rulebook].do(CLERK, "note_departure", member=SECOND)
        yield found


def test_without_a_sitting_nothing_is_told_of_the_voting_system(rooms):
    assert rooms["pace"].form(PRESIDENT, "chair", "open_sitting") is not None
    assert rooms["pace"].form(PRESIDENT, "chair", "note_voting_system") is None


def test_each_page_counts_what_the_rulebook_counts(rooms):
    for rulebook, room in rooms.items():
        room.do(PRESIDENT, "open_sitting")
        for page, told in TOLD.items():
            text = text_of(room.shown(CLERK, page))
            assert told[rulebook] in text, (page, rulebook)
            [other] = set(told.values()) - {told[rulebook]}
            assert other not in text, (page, rulebook)


def test_the_public_attendance_tells_members_where_they_are_counted(rooms):
    for rulebook, room in rooms.items():
        room.do(CLERK, "place_item", item="1", **{"title.en": "Lakes", "title.fr": "Lacs"})
        room.do(PRESIDENT, "take_up_item", item="1")
        told = text_of(room.shown(CLERK, "attendance/plenary-1"))
        assert "3 delegations were represented" in told
        assert ("4 members of delegations were in the room" in told) == (rulebook == "pace")


def test_the_clerk_names_seats_and_who_stands_in_with_the_hour(rooms):
    room = rooms["pace"]
    assert room.form(CLERK, "chair", "designate_substitute") is None
    room.press(CLERK, "chair", "name_seat", member=OTHER, seat="titular")
    room.press(CLERK, "chair", "name_seat", member=OTHER_SECOND, seat="substitute")
    room.press(CLERK, "chair", "designate_substitute", substitute=OTHER_SECOND, member=OTHER)
    text = text_of(room.shown(CLERK, "chair"))
    assert "for debates from" in text
    assert "The register of this sitting is not signed" in text
    assert room.form(CLERK, "chair", "designate_substitute") is None, "nobody is left to name"


def test_the_head_names_a_stand_in_on_the_telephone_and_nobody_else_does(rooms):
    room = rooms["pace"]
    room.press(HEAD, "floor", "name_seat", member=HEAD, seat="titular")
    room.press(HEAD, "floor", "name_seat", member=SECOND, seat="substitute")
    assert room.form(HEAD, "floor", "designate_substitute") is not None
    assert room.form(SECOND, "floor", "designate_substitute") is None
    assert room.form(OTHER, "floor", "designate_substitute") is None
    assert "for debates from" not in text_of(room.shown(HEAD, "floor"))
    room.press(HEAD, "floor", "designate_substitute", substitute=SECOND, member=HEAD)
    assert "for debates from" in text_of(room.shown(HEAD, "floor"))


def test_the_chair_tells_that_the_voting_system_fails_and_works_again(rooms):
    room = rooms["pace"]
    told = {
        "en": "The voting system cannot be used.",
        "fr": "Le système de vote est inutilisable.",
    }
    assert told["en"] not in text_of(room.shown(PRESIDENT, "chair"))
    room.press(PRESIDENT, "chair", "note_voting_system")
    for language, words in told.items():
        assert words in text_of(room.shown(PRESIDENT, "chair", language)), language
    room.press(PRESIDENT, "chair", "note_voting_system")
    assert told["en"] not in text_of(room.shown(PRESIDENT, "chair"))


def test_another_house_has_no_such_buttons(rooms):
    room = rooms["plain"]
    assert room.form(PRESIDENT, "chair", "suspend_sitting") is not None
    assert room.form(PRESIDENT, "chair", "note_voting_system") is None
    assert room.form(CLERK, "chair", "note_departure") is not None
    assert room.form(CLERK, "chair", "designate_substitute") is None
