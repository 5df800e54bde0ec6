"""A record as a report is compared with it, and what the comparison says of one proposal."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from hemicycle.journal.forms import Written
from hemicycle.journal.names import Names
from hemicycle.press.gazetteer import listed
from hemicycle.press.reading import Proposal
from hemicycle.press.register import Register, register_of
from hemicycle.press.words import plain
from hemicycle.procedure.assembly import Assembly, Report, Words
from hemicycle.procedure.kernel import BodyId, Entry

FEWEST_OF_TITLE = 4  # words that a cited title must have, unless it has no more
SAME_WORDS = 3  # words of weight that a report and an entry must share to tell the same
LIGHT = listed("light")
BODY_WORDS = LIGHT | frozenset(
    {"standing", "committee", "commission", "session", "meeting", "sitting", "parliament", "house"}
)


Verdict = Literal["agrees", "not_in_record", "contradicts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One proposal beside the record.

    `position` is the entry that decides, 0 where no entry does; `note` is the key of what is to be
    said about it ("press.note.<note>"), empty where nothing is, with its facts; titles among them
    stand in all their languages.
    """

    proposal: Proposal
    verdict: Verdict
    position: int = 0
    note: str = ""
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A record as a report is compared with it."""

    assembly: Assembly
    written: Sequence[Written]
    names: Names

    @cached_property
    def register(self) -> Register:
        """Whom and what the record knows."""
        return register_of(self.names, self.assembly)

    @property
    def is_reported(self) -> bool:
        """Whether the record itself only holds what others reported."""
        session = self.assembly.session
        return session is not None and session.is_reported

    def entries(self, kind: type[Entry]) -> Iterable[Written]:
        """The entries of a kind, in their order."""
        return (one for one in self.written if isinstance(one.entry, kind))

    def reports(self, *facts: str, about: str = "") -> list[Report]:
        """What was confirmed from reports, of some kinds, about somebody or something."""
        found = [one for one in self.assembly.reports if one.fact in facts]
        return [one for one in found if not about or one.about == about]

    def title_of(self, body: str) -> Words:
        """What a body is called, in every language."""
        return self.assembly.bodies[BodyId(body)].title

    def body_called(self, told: str) -> str:
        """The id of the one body that a report can mean, or nothing."""
        asked = weighty(told, BODY_WORDS)
        found = []
        for body in self.assembly.bodies.values():
            titles = [weighty(title, BODY_WORDS) for title in body.title.values()]
            is_plenary = body.organ == "assembly" and plain(told) in ("assembly", "plenary")
            if is_plenary or any(asked and asked <= title for title in titles):
                found.append(str(body.id))
        return found[0] if len(found) == 1 else ""


def agrees(proposal: Proposal, position: int, *, note: str = "", **facts: object) -> Line:
    """The record says so too."""
    return Line(proposal=proposal, verdict="agrees", position=position, note=note, facts=facts)


def contradicts(proposal: Proposal, position: int, *, note: str, **facts: object) -> Line:
    """The record says otherwise."""
    return Line(proposal=proposal, verdict="contradicts", position=position, note=note, facts=facts)


def missing(proposal: Proposal, note: str = "", *, position: int = 0, **facts: object) -> Line:
    """The record does not tell; `position` is an entry that comes near."""
    return Line(
        proposal=proposal, verdict="not_in_record", position=position, note=note, facts=facts
    )


def weighty(text: str, light: frozenset[str] = LIGHT) -> frozenset[str]:
    """The words of weight in a text, without case, accents and plurals."""
    words = {word.removesuffix("s") for word in re.findall(r"[^\W_]+", plain(text))}
    return frozenset(words - {word.removesuffix("s") for word in light})


def same_title(told: str, titles: Words) -> bool:
    """Whether a title is one of those of the record, however it is written."""
    asked = re.findall(r"[^\W_]+", plain(told))
    return any(asked == re.findall(r"[^\W_]+", plain(title)) for title in titles.values())


def told_in(proposal: Proposal, report: Report) -> bool:
    """Whether an entry tells in its own words what a report tells."""
    words = report.words.get("en", "")
    if proposal.text.strip(" ,.") and proposal.text.strip(" ,.") in words:
        return True
    shared = weighty(proposal.text) & weighty(words)
    return len(shared) >= SAME_WORDS


def holds_title(report: Report, title: str) -> bool:
    """Whether an entry tells a title word for word, and not only a word or two of it."""
    told = plain(title)
    return any(
        told in plain(words) and (len(told.split()) >= FEWEST_OF_TITLE or told == plain(words))
        for words in report.words.values()
    )


def is_of_body(report: Report, proposal: Proposal, record: Compared) -> bool:
    """Whether an entry speaks of the body that a report names, where it names one."""
    told = str(proposal.facts.get("body", ""))
    named = weighty(told, BODY_WORDS)
    is_called = record.body_called(told) == report.body
    return not named or is_called or named <= weighty(report.words.get("en", ""))


def delegations_in(listed: str, register: Register) -> tuple[set[str], bool]:
    """The delegations in a list of names, and whether the list names no others.

    Note: a name may itself hold an "and", so that names are looked for, the longest first.
    """
    rest, found = f" {plain(listed)} ", set()
    names = {plain(name): one.id for one in register.parliaments.values() for name in one.names}
    for name in sorted(names, key=len, reverse=True):
        left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", rest)
        if left != rest:
            rest = left
            found.add(names[name])
    return found, bool(found) and set(re.findall(r"\w+", rest)) <= {"and", "the"}


def best(words: Words) -> str:
    """A text in English, or in whichever language it has."""
    return words.get("en") or next(iter(words.values()), "")
