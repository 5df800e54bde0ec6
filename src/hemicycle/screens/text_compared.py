"""Two published versions of a text, compared word by word; what was published never changes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import Clause, ClauseId, Text, Version, Words
from hemicycle.procedure.rules.clauses import numbers, places
from hemicycle.screens.asked import Asked
from hemicycle.screens.text_page import LanguageSeen, found, languages_seen
from hemicycle.screens.text_paragraphs import in_both
from hemicycle.screens.text_seen import Seen, anchor_of
from hemicycle.screens.text_words import DEL, INS, SAME, Piece, counted, marked
from hemicycle.screens.view import View
from hemicycle.wording import changes

TWO = re.compile(r"(?P<before>[0-9]{1,4})\.\.(?P<after>[0-9]{1,4})", re.ASCII)
INLINE, BESIDE = "inline", "beside"
WAYS = (INLINE, BESIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedParagraph:
    """One paragraph of either version, or of both.

    `mark` is what is printed before it in the one, `mark_before` in the other; `pieces` are its
    words with the changes marked, in `language`. `by` are the amendments that changed it.
    """

    anchor: str
    kind: str
    level: int
    mark: str
    mark_before: str
    language: str
    pieces: Sequence[Piece]
    is_new: bool
    is_gone: bool
    is_moved: bool
    by: Sequence[int]

    @property
    def is_changed(self) -> bool:
        """Whether it reads otherwise, or stands elsewhere."""
        return self.is_moved or any(one.kind != SAME for one in self.pieces)

    @property
    def before(self) -> Sequence[Piece]:
        """What it read, with what was struck marked."""
        return [one for one in self.pieces if one.kind != INS]

    @property
    def after(self) -> Sequence[Piece]:
        """What it reads, with what was added marked."""
        return [one for one in self.pieces if one.kind != DEL]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPage:
    """Two versions of one text; `struck` and `added` are words."""

    text: Text
    body_title: Words
    before: Version
    after: Version
    shown: str
    languages: Sequence[LanguageSeen]
    paragraphs: Sequence[ComparedParagraph]
    struck: int
    added: int

    @property
    def changed(self) -> int:
        """How many paragraphs differ."""
        return sum(one.is_changed for one in self.paragraphs)


def compared_at(view: View, argument: str) -> tuple[Text, Version, Version] | None:
    """The two versions of an address that ends with diff/1..2; None where there are none such."""
    text = found(view, argument)
    two = TWO.fullmatch(argument.partition("/diff/")[2])
    if text is None or two is None:
        return None
    known = {one.number: one for one in text.versions}
    before, after = known.get(int(two["before"])), known.get(int(two["after"]))
    return (text, before, after) if before and after else None


def compared_page(view: View, argument: str, asked: Asked) -> ComparedPage | None:
    """The comparison that an address asks for."""
    there = compared_at(view, argument)
    if there is None:
        return None
    text, before, after = there
    seen = Seen(view, text, asked.language)
    paragraphs = list(paragraphs_of(seen, before, after=after))
    sums = [counted(one.pieces) for one in paragraphs]
    wished = asked.text("view")
    return ComparedPage(
        text=text,
        body_title=view.assembly.bodies[text.body].title,
        before=before,
        after=after,
        shown=wished if wished in WAYS else INLINE,
        languages=languages_seen(seen),
        paragraphs=paragraphs,
        struck=sum(struck for struck, _ in sums),
        added=sum(added for _, added in sums),
    )


def paragraphs_of(seen: Seen, before: Version, *, after: Version) -> Iterator[ComparedParagraph]:
    """Every paragraph of the two, in the order of the second."""
    old = {one.id: one for one in before.clauses}
    new = {one.id: one for one in after.clauses}
    mark_of = [dict(zip(one, numbers([*one.values()]), strict=True)) for one in (old, new)]
    place_of = places(before.clauses) | places(after.clauses)
    moved = moved_between(list(old), list(new))
    by = changed_by(seen.text, before, after=after)
    for name in in_both(list(old), list(new)):
        clause = new.get(name) or old[name]
        language = language_of(seen, (old.get(name), new.get(name)))
        yield ComparedParagraph(
            anchor=anchor_of(*place_of[name]) if name in new else f"gone-{name}",
            kind=clause.kind,
            level=clause.level,
            mark=mark_of[1].get(name, ""),
            mark_before=mark_of[0].get(name, ""),
            language=language,
            pieces=pieces_between(old.get(name), new.get(name), language=language),
            is_new=name not in old,
            is_gone=name not in new,
            is_moved=name in moved,
            by=by.get(name, ()),
        )


def moved_between(old: Sequence[ClauseId], new: Sequence[ClauseId]) -> frozenset[str]:
    """The fewest paragraphs of both that must have moved for the rest to stand in their order."""
    there = [one for one in old if one in new]
    now = [one for one in new if one in old]
    return frozenset(name for change in changes(there, now) for name in change.pieces)


def language_of(seen: Seen, clauses: Sequence[Clause | None]) -> str:
    """The reader's language where it was published so in both, else the authentic one."""
    own = all(seen.language in one.words for one in clauses if one is not None)
    return seen.language if own else seen.text.language


def pieces_between(old: Clause | None, new: Clause | None, *, language: str) -> Sequence[Piece]:
    """The words of a paragraph with what was struck and what was added."""
    if old is None or new is None:
        clause = old or new
        assert clause is not None
        return [Piece(kind=INS if old is None else DEL, text=clause.words[language])]
    if old.words[language] == new.words[language]:
        return [Piece(kind=SAME, text=new.words[language])]
    return marked(old.words[language], [(0, new.words[language])])


def changed_by(text: Text, before: Version, *, after: Version) -> Mapping[ClauseId, list[int]]:
    """The amendments that were brought in between the two, by the paragraph they changed."""
    first, last = sorted((before.number, after.number))
    found: dict[ClauseId, list[int]] = {}
    for version in text.versions:
        if first < version.number <= last:
            for number in version.amendments:
                found.setdefault(text.amendments[number].clause, []).append(number)
    return found
