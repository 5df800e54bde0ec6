"""The takes of one sitting as a page of them is asked for: the stretches, and what is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.assembly import SittingRecord
from hemicycle.procedure.kernel import Instant, MemberId
from hemicycle.screens.takes import Stretch, stretches
from hemicycle.screens.view import View
from hemicycle.secretariat.takes import (
    FREE,
    HANDED_IN,
    NEW_TAKE,
    REVISED,
    TAKEN,
    KeptTake,
    TakeKey,
    Texts,
    takes_of,
)
from hemicycle.web.desk_acts import view_of
from hemicycle.web.permissions import STAFF, roles_in
from hemicycle.web.shell import Desk

LONGEST = 60_000  # characters of one speech; an hour's, word for word
MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingTakes:
    """One sitting that is written in takes, and who looks at it."""

    desk: Desk
    view: View
    record: SittingRecord
    stretches: Sequence[Stretch]
    kept: Mapping[int, KeptTake]

    @property
    def me(self) -> MemberId:
        """Who looks."""
        return self.view.viewer.member

    @property
    def is_reviser(self) -> bool:
        """Whether who looks is of the secretariat, which revises and merges."""
        return is_reviser(self.desk, self.view)

    @property
    def now(self) -> Instant:
        """The time in the session."""
        return self.view.at

    @property
    def home(self) -> str:
        """The address of the list of its takes, in the language asked for."""
        head = self.desk.request.path.partition("/desk/")[0]
        return f"{head}/desk/takes/{self.record.body}-{self.record.sitting}"

    def stretch(self, number: int) -> Stretch | None:
        """A take by its number."""
        return next((one for one in self.stretches if one.number == number), None)

    def take(self, number: int) -> KeptTake:
        """How far a take is; one that nobody has taken is free."""
        return self.kept.get(number, NEW_TAKE)

    def key(self, number: int) -> TakeKey:
        """A take in its table."""
        return TakeKey(self.desk.session, self.record.body, self.record.sitting, number)

    def stage(self, number: int) -> str:
        """How far a take is, also once the record has it."""
        return MERGED if self.record.merged else self.take(number).stage

    def may_write(self, number: int) -> bool:
        """Whether who looks may write in a take: its record clerk, then the reviser."""
        stage = self.stage(number)
        if stage == TAKEN:
            return self.is_reviser or self.take(number).taken_by == self.me
        return self.is_reviser and stage in (HANDED_IN, REVISED)

    def may_revise(self, number: int) -> bool:
        """Whether who looks may call a take revised: somebody else than its writers, by the rules.

        Note: where the rules ask for no second reader, the record says how many takes had none.
        """
        if not self.is_reviser or self.stage(number) != HANDED_IN:
            return False
        asks = self.view.rules.is_on("record.second_reader")
        return not asks or self.take(number).is_foreign_to(self.me)

    @property
    def read_by_writer(self) -> int:
        """How many takes nobody has read but who wrote them."""
        known = (self.take(one.number) for one in self.stretches)
        return sum(one.is_read_by_writer for one in known)

    @property
    def next_free(self) -> int:
        """The first take that nobody has and in which nothing more comes; 0 where there is none."""
        free = (
            one.number
            for one in self.stretches
            if self.stage(one.number) == FREE and one.is_over(self.record, self.now)
        )
        return next(free, 0)

    @property
    def still_open(self) -> Sequence[Stretch]:
        """The takes that are not revised yet."""
        return [one for one in self.stretches if self.stage(one.number) not in (REVISED, MERGED)]


def is_reviser(desk: Desk, view: View) -> bool:
    """Whether who looks is of the secretariat."""
    return STAFF in roles_in(desk.session, view.assembly, desk.login)


def sitting_takes(desk: Desk, part: str) -> SittingTakes | None:
    """The takes of a sitting, as in `plenary-1`; None where it is not written in takes."""
    view = view_of(desk)
    body, _, number = part.rpartition("-")
    records = view.assembly.records.values()
    named = (one for one in records if (one.body, str(one.sitting)) == (body, number))
    record = next(named, None)
    if record is None or not record.take_minutes:
        return None
    return SittingTakes(
        desk=desk,
        view=view,
        record=record,
        stretches=stretches(view, record),
        kept=takes_of(desk.session, record.body, sitting=record.sitting),
    )


def faults(stretch: Stretch, texts: Texts) -> Mapping[int, str]:
    """Why a take cannot be handed in, speech by speech: what has no text, what is not checked."""
    found = {}
    for one in stretch.speeches:
        text = texts.get(one.position)
        if text is None or not text.text:
            found[one.position] = "take_lacks_text"
        elif text.statement and not text.is_checked:
            found[one.position] = "take_not_checked"
    return found
