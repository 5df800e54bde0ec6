"""The sheet of a closed sitting of a group: agenda, list of speakers and what was said, sealed.

It stands in no record; who may read it is judged where it is asked for, and not here.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from django.db import transaction

from hemicycle.secretariat.group_papers import sealing
from hemicycle.secretariat.models import ClosedSheet

AGENDA, SAID = "agenda", "said"
PADDED_TO = 4096  # characters: how much was said shows only in steps of this
LONGEST_AGENDA, LONGEST_SAID = 10_000, 150_000
MOST_SPEAKERS = 300


class SheetChanged(Exception):
    """Somebody else wrote on the sheet since it was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is kept of one closed sitting; `asking` wait for the floor, `heard` had it."""

    body: str
    sitting: int
    agenda: str = ""
    said: str = ""
    asking: Sequence[str] = ()
    heard: Sequence[str] = ()

    def with_asking(self, member: str) -> "Sheet":
        """Somebody asks for the floor, once, at the end of the list."""
        if member in self.asking or len(self.asking) >= MOST_SPEAKERS:
            return self
        return replace(self, asking=(*self.asking, member))

    def without(self, member: str) -> "Sheet":
        """Somebody is on the list no longer."""
        return replace(self, asking=tuple(one for one in self.asking if one != member))

    def with_heard(self, member: str) -> "Sheet":
        """Somebody of the list was heard."""
        if member not in self.asking or len(self.heard) >= MOST_SPEAKERS:
            return self
        return replace(self.without(member), heard=(*self.heard, member))

    def with_words(self, field: str, words: str, *, seen: str) -> "Sheet":
        """The agenda, or what was said, in other words than those that were `seen`.

        Errors: SheetChanged
        """
        if getattr(self, field) != seen:
            raise SheetChanged
        if field == AGENDA:
            return replace(self, agenda=words)
        return replace(self, said=words)


def sealed(sheet: Sheet) -> str:
    """A sheet as it lies in the table, without its hour."""
    text = json.dumps(asdict(sheet))
    padded = text.ljust(-(-len(text) // PADDED_TO) * PADDED_TO)
    return sealing().encrypt_at_time(padded.encode(), current_time=0).decode()


def opened(content: str) -> Sheet:
    """The sheet again."""
    kept = json.loads(sealing().decrypt(content.encode()))
    return Sheet(**{**kept, "asking": tuple(kept["asking"]), "heard": tuple(kept["heard"])})


def sheet_of(session: str, body: str, *, sitting: int) -> Sheet:
    """The sheet of a sitting; an empty one where nothing was written. All are opened alike."""
    _, known = kept_of(session, body, sitting=sitting)
    return known


def kept_of(session: str, body: str, *, sitting: int) -> tuple[int | None, Sheet]:
    """The row of a sitting, where there is one, and its sheet."""
    found: tuple[int | None, Sheet] = (None, Sheet(body=body, sitting=sitting))
    for row in ClosedSheet.objects.filter(session=session).order_by("pk"):
        one = opened(row.content)
        if (one.body, one.sitting) == (body, sitting):
            found = (row.pk, one)
    return found


def change(session: str, body: str, *, sitting: int, work: Callable[[Sheet], Sheet]) -> None:
    """Write on the sheet of a sitting, while nobody else does.

    Errors: SheetChanged
    """
    with transaction.atomic():  # takes the table for itself from the first line on
        number, known = kept_of(session, body, sitting=sitting)
        content = sealed(work(known))
        if number is None:
            ClosedSheet.objects.create(session=session, content=content)
        else:
            ClosedSheet.objects.filter(pk=number).update(content=content)


def erase_all(session: str) -> None:
    """The sheets of a session are past their time."""
    ClosedSheet.objects.filter(session=session).delete()
