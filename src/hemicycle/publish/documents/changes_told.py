"""Wordings side by side: what a change strikes and what it brings, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hemicycle import wording
from hemicycle.procedure.assembly import Amendment, Clause
from hemicycle.procedure.rules.consolidation import DELETE, INSERT, MOVE
from hemicycle.publish.documents.document import Mark, Run
from hemicycle.publish.documents.document import Text as Said
from hemicycle.publish.documents.texts_told import Telling
from hemicycle.publish.documents.wording import printable
from hemicycle.wording import SAME, Change, changes, joined, merge, tokens

KEPT: Mark = ""


class Wordings(NamedTuple):
    """The words before a change and after it, in one language."""

    old: str
    new: str
    language: str


class Alternative(NamedTuple):
    """What an amendment would have instead of a stretch of a clause."""

    amendment: Amendment
    change: Change


@dataclass(slots=True)
class Contested:
    """A stretch of a clause that open amendments would change, each in its own way."""

    start: int
    end: int
    alternatives: list[Alternative]


def wordings(told: Telling, amendment: Amendment) -> Wordings:
    """What an amendment would change, in the language of the document where it is given in that."""
    text = told.text
    version = text.versions[amendment.version - 1]
    clause = version.clause(amendment.clause)
    before = text.amendments[amendment.to].words if amendment.to else {}
    if clause is not None and not amendment.to:
        before = clause.words
    is_without_words = amendment.does in (DELETE, MOVE)
    own, authentic = told.wording.language, text.language
    is_given = (own in amendment.words or is_without_words) and (
        own in before or amendment.does == INSERT
    )
    language = own if is_given else authentic
    old = "" if amendment.does == INSERT and not amendment.to else before.get(language, "")
    new = old if amendment.does == MOVE else amendment.words.get(language, "")
    return Wordings(old, new, language)


def run(told: Telling, words: str, *, language: str, mark: Mark = KEPT) -> Run:
    """Some words of a text, in a manner."""
    foreign = "" if language == told.wording.language else language
    return Run(text=printable(words), mark=mark, language=foreign)


def whole(told: Telling, runs: Sequence[Run], *, language: str) -> Said:
    """A sentence of a text, marked as in another language where it is."""
    foreign = "" if language == told.wording.language else language
    return Said(tuple(one for one in runs if one.text), foreign)


def marked(told: Telling, found: Wordings) -> Said:
    """The words with what is struck and what is brought, one after the other."""
    return whole(
        told, list(pieces(told, found, shown=("struck", "added"))), language=found.language
    )


def existing(told: Telling, found: Wordings) -> Said:
    """The words that stand there, those marked that would go."""
    return whole(told, list(pieces(told, found, shown=("struck",))), language=found.language)


def proposed(told: Telling, found: Wordings) -> Said:
    """The words that would stand there, those marked that would come."""
    return whole(told, list(pieces(told, found, shown=("added",))), language=found.language)


def pieces(told: Telling, found: Wordings, *, shown: Sequence[str]) -> Iterator[Run]:
    """The runs of a marked wording."""
    for piece in wording.marked(found.old, found.new):
        if piece.how == SAME:
            yield run(told, piece.text, language=found.language)
        elif piece.how in shown:
            yield run(told, piece.text, language=found.language, mark=piece.how)


def alternatives_to(told: Telling, clause: Clause, *, amendment: Amendment) -> list[Change]:
    """What an amendment would change in a clause as it stands; the whole where that is not told."""
    language = told.text.language
    version = told.text.versions[amendment.version - 1]
    base, current = version.clause(clause.id), clause.words[language]
    new = amendment.words[language]
    merged = merge(base.words[language] if base else "", current, amended=new)
    pieces_now = tokens(current)
    if merged.collisions:
        return [Change(0, len(pieces_now), tuple(tokens(new)))]
    return changes(pieces_now, tokens(merged.text))


def contested(told: Telling, clause: Clause, *, amendments: Sequence[Amendment]) -> list[Contested]:
    """The stretches of a clause that are not agreed, with every alternative to each."""
    found = sorted(
        (change.start, change.end, n, Alternative(one, change))
        for n, one in enumerate(amendments)
        for change in alternatives_to(told, clause, amendment=one)
    )
    stretches: list[Contested] = []
    for start, end, _, alternative in found:
        last = stretches[-1] if stretches else None
        if last is not None and (start < last.end or start == last.start):
            last.end = max(last.end, end)
            last.alternatives.append(alternative)
        else:
            stretches.append(Contested(start, end, [alternative]))
    return stretches


def instead(of: Contested, amendment: Amendment, *, words: Sequence[str]) -> str:
    """What a contested stretch would read if one amendment were carried."""
    read: list[str] = []
    at = of.start
    for one in of.alternatives:
        if one.amendment is amendment:
            read += [*words[at : one.change.start], *one.change.pieces]
            at = one.change.end
    return joined([*read, *words[at : of.end]])
