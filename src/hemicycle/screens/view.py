"""What a screen is made from: what is true, who looks, and what that person may do now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from hemicycle.journal.forms import Written
from hemicycle.journal.names import Names
from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.kernel import Act, BodyId, Entry, Instant, MemberId, OutOfOrder
from hemicycle.procedure.rules.ballot_box import BallotBox
from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.screens.on_file import NO_FILES, Files

PLENARY = BodyId("plenary")
SomeAct = TypeVar("SomeAct", bound=Act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks at a screen: nobody in particular, or an accredited person.

    `is_shared`: on a device that others use too, which therefore shows no choice.
    """

    member: MemberId = NOBODY
    is_shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One session as one person may look at it, at one moment of the assembly's clock.

    `box` gives the ballots of a division; `may` is the dry run of the procedure, and `would` the
    same with what would be recorded, or none of it where the act is out of order; `files` is what
    is on file of the members, for sums only.
    """

    assembly: Assembly
    rules: Rulebook
    names: Names
    history: Sequence[Written]
    box: Callable[[int], BallotBox]
    may: Callable[[Act], OutOfOrder | None]
    viewer: Viewer
    at: Instant
    body: BodyId = PLENARY
    files: Files = NO_FILES
    would: Callable[[Act], Sequence[Entry]] = lambda _act: ()

    def act(self, kind: type[SomeAct], /, **fields: object) -> SomeAct:
        """An act as the viewer would do it now in this body; the dry run sets its time."""
        return kind(
            act_id="dry-run",
            body=self.body,
            by=self.viewer.member,
            capacity="",
            through="",
            at=Instant(0),
            **fields,  # type: ignore[arg-type]  # each kind of act has its own
        )
