"""What a report says of texts, figures and decisions, beside the record."""

import re
from collections.abc import Mapping

from hemicycle.press.compared import (
    Compared,
    Line,
    agrees,
    contradicts,
    holds_title,
    missing,
    same_title,
)
from hemicycle.press.reading import Proposal
from hemicycle.press.register import Register
from hemicycle.press.words import plain
from hemicycle.procedure.acts.credentials.accept_credentials import CredentialsAccepted
from hemicycle.procedure.acts.divisions.record_reservation import ReservationRecorded
from hemicycle.procedure.assembly import Decision, Division

OPENING = 1  # the entry that opens a session holds its theme and title
DELEGATIONS = frozenset(
    {
        "countries",
        "country",
        "parliaments",
        "parliament",
        "delegations",
        "delegation",
        "states",
        "nations",
    }
)
METHODS = {"roll_call": "division"}


def judge_title(proposal: Proposal, record: Compared) -> Line:
    """A theme or a text by its title."""
    session = record.assembly.session
    assert session is not None
    if proposal.facts.get("of") == "theme":
        if same_title(proposal.text, session.theme):
            return agrees(proposal, OPENING, note="theme")
        if session.theme:
            return contradicts(proposal, OPENING, note="other_theme", theme=session.theme)
        return missing(proposal)
    for decision in record.assembly.decisions.values():
        if same_title(proposal.text, decision.question.title):
            return agrees(proposal, decision.position, note="text_decided")
    for one in record.written:
        title = getattr(one.entry, "title", None)
        if isinstance(title, Mapping) and same_title(proposal.text, title):
            return agrees(proposal, one.position, note="text_known")
    report = next((r for r in record.assembly.reports if holds_title(r, proposal.text)), None)
    return agrees(proposal, report.position, note="reported_too") if report else missing(proposal)


def judge_figure(proposal: Proposal, record: Compared) -> Line:
    """How many: against the roll of delegations, or against figures that others reported."""
    counts = str(proposal.facts.get("counts", ""))
    if record.is_reported:
        return judge_reported_figure(proposal, record)
    accepted = list(record.entries(CredentialsAccepted))
    if counts not in DELEGATIONS or not accepted:
        return missing(proposal)
    number, position = len(record.assembly.delegations), accepted[-1].position
    if fits(proposal, number):
        return agrees(proposal, position, note="figure_fits", number=number)
    return contradicts(proposal, position, note="other_figure", number=number)


def fits(proposal: Proposal, number: int) -> bool:
    """Whether a figure of the record lies within what the report says.

    Note: "about" allows a tenth in either direction.
    """
    facts = {key: int(value) for key, value in proposal.facts.items() if isinstance(value, int)}
    if "about" in facts:
        return 10 * abs(number - facts["about"]) <= facts["about"]
    if "exactly" in facts:
        return number == facts["exactly"]
    return facts.get("at_least", number) <= number <= facts.get("at_most", number)


def judge_reported_figure(proposal: Proposal, record: Compared) -> Line:
    """A figure beside those that other sources gave, which may differ."""
    value = next((v for v in proposal.facts.values() if isinstance(v, int)), 0)
    counts = str(proposal.facts.get("counts", "")).removesuffix("s")
    alike = [r for r in record.reports("figure") if counts in plain(r.words.get("en", ""))]
    same = [r for r in alike if str(value) in re.findall(r"\d+", r.words["en"].replace(",", ""))]
    if same:
        differ = len({r.words["en"] for r in alike if r.about == same[0].about}) > 1
        return agrees(
            proposal, same[0].position, note="sources_differ" if differ else "reported_too"
        )
    if alike:
        return contradicts(proposal, alike[0].position, note="other_sources")
    return missing(proposal)


def judge_decision(proposal: Proposal, record: Compared) -> Line:
    """A decision by its title, else by its figures; the word "unanimously" is no figure."""
    if proposal.facts.get("method") == "unanimously":
        found = [
            r
            for r in record.reports("decision", "stage")
            if "unanim" in plain(r.words.get("en", ""))
        ]
        if found and proposal.facts.get("elsewhere"):
            return agrees(proposal, found[0].position, note="word_not_figure")
        if proposal.facts.get("elsewhere"):
            return missing(proposal, "elsewhere")
    if "reserved" in proposal.facts:
        return judge_reservation(proposal, record)
    title = str(proposal.facts.get("title", ""))
    for decision in record.assembly.decisions.values():
        if title and same_title(title, decision.question.title):
            return judge_decided(proposal, record, decision)
    return judge_reported_decision(proposal, record, title)


def judge_decided(proposal: Proposal, record: Compared, decision: Decision) -> Line:
    """What a report says of a decision that the record holds."""
    facts, at = proposal.facts, decision.position
    body = record.body_called(str(facts.get("body", "")))
    if body and body != decision.question.body:
        held_by = record.title_of(decision.question.body)
        return contradicts(proposal, at, note="other_body", body=held_by)
    if facts.get("outcome", decision.outcome) != decision.outcome:
        return contradicts(proposal, at, note="other_outcome", outcome=decision.outcome)
    method = METHODS.get(decision.method, decision.method)
    told = facts.get("method", method)
    if told == "unanimously":
        return missing(proposal, "word_not_figure", position=at)
    if told == "without_vote" and method in ("consensus", "acclamation"):
        told = method
    if told != method:
        return contradicts(proposal, at, note="other_method", method=decision.method)
    division = record.assembly.divisions.get(decision.division)
    if division is not None and "yes" in facts:
        counted = votes_of(division)
        if any(facts.get(key, value) != value for key, value in counted.items()):
            return contradicts(proposal, at, note="other_votes", **counted)
    return agrees(proposal, at)


def votes_of(division: Division) -> dict[str, int]:
    """The votes of a declared division, by the names that a reading gives them."""
    tally = division.tally
    return {
        "yes": tally.for_votes,
        "no": tally.against_votes,
        "abstain": tally.abstention_votes,
        "not_cast": sum(row.not_cast_votes for row in division.count.rows),
    }


def judge_reservation(proposal: Proposal, record: Compared) -> Line:
    """Who recorded a reservation: every delegation that the report names must have."""
    wanted, are_all_known = delegations_in(str(proposal.facts["reserved"]), record.register)
    recorded = {
        str(one.entry.delegation): one.position
        for one in record.written
        if isinstance(one.entry, ReservationRecorded)
    }
    if not are_all_known:
        return missing(proposal, "unknown_delegation")
    if wanted <= set(recorded):
        return agrees(proposal, max(recorded[one] for one in wanted))
    absent, so_far = min(wanted - set(recorded)), record.written[-1].position
    return contradicts(proposal, so_far, note="no_reservation", member=absent)


def delegations_in(listed: str, register: Register) -> tuple[set[str], bool]:
    """The delegations in a list of names, and whether the list names no others.

    Note: a name may itself hold an "and", so that names are looked for, the longest first.
    """
    rest, found = f" {plain(listed)} ", set()
    names = {plain(name): one.id for one in register.parliaments.values() for name in one.names}
    for name in sorted(names, key=len, reverse=True):
        left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", rest)
        if left != rest:
            rest = left
            found.add(names[name])
    return found, bool(found) and set(re.findall(r"\w+", rest)) <= {"and", "the"}


def judge_reported_decision(proposal: Proposal, record: Compared, title: str) -> Line:
    """A decision beside what other sources told of it."""
    about = {r.about for r in record.assembly.reports if title and holds_title(r, title)}
    outcome = str(proposal.facts.get("outcome", ""))
    for report in record.reports("decision", "stage"):
        if report.about in about and outcome and outcome in plain(report.words.get("en", "")):
            return agrees(proposal, report.position, note="reported_too")
    return missing(proposal, "elsewhere" if proposal.facts.get("elsewhere") else "")


def judge_stage(proposal: Proposal, record: Compared) -> Line:
    """How far a text has come; a later stage does not make an earlier one wrong."""
    title = str(proposal.facts.get("title", ""))
    if not title:
        return missing(proposal)
    about = {r.about for r in record.assembly.reports if holds_title(r, title)}
    stages = [r for r in record.reports("stage") if r.about in about]
    for report in stages:
        if "discussion" in plain(report.words.get("en", "")):
            later = stages[-1].position
            note = "stage_since" if later > report.position else "reported_too"
            return agrees(proposal, report.position, note=note, later=later)
    for one in record.written:
        told = getattr(one.entry, "title", None)
        if isinstance(told, Mapping) and same_title(title, told):
            return agrees(proposal, one.position, note="text_known")
    return missing(proposal)
