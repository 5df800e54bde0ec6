"""Verb phrases of a scenario: they come from the kinds of act, so a new act can be written at once.

Besides them there are a few plain ways of saying an act that the kinds cannot spell out.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, NamedTuple, get_type_hints

from hemicycle.demo.faults import ScenarioFault
from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.procedure.assembly import DelegationId, ItemId, Words
from hemicycle.procedure.kernel import Act, BodyId, Instant, MemberId
from hemicycle.procedure.rules.ballots import CastBallot

LANGUAGES = ("en", "fr", "ar")  # the order in which words are written, separated by |
LONGEST_NUMBER = 9  # digits
QUOTED = r'"[^"]*"'
VOTES = {
    "yes": "for_votes",
    "no": "against_votes",
    "abstain": "abstention_votes",
    "unused": "unused_votes",
}
CASTS = "casts 6 yes, 2 no, 2 abstain, 1 unused[ in division {division}]"
WHO_RAISED_THE_POINT = MemberId("?point")  # known only when it is said
BALLOT = re.compile(
    r"(?:casts\s+)?(?P<parts>-?\d+\s+(?:yes|no|abstain|unused)"
    r"(?:,\s*-?\d+\s+(?:yes|no|abstain|unused))*)(?:\s+in\s+division\s+(?P<division>\d+))?"
)
SOURCED = re.compile(r'\s+source\s+"(?P<source>[^"]*)"(?:\s+mark\s+(?P<mark>\S+))?\s*$')


class Verb(NamedTuple):
    """One way to say an act: its pattern, the types of what varies, and what is fixed."""

    act: type[Act]
    says: str
    pattern: re.Pattern[str]
    types: Mapping[str, Any]
    fixed: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """An act as a line says it: its type and its own fields, without who and when."""

    act: type[Act]
    values: Mapping[str, Any]
    source: str = ""
    mark: str = ""
    all_in_table: bool = False


def pattern_for(says: str, types: Mapping[str, Any]) -> re.Pattern[str]:
    """A verb phrase as a pattern: `{speaker}` a field of the act, `[...]` may be left out."""
    pattern = ""
    for part in re.split(r"(\{\w+\}|\[|\]|\s+)", says):
        if part.startswith("{"):
            name = part[1:-1]
            pattern += f"(?P<{name}>{shape(types[name])})"
        elif part.isspace():
            pattern += r"\s+"
        else:
            pattern += {"[": "(?:", "]": ")?"}.get(part, re.escape(part))
    return re.compile(pattern)


def shape(kind: Any) -> str:
    """How a value of a type is written."""
    if kind is int:
        return r"-?\d+"
    if kind is Instant:
        return r"\d{1,2}:\d\d"
    if kind == Words:
        return rf"{QUOTED}(?:\s*\|\s*{QUOTED})*"
    return rf'{QUOTED}|[^"]+?' if kind is str else r'[^"]+?'


def verb(act: type[Act], says: str, **fixed: object) -> Verb:
    """A way to say an act."""
    types = get_type_hints(act)
    return Verb(act, says, pattern_for(says, types), types, fixed)


VERBS: tuple[Verb, ...] = (
    verb(AcceptCredentials, "accepts the credentials of all in the table"),
    verb(CallRoll, "calls the roll, all present"),
    verb(CorrectRecord, "corrects the last minute {words}", corrects=0),
    verb(AskForFloor, "lists {member}[ on item {item}][ with {further} further place]"),
    verb(GiveFloor, "gives the floor on the point of order", speaker=WHO_RAISED_THE_POINT),
    *(verb(kind.act, kind.says) for kind in KINDS),
)


class Resolver(NamedTuple):
    """How the names in a phrase are found: each asks with the name, and answers with its id."""

    member: Callable[[str], MemberId]
    delegation: Callable[[str], DelegationId]
    anything: Callable[[str], str]
    instant: Callable[[str], Instant]


def understand(phrase: str, resolver: Resolver, *, column: int) -> Spoken:
    """The act that a phrase says; `column` is where the phrase begins.

    Errors: ScenarioFault
    """
    sourced = SOURCED.search(phrase)
    told = phrase[: sourced.start()] if sourced else phrase
    source, mark = (sourced["source"], sourced["mark"] or "") if sourced else ("", "")
    if ballot := BALLOT.fullmatch(told):
        return Spoken(act=CastBallot, values=ballot_values(ballot))
    for one in VERBS:
        if match := one.pattern.fullmatch(told):
            values = dict(one.fixed)
            for name, raw in match.groupdict().items():
                if raw is not None:
                    try:
                        values[name] = value(raw, one.types[name], resolver=resolver, field=name)
                    except ScenarioFault as fault:
                        fault.column = column + match.start(name)
                        raise
            return Spoken(
                act=one.act,
                values=values,
                source=source,
                mark=mark,
                all_in_table=one.says.endswith("all in the table"),
            )
    raise ScenarioFault(
        f"“{told}” is not understood", column=column, nearest=f"“{nearest_verb(told)}”"
    )


def ballot_values(match: re.Match[str]) -> dict[str, Any]:
    """The votes of a ballot line; a part that is not named is 0."""
    values: dict[str, Any] = {}
    for part in match["parts"].split(","):
        number, answer = part.split()
        if VOTES[answer] in values:
            raise ScenarioFault(f"“{answer}” is said twice in one ballot")
        values[VOTES[answer]] = whole(number)
    if match["division"]:
        values["division"] = whole(match["division"])
    return values


def value(raw: str, kind: Any, *, resolver: Resolver, field: str) -> Any:
    """What a part of a phrase stands for; an unquoted choice is written as people write it.

    Errors: ScenarioFault where a name is unknown
    """
    if kind is int:
        return whole(raw)
    if kind == Words:
        return words(raw)
    if kind is MemberId:
        return resolver.member(raw)
    if kind is Instant:
        return resolver.instant(raw)
    if kind is DelegationId:
        return resolver.delegation(raw)
    if kind == tuple[DelegationId, ...]:
        return tuple(resolver.delegation(one) for one in re.split(r",\s*|\s+and\s+", raw))
    if kind in (ItemId, BodyId):
        return kind(raw.strip('"').casefold().replace(" ", "-"))
    if raw.startswith('"'):
        return raw[1:-1]
    return resolver.anything(raw) if field == "about" else re.sub(r"[ -]", "_", raw.casefold())


def whole(raw: str) -> int:
    """A number of a line.

    Errors: ScenarioFault
    """
    if len(raw.lstrip("-")) > LONGEST_NUMBER:
        raise ScenarioFault(f"“{raw}” is too large a number")
    return int(raw)


def words(raw: str) -> Words:
    """Words in the languages of the house: "English" | "Français"; an empty text is not held."""
    texts = [text[1:-1] for text in re.findall(QUOTED, raw)]
    return {language: text for language, text in zip(LANGUAGES, texts, strict=False) if text}


def nearest_verb(phrase: str) -> str:
    """The verb phrase that begins most like this one, without what may be left out."""

    def likeness(says: str) -> float:
        head = re.split(r"[\[{\d]", says)[0].strip()
        return SequenceMatcher(None, head.casefold(), phrase[: len(head) + 2].casefold()).ratio()

    in_short = (re.sub(r"\[[^\]]*\]", "", one.says) for one in VERBS)
    return max([*in_short, CASTS], key=likeness)
