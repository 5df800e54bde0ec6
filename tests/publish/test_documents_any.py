"""Documents of any record: they are always made, and the numbers of paragraphs never change."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemicycle.publish import Published
from hemicycle.publish.documents import results_book, summary_record
from hemicycle.publish.documents.as_docx import as_docx
from hemicycle.publish.documents.as_html import as_html
from hemicycle.publish.documents.as_pdf import as_pdf
from hemicycle.publish.documents.document import Heading

from .documents_at_hand import (
    LANGUAGES,
    MODULES,
    model,
    numbered,
    numbers_in,
    pages,
    plain,
    squeezed,
)
from .records_at_random import published_at_random
from .rehearsed_sessions import DEMO, SCENARIOS, as_it_was, rehearsed

MANY_KINDS = ("divisions", "elections", "emergency_choice", "hands_counted", "motions", "parts")
PREFIXES = 6


# Any record gives every document.


@settings(max_examples=20)
@given(published_at_random(), st.sampled_from(LANGUAGES))
def test_every_document_of_any_record_is_made(published, language):
    published = replace(published, language=language)
    for module in MODULES:
        output = module.OUTPUTS[0]
        for part in output.parts(published) if output.is_in_parts else ("",):
            document = model(module, published, part)
            assert published.band in as_html(document).decode()
            assert as_docx(document).startswith(b"PK")
            levels = [0, *(one.level for one in document.headings)]
            assert all(after <= before + 1 for before, after in pairwise(levels))


@settings(max_examples=6)
@given(published_at_random(), st.sampled_from(LANGUAGES))
def test_a_pdf_of_any_record_is_made(published, language):
    published = replace(published, language=language)
    for module in (results_book, summary_record):
        output = module.OUTPUTS[0]
        for part in output.parts(published) if output.is_in_parts else ("",):
            assert as_pdf(model(module, published, part)).startswith(b"%PDF")


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=15)
@given(ANY_TEXT | ANY_TEXT.map(lambda text: "W" * 300 + text))
def test_no_text_stops_a_document_or_leaves_its_place(text):
    published = rehearsed(SCENARIOS / "divisions.minutes")
    session = replace(
        published.assembly.session, title={"en": f"A {text}"}, place={"english": text}
    )
    published = replace(published, assembly=replace(published.assembly, session=session))
    document = model(results_book, published)
    as_docx(document)
    as_pdf(document)
    page = as_html(document).decode()
    assert page.count("<main") == page.count("</body>") == 1


# The numbers of paragraphs stay while the record goes on.


@pytest.mark.parametrize("name", MANY_KINDS)
def test_numbers_stay_while_a_scenario_goes_on(name):
    assert changed(rehearsed(SCENARIOS / f"{name}.minutes")) == []


def changed(published: Published) -> list[str]:
    """The paragraphs whose numbers changed between one moment of the record and a later one."""
    last = len(published.written)
    found, before = [], {}
    for entries in sorted({last, *range(last // PREFIXES, last, max(1, last // 40))}):
        now = numbers_in(as_it_was(published, entries))
        found += [one for one, number in before.items() if now.get(one) != number]
        before = now
    return found


# The demo's rehearsal, whole.


def test_the_demo_rehearsal_gives_every_document():
    published = rehearsed(DEMO / "rehearsal-150.minutes")
    parts = summary_record.parts(published)
    assert parts == ["plenary-1", "committee-1-1", "committee-2-1"]
    book = model(results_book, published)
    text = plain(book)
    for told in (
        "Request 2, “Protecting parliamentary archives from flooding”, was chosen",
        "996 in favour, 450 against, 102 abstentions; required: 964",
        "Vice-President of the Assembly\tTomasun Eldreth",
        "Total\t140\t740",
    ):
        assert told in text
    plenary = model(summary_record, published, parts[0])
    assert numbered(plenary)[-1].number > 100
    items = [one for one in plenary.blocks if isinstance(one, Heading) and one.level == 2]
    assert len(items) > 6
    shown = pages(as_pdf(book))
    assert len(shown) > 10
    assert all(squeezed(published.band) in squeezed(page) for page in shown)


def test_figures_of_a_ballot_that_was_annulled_stand_nowhere():
    text = plain(model(results_book, rehearsed(SCENARIOS / "elections.minutes")))
    assert "Ballot 3 was annulled; it decided nothing." in text
    assert "valid: 16" not in text
    assert "Papers in the box: 15; blank: 0; invalid: 0; valid: 15; required: 8." in text
