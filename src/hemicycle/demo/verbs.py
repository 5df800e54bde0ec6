"""What a line of a scenario says: a verb phrase of `hemicycle.said`, a ballot, or a whole table.

Only scenarios say the last two, and where something was reported: a ballot is placed by its
member, credentials are accepted from the register, and a source stands in the press desk.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hemicycle.demo.faults import ScenarioFault
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.assembly import DelegationId
from hemicycle.procedure.kernel import Act
from hemicycle.procedure.rules.answers import ABSENT, UNDONE
from hemicycle.procedure.rules.ballot_box import CastBallot, EnterAnswer
from hemicycle.said.verbs import (
    VERBS,
    NotSaid,
    Resolver,
    heard,
    nearest_verb,
    value,
    verb,
    whole,
)

VOTES = {
    "yes": "for_votes",
    "no": "against_votes",
    "abstain": "abstention_votes",
    "unused": "unused_votes",
}
CASTS = "casts 6 yes, 2 no, 2 abstain, 1 unused[ in division {division}]"
BALLOT = re.compile(
    r"(?:casts\s+)?(?P<parts>-?\d+\s+(?:yes|no|abstain|unused)"
    r"(?:,\s*-?\d+\s+(?:yes|no|abstain|unused))*)(?:\s+in\s+division\s+(?P<division>\d+))?"
)
ANSWER = re.compile(
    r"enters\s+(?P<delegation>[^:]+):\s+(?P<parts>absent|nothing|-?\d+\s+(?:yes|no|abstain)"
    r"(?:,\s*-?\d+\s+(?:yes|no|abstain))*)(?:\s+in\s+division\s+(?P<division>\d+))?"
)
SPOKEN_ANSWERS = {"absent": ABSENT, "nothing": UNDONE}
SOURCED = re.compile(r'\s+source\s+"(?P<source>[^"]*)"(?:\s+mark\s+(?P<mark>\S+))?\s*$')
IN_SCENARIOS = (verb(AcceptCredentials, "accepts the credentials of all in the table"), *VERBS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An act as a line says it: its type and its own fields, without who and when."""

    act: type[Act]
    values: Mapping[str, Any]
    source: str = ""
    mark: str = ""
    all_in_table: bool = False


def understand(phrase: str, resolver: Resolver, *, column: int) -> Spoken:
    """The act that a phrase says; `column` is where the phrase begins.

    Errors: ScenarioFault
    """
    sourced = SOURCED.search(phrase)
    told = phrase[: sourced.start()] if sourced else phrase
    source, mark = (sourced["source"], sourced["mark"] or "") if sourced else ("", "")
    if ballot := BALLOT.fullmatch(told):
        return Spoken(act=CastBallot, values=ballot_values(ballot))
    if entered := ANSWER.fullmatch(told):
        return Spoken(act=EnterAnswer, values=answer_values(entered, resolver))
    found = heard(told, IN_SCENARIOS)
    if found is None:
        nearest = nearest_verb(told, CASTS, verbs=IN_SCENARIOS)
        raise ScenarioFault(f"“{told}” is not understood", column=column, nearest=f"“{nearest}”")
    one, match = found
    values = dict(one.fixed)
    for name, raw in match.groupdict().items():
        if raw is not None:
            at = column + match.start(name)
            try:
                values[name] = value(raw, one.types[name], resolver=resolver, field=name)
            except NotSaid:
                raise ScenarioFault(f"“{raw}” is too large a number", column=at) from None
            except ScenarioFault as fault:
                fault.column = at
                raise
    return Spoken(
        act=one.act,
        values=values,
        source=source,
        mark=mark,
        all_in_table=one.says.endswith("all in the table"),
    )


def answer_values(match: re.Match[str], resolver: Resolver) -> dict[str, Any]:
    """What a teller enters for a delegation."""
    delegation = value(match["delegation"], DelegationId, resolver=resolver, field="delegation")
    division = {"division": number_of(match["division"])} if match["division"] else {}
    spoken = SPOKEN_ANSWERS.get(match["parts"])
    said = {"answer": spoken} if spoken else ballot_values(match)
    return {**said, **division, "delegation": delegation}


def ballot_values(match: re.Match[str]) -> dict[str, Any]:
    """The votes of a ballot line; a part that is not named is 0."""
    values: dict[str, Any] = {}
    for part in match["parts"].split(","):
        number, answer = part.split()
        if VOTES[answer] in values:
            raise ScenarioFault(f"“{answer}” is said twice in one ballot")
        values[VOTES[answer]] = number_of(number)
    if match["division"]:
        values["division"] = number_of(match["division"])
    return values


def number_of(raw: str) -> int:
    """A number of a ballot.

    Errors: ScenarioFault
    """
    try:
        return whole(raw)
    except NotSaid:
        raise ScenarioFault(f"“{raw}” is too large a number") from None
