"""What documents say: all of it, in words that stay, and nothing that is not declared."""

from dataclasses import replace

import pytest

from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.publish.documents import (
    daily_journal,
    decisions_list,
    formats,
    paragraphs,
    results_book,
    summary_record,
)
from hemicycle.publish.documents.document import Heading, Paragraph, Table, plainly
from hemicycle.publish.documents.wording import text_from, typographic

from .documents_at_hand import (
    LANGUAGES,
    MODULES,
    documents_of,
    model,
    numbered,
    numbers_in,
    plain,
)
from .rehearsed_sessions import SCENARIOS, as_it_was, rehearsed
from .small_session import (
    VOTES,
    SmallSession,
    whole_session,
)
from .undeclared_votes import OTHER_VOTES, leaking, undeclared

# What the documents say.


def test_a_summary_record_tells_the_sitting(rehearsal):
    text = plain(model(summary_record, rehearsal.published(), "plenary-1"))
    for told in (
        "Assembly, sitting 1",
        "Held: Tashkent, 2 March 2026",
        "In the Chair: Oriane Dren, President of the Assembly",
        "Opened: 10:01",
        "Rose: 10:05",
        "Item 3. General debate",
        "Ilse Marr (Arvenia) made a statement (20\u00a0s).",
        "The Chair did not uphold the point of order",
        "In favour 21, against 8, abstentions 0, not cast 25. Required: 20",
        "Rule not verified, a working default: Majority for an emergency item (Rule 11.2(a)).",
        "Corrigendum (entry 28): Read “as orally revised”.",
        "Affirmative votes: 21. Negative votes: 8.",
        "Roll call: see the annex, division 1.",
        "3 delegations were represented",
        "absent",
    ):
        assert told in text
    assert "asked for the floor" not in text


def test_a_journal_tells_its_day_and_invents_no_programme(rehearsal):
    published = rehearsal.published()
    assert daily_journal.days(published) == ["2026-03-02"]
    text = plain(model(daily_journal, published, "2026-03-02"))
    for told in (
        "Journal No.\u00a01",
        "Adopted – 21 for",
        "Ilse Marr (Arvenia)",
        "No programme has been",
    ):
        assert told in text


def test_a_journal_gives_the_rooms_of_the_next_day_as_they_were_known():
    published = rehearsed(SCENARIOS / "programme.minutes")
    [day] = daily_journal.days(published)
    assert "has nothing after this day" in plain(model(daily_journal, published, day))
    releases = [
        replace(one, slots=tuple(replace(slot, day="2026-03-03") for slot in one.slots))
        for one in published.assembly.programme
    ]
    for known, told in ((releases, "release 2"), (releases[:1], "release 1"), ([], "")):
        assembly = replace(published.assembly, programme=tuple(known))
        document = model(daily_journal, replace(published, assembly=assembly), day)
        if not known:
            assert "No programme has been published." in plain(document)
            continue
        table = [one for one in document.blocks if isinstance(one, Table)][-1]
        assert told in table.caption.plain
        rows = {row[0].plain: [one.plain for one in row[1:]] for row in table.rows}
        assert rows["Executive Committee (closed)"] == ["09:00–10:30", "Hall F"]


def test_a_list_of_decisions_marks_what_is_not_verified(rehearsal):
    text = plain(model(decisions_list, rehearsal.published()))
    assert "(Rule 11.2(a)) – not verified" in text
    assert "Reservations: =HYPERLINK" in text
    assert "Without a vote" in text
    empty = SmallSession()
    assert "No decision has been taken so far." in plain(model(decisions_list, empty.published()))


def test_a_results_book_has_every_chapter_and_says_how_to_check(rehearsal):
    document = model(results_book, rehearsal.published())
    keys = [one.anchor for one in document.headings if one.level == 1]
    assert keys == [
        *(key.replace("_", "-") for key, _ in results_book.CHAPTERS),
        "roll-calls",
    ]
    text = plain(document)
    assert "hemicycle-verify journal.ndjson" in text
    assert "Root of the first" in text
    assert "No election was held." in text
    assert document.has_cover


def test_articles_of_french_have_the_apostrophe_of_print_and_names_their_own():
    typeset = typographic(plainly("l'examen d'Ambrusk, de Ts'alenka et de N'Dovari"), "fr")
    assert typeset.plain == "l’examen d’Ambrusk, de Ts'alenka et de N'Dovari"
    assert typographic(plainly("d'Ambrusk"), "en").plain == "d'Ambrusk"


def test_a_value_in_another_language_keeps_it_and_a_whole_sentence_tells_its_own():
    text = text_from('A <bdi lang="ar">ليلى</bdi> &amp; <bdi>B\u202e</bdi>')
    assert [(one.text, one.language, one.is_apart) for one in text.runs] == [
        ("A ", "", False),
        ("ليلى", "ar", True),
        (" & ", "", False),
        ("B ", "", True),
    ]
    whole = text_from('<bdi lang="en">The sitting of <bdi>Zadria</bdi> rose.</bdi>')
    assert (whole.language, len(whole.runs)) == ("en", 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reported_session_has_reports_with_sources_and_no_record(reported, language):
    published = reported.published(language)
    document = model(results_book, published)
    text = plain(document)
    assert "https://reports.example/150" in text
    assert numbered(document) == []
    kept = {one.anchor for one in document.headings}
    assert "what-was-reported" in kept
    assert not kept & {"debates", "decisions-of-bodies", "participation", "roll-calls"}
    assert "https://reports.example/150" in plain(model(decisions_list, published))
    assert "news report of 7 April 2025" not in plain(model(decisions_list, published))
    assert summary_record.parts(published) == daily_journal.days(published) == []


def test_no_level_of_headings_is_left_out_and_no_anchor_stands_twice():
    blocks = (
        Heading(level=1, text=plainly("a"), anchor="x"),
        Heading(level=3, text=plainly("b"), anchor="x"),
        Paragraph(text=plainly("c"), anchor="x"),
    )
    document = replace(model(decisions_list, whole_session().published()), blocks=blocks)
    sound = formats.sound(document)
    assert [one.level for one in sound.headings] == [1, 2]
    assert [one.anchor for one in sound.blocks] == ["x", "", ""]


# Numbers and anchors stay.

STAGES = (
    SmallSession.sit,
    SmallSession.debate,
    lambda session: session.divide(VOTES),
    lambda session: session.act(PlaceItem, item="4", title={"en": "While the count is closed"}),
    SmallSession.declare,
    SmallSession.finish,
)


def changed_numbers() -> list[str]:
    """The paragraphs whose numbers changed while a session went on."""
    session = SmallSession()
    found, kept = [], {}
    for stage in STAGES:
        stage(session)
        now = numbers_in(session.published())
        found += [one for one, number in kept.items() if now.get(one) != number]
        kept = now
    assert len(kept) > 8
    return found


def test_numbers_and_anchors_never_change_while_the_record_goes_on(monkeypatch):
    assert changed_numbers() == []
    monkeypatch.setattr(paragraphs, "COUNTED", frozenset())
    assert changed_numbers() != [], "the control must find a number that waits for a declaration"


# What is not declared is nowhere.


def test_no_document_depends_on_the_ballots_of_an_undeclared_division():
    ours, theirs = undeclared(VOTES), undeclared(OTHER_VOTES)
    assert list(documents_of(ours))
    for module, part in ((one, next(iter(one.OUTPUTS[0].parts(ours)), "")) for one in MODULES):
        assert model(module, ours, part) == model(module, theirs, part)
    assert model(results_book, leaking(ours)) != model(results_book, leaking(theirs)), (
        "the control must find a planted leak"
    )


def test_a_vote_on_a_request_that_was_annulled_decides_nothing():
    whole = rehearsed(SCENARIOS / "emergency_equal.minutes")
    declared, again, *_ = (
        one.position
        for one in whole.written
        if one.header.kind == "result_declared" and one.entry.question in (1, 3)
    )
    annulled = next(one.position for one in whole.written if one.header.kind == "result_annulled")

    def fate(position: int) -> str:
        book = plain(model(results_book, as_it_was(whole, position)))
        return book.partition("Ferries")[2].partition("Archives")[0]

    assert "Put to the vote: 13 in favour" in fate(declared)
    for position in (annulled, again - 1):
        assert "It has not been decided." in fate(position)
        assert "Put to the vote" not in fate(position)
    assert "Put to the vote: 10 in favour" in fate(again)
