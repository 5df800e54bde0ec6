"""What those see who work on a draft resolution: every figure and word of it from the record."""

from itertools import pairwise

import pytest

from hemicycle.phrases import load_phrases
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.texts.find_fallen import FindFallen
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.publish_version import PublishVersion
from hemicycle.procedure.acts.texts.put_text import PutText
from hemicycle.procedure.acts.texts.render_clause import RenderClause
from hemicycle.procedure.acts.texts.settle_clause import SettleClause
from hemicycle.procedure.acts.texts.waive_language import WaiveLanguage
from hemicycle.screens.asked import Asked
from hemicycle.screens.chair import chair
from hemicycle.screens.textdesk.advice import advice
from hemicycle.screens.textdesk.amendments import text_desk, texts_list
from hemicycle.screens.textdesk.languages import text_in_language
from hemicycle.screens.textdesk.lodging import reading
from hemicycle.screens.textdesk.merging import merge_page
from hemicycle.screens.textdesk.script import asked_script, script
from hemicycle.wording import ADDED, SAME, STRUCK, Piece, marked

from .little_house import CHAIR, HEAD, SECRETARY
from .textdesk_houses import (
    BECAUSE,
    DRAFT,
    MEANS,
    OTHER,
    amended,
    carry,
    first_carried,
    house_text,
    lodged,
    meeting,
    published,
    settled,
    sits,
    voted_on,
)

PHRASES = load_phrases()
PUT_FIRST = (
    "I put to the vote amendment 1, moved by the delegation of A<b>rvenia, which rewords "
    "operative paragraph 1."
)
YES_TO_FIRST = (
    "Yes means: Amendment 1 is carried: operative paragraph 1 reads “Urges parliaments to "
    "build ramps or lifts at every door;”"
)


def said(view, phrases, language="en"):
    """Sentences as they are read."""
    return [PHRASES.say(one.key, language, view.names, **one.facts) for one in phrases]


# -- lodging --------------------------------------------------------------------------------------


def doubts(draft, language="en"):
    """What is odd, with the paragraph at which it is."""
    found = reading(draft, language=language).doubts
    return [(one.language, one.n, one.phrase.key.rpartition(".")[2]) for one in found]


def test_a_draft_is_read_as_it_will_be_lodged():
    read = reading(DRAFT, language="en")
    assert read.doubts == []
    assert [(row.kind, row.number, row.line) for row in read.rows] == [
        ("title", "", 1),
        ("preambular", "(1)", 2),
        ("operative", "1.", 3),
        ("operative", "2.", 4),
        ("operative", "3.", 5),
    ]
    assert read.rows[2].words["fr"].startswith("Prie les parlements de construire")


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ({"en": "T\nRecalling doors\n1. Urges ramps."}, [("en", 2, "doubt_no_comma")]),
        ({"en": "T\n1. Urges ramps;\nAlso lifts."}, [("en", 3, "doubt_no_mark")]),
        ({"en": "T\n1. Urges ramps;\n3. Also lifts."}, [("en", 3, "doubt_number")]),
        ({"en": "T\n1. Urges ramps"}, [("en", 2, "doubt_no_end")]),
        ({"en": "T\nRecalling doors,\n1. Urges ramps."}, [("en", 2, "doubt_opening")]),
        ({"en": "T\nThe Committee,\n1. Urges ramps."}, []),
        ({"en": "T\nThe Committee,\nNoting,"}, [("en", 0, "text_without_operative")]),
        ({"fr": "T\n1. Prie."}, [("en", 0, "text_without_language")]),
        ({"en": "T\n1. Urges.", "fr": "T\n1. Prie ;\n2. Et."}, [("fr", 3, "languages_differ")]),
        ({"en": "T\n1. Urges;\n(a) ramps;\n(ii) lifts."}, []),
    ],
)
def test_every_doubt_has_its_place(draft, found):
    assert doubts(draft) == found


# -- amendments -----------------------------------------------------------------------------------


def test_words_are_marked_and_none_is_lost():
    pieces = marked("Urges ramps at every door;", "Urges ramps or lifts at every door;")
    assert Piece(ADDED, "or lifts ") in pieces or Piece(ADDED, " or lifts") in pieces
    assert "".join(one.text for one in pieces if one.how != ADDED) == "Urges ramps at every door;"
    assert all(one.how != other.how or one.how != SAME for one, other in pairwise(pieces))
    assert marked("gone", "") == [Piece(STRUCK, "gone")]


def desk(house, **asked):
    """The desk of the only text."""
    found = text_desk(house.view(SECRETARY), house_text(house), asked=asked)
    assert found is not None
    return found


def test_amendments_stand_in_the_order_of_the_floor_with_what_follows():
    found = desk(amended())
    assert [one.amendment.number for one in found.shown] == [1, 6, 2, 4, 3, 5]
    by_number = {one.amendment.number: one for one in found.shown}
    assert [(one.amendment, one.why) for one in by_number[1].if_carried] == [(6, "same_change")]
    assert [(one.amendment, one.why) for one in by_number[2].if_carried] == [(3, "clause_deleted")]
    assert [(one.amendment, one.why) for one in by_number[3].if_not] == [(4, "amendment_gone")]
    assert by_number[1].same_as == [6]
    assert by_number[5].lacks == ["fr"]
    assert by_number[1].lacks == []
    assert (by_number[4].clause_kind, by_number[4].paragraph) == ("operative", "2")


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"paragraph": "o2"}, [2, 4, 3]),
        ({"paragraph": "o3"}, [5]),
        ({"stage": "recommended"}, [1, 2, 5]),
        ({"mover": "p-0001"}, [1, 3]),
        ({"mover": "p-0001", "paragraph": "o2"}, [3]),
        ({"stage": "nothing"}, []),
        ({"paragraph": ""}, [1, 6, 2, 4, 3, 5]),
    ],
)
def test_the_desk_is_narrowed_as_asked(asked, numbers):
    found = desk(amended(), **asked)
    assert [one.amendment.number for one in found.shown] == numbers
    assert found.count == 6


def test_a_form_begins_with_the_words_that_are_to_be_changed():
    house = amended()
    own = desk(house, clause="o1").entry
    assert (own.clause, own.words["fr"]) == ("o1", DRAFT["fr"].splitlines()[2].split(". ")[1])
    assert desk(house, sub="3").entry.words["en"].endswith("each month;")
    assert desk(house, sub="99").entry.to == 0
    assert desk(house, clause="o1", does="insert").entry.words == {}


def test_what_fell_says_with_what_and_why():
    [six] = [one for one in desk(first_carried()).shown if one.amendment.number == 6]
    assert six.stage == "lodged"
    assert six.fell == (1, "same_change")
    [six] = [one for one in desk(meeting()).shown if one.amendment.number == 6]
    assert six.stage == "fallen"
    assert six.fell == (1, "same_change")


def test_a_sub_amendment_falls_with_an_amendment_that_fell():
    house = first_carried()
    about = {"text": house_text(house), "consequence": "falls"}
    house.do(FindFallen, CHAIR, amendment=6, other=1, **about)
    carry(house, 2)
    house.do(FindFallen, CHAIR, amendment=3, other=2, because=BECAUSE, **about)
    primary = chair(house.view(CHAIR)).primary
    assert (primary.name, primary.fields["amendment"]) == ("find_fallen", "4")
    assert (primary.fields["other"], primary.label.key) == ("3", "textdesk.falls_amendment_gone")


def test_the_list_tells_how_far_each_text_is():
    [line] = texts_list(meeting().view(SECRETARY))
    assert (line.outcome, line.waiting, line.meetings) == ("", 1, 1)
    assert [(one.language, one.paragraphs) for one in line.behind] == []
    [line] = texts_list(published().view(SECRETARY))
    assert [(one.language, one.paragraphs) for one in line.behind] == [("fr", 2)]


def test_an_address_without_a_text_shows_nothing():
    view = amended().view(SECRETARY)
    assert text_desk(view, "A-9-DR", asked={}) is None
    assert merge_page(view, "A-9-DR") is None
    assert script(view, "A-9-DR") is None
    assert advice(view, "A-9-DR") is None
    assert text_in_language(view, "A-9-DR", language="fr") is None


# -- the merge ------------------------------------------------------------------------------------


def test_a_meeting_has_its_readings_and_blocks_the_version():
    house = meeting()
    page = merge_page(house.view(SECRETARY), house_text(house))
    [one] = page.meetings
    assert (one.meeting.amendment, one.paragraph) == (3, "2")
    assert one.meeting.current == ""
    assert one.meeting.amended.endswith("each week;")
    assert one.may_settle
    assert not one.may_put
    assert page.blocked.key == "reason.clauses_unsettled"
    assert not page.may_publish
    assert not merge_page(house.view(HEAD), house_text(house)).meetings[0].may_settle
    assert merge_page(house.view(CHAIR), house_text(house)).meetings[0].may_put


def test_once_it_is_settled_the_secretariat_publishes():
    house = settled()
    page = merge_page(house.view(SECRETARY), house_text(house))
    assert page.meetings == []
    assert [one.amendment.number for one in page.settled] == [3]
    assert page.blocked is None
    assert page.may_publish
    assert not merge_page(house.view(CHAIR), house_text(house)).may_publish
    house.do(PublishVersion, SECRETARY, text=house_text(house))
    page = merge_page(house.view(SECRETARY), house_text(house))
    assert page.blocked.key == "reason.nothing_carried"
    assert page.settled == []


def test_without_words_the_paragraph_stays_deleted():
    house = meeting()
    house.do(SettleClause, CHAIR, text=house_text(house), amendment=3, because=BECAUSE)
    page = merge_page(house.view(SECRETARY), house_text(house))
    assert "o2" not in [one.clause.id for one in page.lines]


# -- the voting script ----------------------------------------------------------------------------


def test_the_script_says_what_is_put_what_yes_means_and_what_falls():
    view = (house := voted_on()).view(CHAIR)
    found = script(view, house_text(house))
    first = found.steps[0]
    assert said(view, first.say) == [
        PUT_FIRST,
        "The Rapporteur advises to carry it.",
        "It is the same change as amendment 6; one vote decides on both.",
        YES_TO_FIRST,
    ]
    deletion = found.steps[2]
    assert "If it is carried, amendment 3 falls." in said(view, deletion.say)
    assert "L’amendement 2 est adopté" in said(view, [deletion.yes], "fr")[0]
    assert [one.may_put for one in found.steps] == [True, *[False] * 5]
    assert not script(house.view(HEAD), house_text(house)).steps[0].may_put


def test_yes_means_what_the_paragraph_will_read_after_what_was_carried_before():
    house = lodged()
    about = {"text": house_text(house), "does": "reword", "clause": "o1"}
    for member, words in (
        (HEAD, "Urges parliaments to build ramps or lifts at every door;"),
        (OTHER, "Urges all parliaments to build ramps at every door;"),
    ):
        house.do(LodgeAmendment, member, words={"en": words}, **about)
    sits(house)
    carry(house, 1)
    view = house.view(CHAIR)
    [left] = script(view, house_text(house)).steps
    assert (
        "Urges all parliaments to build ramps or lifts at every door;" in said(view, [left.yes])[0]
    )


def test_consent_takes_only_what_is_advised_and_stands_alone():
    house = voted_on()
    found = script(house.view(CHAIR), house_text(house))
    assert [one.seen.amendment.number for one in found.consent] == [1, 5]


def test_of_many_the_next_stand_in_full_and_the_others_in_a_line():
    house = voted_on()
    view, text = house.view(CHAIR), house_text(house)
    whole, short = script(view, text), script(view, text, most=2)
    order = [one.seen.amendment.number for one in whole.steps]
    assert [one.seen.amendment.number for one in short.steps] == order[:2]
    assert [one.amendment.number for one in short.later] == order[2:]
    assert [(one.clause_kind, one.paragraph, one.stage) for one in short.later] == [
        (one.seen.clause_kind, one.seen.paragraph, one.seen.stage) for one in whole.steps[2:]
    ]
    together = [one.seen.amendment.number for one in short.consent]
    assert together == [one.seen.amendment.number for one in whole.consent] == [1, 5]
    every = asked_script(view, text, Asked(fields={"view": "all"}))
    assert (every.later, len(every.steps)) == ([], len(order))
    assert asked_script(view, "A-9-DR", Asked()) is None


def test_after_a_decision_the_console_offers_what_falls_then_the_next():
    house = first_carried()
    primary = chair(house.view(CHAIR)).primary
    assert primary.name == "find_fallen"
    assert primary.fields["amendment"] == "6"
    house.do(FindFallen, CHAIR, **{**primary.fields, "amendment": 6, "other": 1})
    primary = chair(house.view(CHAIR)).primary
    assert (primary.name, primary.fields["amendment"]) == ("put_amendment", "2")


def test_the_console_leads_to_the_text_as_a_whole():
    house = published()
    text = house_text(house)
    screen = chair(house.view(CHAIR))
    assert "put_text" in [one.name for one in screen.locked]
    assert "waive_language" in [one.name for one in screen.offers]
    [late] = script(house.view(CHAIR), text).behind
    assert (late.language, late.may_waive) == ("fr", True)
    house.do(WaiveLanguage, CHAIR, text=text, language="fr", because=BECAUSE)
    primary = chair(house.view(CHAIR)).primary
    assert (primary.name, primary.form) == ("put_text", "whole")
    house.do(PutText, CHAIR, text=text, yes_means=MEANS)
    assert script(house.view(CHAIR), text).question is not None
    assert chair(house.view(CHAIR)).primary.name == "adopt_without_vote"


def test_a_text_of_another_item_is_not_before_the_body():
    house = voted_on()
    house.do(TakeUpItem, CHAIR, item="1")
    names = {one.name for one in chair(house.view(CHAIR)).offers}
    assert "put_amendment" not in names


# -- languages and advice -------------------------------------------------------------------------


def test_the_translator_sees_what_changed_of_the_authentic_words():
    house = published()
    view = house.view(SECRETARY)
    page = text_in_language(view, house_text(house), language="fr")
    late = {row.clause.id: row for row in page.rows if row.is_behind}
    assert set(late) == {"o2", "n5"}
    assert page.late == 2
    assert Piece(STRUCK, "year") in late["o2"].pieces
    assert Piece(ADDED, "week") in late["o2"].pieces
    assert late["o2"].words == "Prie les parlements de publier un plan chaque année ;"
    assert late["n5"].words == ""
    words = "Prie les parlements de publier un plan chaque semaine ;"
    about = {"text": house_text(house), "clause": "o2", "language": "fr"}
    house.do(RenderClause, SECRETARY, words=words, **about)
    page = text_in_language(house.view(SECRETARY), house_text(house), language="fr")
    assert [row.clause.id for row in page.rows if row.is_behind] == ["n5"]
    assert text_in_language(house.view(CHAIR), house_text(house), language="fr").refused


def test_a_language_that_is_not_known_is_none():
    house = published()
    page = text_in_language(house.view(SECRETARY), house_text(house), language="xx")
    assert page.language == "fr"
    assert "en" not in page.others


def test_a_rapporteur_advises_and_others_read():
    house = amended()
    page = advice(house.view(HEAD), house_text(house))
    assert page.is_rapporteur
    assert [(one.place, one.seen.amendment.number) for one in page.lines][:2] == [(1, 1), (2, 6)]
    assert page.without == 3
    assert page.lines[0].refused is None
    other = advice(house.view(OTHER), house_text(house))
    assert not other.is_rapporteur
    assert other.lines[0].refused.key == "reason.not_a_rapporteur"
