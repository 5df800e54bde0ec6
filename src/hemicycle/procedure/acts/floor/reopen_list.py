"""Reopen the list of speakers.

Article: speaking.list
"""

from dataclasses import dataclass, replace

from hemicycle.procedure.assembly import Assembly
from hemicycle.procedure.kernel import Act, Entry, Kind, OutOfOrder, Phrase
from hemicycle.procedure.rules.guards import require_presiding, require_sitting
from hemicycle.procedure.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenList(Act):
    """The presiding officer reopens the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReopened(Entry):
    """The list of the matter before the body is open again."""

    waiting: int


def decide(rules: Rulebook, assembly: Assembly, act: ReopenList) -> list[Entry]:
    """Record it.

    Out of order: no sitting is open; the actor does not preside; the list is
    open already.
    """
    body = require_sitting(assembly, act.body)
    require_presiding(assembly, body, act.by)
    if body.speakers_list.is_open:
        raise OutOfOrder("speaking.list", "list_open_already")
    return [ListReopened(body=act.body, at=act.at, waiting=len(body.speakers_list.waiting))]


def apply(assembly: Assembly, entry: ListReopened) -> Assembly:
    body = assembly.bodies[entry.body]
    lists = body.with_list(replace(body.speakers_list, is_open=True))
    return assembly.with_body(replace(body, lists=lists))


def minute(entry: ListReopened) -> Phrase:
    return Phrase("minute.list_reopened", n=entry.waiting)


KIND = Kind(ReopenList, decide, {ListReopened: apply}, {ListReopened: minute}, "reopens the list")
