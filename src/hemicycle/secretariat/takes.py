"""Takes in their tables: taken, written, handed in and revised; no text is ever lost.

Each saving is a version of its own. Whoever saves says from which revision the text was written;
where somebody else has saved meanwhile, the text is kept aside and nothing is overwritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from django.db import models, transaction

from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.secretariat.models import Take, TakeVersion

FREE, TAKEN, HANDED_IN, REVISED = "free", "taken", "handed_in", "revised"
NOBODY = MemberId("")
NEVER = Instant(0)


class TakeKey(NamedTuple):
    """Which take of which sitting."""

    session: str
    body: BodyId
    sitting: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeText:
    """What is written of one speech: in which form and language, and from which text handed in.

    `is_checked` once that text was checked against what was said.
    """

    text: str = ""
    language: str = ""
    form: str = "summary"
    statement: int = 0
    is_checked: bool = False


Texts = Mapping[int, TakeText]  # by the entry that gave the floor


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The texts as somebody saved them; `is_aside` where they are not in force."""

    number: int
    revision: int
    texts: Texts
    by: MemberId
    at: Instant
    is_aside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTake:
    """A take as it is kept now; one that nobody has taken yet is free and has no texts."""

    stage: str = FREE
    taken_by: MemberId = NOBODY
    taken_at: Instant = NEVER
    handed_in_at: Instant = NEVER
    revised_by: MemberId = NOBODY
    revised_at: Instant = NEVER
    revision: int = 0
    versions: Sequence[Version] = ()
    texts: Texts = field(default_factory=dict)

    def is_foreign_to(self, reader: MemberId) -> bool:
        """Whether somebody reads it with eyes of their own: another took it, and wrote in it."""
        in_force = (one.by for one in self.versions if not one.is_aside)
        return reader != self.taken_by and any(by != reader for by in in_force)

    @property
    def is_read_by_writer(self) -> bool:
        """Whether nobody has read it but who wrote it."""
        return self.stage == REVISED and not self.is_foreign_to(self.revised_by)


NEW_TAKE = KeptTake()


# -- reading --------------------------------------------------------------------------------------


def takes_of(session: str, body: BodyId, *, sitting: int) -> dict[int, KeptTake]:
    """The takes of a sitting that somebody has taken once, by their numbers."""
    rows = Take.objects.filter(session=session, body=body, sitting=sitting)
    return {row.number: kept(row) for row in rows.prefetch_related("versions")}


def kept(row: Take) -> KeptTake:
    """A row as a take."""
    versions = [version(one) for one in row.versions.all()]
    in_force = [one for one in versions if not one.is_aside]
    return KeptTake(
        stage=row.stage,
        taken_by=MemberId(row.taken_by),
        taken_at=Instant(row.taken_ms),
        handed_in_at=Instant(row.handed_in_ms),
        revised_by=MemberId(row.revised_by),
        revised_at=Instant(row.revised_ms),
        revision=row.revision,
        versions=versions,
        texts=in_force[-1].texts if in_force else {},
    )


def version(row: TakeVersion) -> Version:
    """A row as a version."""
    return Version(
        number=row.pk,
        revision=row.revision,
        texts={int(speech): TakeText(**one) for speech, one in row.texts.items()},
        by=MemberId(row.by),
        at=Instant(row.at_ms),
        is_aside=row.is_aside,
    )


# -- writing --------------------------------------------------------------------------------------


def rows_at(key: TakeKey, *stages: str) -> "models.QuerySet[Take]":
    """The row of a take, where it is at one of these stages."""
    return Take.objects.filter(**key._asdict(), stage__in=stages)


def take_up(key: TakeKey, by: MemberId, *, at_ms: int) -> bool:
    """Give a free take to somebody; False where somebody else was first."""
    with transaction.atomic():
        Take.objects.get_or_create(**key._asdict())
        values = {"stage": TAKEN, "taken_by": by, "taken_ms": at_ms}
        return bool(rows_at(key, FREE).update(**values))


def save_texts(key: TakeKey, texts: Texts, *, revision: int, by: MemberId, at_ms: int) -> bool:
    """Save what was written from a revision; False where another was saved meanwhile.

    Note: the text is kept either way.
    """
    with transaction.atomic():
        row = Take.objects.get(**key._asdict())
        own = Take.objects.filter(pk=row.pk, revision=revision)
        is_in_force = bool(own.update(revision=revision + 1))
        TakeVersion.objects.create(
            take=row,
            revision=revision + 1 if is_in_force else revision,
            texts={str(speech): asdict(one) for speech, one in texts.items()},
            by=by,
            at_ms=at_ms,
            is_aside=not is_in_force,
        )
    return is_in_force


def give_back(key: TakeKey) -> None:
    """A take that somebody has is free again; what was written in it stays."""
    rows_at(key, TAKEN).update(stage=FREE, taken_by="", taken_ms=0)


def hand_in(key: TakeKey, *, at_ms: int) -> None:
    """A take that somebody has is handed in to the reviser."""
    rows_at(key, TAKEN).update(stage=HANDED_IN, handed_in_ms=at_ms)


def send_back(key: TakeKey) -> None:
    """A take that was handed in or revised is its record clerk's again."""
    values = {"stage": TAKEN, "handed_in_ms": 0, "revised_by": "", "revised_ms": 0}
    rows_at(key, HANDED_IN, REVISED).update(**values)


def revise(key: TakeKey, by: MemberId, *, at_ms: int) -> None:
    """A take that was handed in is revised."""
    rows_at(key, HANDED_IN).update(stage=REVISED, revised_by=by, revised_ms=at_ms)


# -- keeping --------------------------------------------------------------------------------------


def erase_drafts(session: str, body: BodyId, *, sitting: int) -> int:
    """Every text that was saved in the takes of a sitting goes; how many they were.

    Note: that there were takes, and whose, stays; what was merged stands in the record.
    """
    rows = TakeVersion.objects.filter(take__session=session, take__body=body, take__sitting=sitting)
    return rows.delete()[0]
