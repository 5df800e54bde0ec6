"""A text as it stands: its version with every change that was carried, in the order of decisions.

Where nothing has to be settled that order changes nothing (`layout` says where clauses stand).
Where two changes meet, neither is made until a person has settled what the clause shall read. A
clause that was deleted keeps its place unseen, so that what stands after it is still found.
Article: texts.consolidation
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from hemicycle.procedure.assembly import Amendment, Clause, ClauseId, Text, Version, Words
from hemicycle.procedure.replacing import replace
from hemicycle.procedure.rules.layout import Put, is_round, laid_out
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

    A changed clause has the languages in which the mover gave exactly what it now reads. `order` is
    that of the version, `put` where clauses were inserted or moved.
    """

    clauses: tuple[Clause, ...]
    deleted: frozenset[ClauseId] = frozenset()
    changed_by: Mapping[ClauseId, tuple[int, ...]] = field(default_factory=dict)
    order: tuple[ClauseId, ...] = ()
    put: Mapping[ClauseId, Put] = field(default_factory=dict)
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

    def with_put(self, clause: Clause, *, after: ClauseId, by: int) -> "Standing":
        """The same text with one clause put somewhere; the lower number counts of two."""
        known = self.put.get(clause.id)
        put = {**self.put, clause.id: Put(after, min(by, known.by) if known else by)}
        clauses = {one.id: one for one in self.clauses} | {clause.id: clause}
        return replace(
            self,
            clauses=tuple(clauses[one] for one in laid_out(self.order, put)),
            put=put,
            changed_by=self.with_author(clause.id, by),
        )

    def with_author(self, clause: ClauseId, by: int) -> Mapping[ClauseId, tuple[int, ...]]:
        """Who changed which clause, with one more."""
        return {**self.changed_by, clause: (*self.changed_by.get(clause, ()), by)}


class Effective(NamedTuple):
    """An amendment as it is put after its sub-amendments."""

    amendment: Amendment
    meetings: tuple[Meeting, ...]


def consolidated(text: Text, carried: list[Amendment]) -> Standing:
    """The latest version with these amendments, which were carried in this order."""
    clauses = text.latest.clauses
    standing = Standing(clauses=clauses, order=tuple(one.id for one in clauses))
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
    """The new clause in its place."""
    new = Clause(
        id=amendment.clause, kind=amendment.kind, level=amendment.level, words=amendment.words
    )
    return standing.with_put(new, after=amendment.after, by=amendment.number)


def moved(standing: Standing, amendment: Amendment, *, text: Text) -> Standing | Meeting:
    """The clause in another place, unless others moved it elsewhere, or deleted it.

    It meets others too where it would follow itself: of two moved behind one another neither leads.
    """
    clause = standing.clause(amendment.clause)
    base, current, _ = readings(standing, amendment, text=text)
    if clause is None or clause.id in standing.deleted:
        return meeting(amendment, base, current="", amended=base)
    there = replace(clause, kind=amendment.kind or clause.kind, level=amendment.level)
    known = standing.put.get(clause.id)
    is_elsewhere = known is not None and (known.after != amendment.after or there != clause)
    if is_elsewhere or is_round(standing.put, clause.id, after=amendment.after):
        return meeting(amendment, base, current=current, amended=base)
    return standing.with_put(there, after=amendment.after, by=amendment.number)


MAKERS = {REWORD: reworded, DELETE: deleted, MOVE: moved}


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
