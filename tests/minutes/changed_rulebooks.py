"""Rulebooks for scenarios of the tests: one of the program, with some values changed."""

from dataclasses import replace

from hemicycle.rulebooks import WrittenRulebook, load

CHANGED = {
    "strict": (
        "ipu_assembly",
        {
            "quorum.to_open": "half_of_delegations_registered",
            "quorum.on_request_only": False,
            "weights.split_allowed": False,
        },
    ),
    "appeals": (
        "ipu_assembly",
        {
            "motions.appeal_allowed": True,
            "speaking.no_show": "struck",
            "speaking.swap_allowed": False,
            "speaking.time_shared": False,
        },
    ),
    "deciding": (
        "plain",
        {"division.tie": "casting_vote", "division.denominator": "component_members"},
    ),
    "called": (
        "ipu_assembly",
        {
            "division.voice_start": "drawn_by_lot",
            "division.paper": False,
            "weights.split_allowed": False,
        },
    ),
    "joined": (
        "ipu_assembly",
        {
            "quorum.request_delegations": 2,
            "quorum.request_one_in": 6,
            "quorum.effect": "waits",
        },
    ),
    "hands": (
        "ipu_assembly",
        {
            "quorum.to_decide": "none",
            "division.hands_count": "persons",
            "division.plain_result": False,
            "division.doubt": False,
        },
    ),
    "alone": ("plain", {"record.second_reader": False}),
    "zeros": (
        "plain",
        {
            "speaking.time_delegate": 0,
            "speaking.extension": 0,
            "speaking.hard_limit": 0,
            "speaking.time_motion": 0,
            "speaking.undelivered_length": "own_speaking_time",
            "motions.speakers_for": 0,
            "motions.right_of_reply": 0,
            "record.take_minutes": 0,
        },
    ),
    "unfiled": ("ipu_assembly", {"speaking.undelivered": False}),
    "short": (
        "ipu_assembly",
        {
            "speaking.undelivered_needs": ["on_list", "present"],
            "speaking.undelivered_length": "own_speaking_time",
        },
    ),
    "hasty": (
        "ipu_assembly",
        {
            "emergency_item.needs": [],
            "emergency_item.closing": "when_order_is_fixed",
            "emergency_item.admissibility": "not_judged",
            "emergency_item.merge_same_subject": False,
            "emergency_item.subject_in_title": False,
        },
    ),
    "grouped": ("ipu_assembly", {"elections.candidature_hours": 1}),
    "replacing": (
        "ipu_assembly",
        {"elections.candidature_hours": 1, "elections.replacement": True},
    ),
    "tabled": (
        "ipu_assembly",
        {
            "elections.bureau_sharing": "table",
            "elections.seats_of_groups": ["North | 2", "Lakes | 1"],
        },
    ),
    "elder": (
        "plain",
        {
            "elections.majority": "absolute_then_relative",
            "elections.next_round": "all_again",
            "elections.tie": "elder",
            "elections.nominators": ["delegation"],
            "elections.acclamation": False,
            "elections.one_group": False,
        },
    ),
    "again": (
        "plain",
        {"elections.majority": "absolute_then_relative", "elections.tie": "ballot_again"},
    ),
    "backed": (
        "plain",
        {"texts.sponsors_needed": 3, "amendments.sponsors_needed": 2},
    ),
    "signed": (
        "plain",
        {
            "texts.sponsors_unit": "person",
            "texts.sponsors_needed": 3,
            "texts.sponsors_delegations": 2,
            "texts.sponsors_may_leave": False,
            "amendments.sponsors_needed": 2,
            "amendments.sponsors_delegations": 2,
        },
    ),
    "listed": ("plain", {"amendments.consent_objectors": 2}),
    "singly": ("plain", {"amendments.consent_list": False}),
    "exclusive": ("ipu_assembly", {"weights.edge": "lower_exclusive"}),
}


def load_changed(name: str) -> WrittenRulebook:
    """The rulebook of that name, a changed one included."""
    if name not in CHANGED:
        return load(name)
    source, changes = CHANGED[name]
    rules = load(source)
    leaves = {key: replace(rules.leaves[key], value=value) for key, value in changes.items()}
    return replace(rules, name=name, leaves={**rules.leaves, **leaves})
