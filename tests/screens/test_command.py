"""The command line: what it offers is understood and in order, and no typed text is too odd."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.demo.verbs import IN_SCENARIOS
from hemicycle.journal.names import Name, Names
from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.said.calling import Calling
from hemicycle.said.verbs import VERBS, NotSaid
from hemicycle.screens.acts_offered import act_name
from hemicycle.screens.command import command
from hemicycle.screens.said_here import LONGEST_LINE, covers, understand
from hemicycle.web.act_forms import parse

from .console_houses import HOUSES, point, speech
from .little_house import CHAIR, CLERK_SEAT, HEAD, NAMES, SECRETARY, TELLER, in_sitting, set_up

PHRASES = load_phrases()
VIEWERS = (CHAIR, CLERK_SEAT, SECRETARY, TELLER)
MOMENTS = ("speech", "point", "by_lot", "moved")
MADE = {}


def view_of(name, member=CHAIR):
    """A house at one moment, made once: nothing here changes it."""
    house = MADE.setdefault(name, None) or HOUSES[name]()
    MADE[name] = house
    return house.view(member)


def line(view, typed, language="en"):
    """The command line with this text in it."""

    def say(phrase):
        return PHRASES.say(phrase.key, language, view.names, zone="UTC", **phrase.facts)

    return command(view, typed, language=language, say=say)


def texts(view, typed, language="en"):
    """The phrases offered as in order."""
    return [row.text for row in line(view, typed, language).rows if not row.refused]


def said(view, phrase):
    """A phrase to be said, in English."""
    return PHRASES.say(phrase.key, "en", view.names, zone="UTC", **phrase.facts)


@pytest.mark.parametrize("member", VIEWERS)
@pytest.mark.parametrize("name", HOUSES)
def test_what_is_offered_as_in_order_is_understood_and_its_dry_run_agrees(name, member):
    view = view_of(name, member)
    queue, seen = [""], set()
    while queue and len(seen) < 120:
        typed = queue.pop(0)
        seen.add(typed)
        for row in line(view, typed).rows:
            if row.goes_on:
                queue += [row.text] if row.text not in seen else []
            elif not row.refused:
                assert view.may(understand(view, row.text).act(view)) is None, row.text
                assert not line(view, row.text).meant.refused, row.text
            else:
                assert row.refused.reason, row.text
    assert len(seen) > 1 or member == TELLER


def test_the_dry_run_can_disagree():
    view = view_of("in_sitting")
    assert view.may(understand(view, "adjourns the sitting").act(view)) is None
    assert view.may(understand(view, "resumes the sitting").act(view)) is not None


@pytest.mark.parametrize("name", HOUSES)
def test_every_button_of_the_presiding_officer_has_its_phrase(name):
    view = view_of(name)
    rows = line(view, "").rows
    assert [row for row in rows if row.refused] == list(rows[len(texts(view, "")) :])
    assert all(row.label for row in rows)


@given(
    typed=st.text(max_size=60)
    | st.lists(
        st.sampled_from([one for verb in VERBS for one in verb.says.split()])
        | st.sampled_from(['"', "|", "p-0001", "Zeta Boltara/1", "1", "-9", "25:99", "{x}", " "]),
        max_size=9,
    ).map(" ".join),
    name=st.sampled_from(sorted(HOUSES)),
    member=st.sampled_from([*VIEWERS, HEAD, ""]),
)
def test_no_typed_text_ends_in_an_error(typed, name, member):
    view = view_of(name, member)
    shown = line(view, typed, "fr")
    for phrase in filter(None, [shown.fault, shown.hint]):
        assert PHRASES.say(phrase.key, "fr", view.names, zone="UTC", **phrase.facts)
    try:
        meant = understand(view, typed)
    except NotSaid:
        return  # told in a sentence, as above
    form = {"act_id": "press-1", "body": "plenary", **meant.form("UTC")}
    act = parse(act_name(meant.verb.act), form, by="x")
    assert {name: getattr(act, name) for name in meant.values} == dict(meant.values)


@pytest.mark.parametrize("name", MOMENTS)
def test_any_beginning_of_any_phrase_can_be_typed(name):
    view = view_of(name)
    # Many phrases begin alike: each beginning is typed once, each fifth letter in one of four.
    first = 5 * MOMENTS.index(name)
    for typed in {one.says[:at] for one in VERBS for at in range(first, len(one.says), 20)}:
        line(view, typed)


def test_a_line_that_is_too_long_is_told_so():
    view = view_of("in_sitting")
    with pytest.raises(NotSaid) as caught:
        understand(view, "x" * (LONGEST_LINE + 1))
    assert caught.value.reason_key == "text_too_long"
    with pytest.raises(NotSaid) as caught:
        understand(view, "x" * LONGEST_LINE)
    assert caught.value.reason_key == "phrase_not_understood"


def test_the_floor_is_offered_to_who_waits_and_the_time_is_said():
    house = in_sitting()
    house.do(AskForFloor, "p-0002-1")
    view = house.view(CHAIR)
    assert texts(view, "gives the floor")[0] == "gives the floor to Zeta Boltara/1"
    shown = line(view, "Gives the floor to zeta boltara 1")
    assert [said(view, one) for one in shown.meant.would] == [
        "The floor was given to منى الزهراوي (Zeta Boltara)."
    ]
    assert shown.meant.limit_s > 0
    [refused] = line(view, "gives the floor to Ém").rows
    assert refused.refused.reason.key == "reason.not_on_list"


def test_of_a_delegation_the_one_who_waits_is_meant():
    view = speech().view(CHAIR)
    assert understand(view, "gives the floor to p-0001").values == {"speaker": "p-0001-2"}
    view = in_sitting().view(CHAIR)
    assert understand(view, "gives the floor to p-0001").values == {"speaker": "p-0001-1"}


def test_a_point_of_order_has_a_phrase_of_its_own_while_it_waits():
    phrase = "gives the floor on the point of order"
    assert phrase in texts(point().view(CHAIR), "")
    assert phrase not in [row.text for row in line(speech().view(CHAIR), "").rows]
    assert understand(point().view(CHAIR), phrase).act(point().view(CHAIR)).speaker == "p-0002-1"


def test_grave_acts_are_asked_about_as_their_buttons_do():
    view = in_sitting().view(CHAIR)
    assert line(view, "adjourns the sitting").meant.confirm.key == "chair.confirm_adjourn"
    assert line(view, "suspends the sitting").meant.confirm is None
    view = HOUSES["heard"]().view(CHAIR)
    meant = line(view, "rules the point of order not upheld").meant
    assert meant.confirm.key == "chair.confirm_ruling_not_upheld"


def test_words_on_buttons_find_their_phrases_in_both_languages():
    view = in_sitting().view(CHAIR)
    assert "adjourns the sitting" in texts(view, "lever", "fr")
    assert "adjourns the sitting" not in texts(view, "lever", "en")


def test_what_others_do_is_told_as_theirs():
    view = in_sitting().view(CLERK_SEAT)
    assert line(view, "adjourns the").fault.key == "command.not_yours"
    assert line(view, "zzzz").fault.key == "reason.phrase_not_understood"
    assert line(in_sitting().view(CHAIR), "adjourns the").fault is None


def test_whoever_only_looks_is_offered_nothing():
    view = in_sitting().view(HEAD)
    assert line(view, "adjourns the sitting").rows == ()
    assert line(view, "adjourns the sitting").meant is None


def test_who_may_not_is_refused_by_the_procedure():
    view = in_sitting().view(CLERK_SEAT)
    refused = line(view, "adjourns the sitting").meant.refused
    assert refused.reason.key == "reason.not_presiding"


MISTAKES = {
    "gives the floor to Zeta Bolttara": ("name_unknown", 20, "Zeta Boltara"),
    "gives the floor to Émeraude/7": ("no_seat_of_number", 20, ""),
    "extends the time by 9999999999 s": ("number_too_large", 21, ""),
    "accepts the credentials of Émeraude": ("needs_its_form", 1, ""),
    "gives floor to Émeraude": ("phrase_not_understood", 1, ""),
}


@pytest.mark.parametrize(("typed", "wanted"), MISTAKES.items())
def test_a_mistake_is_told_with_its_place_and_what_may_be_meant(typed, wanted):
    with pytest.raises(NotSaid) as caught:
        understand(view_of("in_sitting"), typed)
    fault = caught.value
    assert (fault.reason_key, fault.column, fault.nearest) == wanted


def test_two_of_one_name_are_never_guessed_at():
    twins = {f"p-000{n}-1": Name(label={"en": "Ida Vey"}, delegation=f"p-000{n}") for n in (1, 2)}
    names = Names(2, {**NAMES.entries, **twins})
    house = in_sitting()
    with pytest.raises(NotSaid) as caught:
        understand(house.view(CHAIR, names=names), "gives the floor to Ida Vey")
    assert caught.value.reason_key == "name_of_several"
    known = Calling(names, house.assembly.people, house.assembly.delegations)
    for member in house.assembly.people:
        assert known.member(known.called(member, "en")) == member


def test_the_line_says_what_scenarios_say_but_for_a_whole_table():
    assert [verb.says for verb in IN_SCENARIOS if verb not in VERBS] == [
        "accepts the credentials of all in the table"
    ]
    assert all(verb in IN_SCENARIOS for verb in VERBS)
    unsaid = {verb.act.__name__ for verb in VERBS if not covers(verb)}
    assert unsaid == {"AcceptCredentials", "OpenSession"}


def test_before_anything_sits_the_line_opens_the_sitting():
    assert "opens sitting 1" in texts(set_up().view(CHAIR), "")
