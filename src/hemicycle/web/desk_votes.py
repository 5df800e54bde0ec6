"""The table of votes of a session: proposed by the rules, decided by a person, kept as editions."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hemicycle.procedure.rules.rulebook import Rulebook
from hemicycle.secretariat.limits import edge_near, edges
from hemicycle.secretariat.lists.cells import CellFault, day, whole_number
from hemicycle.secretariat.lists.parliaments import sorted_by
from hemicycle.secretariat.lists.plans import Values
from hemicycle.secretariat.models import DelegationFile
from hemicycle.secretariat.register import load_register
from hemicycle.secretariat.votes import (
    Edition,
    EditionChanged,
    Entitled,
    differences,
    edition_before,
    edition_in_force,
    keep_edition,
)
from hemicycle.web.acts import Refusal
from hemicycle.web.disclaimers import disclaimer_of
from hemicycle.web.shell import SEE_OTHER, Desk, shell

MOST_VOTES = 100_000
WHOLE_DAY = len("2026-03-02")
VOTING = ("member", "suspended", "candidate", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One parliament of the table as the page shows it; what was typed stands before what is."""

    id: str
    values: Values
    population: str
    votes: str
    proposed: int | None
    edge: int
    wrong: str = ""


def votes_page(request: HttpRequest, session: str, **_language: str | None) -> HttpResponse:
    """The table in force with what it changed, and the form for the next edition."""
    desk = Desk.of(request, session)
    kept_out = desk.keeps_out()
    if kept_out is not None:
        return kept_out
    if request.method != "POST":
        return drawn(desk, {})
    form = request.POST.dict()
    try:
        edition = read_edition(desk, form)
        if request.POST.get("do") == "propose":
            return drawn(desk, form)
        keep_edition(session, edition)
    except CellFault as fault:
        at = str(fault.facts.get("field", ""))
        facts = {name: value for name, value in fault.facts.items() if name != "field"}
        return drawn(desk, form, problem=Refusal(422, fault.reason_key, facts, at_field=at))
    except EditionChanged:
        return drawn(desk, form, problem=Refusal(409, "table_changed", {}))
    answer = HttpResponseRedirect(request.path)
    answer.status_code = SEE_OTHER
    return answer


def drawn(desk: Desk, form: Mapping[str, str], *, problem: Refusal | None = None) -> HttpResponse:
    """The page, with what somebody typed where something is wrong with it."""
    current = edition_in_force(desk.session)
    before = edition_before(desk.session, current.edition)
    rows = register_of(desk)
    facts = {
        "edition": current, "typed": form, "parliaments": rows,
        "differences": differences(before, current) if before.edition else (),
        "before": before, "lines": lines_of(desk, current, form=form, at=at_field(problem)),
        "is_proposal": form.get("do") == "propose",
        "rules_verified": is_verified(rules_of(desk)), **disclaimer_of(desk),
    }  # fmt: skip
    return desk.page("votes.html", facts, problem=problem)


def register_of(desk: Desk) -> Mapping[str, Values]:
    """The parliaments of the world of the session, by id."""
    return load_register(invented=desk.is_rehearsal).rows


def at_field(problem: Refusal | None) -> str:
    """The field that something is wrong with."""
    return problem.at_field if problem else ""


def rules_of(desk: Desk) -> Rulebook:
    """The rulebook of the session."""
    rules = shell[0].installation.house.clerk.state(desk.session).rules
    assert rules is not None
    return rules


def is_verified(rules: Rulebook) -> bool:
    """Whether all that a proposal rests on was read in the institution's present text."""
    return all(map(rules.is_verified, ("weights.base", "weights.brackets", "weights.edge")))


def lines_of(desk: Desk, current: Edition, *, form: Mapping[str, str], at: str) -> list[Line]:
    """A line for every parliament that may have votes, in the order of the names."""
    rules = rules_of(desk)
    single_sex = set(
        DelegationFile.objects.filter(session=desk.session, is_third_single_sex=True).values_list(
            "parliament_id", flat=True
        )
    )
    lines = []
    rows = register_of(desk)
    for identity in sorted(rows, key=lambda one: sorted_by(rows[one], desk.language)):
        values = rows[identity]
        if values.get("status", "") not in VOTING:
            continue
        row = current.rows.get(identity)
        kept = str(row.population) if row and row.population is not None else ""
        population = form.get(f"population.{identity}", kept)
        inhabitants = plain_number(population)
        proposed = None
        if inhabitants is not None:
            is_third = identity in single_sex
            proposed = rules.entitled_votes(inhabitants, third_single_sex=is_third)
        votes = form.get(f"votes.{identity}", str(row.votes) if row else "")
        if form.get("do") == "propose" and proposed is not None:
            votes = str(proposed)
        lines.append(
            Line(
                id=identity, values=values, population=population, votes=votes, proposed=proposed,
                edge=edge_near(inhabitants or 0, edges(rules)), wrong=at if identity in at else "",
            )
        )  # fmt: skip
    return lines


def plain_number(text: str) -> int | None:
    """A number that was typed, or None where it is none."""
    try:
        return int(whole_number(" ".join(text.split())))
    except CellFault:
        return None


def read_edition(desk: Desk, form: Mapping[str, str]) -> Edition:
    """The next edition as the form has it.

    Errors: CellFault, naming the field
    """
    rows = {}
    for identity in register_of(desk):
        votes = number_in(form, f"votes.{identity}")
        population = number_in(form, f"population.{identity}")
        if votes is not None:
            rows[identity] = Entitled(votes=votes, population=population)
    edition = number_in(form, "edition") or 0
    if form.get("do") == "propose":
        return Edition(edition=edition + 1, rows=rows)
    source = " ".join(form.get("source", "").split())[:500]
    if not source:
        raise CellFault("field_missing", field="source")
    if not rows:
        raise CellFault("table_without_rows", field="source")
    dated = form.get("dated", "").strip()
    try:
        is_whole = day(dated) == dated and len(dated) == WHOLE_DAY
    except CellFault:
        is_whole = False
    if not is_whole:
        raise CellFault("not_a_date", field="dated", text=dated[:20])
    by = desk.label
    return Edition(edition=edition + 1, dated=dated, source=source, by=by, rows=rows)


def number_in(form: Mapping[str, str], name: str) -> int | None:
    """The number in a field, None where it is empty.

    Errors: CellFault
    """
    text = " ".join(form.get(name, "").split())
    if not text:
        return None
    number = plain_number(text)
    if number is None or (name.startswith("votes.") and number > MOST_VOTES):
        raise CellFault("not_a_number", field=name, text=text[:20])
    return number
