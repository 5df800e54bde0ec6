"""A list of amendments in the papers of a text, and its decisions in the data and the record."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from hemicycle.demo.rehearse import rehearse
from hemicycle.publish import Published
from minutes.test_scenarios import SETTING

from .documents_at_hand import made
from .sessions_of_texts import cut

SCENARIO = Path(__file__).parent.parent / "minutes" / "consent_list.minutes"
TEXT = "C-I-150-DR"


@cache
def at_the_end() -> Published:
    """The session as it ended."""
    found = rehearse(SCENARIO, setting=SETTING)
    return Published(
        assembly=found.state.assembly,
        written=tuple(found.clerk.history[found.session]),
        records=list(found.clerk.store.read(found.session)),
        checkpoints=[],
        names=found.names,
        language="en",
        phrases=found.setting.phrases,
        rules=found.state.rules,
        part=TEXT,
    )


def standing() -> Published:
    """The session before the list is decided."""
    kinds = [one.header.kind for one in at_the_end().written]
    return cut(at_the_end(), kinds.index("consent_list_decided"))


def test_the_bench_file_and_the_script_tell_what_is_proposed():
    for name in ("bench-file", "voting-script"):
        page = made(f"{name}.html", standing(), TEXT).decode()
        assert "Proposed: adopt without a vote" in page
        assert "Proposed: reject without a vote" in page
        after = made(f"{name}.html", at_the_end(), TEXT).decode()
        assert "Proposed:" not in after
    assert (
        "Does any delegation ask for a vote"
        in made("voting-script.html", standing(), TEXT).decode()
    )
    french = replace(standing(), language="fr")
    assert "Proposé" in made("bench-file.html", french, TEXT).decode()


def test_each_decision_of_the_list_is_in_the_data():
    decisions = json.loads(made("decisions.json", at_the_end()))["decisions"]
    listed = [one for one in decisions if one["method"] == "on_list"]
    assert sorted(one["outcome"] for one in listed) == ["adopted"] * 3 + ["rejected"]
    [text] = json.loads(made("texts.json", at_the_end()))["texts"]
    stages = {one["number"]: one["stage"] for one in text["amendments"]}
    assert {n for n, stage in stages.items() if stage == "rejected"} == {3}
    assert {n for n, stage in stages.items() if stage == "fallen"} == {1, 7}
    minutes = made("minutes.html", at_the_end()).decode()
    assert "was rejected without a vote" in minutes
