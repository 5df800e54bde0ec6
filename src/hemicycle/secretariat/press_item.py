"""The press room of a session as plain facts: its items, and which of them are out at a moment."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hemicycle.procedure.assembly import Words
from hemicycle.procedure.kernel import Instant, MemberId

LONGEST_QUOTATION = 300  # signs: a quotation is short, or it is a reprint
RECORD, REPORTED = "record", "reported"
DRAFT, RELEASED, WITHDRAWN = "draft", "released", "withdrawn"
EMBARGOED, OUT = "embargoed", "out"  # what a released item is at a moment
ON_FILE, NOBODY_SEEN = "on_file", "nobody"  # why a picture may be shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Short words: where they stand in the record, or as a publisher reported them.

    Of the record: `entry`, or `speech` with its fingerprint, paragraph and sentence (from 1 on).
    """

    number: int
    kind: str
    entry: int = 0
    speech: int = 0
    sha256: str = ""
    paragraph: int = 0
    sentence: int = 0
    words: str = ""
    language: str = ""
    member: MemberId = MemberId("")
    speaker: str = ""
    publisher: str = ""
    day: str = ""
    link: str = ""

    @property
    def is_record(self) -> bool:
        """Whether it is found in the record."""
        return self.kind == RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPicture:
    """A picture with its credit; without a file it is an empty frame, and `reason` says why."""

    number: int
    credit: str
    sha256: str = ""
    width: int = 0
    height: int = 0
    licence: str = ""
    alt: Words = field(default_factory=dict)
    consent: str = ""
    consent_note: str = ""
    reason: Words = field(default_factory=dict)

    @property
    def is_frame(self) -> bool:
        """Whether there is no file."""
        return not self.sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was reported earlier: another item by its number, an address, or only words."""

    number: int = 0
    address: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item. Units: milliseconds UTC; `out_at` 0 is no time given.

    `publisher` is empty for an item of the secretariat. The full text of a report is kept only
    with who confirmed the rights, and when.
    """

    number: int
    headline: Words
    facts: Sequence[Words] = ()
    publisher: str = ""
    day: str = ""
    language: str = ""
    link: str = ""
    earlier: Sequence[Earlier] = ()
    stage: str = DRAFT
    out_at: Instant = Instant(0)
    changed_at: Instant = Instant(0)
    changed_by: str = ""
    withdrawn_at: Instant = Instant(0)
    reason: Words = field(default_factory=dict)
    full_text: str = ""
    rights: str = ""
    rights_by: str = ""
    rights_at: Instant = Instant(0)
    quotations: Sequence[Quotation] = ()
    pictures: Sequence[ItemPicture] = ()

    def state(self, at: Instant) -> str:
        """What it is at a moment: draft, embargoed, out or withdrawn."""
        if self.stage != RELEASED:
            return self.stage
        return OUT if self.out_at <= at else EMBARGOED

    def is_out(self, at: Instant) -> bool:
        """Whether everybody may read it at a moment."""
        return self.state(at) == OUT

    def was_out(self, at: Instant) -> bool:
        """Whether everybody might read it until it was withdrawn."""
        return self.stage == WITHDRAWN and self.out_at <= self.withdrawn_at <= at


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Whom the press may ask, and where it is noted that the person agreed to stand there."""

    name: str
    email: str = ""
    telephone: str = ""
    consent_note: str = ""


@dataclass(frozen=True, kw_only=True)
class PressRoom:
    """Everything of one session, at one revision."""

    revision: int = 0
    items: Mapping[int, Item] = field(default_factory=dict)
    office: Office | None = None

    @cached_property
    def moments(self) -> Sequence[int]:
        """When released items come out, in their order."""
        return sorted(one.out_at for one in self.items.values() if one.stage == RELEASED)

    def standing(self, at: Instant) -> tuple[int, int]:
        """What the pages depend on: what is kept, and how much of it is out at a moment."""
        return self.revision, bisect_right(self.moments, at)

    def out(self, at: Instant) -> Sequence[Item]:
        """The items that everybody may read at a moment, the newest first."""
        seen = [one for one in self.items.values() if one.is_out(at)]
        return sorted(seen, key=lambda one: (one.out_at, one.number), reverse=True)


NO_PRESS_ROOM = PressRoom()
