"""A draft goes out to a word processor and comes back: its edits are amendments, and no more."""

import io
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from handed_in.documents import W, saved, word_file
from hemicycle.handed_in.drafts.edited import read_edited
from hemicycle.handed_in.found import HandedInFault
from hemicycle.procedure.acts import PROCEDURE
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.assembly import Clause, Text
from hemicycle.procedure.assembly.texts import Version
from hemicycle.procedure.rules.clauses import clauses_of, first_lines
from hemicycle.publish import Published, publish
from hemicycle.screens.edited_draft import WHY, Proposals, proposals
from publish.sessions_of_texts import TEXT, in_progress

NAME = "draft-to-amend.docx"


@pytest.fixture(scope="module")
def session() -> Published:
    return in_progress()


def stamp(published: Published) -> LodgeAmendment:
    text = published.assembly.texts[TEXT]
    return LodgeAmendment(
        act_id="a-new",
        body=text.body,
        by=text.lodged_by,
        capacity="",
        through="",
        at=text.lodged_at + 1000,
        text=text.id,
        does="",
        mover="p-0001",
    )


def told(published: Published, edit: Callable[[Document], None] = lambda _: None) -> Proposals:
    """What comes of a file that went out and was edited."""
    document = docx.Document(io.BytesIO(publish(NAME, published, part=TEXT)))
    edit(document)
    text = published.assembly.texts[TEXT]
    return proposals(read_edited(saved(document)), text, stamp=stamp(published))


def line(document: Document, clause: str):
    """The paragraph of a clause."""
    mark = document.element.find(
        f".//w:bookmarkStart[@w:name='clause_1_{clause}']", {"w": document.element.nsmap["w"]}
    )
    return next(one for one in document.paragraphs if one._p is mark.getparent())


def retype(document: Document, clause: str, *, old: str, new: str) -> None:
    """Words changed without tracking."""
    for text in line(document, clause)._p.iter(qn("w:t"), qn("w:delText")):
        if old in (text.text or ""):
            text.text = text.text.replace(old, new)
            return
    raise AssertionError(old)


def acts(found: Proposals) -> list[tuple]:
    return [
        (one.act.does, one.act.clause, one.act.words.get("en", ""), one.act.after)
        for one in found.proposed
    ]


# What went out.


def test_open_amendments_go_out_as_tracked_changes(session):
    document = docx.Document(io.BytesIO(publish(NAME, session, part=TEXT)))
    changes = list(document.element.body.iter(qn("w:ins"), qn("w:del")))
    authors = {one.get(qn("w:author")).partition(" ")[0] for one in changes}
    assert authors == {"Am."}
    by_number = {one.get(qn("w:author")) for one in changes}
    assert "Am. 2 Cadria" in by_number
    assert "Am. 3 Dorvane" in by_number
    assert not any(one.startswith("Am. 8") for one in by_number), "irreceivable"
    lodged = session.assembly.texts[TEXT].amendments[2].lodged_at
    dates = {one.get(qn("w:date")) for one in changes if one.get(qn("w:author")) == "Am. 2 Cadria"}
    assert dates == {"2026-03-02T04:05:00Z"}
    assert lodged == 1_772_424_300_000
    remarks = {one.author: one.text for one in document.comments}
    assert "Am. 4 Cadria" in remarks, "it meets the deletion by amendment 3"
    assert "every two years" in remarks["Am. 4 Cadria"]
    names = [one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    clauses = ("title", "opening", "p1", "o1", "o2", "o3")
    assert names == [f"clause_1_{one}" for one in clauses]
    assert line(document, "o1").text.startswith("4\t1.\t"), "its line, its number"


def test_a_file_that_nobody_edited_proposes_nothing(session):
    found = told(session)
    assert found.proposed == []
    assert found.unplaced == []


# What comes back.


def test_words_changed_without_tracking_are_an_amendment(session):
    found = told(session, lambda file: retype(file, "o3", old="report in", new="tell us in"))
    words = "Requests the Secretary General to tell us in two years."
    assert acts(found) == [("reword", "o3", words, "")]


def test_tracked_changes_of_a_person_are_an_amendment(session):
    def edit(file: Document) -> None:
        start = line(file, "p1")._p.find(qn("w:bookmarkStart"))
        start.addnext(
            parse_xml(
                f'<w:ins {W} w:id="900" w:author="Ana"><w:r><w:t xml:space="preserve">'
                "Deeply </w:t></w:r></w:ins>"
            )
        )

    [proposal] = told(session, edit).proposed
    assert proposal.act.does == "reword"
    assert proposal.act.words["en"].startswith("Deeply Recalling that many visitors")


def test_a_new_paragraph_is_inserted_with_the_kind_of_its_neighbour(session):
    def edit(file: Document) -> None:
        new = deepcopy(line(file, "p1")._p)
        for one in [*new.iter(qn("w:r"), qn("w:ins"), qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
            if one.getparent() is not None:
                one.getparent().remove(one)
        line(file, "p1")._p.addnext(new)
        docx.text.paragraph.Paragraph(new, file._body).add_run("Convinced that doors matter,")
        last = file.add_paragraph("(a) and lifts;", style="Clause level 2")
        line(file, "o1")._p.addnext(last._p)

    found = told(session, edit)
    assert acts(found) == [
        ("insert", "", "Convinced that doors matter,", "p1"),
        ("insert", "", "and lifts;", "o1"),
    ]
    assert [one.act.level for one in found.proposed] == [1, 2]


def test_a_deleted_paragraph_is_a_deletion_tracked_or_not(session):
    def gone(file: Document) -> None:
        line(file, "o1")._p.getparent().remove(line(file, "o1")._p)

    def struck(file: Document) -> None:
        for run in list(line(file, "o1")._p.iter(qn("w:r"))):
            if (
                run.getparent().tag == qn("w:p")
                and run.find(qn(["w:rPr", "w:rStyle"][0])) is not None
            ):
                deletion = OxmlElement("w:del")
                deletion.set(qn("w:author"), "Ana")
                run.addprevious(deletion)
                deletion.append(run)

    for edit in (gone, struck):
        assert ("delete", "o1", "", "") in acts(told(session, edit))


def test_a_paragraph_moved_is_a_move(session):
    def edit(file: Document) -> None:
        line(file, "o1")._p.addprevious(line(file, "o3")._p)

    assert acts(told(session, edit)) == [("move", "o3", "", "p1")]


def test_an_accepted_change_is_told_as_the_amendment_that_it_was(session):
    def accept(file: Document) -> None:
        for one in list(line(file, "o3")._p.iter(qn("w:ins"))):
            one.addprevious(one[0])
            one.getparent().remove(one)
        for one in list(line(file, "o3")._p.iter(qn("w:del"))):
            one.getparent().remove(one)

    [proposal] = told(session, accept).proposed
    assert proposal.same_as == 7
    assert proposal.act.words == {"en": "Requests the Secretary General to report in three years."}


def before(file: Document) -> None:
    """Words above the title."""
    file.element.body.insert(0, parse_xml(f"<w:p {W}><w:r><w:t>Hello.</w:t></w:r></w:p>"))


def join(file: Document) -> None:
    """Two paragraphs made one."""
    second = line(file, "o3")._p
    for child in list(second):
        if child.tag != qn("w:pPr"):
            line(file, "o1")._p.append(child)
    second.getparent().remove(second)


def untitled(file: Document) -> None:
    """The title gone."""
    line(file, "title")._p.getparent().remove(line(file, "title")._p)


def reworded(file: Document) -> None:
    """Words of an amendment changed."""
    for one in line(file, "o1")._p.iter(qn("w:ins")):
        one[0].find(qn("w:t")).text = " quickly "
        return


def copied(file: Document) -> None:
    """A paragraph there twice."""
    line(file, "o3")._p.addnext(deepcopy(line(file, "o3")._p))


def older(file: Document) -> None:
    """A file of another version."""
    for one in file.element.body.iter(qn("w:bookmarkStart")):
        one.set(qn("w:name"), one.get(qn("w:name")).replace("clause_1", "clause_9"))


def test_what_cannot_be_placed_is_told(session):
    found = {
        "before_the_title": before,
        "joined": join,
        "title_stays": untitled,
        "changes_amendment": reworded,
        "twice": copied,
        "other_version": older,
    }
    assert set(found) == set(WHY)
    for why, edit in found.items():
        assert why in [one.why for one in told(session, edit).unplaced], why
        assert session.phrases.has(f"textpaper.unplaced.{why}", "fr")


def test_a_file_that_is_not_ours_is_refused(session):
    with pytest.raises(HandedInFault, match="draft_not_ours"):
        read_edited(word_file("Title", "1. Urges."))


def test_every_proposal_can_be_lodged(session):
    def edit(file: Document) -> None:
        retype(file, "p1", old="many", new="some")
        line(file, "o1")._p.addnext(file.add_paragraph("Invites everybody;")._p)

    found = told(session, edit)
    assert len(found.proposed) == 2
    for one in found.proposed:
        assert PROCEDURE.may(session.rules, session.assembly, one.act) is None


# For any text, with any words: out and in again proposes nothing; one paragraph retyped, that one.

LETTERS = st.characters(categories=["L", "N", "P"], exclude_characters="*_")
WORD = st.text(LETTERS, min_size=1, max_size=8)
LINE = st.lists(WORD, min_size=1, max_size=6).map(lambda words: "x" + " ".join(words))


def with_text(published: Published, lines: list[str], marks: list[str]) -> Published:
    """The session with other words in its text, to which there are no amendments."""
    draft = "\n".join(("Title", *(f"{m} {one}" for m, one in zip(marks, lines, strict=True))))
    clauses: tuple[Clause, ...] = clauses_of({"en": draft}, language="en")
    text: Text = published.assembly.texts[TEXT]
    version = Version(
        number=1,
        clauses=clauses,
        lines=first_lines(clauses, language="en"),
        published_at=text.lodged_at,
    )
    plain = replace(text, versions=(version,), amendments={}, renderings={})
    return replace(published, assembly=published.assembly.with_text(plain))


@settings(max_examples=15, deadline=None)
@given(st.lists(LINE, min_size=2, max_size=6), st.data())
def test_any_text_comes_back_as_it_went(lines, data):
    below = st.sampled_from(["1.", "(a)"])
    marks = ["1.", *(data.draw(below) for _ in lines[1:])]
    published = with_text(in_progress(), lines, marks)
    assert told(published) == Proposals(proposed=[], unplaced=[])
    chosen = data.draw(st.integers(1, len(lines)))
    other = data.draw(LINE)
    text = published.assembly.texts[TEXT]
    clause = text.latest.clauses[chosen]
    if other == clause.words["en"]:
        return

    def edit(file: Document) -> None:
        retype(file, clause.id, old=clause.words["en"], new=other)

    assert acts(told(published, edit)) == [("reword", clause.id, other, "")]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data):
    content = bytearray(publish(NAME, in_progress(), part=TEXT))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(HandedInFault):
        assert read_edited(bytes(content)).paragraphs
