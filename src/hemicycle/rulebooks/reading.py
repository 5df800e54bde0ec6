"""Reading a rulebook's folder: each leaf a value or policy, with where it was found."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hemicycle.procedure.acts.credentials.accredit_person import OFFICES
from hemicycle.procedure.acts.desk.change_request import CHANGES
from hemicycle.procedure.acts.floor.decide_motion import EFFECTS
from hemicycle.procedure.acts.floor.file_speech import ANY_LENGTH, NEEDS, OWN_TIME
from hemicycle.procedure.acts.floor.move_motion import OTHER
from hemicycle.procedure.acts.floor.note_no_show import POLICIES as NO_SHOW
from hemicycle.procedure.rules.amendment_deadlines import DEADLINES
from hemicycle.procedure.rules.amendments import ORDERS as AMENDMENT_ORDERS
from hemicycle.procedure.rules.call_order import STARTS
from hemicycle.procedure.rules.contests import CONTESTED_BY
from hemicycle.procedure.rules.elections import MAJORITIES, NEXT_ROUNDS, NOMINATORS, SHARINGS
from hemicycle.procedure.rules.elections import TIES as TIES_OF_ELECTIONS
from hemicycle.procedure.rules.lodged_texts import JUDGES
from hemicycle.procedure.rules.majorities import BASES, SHARES, TIES
from hemicycle.procedure.rules.quorum_checks import REQUESTS, VOID
from hemicycle.procedure.rules.quorums import POLICIES, WITHOUT_QUORUM
from hemicycle.procedure.rules.rights import ORGANS, RIGHTS
from hemicycle.procedure.rules.seats import WHEN
from hemicycle.procedure.rules.seats_by_table import is_table
from hemicycle.procedure.rules.speakers_lists import ORDERED_DEBATES, ORDERS, SECTIONS, WEIGHED
from hemicycle.procedure.rules.sponsorship import UNITS
from hemicycle.procedure.rules.unanimous import UNANIMITY
from hemicycle.procedure.rules.urgent import DECISIONS
from hemicycle.procedure.rules.ways import HANDS
from hemicycle.rulebooks.written import Leaf, WrittenRulebook
from hemicycle.wording.faults import PlainFault

HERE = Path(__file__).parent
MOTIONS = (*EFFECTS, OTHER, "dilatory", "refer_back")
# Who stands in a line of the roll, where a rulebook says so; else delegations do.
ROLLS_OF = ("delegations", "members")
MARKS = ("S", "S-old", "P", "M", "I")
KNOWN_POLICIES: dict[str, Collection[str]] = {
    "division.majority_": SHARES,
    "division.denominator": BASES,
    "division.tie": TIES,
    "division.hands_count": HANDS,
    "division.roll_of": ROLLS_OF,
    "division.voice_start": STARTS,
    "quorum.to_open": POLICIES,
    "quorum.to_decide": POLICIES,
    "quorum.effect": WITHOUT_QUORUM,
    "quorum.request_by": REQUESTS,
    "quorum.missing_procedural_motion": (VOID, *WITHOUT_QUORUM),
    "substitutes.votes_when": WHEN,
    "speaking.order": ORDERS,
    "speaking.order_for": ORDERED_DEBATES,
    "speaking.desk_change": CHANGES,
    "speaking.no_show": NO_SHOW,
    "speaking.sections": SECTIONS,
    "speaking.undelivered_needs": NEEDS,
    "speaking.undelivered_length": (ANY_LENGTH, OWN_TIME),
    "speaking.weighed": WEIGHED,
    "motions.precedence": MOTIONS,
    "amendments.order": AMENDMENT_ORDERS,
    "amendments.deadline_by": DEADLINES,
    "amendments.committee_unanimous": UNANIMITY,
    "amendments.receivability": JUDGES,
    "texts.sponsors_unit": UNITS,
    "credentials.contested_by": CONTESTED_BY,
    "emergency_item.decision": DECISIONS,
    "groups.closed_also_for": OFFICES,
    "elections.majority": MAJORITIES,
    "elections.president_majority": MAJORITIES,
    "elections.next_round": NEXT_ROUNDS,
    "elections.tie": TIES_OF_ELECTIONS,
    "elections.nominators": NOMINATORS,
    "elections.sharing": SHARINGS,
    "elections.executive_sharing": SHARINGS,
    "elections.bureau_sharing": SHARINGS,
}


# Keys that begin like a rule with a named policy and state something else.
NO_POLICY = (
    "division.majority_raised_for",
    "division.majority_joint_procedure_floor",
    "division.majority_appointments",
)
# What an institution may know nothing of; where a rulebook lacks it, the rule is absent, not zero.
OPTIONAL = (
    *("weights.base", "weights.brackets", "weights.edge", "weights.single_sex_minus"),
    *("weights.table", "arrears.no_vote_years", "council.", "emergency_item."),
    *("division.unit_council", "division.majority_statutes", "quorum.request_one_in"),
    *("amendments.deadline_days", "follow_up.rotation", "follow_up.rotation_from"),
    *("amendments.deadline_day_1", "amendments.deadline_day_2", "amendments.deadline_later_days"),
    *("amendments.sub_amendment_deadline", "amendments.committee_unanimous_objectors"),
    *("speaking.desk_closes", "speaking.desk_closes_first_sitting", "speaking.top_places"),
    *("speaking.group_round_order", "speaking.group_round_opening"),
    "speaking.same_delegation_in_a_row",
    *("credentials.procedural_challengers", "credentials.procedural_delegations"),
    *("credentials.procedural_grounds", "credentials.procedural_reasons_required"),
    *("credentials.procedural_referral", "credentials.gender_opinion_from"),
    *("credentials.report_hours", "credentials.favourable_conclusion"),
    *("credentials.unfavourable_conclusion", "credentials.reconsider_signatures"),
    *("credentials.reconsider_groups", "credentials.reconsider_delegations"),
    *("credentials.reconsider_days", "credentials.reconsider_window"),
    *("credentials.reconsider_signatures_cap", "credentials.reconsider_withdrawable"),
    *("credentials.outcomes", "credentials.amendments_limited_to_outcomes"),
    *("credentials.protected_rights", "credentials.limitable_rights"),
    *("credentials.votes_on_own_credentials", "credentials.majority"),
    *("texts.late_report_objectors", "texts.late_report_delegations"),
    *("texts.late_report_override_objectors", "texts.late_report_override"),
    *("texts.late_report_effect", "division.majority_late_report"),
    *("current_affairs.vote_at_end", "amendments.deadline_waived_for"),
    *("substitutes.", "president.", "delegation.seats_basis"),
    *("delegation.substitutes_per_representative", "division.method", "division.tie_executive"),
    *("division.method_fallback_by", "division.roll_call_share", "division.roll_call_delegations"),
    *("division.roll_call_scope", "division.roll_call_latest", "quorum.request_by"),
    *("quorum.request_share", "quorum.check_method", "quorum.missing_then"),
    *("quorum.missing_procedural_motion", "quorum.roll_call_always"),
    "quorum.roll_call_result_withheld",
)


class RulebookFault(PlainFault):
    """A rulebook that cannot be used: where it is wrong, and what is wrong there."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place, self.problem = place, problem


def names() -> list[str]:
    """The rulebooks that come with the program."""
    return sorted(path.parent.name for path in HERE.glob("*/rulebook.toml"))


def load(name: str, *, folder: Path = HERE) -> WrittenRulebook:
    """The rulebook of that name below a folder.

    Note: those of the program are read once; one in a folder of a house may change meanwhile.

    Errors: RulebookFault when it is missing, no TOML, lacks a rule, or states one wrongly.
    """
    return _of_the_program(name) if folder == HERE else _read_whole(name, folder)


@cache
def _of_the_program(name: str) -> WrittenRulebook:
    return _read_whole(name, HERE)


def _read_whole(name: str, folder: Path) -> WrittenRulebook:
    path = folder / name / "rulebook.toml"
    leaves, edition, title = read(path)
    if path != HERE / "plain" / "rulebook.toml":
        for rule_key in load("plain").leaves:
            if rule_key not in leaves and not is_optional(rule_key):
                raise RulebookFault(f"{path.parent.name}, {rule_key}", "the rule is missing")
    return WrittenRulebook(name=name, edition=edition, title=title, leaves=leaves)


def is_optional(rule_key: str) -> bool:
    """Whether a rulebook may be without that rule, or without its whole section."""
    return any(
        rule_key == one or (one.endswith(".") and rule_key.startswith(one)) for one in OPTIONAL
    )


def read(path: Path) -> tuple[dict[str, Leaf], str, str]:
    """The leaves by rule key, the edition, and the title of one rulebook file."""
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except OSError:
        raise RulebookFault(path.parent.name, "there is no such rulebook") from None
    except tomllib.TOMLDecodeError as error:
        raise RulebookFault(path.parent.name, f"not readable as TOML: {error}") from error
    leaves = {
        f"{section}.{key}": leaf(
            f"{path.parent.name}, {section}.{key}", f"{section}.{key}", raw=raw
        )
        for section, table in tables.items()
        if isinstance(table, dict)
        for key, raw in table.items()
    }
    return leaves, str(tables.get("edition", "")), str(tables.get("name", path.parent.name))


def leaf(place: str, rule_key: str, *, raw: Any) -> Leaf:
    """One rule as it is written, checked."""
    if not isinstance(raw, dict) or ("value" in raw) == ("policy" in raw):
        raise RulebookFault(place, "a rule needs either a value or a policy")
    if "mark" not in raw or "verified" not in raw:
        raise RulebookFault(place, "a rule needs its mark and whether it is verified")
    if raw["mark"] not in MARKS or (raw["verified"] and raw["mark"] != "S"):
        raise RulebookFault(place, "only a rule with mark S can be verified")
    value = raw.get("value", raw.get("policy"))
    if rule_key.startswith("rights."):
        value = rights(place, value)
    if rule_key.endswith("seats_of_groups") and not is_table(value):
        raise RulebookFault(place, 'seats of groups are lines such as "North | 3", one a group')
    require_known(place, rule_key, value=value)
    return Leaf(
        value=value,
        unit=raw.get("unit", ""),
        article=raw.get("article", "practice"),
        mark=raw["mark"],
        is_verified=raw["verified"],
        source=raw.get("source", ""),
        edition=str(raw.get("edition", "")),
        reason=raw.get("reason", ""),
    )


def rights(place: str, value: object) -> Mapping[str, frozenset[str]]:
    """One line of the matrix of rights: for each kind of body, the words that are granted."""
    if not isinstance(value, dict) or set(value) != set(ORGANS):
        raise RulebookFault(place, f"rights are stated for each of {', '.join(ORGANS)}")
    granted = {organ: frozenset(str(words).split()) for organ, words in value.items()}
    unknown = sorted(frozenset().union(*granted.values()) - set(RIGHTS))
    if unknown:
        raise RulebookFault(place, f"{unknown[0]!r} is none of {', '.join(RIGHTS)}")
    return granted


def require_known(place: str, rule_key: str, *, value: object) -> None:
    """A policy that is picked by name exists, and so do all those of a list."""
    if rule_key in NO_POLICY:
        return
    named = value if isinstance(value, list) else [value]
    for key, known in KNOWN_POLICIES.items():
        is_of = rule_key == key or (key.endswith("_") and rule_key.startswith(key))
        unknown = [one for one in named if is_of and str(one) not in known]
        if unknown:
            raise RulebookFault(place, f"{unknown[0]!r} is none of {', '.join(known)}")
