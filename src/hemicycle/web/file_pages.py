"""The file of a delegation as a page, its secretary's or a clerk's: what both show of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.secretariat.delegations import Hand, hand_of, persons_by_key
from hemicycle.secretariat.file_work import is_open
from hemicycle.secretariat.models import DelegationFile, FileChange, Person
from hemicycle.secretariat.one_sex import Case, OneSex
from hemicycle.secretariat.participants import differences, last_edition, rows_in, rows_now
from hemicycle.secretariat.votes import edition_in_force
from hemicycle.web.acts import Refusal, zone_of
from hemicycle.web.days import day_in
from hemicycle.web.delegation_rows import DelegationRow, delegation_rows
from hemicycle.web.http import whole
from hemicycle.web.shell import SEE_OTHER, Desk, shell

OWN = "delegation"
PERSON = re.compile(r"n-\d{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAt:
    """One request to a delegation's file; a clerk comes through the desk."""

    desk: Desk
    row: DelegationRow
    is_desk: bool

    @property
    def file(self) -> DelegationFile:
        """The file as it is now."""
        return self.row.file

    @property
    def may_write(self) -> bool:
        """Whether changes are made at once; else they are asked of the secretariat."""
        return self.is_desk or is_open(self.file)

    @property
    def hand(self) -> Hand:
        """Who does something to it now."""
        return hand_of(self.desk.label)

    @property
    def version(self) -> int:
        """The version of the file that was looked at."""
        return whole(self.desk.request.POST.get("version"))

    @property
    def rules(self) -> Rulebook:
        """The rulebook of the session."""
        return rules_of(self.desk)

    @property
    def home(self) -> str:
        """The address of the file's page below that of the session."""
        return f"desk/delegations/{self.file.parliament_id}" if self.is_desk else OWN

    def to(self, query: str = "", *, part: str = "") -> HttpResponse:
        """See the page of the file, or one below it, as it is now."""
        request = self.desk.request
        before = request.path.partition(f"/a/{self.desk.session}/")[0]
        path = f"{before}/a/{self.desk.session}/{self.home}{part}"
        answer = HttpResponseRedirect(f"{path}?{query}" if query else path)
        answer.status_code = SEE_OTHER
        return answer

    def page(
        self,
        template: str,
        facts: Mapping[str, Any],
        *,
        problem: Refusal | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """A page about the file."""
        known = {"row": self.row, "file_home": self.home, "is_desk": self.is_desk}
        known |= {"may_write": self.may_write, "day_of": day_in(zone_in(self.desk))}
        return self.desk.page(template, {**known, **facts}, problem=problem, status=status)


def rules_of(desk: Desk) -> Rulebook:
    """The rulebook of the session of a desk."""
    rules = shell[0].installation.house.clerk.state(desk.session).rules
    assert rules is not None
    return rules


def own_file(request: HttpRequest, session: str) -> FileAt | HttpResponse:
    """The file that who asks keeps; the answer instead, where there is none or it is no request."""
    desk = Desk.of(request, session, OWN)
    parliament = desk.login.files.get(desk.session, "") if desk.login else ""
    return found(desk, parliament, is_desk=False)


def desk_file(request: HttpRequest, session: str, parliament: str) -> FileAt | HttpResponse:
    """The file of a parliament at the desk; the answer instead, where there is none."""
    return found(Desk.of(request, session), parliament, is_desk=True)


def found(desk: Desk, parliament: str, *, is_desk: bool) -> FileAt | HttpResponse:
    """A file, or why it is not shown."""
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    state = shell[0].installation.house.clerk.state(desk.session)
    rows = parliament and delegation_rows(
        desk.session, state.assembly, rules=rules_of(desk), only=parliament
    )
    if not rows:
        return desk.page("delegation_missing.html", {"is_desk": is_desk}, status=404)
    [row] = rows
    return FileAt(desk=desk, row=row, is_desk=is_desk)


def since_the_list(file: DelegationFile) -> dict[str, Any]:
    """What the file has otherwise than the list that was published last, if there is one."""
    edition = last_edition(file.session)
    if edition is None:
        return {"edition": None, "addendum": []}
    own = [row for row in rows_in(edition) if row["id"] == file.parliament_id]
    now = rows_now(file.session, edition.standing, order="en")
    mine = [row for row in now if row["id"] == file.parliament_id]
    return {"edition": edition, "addendum": differences(own, mine)}


def zone_in(desk: Desk) -> str:
    """The zone of the session of a desk."""
    return zone_of(shell[0].installation.house, desk.session)


def one_sex_of(desk: Desk, row: DelegationRow) -> OneSex | None:
    """How a delegation stands to the rule on delegations of one sex."""
    line = edition_in_force(desk.session).rows.get(row.file.parliament_id)
    return Case(
        file=row.file,
        values=row.values,
        rules=rules_of(desk),
        population=(line.population if line else None) or 0,
        in_the_table=line.votes if line else None,
    ).judged()


def people_in(changes: Iterable[FileChange]) -> dict[str, Person]:
    """The people whom the history of a file names, by their ids; not who was forgotten."""
    told = {key for one in changes for key in one.detail.split(", ")}
    return persons_by_key({one for one in told if PERSON.fullmatch(one)})
