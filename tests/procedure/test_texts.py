"""Texts as clauses, and what carried amendments make of them: never a word lost, never guessed."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.procedure.assembly import Amendment, Clause, ClauseId, Rendering, Text, Version
from hemicycle.procedure.kernel import BodyId, Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.amendments import furthest_first, why_falls
from hemicycle.procedure.rules.clause_languages import behind
from hemicycle.procedure.rules.clauses import clauses_of, first_lines, numbers, place_of
from hemicycle.procedure.rules.consolidation import (
    DELETE,
    INSERT,
    MOVE,
    REWORD,
    Standing,
    consolidated,
    with_sub_amendments,
)
from hemicycle.procedure.rules.layout import inserted_as
from hemicycle.procedure.rules.lodged_texts import question_title

DRAFT = """Accessible buildings
The Assembly,
(1) Recalling the doors of old buildings,
(2) Aware that lifts fail,
1. Urges all parliaments:
(a) to build ramps at every door;
(i) also at the back;
(b) to train the staff;
2. Asks for a plan each year;
3. Thanks the host."""
WORDS = ("Urges", "all", "parliaments", "to", "build", "ramps", "lifts", "plans", "soon", "now")


def text_of(draft: str = DRAFT) -> Text:
    """A text as it is after its lodging."""
    clauses = clauses_of({"en": draft}, language="en")
    first = Version(
        number=1, clauses=clauses, lines=first_lines(clauses, language="en"), published_at=NOW
    )
    return Text(
        id="C-I-150-DR",
        symbol="C-I/150/DR",
        body=BodyId("committee-1"),
        item="1",
        language="en",
        lodged_by=MemberId("o-clerk"),
        lodged_at=NOW,
        closes_at=Instant(0),
        versions=(first,),
    )


NOW = Instant(1)
BY_DAY = "Asks for a plan each day;"


def amendment(number: int, does: str, clause: str = "", **fields: object) -> Amendment:
    """An amendment to the first version."""
    words = {"en": fields.pop("words", "")}
    return Amendment(
        number=number,
        version=1,
        does=does,
        clause=inserted_as(number) if does == INSERT else ClauseId(clause),
        words=words,
        lodged_by=MemberId("p-1"),
        lodged_at=NOW,
        **fields,
    )


def reads(standing: Standing) -> list[str]:
    """The words of the clauses that are seen, in order."""
    return [one.words["en"] for one in standing.seen]


def test_a_question_is_called_after_its_text_as_each_language_writes_a_colon():
    clauses = clauses_of({"en": DRAFT, "fr": DRAFT}, language="en")
    text = replace(text_of(), versions=(replace(text_of().latest, clauses=clauses),))
    title = text.title["en"]
    whole = {"en": f"C-I/150/DR: {title}", "fr": f"C-I/150/DR\u202f: {title}"}
    assert question_title(text) == whole
    assert question_title(text, 4)["fr"] == f"C-I/150/DR, Am. 4\u202f: {title}"


def test_paragraphs_become_clauses_with_ids_numbers_and_nesting():
    clauses = clauses_of({"en": DRAFT}, language="en")
    ids = ["title", "opening", "p1", "p2", "o1", "o2", "o3", "o4", "o5", "o6"]
    assert [one.id for one in clauses] == ids
    printed = ["", "", "(1)", "(2)", "1.", "(a)", "(i)", "(b)", "2.", "3."]
    assert list(numbers(clauses)) == printed
    assert [one.level for one in clauses] == [1, 1, 1, 1, 1, 2, 3, 2, 1, 1]
    assert place_of(clauses, ClauseId("o4")) == ("operative", "1(b)")
    assert clauses[4].words == {"en": "Urges all parliaments:"}


def test_lines_are_counted_of_eighty_eight_characters():
    long = clauses_of({"en": "Title\n1. " + "ramp " * 40}, language="en")
    assert first_lines(long, language="en") == (1, 2)
    more = clauses_of({"en": "Title\n1. " + "ramp " * 40 + "\n2. End"}, language="en")
    assert first_lines(more, language="en") == (1, 2, 5)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ({"fr": "Titre\n1. Prie."}, "text_without_language"),
        ({"en": "Title\nNo number here"}, "text_without_operative"),
        ({"en": "Title\n1. Urges;", "fr": "Titre\n1. Prie ;\n2. Encore."}, "languages_differ"),
        ({"en": "Title\n1. Urges;", "fr": "Titre\nRappelant,\n1. Prie."}, "languages_differ"),
    ],
)
def test_a_text_that_is_none_is_refused(draft, reason):
    with pytest.raises(OutOfOrder) as refused:
        clauses_of(draft, language="en")
    assert refused.value.reason_key == reason


PLAIN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@given(st.lists(PLAIN, min_size=1, max_size=8))
def test_every_word_of_a_draft_is_in_a_clause_and_ids_are_distinct(paragraphs):
    numbered = "\n".join(f"{n}. {one}" for n, one in enumerate(paragraphs, 1))
    clauses = clauses_of({"en": f"Title\n{numbered}"}, language="en")
    assert [one.words["en"] for one in clauses[1:]] == paragraphs
    assert len({one.id for one in clauses}) == len(clauses)


CHANGED = st.sampled_from(
    [
        amendment(1, REWORD, "p1", words="Recalling the doors of all old buildings,"),
        amendment(2, REWORD, "p1", words="Recalling the heavy doors of old buildings,"),
        amendment(3, DELETE, "p2"),
        amendment(4, REWORD, "p2", words="Aware that lifts fail often,"),
        amendment(5, INSERT, words="Also aware of stairs,", after="p2", kind="preambular"),
        amendment(6, INSERT, words="Noting the weather,", after="p2", kind="preambular"),
        amendment(7, MOVE, "o6", after="o1"),
        amendment(11, INSERT, words="Asks for ramps;", after="o1", kind="operative"),
        amendment(13, INSERT, words="Asks for lifts;", after="o6", kind="operative"),
        amendment(14, MOVE, "o5", after="o6"),
        amendment(15, MOVE, "o1", after="o5"),
        amendment(16, INSERT, words="Asks for rails;", after="o5", kind="operative"),
        amendment(17, MOVE, "p1", after="p2"),
        amendment(18, MOVE, "p1", after="opening"),
        amendment(19, INSERT, words="Then asks for light;", after="n13", kind="operative"),
        amendment(8, REWORD, "o6", words="Thanks the host warmly."),
        amendment(9, REWORD, "o5", words="Asks for a plan each month;"),
        amendment(10, REWORD, "o5", words="Asks for a plan every two years;"),
    ]
)


@given(st.lists(CHANGED, max_size=6, unique_by=lambda one: one.number))
def test_the_order_of_decisions_changes_nothing_unless_a_person_has_to_settle(carried):
    text = text_of()
    orders = list(permutations(carried))[:24]
    results = [consolidated(text, list(order)) for order in orders]
    assert len({bool(one.meetings) for one in results}) == 1
    if not results[0].meetings:
        first = results[0]
        assert all((one.clauses, one.deleted) == (first.clauses, first.deleted) for one in results)


MOVED, BESIDE = amendment(7, MOVE, "o6", after="o1"), {"after": "o1", "kind": "operative"}


@pytest.mark.parametrize("number", [2, 12])
def test_a_moved_paragraph_and_one_inserted_beside_it_stand_by_their_numbers(number):
    new = amendment(number, INSERT, words="Asks for ramps;", **BESIDE)
    orders = ([MOVED, new], [new, MOVED])
    texts = [[one.id for one in consolidated(text_of(), order).seen] for order in orders]
    expected = [f"n{number}", "o6"] if number < MOVED.number else ["o6", f"n{number}"]
    assert all(ids[ids.index("o1") + 1 :][:2] == expected for ids in texts)


def test_what_is_inserted_after_a_paragraph_goes_with_it_where_that_is_moved():
    new = amendment(12, INSERT, words="Asks for ramps;", after="o6", kind="operative")
    for order in ([MOVED, new], [new, MOVED]):
        ids = [one.id for one in consolidated(text_of(), order).seen]
        assert ids[ids.index("o1") + 1 :][:3] == ["o6", "n12", "o2"]


def test_of_two_moved_behind_one_another_a_person_settles_which_leads():
    back = amendment(14, MOVE, "o1", after="o6")
    for order in ([MOVED, back], [back, MOVED]):
        standing = consolidated(text_of(), order)
        assert [one.amendment for one in standing.meetings] == [order[1].number]


@given(st.lists(CHANGED, max_size=6, unique_by=lambda one: one.number))
def test_no_carried_change_is_silently_missing(carried):
    """Each is in the text to the word, or is named as meeting another."""
    text = text_of()
    standing = consolidated(text, carried)
    unsettled = {one.amendment for one in standing.meetings}
    seen = {one.id: one for one in standing.seen}
    for one in carried:
        if one.number in unsettled:
            continue
        if one.does == DELETE:
            assert one.clause not in seen
        elif one.does == INSERT:
            assert seen[one.clause].words == one.words
        else:
            assert one.number in standing.changed_by[one.clause]
            added = set(one.words["en"].split()) - set(
                text.latest.clause(one.clause).words["en"].split()
            )
            assert added <= set(seen[one.clause].words["en"].split())


@given(st.lists(CHANGED, max_size=6, unique_by=lambda one: one.number))
def test_ids_never_change_hands(carried):
    text = text_of()
    standing = consolidated(text, carried)
    before = {one.id: one.kind for one in text.latest.clauses}
    for one in standing.clauses:
        assert before.get(one.id, one.kind) == one.kind
    assert len({one.id for one in standing.clauses}) == len(standing.clauses)


def test_two_changes_apart_in_one_paragraph_are_both_made():
    first = amendment(1, REWORD, "p1", words="Recalling the heavy doors of old buildings,")
    second = amendment(2, REWORD, "p1", words="Recalling the doors of old stone buildings,")
    standing = consolidated(text_of(), [first, second])
    assert reads(standing)[2] == "Recalling the heavy doors of old stone buildings,"
    assert standing.changed_by["p1"] == (1, 2)


def test_a_meeting_is_handed_back_with_its_readings_and_settled_by_a_person():
    first = amendment(9, REWORD, "o5", words="Asks for a plan each month;")
    second = amendment(10, REWORD, "o5", words="Asks for a plan every two years;")
    (met,) = consolidated(text_of(), [first, second]).meetings
    assert (met.amendment, met.clause) == (10, "o5")
    assert (met.base, met.current, met.amended) == (
        "Asks for a plan each year;",
        "Asks for a plan each month;",
        "Asks for a plan every two years;",
    )
    settled = replace(second, settled={"en": "Asks for a plan every month;"})
    standing = consolidated(text_of(), [first, settled])
    assert not standing.meetings
    assert "Asks for a plan every month;" in reads(standing)
    gone = replace(second, settled={})
    assert "o5" in consolidated(text_of(), [first, gone]).deleted


def test_what_stands_after_a_deleted_paragraph_keeps_its_place():
    deleted = amendment(3, DELETE, "p2")
    new = amendment(5, INSERT, words="Also aware of stairs,", after="p2", kind="preambular")
    for order in ([deleted, new], [new, deleted]):
        ids = [one.id for one in consolidated(text_of(), order).seen]
        assert ids[2:5] == ["p1", "n5", "o1"]


def test_a_sub_amendment_changes_the_amendment_alone():
    parent = amendment(1, REWORD, "o5", words="Asks for a short plan each month;")
    sub = amendment(2, REWORD, "o5", words="Asks for a long plan each month;", to=1)
    other = amendment(3, REWORD, "o5", words="Asks for a short plan each week;", to=1)
    text = replace(text_of(), amendments={1: parent, 2: sub, 3: other})
    made = with_sub_amendments(text, parent, carried=[sub, other])
    assert made.amendment.words == {"en": "Asks for a long plan each week;"}
    assert not made.meetings
    third = amendment(4, REWORD, "o5", words="Asks for a brief plan each month;", to=1)
    (met,) = with_sub_amendments(text, parent, carried=[sub, third]).meetings
    assert (met.amendment, met.current) == (4, "Asks for a long plan each month;")


def test_the_farthest_change_of_a_paragraph_is_put_first():
    near = amendment(1, REWORD, "o5", words="Asks for a plan every year;")
    far = amendment(2, REWORD, "o5", words="Invites nobody to anything;")
    gone = amendment(3, DELETE, "o5")
    earlier = amendment(4, REWORD, "p1", words="Recalling doors,")
    again = amendment(5, REWORD, "o5", words="Asks for a plan every year;")
    found = {one.number: one for one in (near, far, gone, earlier, again)}
    text = replace(text_of(), amendments=found)
    assert [one.number for one in furthest_first(text)] == [4, 3, 2, 1, 5]


@pytest.mark.parametrize(
    ("one", "after", "outcome", "why"),
    [
        ({"words": "Asks for a plan each month;"}, {"does": DELETE}, "adopted", "clause_deleted"),
        ({"words": "Asks for a plan each month;"}, {"does": DELETE}, "rejected", ""),
        ({"words": "A;"}, {"words": "A;"}, "rejected", "same_change"),
        ({"words": "Asks for a plan each month;"}, {"words": "Begs."}, "adopted", "same_words"),
        ({"words": "Asks for a plan each month;"}, {"words": "Begs."}, "rejected", ""),
        (
            {"words": "Begs for a plan each year;"},
            {"words": "Asks for a plan each day;"},
            "adopted",
            "",
        ),
        ({"words": "B;", "to": 2}, {"words": "A;"}, "rejected", "amendment_gone"),
        ({"words": "B;", "to": 2}, {"words": "A;"}, "adopted", ""),
    ],
)
def test_what_falls_follows_from_the_words(one, after, outcome, why):
    made = [
        amendment(number, fields.pop("does", REWORD), "o5", **fields)
        for number, fields in ((1, dict(one)), (2, dict(after)))
    ]
    assert why_falls(text_of(), made[0], after=made[1], outcome=outcome) == why


def test_a_language_follows_only_the_words_that_it_renders():
    text = text_of()
    french = {
        (one.id, "fr"): Rendering(of=one.words["en"], words="…") for one in text.latest.clauses
    }
    text = replace(text, renderings=french)
    standing = consolidated(text, [])
    assert behind(text, standing, language="fr") == ()
    changed = consolidated(text, [amendment(9, REWORD, "o5", words="Asks for a plan each month;")])
    assert [one.id for one in behind(text, changed, language="fr")] == ["o5"]
    new = Rendering(of="Asks for a plan each month;", words="Demande un plan chaque mois ;")
    rendered = replace(text, renderings={**french, (ClauseId("o5"), "fr"): new})
    assert behind(rendered, changed, language="fr") == ()
    assert [one.id for one in behind(rendered, standing, language="fr")] == ["o5"]


def test_a_clause_knows_its_words_and_place():
    assert isinstance(text_of().latest.clause(ClauseId("o1")), Clause)
    assert text_of().latest.clause(ClauseId("o99")) is None
