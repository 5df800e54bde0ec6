"""What a report says of texts, figures and decisions, beside the record."""

import re
from collections.abc import Mapping

from hemicycle.press.compared import (
    BODY_WORDS,
    Compared,
    Line,
    agrees,
    contradicts,
    delegations_in,
    holds_title,
    is_of_body,
    missing,
    same_title,
    weighty,
)
from hemicycle.press.figures import BOUNDS, figure
from hemicycle.press.reading import Proposal
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
    is_counted = counts in DELEGATIONS and proposal.facts.get("attending")
    if not is_counted or not accepted:
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
    if same and not is_bound_alike(proposal, same[0].words["en"]):
        return missing(proposal, position=same[0].position)
    if same:
        differ = len({r.words["en"] for r in alike if r.about == same[0].about}) > 1
        return agrees(
            proposal, same[0].position, note="sources_differ" if differ else "reported_too"
        )
    if alike and proposal.facts.get("attending"):
        return contradicts(proposal, alike[0].position, note="other_sources")
    return missing(proposal)


def is_bound_alike(proposal: Proposal, words: str) -> bool:
    """Whether both call a figure exact, or both a bound: "over 140" is not "fewer than 140"."""
    told = next((bound for bound in BOUNDS if bound in proposal.facts), "exactly")
    found = figure().search(words)
    return not found or told == next((bound for bound in BOUNDS if found[bound]), "exactly")


def judge_decision(proposal: Proposal, record: Compared) -> Line:
    """A decision by its title, else by its figures; the word "unanimously" is no figure."""
    if proposal.facts.get("method") == "unanimously":
        found = [
            r
            for r in record.reports("decision", "stage")
            if "unanim" in plain(r.words.get("en", ""))
        ]
        if found and proposal.facts.get("elsewhere") and "outcome" not in proposal.facts:
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
    told_body = str(facts.get("body", ""))
    body = record.body_called(told_body)
    if facts.get("elsewhere") or (weighty(told_body, BODY_WORDS) and not body):
        return missing(proposal, "unknown_body", position=at)
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
    if facts.get("more"):
        return missing(proposal, "only_in_part", position=at)
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
    title = str(proposal.facts.get("title", ""))
    recorded = {
        str(one.entry.delegation): one.position
        for one in record.written
        if isinstance(one.entry, ReservationRecorded)
        and (not title or same_title(title, one.entry.title))
    }
    if not are_all_known:
        return missing(proposal, "unknown_delegation")
    if wanted <= set(recorded):
        return agrees(proposal, max(recorded[one] for one in wanted))
    absent, so_far = min(wanted - set(recorded)), record.written[-1].position
    return contradicts(proposal, so_far, note="no_reservation", member=absent)


def judge_reported_decision(proposal: Proposal, record: Compared, title: str) -> Line:
    """A decision beside what other sources told of it."""
    about = {r.about for r in record.assembly.reports if title and holds_title(r, title)}
    outcome = str(proposal.facts.get("outcome", ""))
    if {"method", "more"} & set(proposal.facts):
        return missing(proposal, "elsewhere" if proposal.facts.get("elsewhere") else "")
    for report in record.reports("decision", "stage"):
        is_told = outcome and outcome in plain(report.words.get("en", ""))
        if report.about in about and is_told and is_of_body(report, proposal, record):
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
