"""Popolo: valid for any record by the schemas, whole in itself, and no more than is public."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.publish import Published, publish

from .records_at_random import published_at_random
from .sessions_of_data import CLASSES, demonstration, of_journal, popolo_faults
from .small_session import SmallSession, reported_session, whole_session


@pytest.fixture(scope="module")
def schemas(data_dir):
    return data_dir / "popolo" / "schemas"


def popolo(published: Published) -> dict:
    return json.loads(publish("popolo.json", published))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_session_is_valid(schemas, language):
    for session in (whole_session(), reported_session()):
        assert popolo_faults(schemas, popolo(session.published(language))) == []


def test_the_demonstration_and_other_journals_are_valid(schemas):
    found = [demonstration(), demonstration("as-reported-150.minutes")]
    names = ("3-acted", "3-counted", "3-elected", "3-questioned", "3-requested")
    found += [of_journal(f"{name}.ndjson") for name in names]
    for published in found:
        assert popolo_faults(schemas, popolo(published)) == []


@settings(max_examples=8, deadline=None)
@given(published=published_at_random())
def test_any_session_is_valid(schemas, published):
    assert popolo_faults(schemas, popolo(published)) == []


def test_what_is_not_valid_is_found(schemas):
    data = popolo(whole_session().published())
    del data["vote_events"][0]["counts"][0]["option"]
    data["events"][1]["start_date"] = "yesterday"
    data["speeches"][0]["creator_id"] = "p-0009-1"
    faults = popolo_faults(schemas, data)
    assert len(faults) == 3
    assert faults[-1] == "speech-14: creator_id p-0009-1"


def test_a_delegation_votes_in_a_row_for_each_option():
    [one] = popolo(whole_session().published())["vote_events"]
    counts = {count["option"]: count["value"] for count in one["counts"]}
    assert counts == {"yes": 21, "no": 8, "abstain": 0, "not voting": 25}
    for option, value in counts.items():
        assert sum(v["weight"] for v in one["votes"] if v["option"] == option) == value
    split = [(v["option"], v["weight"]) for v in one["votes"] if v["voter_id"] == "p-0001"]
    assert split == [("yes", 12), ("no", 8), ("not voting", 3)]
    assert (one["result"], one["casting_vote"]) == ("pass", None)
    assert (one["base_votes"], one["required_votes"]) == (29, 20)


def test_a_casting_vote_stands_beside_the_figures_and_a_fate_beside_the_outcome():
    published = whole_session().published()
    assembly = published.assembly
    division = replace(assembly.divisions[1], casting_vote="for")
    decisions = {
        number: replace(one, fate="stands", annulled_by=2 if one.division else 0)
        for number, one in assembly.decisions.items()
    }
    assembly = replace(assembly.with_division(division), decisions=decisions)
    data = popolo(replace(published, assembly=assembly))
    [vote] = data["vote_events"]
    assert vote["casting_vote"] == "for"
    assert sum(one["value"] for one in vote["counts"]) == 54
    assert [one["text_fate"] for one in data["motions"]] == ["stands", "stands"]
    assert [one["annulled_by"] for one in data["motions"]] == ["question-2", None]


def test_no_person_votes_and_no_person_has_more_than_a_name():
    data = popolo(demonstration())
    persons = {one["id"] for one in data["persons"]}
    assert persons
    votes = [vote for one in data["vote_events"] for vote in one["votes"]]
    assert votes
    assert not persons & {vote["voter_id"] for vote in votes}
    known = {key for one in data["persons"] for key in one}
    assert known <= {"id", "name", "honorific_prefix", "other_names"}
    assert not re.search("gender|birth|email|contact", json.dumps(data["persons"]))


def test_the_press_and_the_staff_are_not_listed():
    published = demonstration()
    offices = {one.id: one.office for one in published.assembly.people.values()}
    listed = {one["id"] for one in popolo(published)["persons"]}
    kept_out = {one for one, office in offices.items() if office in ("press", "staff")}
    assert not listed & kept_out
    assert listed & {one for one, office in offices.items() if office == "president"}


def test_a_reported_session_has_sources_and_no_proceedings():
    data = popolo(reported_session().published())
    assert data["notice"].startswith("Reconstructed from press reports")
    assert not any(data[name] for name in ("motions", "vote_events", "speeches"))
    assert [one["url"] for one in data["events"][0]["sources"]] == ["https://reports.example/150"]
    assert data["reports"][0]["source"] == "news report of 7 April 2025"
    assert data["reports"][0]["when"] is None


def test_a_body_of_which_nobody_is_known_to_preside_has_no_such_membership(schemas):
    session = SmallSession("reported")
    session.act(
        ConstituteBody,
        constituted="council",
        title={"en": "Council"},
        presiding="",
        organ="council",
    )
    data = popolo(session.published())
    assert popolo_faults(schemas, data) == []
    assert "" not in {one["id"] for one in data["persons"]}
    chairs = {one["organization_id"] for one in data["memberships"] if "post_id" in one}
    assert "body-plenary" in chairs
    assert "body-council" not in chairs


def test_a_rehearsal_says_so_where_people_see_it():
    data = popolo(whole_session().published())
    notice = "REHEARSAL - invented parliaments"
    assert (data["basis"], data["notice"]) == ("rehearsal", notice)
    assert data["organizations"][0]["abstract"] == notice
    assert {one["description"] for one in data["events"]} == {notice}
    assert set(CLASSES) <= set(data)
