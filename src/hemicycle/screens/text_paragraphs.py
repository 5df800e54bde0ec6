"""The paragraphs of a text in each of its views: marked, as it stands, beside the original."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Amendment, Clause, ClauseId, Version
from hemicycle.procedure.assembly.texts import NO_CLAUSE
from hemicycle.procedure.rules.clauses import numbers, places
from hemicycle.procedure.rules.consolidation import INSERT, Meeting
from hemicycle.procedure.rules.layout import number_of
from hemicycle.screens.text_amendments import (
    IN_SHORT,
    LEFT_OUT,
    AmendmentSeen,
    amendment_seen,
    is_marked,
    on_latest,
)
from hemicycle.screens.text_seen import Seen, anchor_of
from hemicycle.screens.text_words import SAME, Line, Piece, in_lines, inserted, marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph, or the title. `mark` is what is printed before it, `anchor` its place.

    `lines` hold its words in `language`; `missed` are the carried amendments that the reader's
    language does not follow, so that the authentic words stand here instead. `before` are the
    original words where they stand beside, with what was printed before them. `meetings` wait for
    a person to settle them.
    """

    clause: ClauseId
    kind: str
    mark: str
    anchor: str
    level: int
    language: str
    lines: Sequence[Line]
    missed: Sequence[int] = ()
    is_in_step: bool = True
    is_new: bool = False
    is_deleted: bool = False
    changed_by: Sequence[int] = ()
    meetings: Sequence[Meeting] = ()
    amendments: Sequence[AmendmentSeen] = ()
    before: Sequence[Piece] = ()
    mark_before: str = ""


def changes_in_text(seen: Seen) -> Iterator[Paragraph]:
    """The latest version with every change that it does not hold yet marked in its place."""
    own, new = by_place(seen)
    meetings = meetings_by_clause(seen)
    version = seen.text.latest
    yield from new_paragraphs(seen, new.get(NO_CLAUSE, ()))
    for clause, plain in zip(version.clauses, published(seen, version), strict=True):
        about = own.get(clause.id, ())
        shown = shown_in_place(seen, about, language=plain.language)
        words = clause.words[plain.language] if shown else ""
        pieces = marked(words, [*shown.items()]) if shown else ()
        yield replace(
            plain,
            lines=lines_of(seen, plain, words=words, pieces=pieces) if pieces else plain.lines,
            meetings=meetings.get(clause.id, ()),
            amendments=[
                amendment_seen(seen, one, words=LEFT_OUT if one.number in shown else IN_SHORT)
                for one in about
            ],
        )
        yield from new_paragraphs(seen, new.get(clause.id, ()))


def by_place(
    seen: Seen,
) -> tuple[Mapping[ClauseId, list[Amendment]], Mapping[ClauseId, list[Amendment]]]:
    """The amendments to each clause of the latest version, and those that insert after it."""
    own, new = (
        defaultdict[ClauseId, list[Amendment]](list),
        defaultdict[ClauseId, list[Amendment]](list),
    )
    latest = seen.text.latest.number
    for one in seen.text.amendments.values():
        is_here = one.version == latest or is_marked(seen, one)
        if not one.to and is_here and one.number not in seen.included:
            places = new if one.does == INSERT else own
            places[one.after if one.does == INSERT else one.clause].append(one)
    return own, new


def shown_in_place(seen: Seen, about: Sequence[Amendment], *, language: str) -> dict[int, str]:
    """What the clause would read by each amendment that can be marked in it."""
    readings = (
        (one.number, on_latest(seen, one, language=language))
        for one in about
        if is_marked(seen, one)
    )
    return {number: words for number, words in readings if words is not None}


def new_paragraphs(seen: Seen, amendments: Sequence[Amendment]) -> Iterator[Paragraph]:
    """The paragraphs that amendments would insert at one place."""
    for one in amendments:
        own = amendment_seen(seen, one, words=LEFT_OUT)
        language = seen.language if seen.language in one.words else seen.text.language
        words = one.words[language]
        is_open = is_marked(seen, one)
        pieces = inserted(words, one.number) if is_open else [Piece(kind=SAME, text=words)]
        yield Paragraph(
            clause=one.clause,
            kind=one.kind,
            mark="",
            anchor=f"am{one.number}",
            level=one.level,
            language=language,
            lines=[Line(number=0, pieces=pieces)],
            is_new=True,
            is_deleted=not is_open,
            amendments=[own],
        )


def published(seen: Seen, version: Version, *, as_it_was: bool = False) -> Iterator[Paragraph]:
    """The paragraphs of a version line by line; in other languages as they were published then.

    A language that came later stands beside the authentic one too, unless it is shown `as_it_was`.
    """
    of_clause = places(version.clauses)
    for clause, mark, first in zip(
        version.clauses, numbers(version.clauses), version.lines, strict=True
    ):
        words = clause.words.get(seen.language) if as_it_was else seen.words_in(clause)
        language = seen.language if words is not None else seen.text.language
        plain = Paragraph(
            clause=clause.id,
            kind=clause.kind,
            mark=mark,
            anchor=anchor_of(*of_clause[clause.id]),
            level=clause.level,
            language=language,
            lines=[Line(number=first, pieces=())],
            is_in_step=words is not None,
            missed=seen.missed_in(clause) if words is None and not as_it_was else (),
        )
        said = words if words is not None else clause.words[language]
        yield replace(plain, lines=lines_of(seen, plain, words=said, pieces=[same(said)]))


def lines_of(
    seen: Seen, plain: Paragraph, *, words: str, pieces: Sequence[Piece]
) -> Sequence[Line]:
    """The words of a paragraph by their lines, which are counted in the authentic language."""
    first = plain.lines[0].number
    if plain.language != seen.text.language:
        return [Line(number=first, pieces=pieces)]
    return in_lines(words, pieces, first=first)


def same(words: str) -> Piece:
    """Words that stay."""
    return Piece(kind=SAME, text=words)


def as_it_stands(seen: Seen) -> Iterator[Paragraph]:
    """The text with all that was carried; what two changes made of one place is not settled."""
    standing = seen.standing
    meetings = meetings_by_clause(seen)
    marks = dict(zip((one.id for one in standing.seen), numbers(standing.seen), strict=True))
    of_clause = places(standing.seen)
    for clause in standing.clauses:
        is_deleted = clause.id in standing.deleted
        words = None if is_deleted else seen.words_in(clause)
        language = seen.language if words is not None else seen.text.language
        said = words if words is not None else clause.words[language]
        yield Paragraph(
            clause=clause.id,
            kind=clause.kind,
            mark=marks.get(clause.id, ""),
            anchor=anchor_of(*of_clause.get(clause.id, ("", ""))) or f"gone-{clause.id}",
            level=clause.level,
            language=language,
            lines=[Line(number=0, pieces=[same(said)])],
            missed=seen.missed_in(clause) if words is None and not is_deleted else (),
            is_in_step=words is not None,
            is_new=bool(number_of(clause.id)) and clause.id not in seen.clauses[-1],
            is_deleted=is_deleted,
            changed_by=standing.changed_by.get(clause.id, ()),
            meetings=meetings.get(clause.id, ()),
        )


def side_by_side(seen: Seen) -> Iterator[Paragraph]:
    """The text as it stands, each paragraph beside what was lodged, the changes marked."""
    first, lodged = seen.clauses[0], seen.text.versions[0].clauses
    marks = dict(zip((one.id for one in lodged), numbers(lodged), strict=True))
    stand = {one.clause: one for one in as_it_stands(seen)}
    for identity in in_both(list(first), list(stand)):
        before, now = first.get(identity), stand.get(identity)
        if now is None or now.is_deleted:
            assert before is not None or now is not None
            gone = before or seen.standing.clause(identity)
            assert gone is not None
            language = seen.language if seen.language in gone.words else seen.text.language
            paragraph = gone_paragraph(seen, gone, now=now, language=language)
            yield replace(paragraph, mark_before=marks.get(identity, ""))
            continue
        new = now.lines[0].pieces[0].text
        old = before.words.get(now.language, "") if before else ""
        pieces = marked(old, [(0, new)])
        yield replace(
            now,
            before=[same(old)] if before else (),
            mark_before=marks.get(identity, ""),
            lines=[Line(number=0, pieces=pieces)],
        )


def gone_paragraph(
    seen: Seen, clause: Clause, *, now: Paragraph | None, language: str
) -> Paragraph:
    """A paragraph that the text has no more, beside what it was."""
    by = now.changed_by if now else tuple(n.number for n in seen.carried if n.clause == clause.id)
    return Paragraph(
        clause=clause.id,
        kind=clause.kind,
        mark="",
        anchor=f"gone-{clause.id}",
        level=clause.level,
        language=language,
        lines=(),
        is_deleted=True,
        changed_by=by,
        before=[same(clause.words[language])],
    )


def in_both(before: list[ClauseId], now: list[ClauseId]) -> Iterator[ClauseId]:
    """All clauses in the order that they have now; those that are gone after what they followed."""
    known = set(now)
    after = defaultdict[ClauseId, list[ClauseId]](list)
    last = NO_CLAUSE
    for identity in before:
        if identity in known:
            last = identity
        else:
            after[last].append(identity)
    yield from after[NO_CLAUSE]
    for identity in now:
        yield identity
        yield from after[identity]


def original(seen: Seen) -> Iterator[Paragraph]:
    """The text as it was lodged."""
    return published(seen, seen.text.versions[0])


def meetings_by_clause(seen: Seen) -> Mapping[ClauseId, list[Meeting]]:
    """What is to be settled in each clause."""
    found = defaultdict[ClauseId, list[Meeting]](list)
    for one in seen.standing.meetings:
        found[one.clause].append(one)
    return found


def latest(seen: Seen) -> Iterator[Paragraph]:
    """The latest version, nothing marked in it."""
    return published(seen, seen.text.latest)


def left_out(_seen: Seen) -> Iterator[Paragraph]:
    """No paragraph: the amendments stand by themselves."""
    return iter(())


VIEWS: Mapping[str, Callable[[Seen], Iterator[Paragraph]]] = {
    "changes": changes_in_text,
    "stands": as_it_stands,
    "beside": side_by_side,
    "original": original,
    "amendments": left_out,
    "print": latest,
}
