"""What changed from one release of the programme to the next: computed, never typed.

Article: programme.releases
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly.programme import Release, Slot, SlotChange, SlotId
from hemicycle.procedure.kernel import Instant

ADDED, CANCELLED = "added", "cancelled"
# What a reader is told of, by the fields in which it shows; the first that differ come first.
TOLD: Mapping[str, tuple[str, ...]] = {
    "moved": ("begins_at", "ends_at"),
    "room": ("room",),
    "openness": ("is_closed",),
    "title": ("title", "kind"),
    "languages": ("languages", "team"),
    "chair": ("chair",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A slot as the latest release has it, or the last one that had it.

    `sequence` counts the releases in which something of it changed, from 0.
    """

    slot: Slot
    sequence: int
    changed_at: Instant
    is_cancelled: bool = False


def changes(before: Sequence[Slot], after: Sequence[Slot]) -> tuple[SlotChange, ...]:
    """Every slot that is not as it was, in the order of the hours."""
    old = {one.id: one for one in before}
    new = {one.id: one for one in after}
    found = [change(old.get(one), new.get(one)) for one in {**old, **new}]
    told = (one for one in found if one.what)
    return tuple(sorted(told, key=lambda one: (one.slot.begins_at, one.slot.id)))


def change(before: Slot | None, after: Slot | None) -> SlotChange:
    """What became of one slot; nothing where it is as it was."""
    if before is None or after is None:
        return SlotChange(before=before, after=after, what=(CANCELLED if before else ADDED,))
    what = tuple(
        word
        for word, fields in TOLD.items()
        if any(getattr(before, one) != getattr(after, one) for one in fields)
    )
    return SlotChange(before=before, after=after, what=what)


def changelog(releases: Sequence[Release], number: int) -> tuple[SlotChange, ...]:
    """What a release changed; the first adds everything that it holds."""
    before = releases[number - 2].slots if number > 1 else ()
    return changes(before, releases[number - 1].slots)


def standing(releases: Sequence[Release]) -> Mapping[SlotId, Standing]:
    """Every slot that any release had."""
    known: dict[SlotId, Standing] = {}
    for release in releases:
        for one in changelog(releases, release.number):
            former = known.get(one.slot.id)
            known[one.slot.id] = Standing(
                slot=one.slot,
                sequence=former.sequence + 1 if former else 0,
                changed_at=release.at,
                is_cancelled=one.after is None,
            )
    return known
