"""A press report against the record: what agrees, what it does not hold, what contradicts it."""

import re
from collections.abc import Callable, Mapping

from hemicycle.press.compared import (
    Compared,
    Line,
    agrees,
    best,
    contradicts,
    holds_title,
    missing,
    same_title,
    told_in,
    weighty,
)
from hemicycle.press.gazetteer import gazetteer
from hemicycle.press.people import nearly_registered, offices_in
from hemicycle.press.reading import Proposal, Reading
from hemicycle.press.words import plain
from hemicycle.procedure.acts.bureau.hand_chair import ChairHanded
from hemicycle.procedure.acts.credentials.accept_credentials import CredentialsAccepted
from hemicycle.procedure.acts.floor.give_floor import FloorGiven
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened
from hemicycle.procedure.assembly import Decision

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
PEOPLE_WORDS = frozenset(
    {"delegates", "members", "parliamentarians", "mps", "lawmakers", "participants"}
)


def compare(reading: Reading, record: Compared) -> tuple[Line, ...]:
    """Each proposal that speaks of the assembly, with what the record says of it.

    Note: what only helps to read a report (names, short forms, days) is not compared.
    """
    if record.assembly.session is None:
        return ()
    return tuple(JUDGES[one.kind](one, record) for one in reading.proposals if one.kind in JUDGES)


# -- one judge for each kind -----------------------------------------------------------------


def judge_title(proposal: Proposal, record: Compared) -> Line:
    """A theme or a text by its title."""
    session = record.assembly.session
    assert session is not None
    if proposal.facts.get("of") == "theme":
        if same_title(proposal.text, session.theme):
            return agrees(proposal, OPENING, note="theme")
        if session.theme:
            return contradicts(proposal, OPENING, note="other_theme", theme=best(session.theme))
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
    if counts in DELEGATIONS:
        number = len(record.assembly.delegations)
        accepted = list(record.entries(CredentialsAccepted))
        position = accepted[-1].position if accepted else 0
    elif counts in PEOPLE_WORDS:
        number = sum(len(one.members) for one in record.assembly.delegations.values())
        position = 0
    else:
        return missing(proposal)
    if not number:
        return missing(proposal)
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
    title = str(proposal.facts.get("title", ""))
    for decision in record.assembly.decisions.values():
        if title and same_title(title, decision.question.title):
            return judge_decided(proposal, record, decision)
    return judge_reported_decision(proposal, record, title)


def judge_decided(proposal: Proposal, record: Compared, decision: Decision) -> Line:
    """What a report says of a decision that the record holds."""
    facts, at = proposal.facts, decision.position
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
        tally = division.tally
        counted = {
            "yes": tally.for_votes,
            "no": tally.against_votes,
            "abstain": tally.abstention_votes,
        }
        if any(facts.get(key, value) != value for key, value in counted.items()):
            return contradicts(proposal, at, note="other_votes", **counted)
    return agrees(proposal, at)


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


def judge_meeting(proposal: Proposal, record: Compared) -> Line:
    """A body that sat, or persons who met."""
    if proposal.person:
        return judge_person(proposal, record, "meeting")
    if proposal.facts.get("elsewhere"):
        return missing(proposal, "elsewhere")
    body = record.body_called(str(proposal.facts.get("body", "")))
    if not body:
        return missing(proposal, "unknown_body")
    for one in record.entries(SittingOpened):
        if one.entry.body == body:
            return agrees(proposal, one.position, note="sat")
    told = [
        r
        for r in record.reports("meeting", "event", "chaired", "stage")
        if body in (r.about, r.body)
    ]
    return agrees(proposal, told[0].position, note="reported_too") if told else missing(proposal)


def judge_chaired(proposal: Proposal, record: Compared) -> Line:
    """Who presided."""
    person = record.register.person_named(proposal.person)
    body = record.body_called(str(proposal.facts.get("body", "")))
    seen: dict[str, int] = {}
    for one in record.written:
        if body and one.entry.body != body:
            continue
        if isinstance(one.entry, SittingOpened):
            seen.setdefault(one.header.by, one.position)
        elif isinstance(one.entry, ChairHanded):
            seen.setdefault(one.entry.to, one.position)
    if person in seen:
        return agrees(proposal, seen[person], note="presided")
    if person and body and seen:
        who, position = next(iter(seen.items()))
        return contradicts(proposal, position, note="other_chair", member=who)
    return judge_person(proposal, record, "chaired")


def judge_address(proposal: Proposal, record: Compared) -> Line:
    """Who spoke."""
    person = record.register.person_named(proposal.person)
    for one in record.written:
        if isinstance(one.entry, FloorGiven) and one.entry.speaker == person:
            return agrees(proposal, one.position, note="had_floor")
    return judge_person(proposal, record, "address")


def judge_said(proposal: Proposal, record: Compared) -> Line:
    """What somebody said: the record holds who had the floor, and words only where reported."""
    person = record.register.person_named(proposal.person)
    if not person:
        return unknown_person(proposal, record)
    for report in record.reports("statement", "address", "event", about=person):
        if told_in(proposal, report):
            return agrees(proposal, report.position, note="reported_too")
    floor = next(
        (
            one.position
            for one in record.written
            if isinstance(one.entry, FloorGiven) and one.entry.speaker == person
        ),
        0,
    )
    near = record.reports("address", "statement", about=person)
    if floor:
        return missing(proposal, "floor_without_words", position=floor)
    return missing(
        proposal, "other_words" if near else "", position=near[0].position if near else 0
    )


def judge_person(proposal: Proposal, record: Compared, fact: str) -> Line:
    """Something that somebody did, beside what other sources told."""
    person = record.register.person_named(proposal.person)
    if not person:
        return unknown_person(proposal, record)
    told = record.reports(fact, about=person)
    return agrees(proposal, told[0].position, note="reported_too") if told else missing(proposal)


def judge_office(proposal: Proposal, record: Compared) -> Line:
    """In which capacity somebody is introduced; one person may have several."""
    person = record.register.person_named(proposal.person)
    if not person:
        return unknown_person(proposal, record)
    known = record.register.people[person].capacity
    sent_by = record.names.delegation(person)
    told = plain(proposal.capacity)
    is_delegate = any(gazetteer().offices[one] == "member" for one in offices_in(told))
    names_it = (
        weighty(told) & weighty(record.names.label(sent_by, "en")) if sent_by else frozenset()
    )
    if sent_by and (is_delegate or names_it):
        return agrees(proposal, 0, note="sits_for", member=sent_by)
    shared = offices_in(plain(proposal.capacity)) & offices_in(plain(known))
    if shared or weighty(proposal.capacity) & weighty(known):
        return agrees(proposal, 0, note="known_as", capacity=known)
    return missing(proposal, "other_capacity" if known else "", capacity=known)


def judge_credit(proposal: Proposal, record: Compared) -> Line:
    """Whose picture it is."""
    credit = plain(str(proposal.facts.get("credit", "")))
    for report in record.assembly.reports:
        if report.about == "pictures" and credit in plain(report.words.get("en", "")):
            return agrees(proposal, report.position, note="reported_too")
    return missing(proposal)


def unknown_person(proposal: Proposal, record: Compared) -> Line:
    """Somebody whom the record does not know, perhaps under a name that is nearly the same."""
    if not proposal.person:
        return missing(proposal, "nobody_named")
    near = nearly_registered(proposal.person.split(), record.register)
    if near:
        return missing(proposal, "near_name", near=near)
    return missing(proposal, "unknown_person")


JUDGES: Mapping[str, Callable[[Proposal, Compared], Line]] = {
    "address": judge_address,
    "chaired": judge_chaired,
    "decision": judge_decision,
    "figure": judge_figure,
    "meeting": judge_meeting,
    "office": judge_office,
    "picture_credit": judge_credit,
    "quotation": judge_said,
    "stage": judge_stage,
    "statement": judge_said,
    "title": judge_title,
}
