"""The pages of a text: words marked in their lines, every view, who may propose, what would be."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.procedure.acts.texts.find_fallen import FindFallen
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.render_clause import RenderClause
from hemicycle.procedure.acts.texts.settle_clause import SettleClause
from hemicycle.procedure.acts.texts.sponsor_text import SponsorText
from hemicycle.procedure.acts.texts.withdraw_amendment import WithdrawAmendment
from hemicycle.screens.asked import Asked
from hemicycle.screens.text_amendments import amendment_page
from hemicycle.screens.text_list import text_list, texts_of_delegation
from hemicycle.screens.text_page import text_page, version_of, version_page
from hemicycle.screens.text_proposal import proposal, with_preview
from hemicycle.screens.text_words import counted, in_lines, marked, shortened
from hemicycle.screens.textdesk.amendments import text_desk
from hemicycle.screens.textdesk.merging import merge_page
from hemicycle.screens.textdesk.script import script
from minutes.changed_rulebooks import load_changed

from .little_house import CHAIR, HEAD, SECRETARY
from .text_houses import DRAFT, OTHER, RAMPS, TEXT, amend, carry, lodged, publish, with_amendments

WORDS = st.lists(st.sampled_from(("ramps", "doors", "and", "all", "long" * 30)), max_size=60)


def shown(house, view="changes", *, language="en", member=""):
    """The page of the text in one of its views."""
    return text_page(house.view(member), TEXT, Asked(fields={"view": view}, language=language))


def clause(page, name):
    """One paragraph of a page by the id of its clause."""
    [found] = [one for one in page.paragraphs if one.clause == name]
    return found


def written(paragraph):
    """What a paragraph says, insertions in plus signs, deletions in minus signs."""
    signs = {"same": "", "ins": "+", "del": "-"}
    return "".join(
        f"{signs[piece.kind]}{piece.text}{signs[piece.kind]}"
        for line in paragraph.lines
        for piece in line.pieces
    )


# -- words in their lines -------------------------------------------------------------------------


@given(WORDS, st.lists(WORDS, max_size=3))
def test_the_marked_words_hold_the_text_and_each_proposal(base, proposed):
    old = " ".join(base)
    wished = [(n, " ".join(words)) for n, words in enumerate(proposed, 1)]
    pieces = marked(old, wished)
    assert "".join(one.text for one in pieces if one.kind != "ins") == old
    for number, words in wished:
        by_it = [
            one.text
            for one in pieces
            if (one.kind == "ins" and one.amendments == (number,))
            or (one.kind != "ins" and number not in one.amendments)
        ]
        assert "".join(by_it) == words
    assert all(one.text for one in pieces)


@given(WORDS, WORDS)
def test_lines_lose_nothing_and_are_as_many_as_were_counted(base, other):
    old = " ".join(base)
    lines = in_lines(old, marked(old, [(1, " ".join(other))]), first=7)
    kept = "".join(piece.text for line in lines for piece in line.pieces if piece.kind != "ins")
    assert kept == old
    assert [line.number for line in lines] == list(range(7, 7 + len(lines)))
    plain = in_lines(old, marked(old, []), first=7)
    assert len(plain) == len(lines)
    assert all(len("".join(p.text for p in line.pieces).rstrip()) <= 120 for line in plain)


def test_whoever_proposes_second_is_marked_otherwise_and_shared_words_are_struck_once():
    pieces = marked("one two three", [(4, "one deux three"), (5, "one 2 three")])
    [struck] = [one for one in pieces if one.kind == "del"]
    assert (struck.amendments, struck.is_other) == ((4, 5), False)
    new = [(one.text, one.is_other) for one in pieces if one.kind == "ins"]
    assert new == [("deux", False), ("2", True)]
    assert counted(pieces) == (1, 2)


def test_what_stays_is_shortened_and_what_changes_is_not():
    long = " ".join(f"w{n}" for n in range(60))
    pieces = shortened(marked(f"{long} old", [(1, f"{long} new")]))
    assert " … w" in pieces[0].text
    assert [one.text.strip() for one in pieces[1:]] == ["old", "new"]


# -- the views ------------------------------------------------------------------------------------


def test_every_open_amendment_is_marked_in_its_place():
    page = shown(with_amendments())
    ramps = clause(page, "o1")
    assert "-ramps-+bridges+ +and lifts +at every -door-+gate+" in written(ramps)
    assert [line.number for line in ramps.lines] == [4, 5]
    assert [one.amendment.number for one in ramps.amendments] == [1, 2, 3]
    assert [one.amendment.number for one in ramps.amendments[0].subs] == [7]
    assert written(clause(page, "o4")) == "-Requests a report.-"
    new = clause(page, "n5")
    assert (new.anchor, new.is_new, written(new)) == ("am5", True, "+Thanks all;+")
    order = [one.anchor for one in page.paragraphs]
    assert order == ["title", "opening", "p1", "o1", "o2", "o2a", "o3", "am5"]
    assert page.counts == {"open": 7, "carried": 0, "ended": 0, "to_settle": 0}


def test_a_text_that_nobody_amends_says_so_by_its_sums():
    page = shown(lodged())
    assert page.counts["open"] == 0
    assert not any(one.amendments for one in page.paragraphs)
    assert (page.stage, page.own, page.is_superseded) == ("open", None, False)


def test_what_was_carried_stands_and_what_meets_has_three_readings():
    house = with_amendments()
    carry(house, 3)
    assert "gate" in written(clause(shown(house, "stands"), "o1"))
    carry(house, 7, 1)
    house.do(
        FindFallen,
        CHAIR,
        text=TEXT,
        amendment=2,
        consequence="stands",
        other=1,
        because={"en": "To be heard."},
    )
    carry(house, 2)
    page = shown(house, "stands")
    [meeting] = clause(page, "o1").meetings
    assert (meeting.amendment, meeting.places[0].amended) == (2, "bridges ")
    assert "ramps or lifts" in written(clause(page, "o1"))
    assert page.counts["to_settle"] == 1
    house.do(
        SettleClause,
        SECRETARY,
        text=TEXT,
        amendment=2,
        because={"en": "Agreed."},
        words={"en": RAMPS.format("bridges and lifts", "gate")},
    )
    assert "bridges and lifts at every gate" in written(clause(shown(house, "stands"), "o1"))
    assert amendment_page(house.view(), f"{TEXT}/amendments/2").seen.amendment.settled


def test_side_by_side_shows_what_is_gone_and_what_is_new():
    house = with_amendments()
    carry(house, 4, 5, 3)
    page = shown(house, "beside")
    assert clause(page, "o4").is_deleted
    assert written(clause(page, "n5")) == "+Thanks all;+"
    assert "-door-+gate+" in written(clause(page, "o1"))
    assert clause(page, "o1").mark_before == "1."
    house.do(FindFallen, CHAIR, text=TEXT, amendment=6, consequence="falls", other=4)
    publish(house)
    page = shown(house, "beside")
    gone = clause(page, "o4")
    assert (gone.is_deleted, gone.changed_by, gone.before[0].text) == (
        True,
        (4,),
        "Requests a report.",
    )


def test_the_original_and_each_version_stay():
    house = with_amendments()
    before = [written(one) for one in shown(house, "original").paragraphs]
    carry(house, 3)
    publish(house)
    assert [written(one) for one in shown(house, "original").paragraphs] == before
    old = version_page(house.view(), f"{TEXT}/rev.1", Asked())
    assert [written(one) for one in old.paragraphs] == before
    assert old.is_superseded
    new = version_page(house.view(), f"{TEXT}/rev.2", Asked())
    assert not new.is_superseded
    assert "every gate" in written(clause(new, "o1"))
    for wrong in ("rev.0", "rev.3", "rev.x", "rev.²", "rev.99999"):
        assert version_of(house.view(), f"{TEXT}/{wrong}") is None


def test_an_amendment_to_an_older_version_is_marked_in_the_new_one():
    house = with_amendments()
    carry(house, 3)
    publish(house)
    page = shown(house)
    assert "+and lifts +at every gate" in written(clause(page, "o1"))
    assert [one.amendment.number for one in clause(page, "o1").amendments] == [1, 2]


def test_by_amendment_and_to_print_hold_all_in_the_order_of_the_vote():
    house = with_amendments()
    for view in ("amendments", "print"):
        numbers = [one.amendment.number for one in shown(house, view).amendments]
        assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
        assert numbers.index(4) < numbers.index(6)
    assert shown(house, "amendments").paragraphs == []
    assert shown(house, "nonsense").shown == "changes"


# -- languages ------------------------------------------------------------------------------------


def test_a_reader_has_the_own_language_as_far_as_it_is_in_step():
    house = with_amendments()
    page = shown(house, language="fr")
    assert written(clause(page, "p1")) == "Rappelant que des visiteurs n’entrent pas,"
    assert clause(page, "o1").lines[0].number == 4
    assert clause(page, "n5").language == "fr"
    assert written(clause(page, "o4")) == "-Demande un rapport.-"
    carry(house, 3)
    late = clause(shown(house, "stands", language="fr"), "o1")
    assert (late.language, late.missed, late.is_in_step) == ("en", (3,), False)
    publish(house)
    page = shown(house, language="fr")
    assert (clause(page, "o1").language, clause(page, "o1").missed) == ("en", (3,))
    assert [(one.code, one.is_authentic, one.behind) for one in page.languages] == [
        ("en", True, 0),
        ("fr", False, 1),
    ]
    house.do(RenderClause, SECRETARY, text=TEXT, clause="o1", language="fr", words="Prie les uns ;")
    assert clause(shown(house, language="fr"), "o1").is_in_step
    frozen = version_page(house.view(), f"{TEXT}/rev.2", Asked(language="fr"))
    assert clause(frozen, "o1").language == "en"


def test_a_language_that_the_text_has_not_shows_the_authentic_one():
    page = shown(lodged(), language="ar")
    assert {one.language for one in page.paragraphs} == {"en"}
    assert clause(page, "o1").missed == ()


# -- one amendment --------------------------------------------------------------------------------


def test_an_amendment_tells_what_it_does_and_what_falls_with_it():
    house = with_amendments()
    house.do(SponsorText, HEAD, text=TEXT, amendment=1)
    page = amendment_page(house.view(), f"{TEXT}/amendments/1")
    assert (page.seen.kind, page.seen.place, page.seen.anchor) == ("operative", "1", "o1")
    assert [(one.amendment, one.why) for one in page.seen.falls] == [(2, "same_words")]
    assert [one.amendment.number for one in page.seen.subs] == [7]
    assert page.turn == 4  # after the other two to the paragraph, and the one that amends it
    sub = amendment_page(house.view(), f"{TEXT}/amendments/7")
    assert sub.parent.amendment.number == 1
    assert not page.is_delegate
    for wrong in ("0", "8", "x", "²", "", "123456"):
        assert amendment_page(house.view(), f"{TEXT}/amendments/{wrong}") is None
    assert amendment_page(house.view(), "B-1-DR/amendments/1") is None


def test_what_fell_is_told_of_both():
    house = with_amendments()
    carry(house, 7, 1)
    house.do(FindFallen, CHAIR, text=TEXT, amendment=2, consequence="falls", other=1)
    page = amendment_page(house.view(), f"{TEXT}/amendments/1")
    assert list(page.seen.fell) == [2]
    assert (page.seen.stage, page.turn, page.seen.version) == ("carried_as_modified", 0, 0)
    assert page.seen.decision.method == "consensus"
    publish(house)
    assert amendment_page(house.view(), f"{TEXT}/amendments/1").seen.version == 2


def test_a_delegation_is_offered_what_it_may_do():
    house = with_amendments()
    own = amendment_page(house.view(OTHER), f"{TEXT}/amendments/1")
    assert (own.may_withdraw, own.may_sponsor, own.may_amend) == (True, False, True)
    other = amendment_page(house.view(HEAD), f"{TEXT}/amendments/1")
    assert (other.may_withdraw, other.may_sponsor, other.may_leave) == (False, True, False)
    house.do(SponsorText, HEAD, text=TEXT, amendment=1)
    assert amendment_page(house.view(HEAD), f"{TEXT}/amendments/1").may_leave
    house.do(WithdrawAmendment, OTHER, text=TEXT, amendment=1)
    gone = amendment_page(house.view(HEAD), f"{TEXT}/amendments/1")
    assert (gone.may_take_over, gone.may_amend) == (True, False)
    assert gone.refused.key == "reason.amendment_withdrawn"
    sub = amendment_page(house.view(HEAD), f"{TEXT}/amendments/7")
    assert sub.refused.key == "reason.amends_sub_amendment"


# -- the form -------------------------------------------------------------------------------------


def form(house, member=OTHER, **fields):
    """The form as an address asks for it."""
    return proposal(house.view(member), f"{TEXT}/propose", Asked(fields=fields))


def test_the_form_offers_what_may_be_done_to_a_clause():
    house = with_amendments()
    assert form(house, at="title").choices == ("reword",)
    assert form(house, at="o1").choices == ("reword", "insert", "delete", "move")
    assert form(house, at="o1").words["en"].startswith("Urges parliaments")
    assert form(house, at="p1", do="insert").kinds == ("preambular", "operative")
    assert form(house, at="o3", do="insert").level == 2
    places = [one.clause for one in form(house, at="o4", do="move").places]
    assert places == ["p1", "o1", "o2", "o3"]
    assert form(house, to="1").words["en"].startswith("Urges parliaments to build ramps and lifts")
    assert form(house, at="o99") is None
    assert form(house) is None
    carry(house, 4)
    assert form(house, at="o4") is None


@pytest.mark.parametrize("place", ["p1", "o1", "o2"])
def test_wherever_the_form_would_move_a_clause_is_in_order(place):
    house = lodged()
    for kind, name in (("move", "o4"), ("move", "o1")):
        offered = [one.clause for one in form(house, at=name, do=kind).places]
        if place in offered:
            act = house.view(OTHER).act(
                LodgeAmendment, text=TEXT, does=kind, clause=name, after=place
            )
            assert house.view(OTHER).may(act) is None


def test_the_preview_says_what_would_change_and_what_would_fall():
    house = with_amendments()
    view, words = house.view(HEAD), {"en": RAMPS.format("slopes", "door")}
    act = view.act(LodgeAmendment, text=TEXT, does="reword", clause="o1", words=words)
    seen = with_preview(view, form(house, HEAD, at="o1"), act).preview
    assert (seen.struck, seen.added) == (1, 1)
    assert seen.falls_if == [1, 2]
    assert [one.amendment for one in seen.seen.falls] == [1, 2]
    assert 8 not in house.assembly.texts[TEXT].amendments
    refused = replace(act, words={"en": DRAFT["en"].splitlines()[3].removeprefix("1. ")})
    assert with_preview(view, form(house, HEAD, at="o1"), refused).preview is None


# -- lists ----------------------------------------------------------------------------------------


def test_the_list_and_the_own_texts():
    house = with_amendments()
    [of_body] = text_list(house.view())
    [line] = of_body.lines
    assert (of_body.body, line.stage, line.open_amendments) == ("plenary", "open", 7)
    [own] = texts_of_delegation(house.view(), "p-0001")
    assert (own.is_mover, own.lodged, own.sponsored) == (True, [2, 3, 7], [])
    assert list(texts_of_delegation(house.view(), "p-0003")) == []
    page = shown(house, member=HEAD)
    assert (page.own.lodged, page.own.may_propose, page.own.may_withdraw) == ([2, 3, 7], True, True)


# -- sponsors that the rules ask for --------------------------------------------------------------


def test_the_pages_say_how_many_sponsors_are_missing_where_the_rules_ask_for_some():
    house = with_amendments(load_rules=load_changed, rulebook="backed")
    backing = shown(house).backing
    assert (backing.sponsors, backing.needed, backing.missing) == (1, 3, 2)
    assert amendment_page(house.view(), f"{TEXT}/amendments/1").backing.missing == 1
    house.do(SponsorText, OTHER, text=TEXT)
    assert shown(house).backing.missing == 1
    desk = text_desk(house.view(SECRETARY), TEXT, asked={})
    assert desk.backing.missing == 1
    assert {one.backing.missing for one in desk.shown} == {1}
    [found] = [one for one in script(house.view(CHAIR), TEXT).steps if one.is_next]
    assert found.refused.key == "reason.amendment_sponsors_missing"


def test_no_page_speaks_of_sponsors_missing_where_the_rules_ask_for_none():
    house = with_amendments()
    assert not shown(house).backing.is_asked
    assert not amendment_page(house.view(), f"{TEXT}/amendments/1").backing.is_asked


def test_the_merge_tells_of_two_insertions_after_the_same_paragraph_by_their_numbers():
    house = with_amendments()
    amend(house, HEAD, does="insert", after="o4", words="Thanks the staff;")
    carry(house, 8)
    assert merge_page(house.view(SECRETARY), TEXT).together == []
    carry(house, 5)
    page = merge_page(house.view(SECRETARY), TEXT)
    assert page.together == [[5, 8]]
    at = [one.clause.id for one in page.lines]
    assert at[at.index("n5") : at.index("n5") + 2] == ["n5", "n8"]
