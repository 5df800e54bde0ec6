"""A draft that comes back from a word processor: the amendments that its edits would be.

Each is an act for a person to confirm; what cannot be one is told, never guessed. What the file
holds of amendments that were lodged before is no new proposal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from hemicycle.handed_in.drafts.edited import EditedFile, EditedParagraph, EditedRun
from hemicycle.handed_in.drafts.marks import NESTED, OPERATIVE, ROMAN, mark_of
from hemicycle.handed_in.drafts.places import amendment_of
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.assembly import Amendment, Clause, ClauseId, Text
from hemicycle.procedure.assembly.texts import NO_CLAUSE
from hemicycle.procedure.rules.amendments import is_gone
from hemicycle.procedure.rules.clauses import OPERATIVE as RESOLVED
from hemicycle.procedure.rules.clauses import TITLE
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, MOVE, REWORD
from hemicycle.wording import changes, tokens

SPACES = re.compile(r"[ \t\r\n]+")
WHY = ("before_the_title", "joined", "other_version", "title_stays", "changes_amendment", "twice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An amendment that the edits would be; `same_as` is one lodged before that says the same."""

    act: LodgeAmendment
    same_as: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """An edit that is no amendment: why, at which clause or amendment, and its words."""

    why: str
    clause: ClauseId = NO_CLAUSE
    amendment: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What an edited file proposes, in the order of the text, and what could not be placed."""

    proposed: Sequence[Proposal] = ()
    unplaced: Sequence[Unplaced] = ()


@dataclass(slots=True)
class Seen:
    """A clause as it came back: its words, and where it stood among the others."""

    words: str
    after: ClauseId


@dataclass(slots=True)
class Reading:
    """The file while it is held against the text; `stamp` is the act that all proposals follow."""

    text: Text
    stamp: LodgeAmendment
    seen: dict[ClauseId, Seen] = field(default_factory=dict)
    new: list[LodgeAmendment] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    last: ClauseId = NO_CLAUSE


def proposals(edited: EditedFile, text: Text, *, stamp: LodgeAmendment) -> Proposals:
    """The amendments that an edited file would be, to the latest version of a text."""
    reading = Reading(text, stamp)
    for paragraph in edited.paragraphs:
        take(reading, paragraph)
    reading.unplaced += changed_amendments(edited, text)
    acts = sorted([*changed(reading), *reading.new], key=lambda one: place_of(text, one))
    return Proposals(
        proposed=[Proposal(act=one, same_as=lodged_before(text, one)) for one in acts],
        unplaced=reading.unplaced,
    )


def take(reading: Reading, paragraph: EditedParagraph) -> None:
    """One paragraph: the clauses in it as they now read, or a new one."""
    if not paragraph.places:
        inserted(reading, paragraph)
        return
    filled = []
    for place in paragraph.places:
        clause = ClauseId(place.clause)
        words = said(one for one in paragraph.runs if one.place == place)
        if place.version != reading.text.latest.number or not reading.text.latest.clause(clause):
            reading.unplaced.append(Unplaced(why="other_version", clause=clause, words=words))
        elif clause in reading.seen and reading.seen[clause].words:
            reading.unplaced.append(Unplaced(why="twice", clause=clause, words=words))
        else:
            reading.seen[clause] = Seen(words, reading.last)
            if words:
                filled.append(clause)
                reading.last = clause
    is_struck = paragraph.deleted_by and not amendment_of(paragraph.deleted_by)
    if len(filled) > 1 or (filled and is_struck):
        words = said(paragraph.runs)
        reading.unplaced.append(Unplaced(why="joined", clause=filled[-1], words=words))


def inserted(reading: Reading, paragraph: EditedParagraph) -> None:
    """A paragraph that is new, after the clause before it."""
    words = said(paragraph.runs)
    if not words:
        return
    read = mark_of(words)
    mark = mark_of(f"{paragraph.mark} x")
    if read.length and words[: read.length].strip() == paragraph.mark:
        words = words[read.length :].strip()
    if not reading.last:
        reading.unplaced.append(Unplaced(why="before_the_title", words=words))
        return
    level = paragraph.level or 1
    if mark.sort == NESTED:
        level = 3 if mark.value in ROMAN and len(mark.value) > 1 else max(2, level)
    reading.new.append(
        replace(
            reading.stamp,
            does=INSERT,
            words={reading.text.language: words},
            after=reading.last,
            kind=RESOLVED if mark.sort == OPERATIVE else "",
            level=level,
        )
    )


def changed(reading: Reading) -> Iterator[LodgeAmendment]:
    """The clauses that read otherwise, are gone, or stand elsewhere."""
    text, language = reading.text, reading.text.language
    there = [one for one in text.latest.clauses if words_in(reading, one)]
    moved = set(out_of_order(reading, there))
    for clause in text.latest.clauses:
        words = words_in(reading, clause)
        if not words and clause.kind == TITLE:
            reading.unplaced.append(Unplaced(why="title_stays", clause=clause.id))
        elif not words:
            yield replace(reading.stamp, does=DELETE, clause=clause.id)
        elif words != even(clause.words[language]):
            yield replace(reading.stamp, does=REWORD, clause=clause.id, words={language: words})
        if clause.id in moved:
            after = reading.seen[clause.id].after
            yield replace(reading.stamp, does=MOVE, clause=clause.id, after=after)


def words_in(reading: Reading, clause: Clause) -> str:
    """What a clause reads in the file; nothing where it is gone."""
    found = reading.seen.get(clause.id)
    return found.words if found else ""


def out_of_order(reading: Reading, there: Sequence[Clause]) -> list[ClauseId]:
    """The fewest clauses that must have moved for the rest to stand in their order."""
    rank = {one.id: n for n, one in enumerate(there)}
    came = [one for one, seen in reading.seen.items() if seen.words]
    longest: list[list[ClauseId]] = [[]]
    for clause in came:
        before = [row for row in longest if not row or rank[row[-1]] < rank[clause]]
        longest.append([*max(before, key=len), clause])
    stayed: list[ClauseId] = max(longest, key=len)
    return [one for one in came if one not in stayed]


def said(runs: Sequence[EditedRun] | Iterator[EditedRun]) -> str:
    """The words as somebody would have them, without what amendments lodged before would do."""
    return even("".join(one.words for one in runs if stays(one)))


def stays(run: EditedRun) -> bool:
    """Whether words count: not inserted by a known amendment, not deleted by a person."""
    if amendment_of(run.inserted_by):
        return False
    return not run.deleted_by or bool(amendment_of(run.deleted_by))


def changed_amendments(edited: EditedFile, text: Text) -> Iterator[Unplaced]:
    """The amendments in the file whose own words, brought or struck, somebody changed."""
    brought: dict[int, str] = {}
    struck: dict[int, str] = {}
    for paragraph in edited.paragraphs:
        for run in paragraph.runs:
            number = amendment_of(run.inserted_by)
            if number:
                words = "" if run.deleted_by else run.words
                brought[number] = brought.get(number, "") + words
            elif number := amendment_of(run.deleted_by):
                struck[number] = struck.get(number, "") + run.words
    for number in sorted({*brought, *struck}):
        whole = words_of(text, number)
        for came, own in zip((brought, struck), whole, strict=True):
            if number in came and "".join(came[number].split()) != "".join(own.split()):
                yield Unplaced(why="changes_amendment", amendment=number, words=came[number])


def words_of(text: Text, number: int) -> tuple[str, str]:
    """The words that an amendment brings into the text, and those that it strikes."""
    amendment = text.amendments.get(number)
    if amendment is None:
        return "", ""
    clause, language = text.latest.clause(amendment.clause), text.language
    before = tokens(clause.words[language]) if clause else []
    made = changes(before, tokens(amendment.words.get(language, "")))
    return (
        "".join("".join(one.pieces) for one in made),
        "".join("".join(one.old(before)) for one in made),
    )


def lodged_before(text: Text, act: LodgeAmendment) -> int:
    """An amendment lodged before that would do the same; 0 for none."""
    return next((one.number for one in text.amendments.values() if is_same(text, one, act=act)), 0)


def is_same(text: Text, one: Amendment, *, act: LodgeAmendment) -> bool:
    """Whether an amendment does what a proposal would do."""
    if one.to or is_gone(one) or (one.does, one.after) != (act.does, act.after):
        return False
    is_there = act.does == INSERT or one.clause == act.clause
    words = [even(words.get(text.language, "")) for words in (one.words, act.words)]
    return is_there and (act.does in (DELETE, MOVE) or words[0] == words[1])


def place_of(text: Text, act: LodgeAmendment) -> int:
    """Where in the text a proposal stands."""
    about = act.after if act.does == INSERT else act.clause
    return next((n for n, one in enumerate(text.latest.clauses) if one.id == about), -1)


def even(words: str) -> str:
    """Words on one line; spaces that do not break stay what they are."""
    return SPACES.sub(" ", words).strip()
