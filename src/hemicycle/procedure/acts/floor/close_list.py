"""Close the list of speakers: no more names.

Article: speaking.list
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseList(Act):
    """The presiding officer closes the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListClosed(Entry):
    """The list of the matter before the body is closed."""

    waiting: int


def decide(rules: Rulebook, assembly: Assembly, act: CloseList) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; the actor does not preside; the list is
    closed already.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    if not body.speakers_list.is_open:
        raise OutOfOrder("speaking.list", "list_closed_already")
    return [ListClosed(body=act.body, at=act.at, waiting=len(body.speakers_list.waiting))]


def apply(assembly: Assembly, entry: ListClosed) -> Assembly:
    body = assembly.bodies[entry.body]
    lists = body.with_list(replace(body.speakers_list, is_open=False))
    return assembly.with_body(replace(body, lists=lists))


def minute(entry: ListClosed) -> Phrase:
    return Phrase("minute.list_closed", n=entry.waiting)


KIND = Kind(CloseList, decide, {ListClosed: apply}, {ListClosed: minute}, "closes the list")
