"""What a report says of persons and sittings, beside the record."""

import re

from hemicycle.journal.speeches import Speech, speeches_in
from hemicycle.press.compared import (
    BODY_WORDS,
    Compared,
    Line,
    agrees,
    contradicts,
    delegations_in,
    is_of_body,
    missing,
    told_in,
    weighty,
)
from hemicycle.press.gazetteer import gazetteer
from hemicycle.press.people import nearly_registered, offices_in
from hemicycle.press.reading import Proposal
from hemicycle.press.words import plain
from hemicycle.procedure.acts.bureau.hand_chair import ChairHanded
from hemicycle.procedure.acts.sitting.open_sitting import SittingOpened


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
        note = "other_chair" if len(seen) == 1 else "other_chairs"
        return contradicts(proposal, position, note=note, member=who)
    return judge_person(proposal, record, "chaired")


def judge_address(proposal: Proposal, record: Compared) -> Line:
    """Who spoke, and where."""
    person = record.register.person_named(proposal.person)
    told = str(proposal.facts.get("body", ""))
    body = record.body_called(told)
    floors = floors_of(person, record)
    if weighty(told, BODY_WORDS) and not body:
        return missing(proposal, "unknown_body")
    if body and floors and body not in {one.body for one in floors}:
        at, held_in = floors[0].position, record.title_of(floors[0].body)
        return contradicts(proposal, at, note="other_body", body=held_in)
    there = [one for one in floors if body in ("", one.body)]
    if there:
        return agrees(proposal, there[0].position, note="had_floor")
    return judge_person(proposal, record, fact="address")


def floors_of(person: str, record: Compared) -> list[Speech]:
    """When somebody had the floor."""
    return [one for one in speeches_in(record.written) if one.speaker == person]


def judge_said(proposal: Proposal, record: Compared) -> Line:
    """What somebody said: the record holds who had the floor, and words only where reported."""
    person = record.register.person_named(proposal.person)
    if not person:
        return unknown_person(proposal, record)
    for report in record.reports("statement", "address", "event", about=person):
        if told_in(proposal, report):
            return agrees(proposal, report.position, note="reported_too")
    floors = floors_of(person, record)
    near = record.reports("address", "statement", about=person)
    if floors:
        return missing(proposal, "floor_without_words", position=floors[0].position)
    return missing(
        proposal, "other_words" if near else "", position=near[0].position if near else 0
    )


def judge_person(proposal: Proposal, record: Compared, fact: str) -> Line:
    """Something that somebody did, beside what other sources told."""
    person = record.register.person_named(proposal.person)
    if not person:
        return unknown_person(proposal, record)
    told = [r for r in record.reports(fact, about=person) if is_of_body(r, proposal, record)]
    return agrees(proposal, told[0].position, note="reported_too") if told else missing(proposal)


def judge_office(proposal: Proposal, record: Compared) -> Line:
    """In which capacity somebody is introduced; one person may have several."""
    person = record.register.person_named(proposal.person)
    if not person:
        return unknown_person(proposal, record)
    known, told = record.register.people[person].capacity, plain(proposal.capacity)
    sent_by, offices = record.names.delegation(person), precise(told)
    if sent_by:
        return judge_delegate(proposal, record, sent_by=sent_by)
    is_vague = not offices and weighty(told) & weighty(known)
    is_same = bool(offices & precise(plain(known))) and places(told) <= places(known)
    if is_same or is_vague:
        return agrees(proposal, 0, note="known_as", capacity=known)
    return missing(proposal, "other_capacity" if known else "", capacity=known)


def precise(capacity: str) -> set[str]:
    """The offices in a capacity that are held by few: not every host or leader is the same."""
    return {one for one in offices_in(capacity) if gazetteer().offices[one] != "leader"}


def places(capacity: str) -> frozenset[str]:
    """Where an office is held: the words of weight beside it, countries by their codes."""
    words = weighty(capacity) - {
        word for one in offices_in(plain(capacity)) for word in one.split()
    }
    known = gazetteer().countries
    return frozenset(known.get(word, word) for word in words)


def judge_delegate(proposal: Proposal, record: Compared, *, sent_by: str) -> Line:
    """A delegate's capacity: the parliament that the report names must be the one that sent him."""
    told = plain(proposal.capacity)
    others, _ = delegations_in(told, record.register)
    if others and sent_by not in others:
        return contradicts(proposal, 0, note="other_delegation", member=sent_by)
    kinds = {gazetteer().offices[one] for one in offices_in(told)}
    is_of_it = kinds or weighty(told) & weighty(record.names.label(sent_by, "en"))
    if is_of_it and kinds <= {"member"}:
        return agrees(proposal, 0, note="sits_for", member=sent_by)
    return missing(proposal, "sits_for", member=sent_by)


def judge_credit(proposal: Proposal, record: Compared) -> Line:
    """Whose picture it is."""
    credit = plain(str(proposal.facts.get("credit", "")))
    for report in record.assembly.reports:
        if report.about == "pictures" and re.search(
            rf"\b{re.escape(credit)}\b", plain(report.words.get("en", ""))
        ):
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
