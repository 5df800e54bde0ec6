"""A text as it stands: its version with every change that was carried, in the order of decisions.

Where two changes meet, neither is made until a person has settled what the clause shall read. A
clause that was deleted keeps its place unseen, so that what stands after it is still found.
Article: texts.consolidation
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from hemicycle.procedure.assembly import Amendment, Clause, ClauseId, Text, Version, Words
from hemicycle.wording import Collision, Merged, merge

DELETE, INSERT, REWORD, MOVE = "delete", "insert", "reword", "move"
CHANGES = (REWORD, INSERT, DELETE, MOVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Where the change of an amendment meets others in a clause: its readings, in one language.

    `current` and `amended` are empty where the clause is deleted; `places` are the single words.
    """

    amendment: int
    clause: ClauseId
    base: str
    current: str
    amended: str
    places: tuple[Collision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The clauses in order, which of them are deleted, who changed which, and what is not settled.

    A changed clause has the languages in which the mover gave exactly what it now reads.
    """

    clauses: tuple[Clause, ...]
    deleted: frozenset[ClauseId] = frozenset()
    changed_by: Mapping[ClauseId, tuple[int, ...]] = field(default_factory=dict)
    moved: Mapping[ClauseId, ClauseId] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()

    @property
    def seen(self) -> tuple[Clause, ...]:
        """The clauses that are read: those not deleted."""
        return tuple(one for one in self.clauses if one.id not in self.deleted)

    def clause(self, wanted: ClauseId) -> Clause | None:
        """The clause of that id, deleted or not."""
        return next((one for one in self.clauses if one.id == wanted), None)

    def with_clause(self, clause: Clause, *, by: int) -> "Standing":
        """The same text with one clause in other words."""
        clauses = tuple(clause if one.id == clause.id else one for one in self.clauses)
        return replace(self, clauses=clauses, changed_by=self.with_author(clause.id, by))

    def with_author(self, clause: ClauseId, by: int) -> Mapping[ClauseId, tuple[int, ...]]:
        """Who changed which clause, with one more."""
        return {**self.changed_by, clause: (*self.changed_by.get(clause, ()), by)}


class Effective(NamedTuple):
    """An amendment as it is put after its sub-amendments."""

    amendment: Amendment
    meetings: tuple[Meeting, ...]


def consolidated(text: Text, carried: list[Amendment]) -> Standing:
    """The latest version with these amendments, which were carried in this order."""
    standing = Standing(clauses=text.latest.clauses)
    for amendment in carried:
        standing = amended(standing, amendment, text=text)
    return standing


def amended(standing: Standing, amendment: Amendment, *, text: Text) -> Standing:
    """The text after one more amendment; where it meets another, as settled or as it was."""
    if amendment.settled is not None:
        return as_settled(standing, amendment, text=text)
    if amendment.does == INSERT:
        return inserted(standing, amendment)
    made = MAKERS[amendment.does](standing, amendment, text=text)
    if isinstance(made, Meeting):
        return replace(standing, meetings=(*standing.meetings, made))
    return made


def reworded(standing: Standing, amendment: Amendment, *, text: Text) -> Standing | Meeting:
    """The clause in its new words, beside whatever else was changed in it."""
    base, current, new = readings(standing, amendment, text=text)
    clause = standing.clause(amendment.clause)
    if clause is None or clause.id in standing.deleted:
        return meeting(amendment, base, current="", amended=new)
    merged = merge(base, current, amended=new)
    if merged.collisions:
        return replace(
            meeting(amendment, base, current=current, amended=new), places=merged.collisions
        )
    words = words_after(amendment, language=text.language, merged=merged)
    return standing.with_clause(replace(clause, words=words), by=amendment.number)


def words_after(amendment: Amendment, *, language: str, merged: Merged) -> Words:
    """What the clause reads, in the languages of the mover where nobody else changed it."""
    is_alone = merged.text == amendment.words[language]
    return amendment.words if is_alone else {language: merged.text}


def deleted(standing: Standing, amendment: Amendment, *, text: Text) -> Standing | Meeting:
    """The clause gone, unless others changed it since."""
    base, current, _ = readings(standing, amendment, text=text)
    if current != base and amendment.clause not in standing.deleted:
        return meeting(amendment, base, current=current, amended="")
    return replace(
        standing,
        deleted=standing.deleted | {amendment.clause},
        changed_by=standing.with_author(amendment.clause, amendment.number),
    )


def inserted(standing: Standing, amendment: Amendment) -> Standing:
    """The new clause in its place, behind what others put there before."""
    new = Clause(
        id=amendment.clause, kind=amendment.kind, level=amendment.level, words=amendment.words
    )
    clauses = placed(standing.clauses, new, after=amendment.after, behind=amendment.number)
    return replace(
        standing, clauses=clauses, changed_by=standing.with_author(new.id, amendment.number)
    )


def moved(standing: Standing, amendment: Amendment, *, text: Text) -> Standing | Meeting:
    """The clause in another place, unless others moved or deleted it."""
    clause = standing.clause(amendment.clause)
    elsewhere = standing.moved.get(amendment.clause)
    base, current, _ = readings(standing, amendment, text=text)
    is_gone = clause is None or clause.id in standing.deleted
    if clause is None or is_gone or elsewhere not in (None, amendment.after):
        return meeting(amendment, base, current="" if is_gone else current, amended=base)
    rest = tuple(one for one in standing.clauses if one.id != clause.id)
    there = replace(clause, kind=amendment.kind or clause.kind, level=amendment.level)
    return replace(
        standing,
        clauses=placed(rest, there, after=amendment.after, behind=amendment.number),
        moved={**standing.moved, clause.id: amendment.after},
        changed_by=standing.with_author(clause.id, amendment.number),
    )


MAKERS = {REWORD: reworded, DELETE: deleted, MOVE: moved}


def placed(
    clauses: tuple[Clause, ...], new: Clause, *, after: ClauseId, behind: int
) -> tuple[Clause, ...]:
    """The clauses with one more, `after` another; of several there, those of lower number first."""
    at = next((n for n, one in enumerate(clauses, 1) if one.id == after), 0)
    while at < len(clauses) and 0 < number_of(clauses[at].id) < behind:
        at += 1
    return (*clauses[:at], new, *clauses[at:])


def inserted_as(number: int) -> ClauseId:
    """The id of the clause that an amendment inserts."""
    return ClauseId(f"n{number}")


def number_of(clause: ClauseId) -> int:
    """The amendment that inserted a clause; 0 for one that was there from the beginning."""
    digits = clause.removeprefix("n")
    return int(digits) if clause.startswith("n") and digits.isdigit() else 0


def as_settled(standing: Standing, amendment: Amendment, *, text: Text) -> Standing:
    """The clause as a person decided; without words it is deleted."""
    assert amendment.settled is not None
    if not amendment.settled.get(text.language):
        return replace(
            standing,
            deleted=standing.deleted | {amendment.clause},
            changed_by=standing.with_author(amendment.clause, amendment.number),
        )
    clause = standing.clause(amendment.clause)
    assert clause is not None
    back = replace(standing, deleted=standing.deleted - {amendment.clause})
    return back.with_clause(replace(clause, words=amendment.settled), by=amendment.number)


def readings(standing: Standing, amendment: Amendment, *, text: Text) -> tuple[str, str, str]:
    """A clause as the amendment found it, as it stands, and as it would have it."""
    version = version_of(text, amendment)
    before, now = version.clause(amendment.clause), standing.clause(amendment.clause)
    return (
        before.words[text.language] if before else "",
        now.words[text.language] if now else "",
        amendment.words.get(text.language, ""),
    )


def version_of(text: Text, amendment: Amendment) -> Version:
    """The version to which an amendment was made."""
    return text.versions[amendment.version - 1]


def meeting(amendment: Amendment, base: str, *, current: str, amended: str) -> Meeting:
    """What a person has to settle."""
    return Meeting(
        amendment=amendment.number,
        clause=amendment.clause,
        base=base,
        current=current,
        amended=amended,
    )


def with_sub_amendments(text: Text, amendment: Amendment, *, carried: list[Amendment]) -> Effective:
    """An amendment as its carried sub-amendments have made it, and where those meet."""
    meetings: list[Meeting] = []
    words = amendment.words
    for sub in carried:
        if sub.settled is not None:
            words = sub.settled
            continue
        base, new = amendment.words[text.language], sub.words[text.language]
        merged = merge(base, words[text.language], amended=new)
        if merged.collisions:
            found = meeting(sub, base, current=words[text.language], amended=new)
            meetings.append(replace(found, places=merged.collisions))
        else:
            words = words_after(sub, language=text.language, merged=merged)
    return Effective(replace(amendment, words=words), tuple(meetings))
