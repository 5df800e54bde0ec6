"""Two published versions side by side: every word of both, and nothing differs that does not."""

from hemicycle.procedure.rules.clauses import numbers
from hemicycle.screens.asked import Asked
from hemicycle.screens.text_compared import compared_at, compared_page
from hemicycle.screens.text_words import DEL, INS, SAME
from screens.text_houses import TEXT, carry, lodged, publish, with_amendments


def three_versions():
    """A text published three times: reworded and moved, then shortened and made longer."""
    house = with_amendments()
    carry(house, 1, 6)
    publish(house)
    carry(house, 4, 5)
    publish(house)
    return house


def compared(house, two="1..2", **fields):
    """The comparison at an address."""
    language = fields.pop("language", "en")
    asked = Asked(fields=fields, language=language)
    return compared_page(house.view(), f"{TEXT}/diff/{two}", asked)


def said(pieces) -> str:
    """The words of some pieces."""
    return "".join(one.text for one in pieces)


def test_every_word_of_both_versions_stands_in_it():
    house = three_versions()
    versions = house.view().assembly.texts[TEXT].versions
    for first in versions:
        for second in versions:
            page = compared(house, f"{first.number}..{second.number}")
            before = [said(one.before) for one in page.paragraphs if not one.is_new]
            after = [said(one.after) for one in page.paragraphs if not one.is_gone]
            assert sorted(before) == sorted(one.words["en"] for one in first.clauses)
            assert after == [one.words["en"] for one in second.clauses]
            marks = [one.mark for one in page.paragraphs if not one.is_gone]
            assert marks == list(numbers(second.clauses))
            assert bool(page.changed) == (first is not second)


def test_what_was_reworded_or_moved_says_by_which_amendment():
    page = compared(three_versions())
    reworded, moved = (
        next(one for one in page.paragraphs if one.by == [number]) for number in (1, 6)
    )
    assert [one.text.strip() for one in reworded.pieces if one.kind == INS] == ["and lifts"]
    assert (moved.is_moved, moved.mark_before, moved.mark) == (True, "3.", "2.")
    assert {one.kind for one in moved.pieces} == {SAME}
    assert [one.is_moved for one in page.paragraphs].count(True) == 1
    assert (page.changed, page.struck, page.added) == (2, 0, 2)


def test_what_is_gone_and_what_is_new_stands_in_its_place_and_the_other_way_round():
    house = three_versions()
    page = compared(house, "2..3")
    [gone] = [one for one in page.paragraphs if one.is_gone]
    [new] = [one for one in page.paragraphs if one.is_new]
    assert [one.kind for one in gone.pieces] == [DEL]
    assert [one.kind for one in new.pieces] == [INS]
    assert (gone.by, new.by) == ([4], [5])
    back = compared(house, "3..2")
    assert [one.anchor for one in back.paragraphs if one.is_gone] == [f"gone-n{5}"]
    assert said(next(one for one in back.paragraphs if one.is_new).pieces) == said(gone.pieces)


def test_another_language_is_compared_where_it_was_published_in_both():
    page = compared(three_versions(), language="fr")
    languages = {one.by[0] if one.by else 0: one.language for one in page.paragraphs}
    assert languages[1] == "en", "the French of what was reworded did not follow"
    assert languages[0] == "fr"
    assert {one.language for one in compared(three_versions(), language="ar").paragraphs} == {"en"}


def test_an_address_without_two_versions_is_none():
    view = lodged().view()
    assert compared_at(view, f"{TEXT}/diff/1..1") is not None
    for wrong in ("1..2", "0..1", "1", "1..", "..1", "1.1", "1..1..1", "²..1", "1..10000", ""):
        assert compared_at(view, f"{TEXT}/diff/{wrong}") is None, wrong
    assert compared_at(view, "B-1-DR/diff/1..1") is None
    assert compared(lodged(), "1..1", view="beside").shown == "beside"
    assert compared(lodged(), "1..1", view="odd").shown == "inline"
