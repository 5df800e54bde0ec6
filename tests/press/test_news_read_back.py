"""A news item drawn from the record, read back as a press report: the same facts."""

import os
from collections import Counter

from hypothesis import given, settings

from hemicycle.press import Compared, Reading, compare, read, register_of
from hemicycle.press.compared import delegations_in
from hemicycle.publish import Published, publish
from hemicycle.publish.news_txt import Fact, facts_of
from publish.records_at_random import published_at_random

RECORDS = max(200, settings.default.max_examples if os.environ.get("HEMICYCLE_PROFILE") else 200)


def compared(published: Published) -> Compared:
    """The record that an item is read against."""
    return Compared(assembly=published.assembly, written=published.written, names=published.names)


def read_back(published: Published) -> Reading:
    """The English item, read as any report is."""
    item = publish("news.txt", published)
    return read(item, register_of(published.names, published.assembly))


def told_facts(published: Published) -> Counter[tuple]:
    """The facts that the item tells; more speakers than it names are a number, not names."""
    return Counter(known for fact in facts_of(published) if (known := told(fact)))


def told(fact: Fact) -> tuple | None:
    """One fact as both sides can tell it."""
    match fact.kind:
        case "gathered" if fact.figures != (0,):
            return ("gathered", *fact.figures)
        case "theme":
            return ("theme", fact.title.rstrip(" ,.;"))
        case "met":
            return ("met", fact.body)
        case "chaired":
            return ("chaired", fact.body, fact.person)
        case "spoke" if fact.person:
            return ("spoke", fact.body, fact.person)
        case "decided":
            return ("decided", fact.title.rstrip(" ,.;"), fact.method, fact.outcome, *fact.figures)
        case "reserved":
            return ("reserved", fact.person)
    return None


def read_facts(reading: Reading, record: Compared) -> Counter[tuple]:
    """The facts that were read; one sentence tells of all who recorded reservations."""
    reserved = [one.facts["reserved"] for one in reading.proposals if "reserved" in one.facts]
    by = [delegations_in(str(listed), record.register) for listed in reserved]
    assert all(are_all_known for _, are_all_known in by)
    told = [known for one in reading.proposals if (known := read_fact(one, record))]
    return Counter([*told, *(("reserved", one) for delegations, _ in by for one in delegations)])


def read_fact(one, record: Compared) -> tuple | None:
    """One proposal as both sides can tell it."""
    facts, person = one.facts, record.register.person_named(one.person)
    body = record.body_called(str(facts.get("body", "")))
    match one.kind:
        case "figure" if facts["counts"] in ("delegation", "delegations"):
            return ("gathered", facts.get("exactly"))
        case "title" if facts["of"] == "theme":
            return ("theme", one.text)
        case "meeting" if not one.person:
            return ("met", body)
        case "chaired":
            return ("chaired", body, person)
        case "address":
            return ("spoke", body, person)
        case "decision" if "reserved" not in facts:
            method = {"division": "roll_call"}.get(str(facts.get("method")), facts.get("method"))
            votes = [facts.get(key, 0) for key in ("yes", "no", "abstain", "not_cast")]
            votes = votes if method == "roll_call" else []
            return ("decided", facts.get("title"), method, facts["outcome"], *votes)
    return None


@settings(max_examples=RECORDS, deadline=None)
@given(published_at_random())
def test_an_item_reads_back_as_the_facts_it_was_drawn_from(published):
    reading = read_back(published)
    # A session that was only opened has done nothing of which a report could tell.
    assert reading.refusal == "" or not told_facts(published)
    assert read_facts(reading, compared(published)) == told_facts(published)


@settings(max_examples=50, deadline=None)
@given(published_at_random())
def test_nothing_in_an_item_contradicts_its_record(published):
    lines = compare(read_back(published), compared(published))
    assert [line for line in lines if line.verdict == "contradicts"] == []
