"""Verb phrases: they come from the kinds of act, so a new act can be said at once.

Besides them there are a few plain ways of saying an act that the kinds cannot spell out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.procedure.acts.record.take_down_speech import TakeDownSpeech
from hemicycle.procedure.assembly import DelegationId, ItemId, TextId, Words
from hemicycle.procedure.kernel import Act, BodyId, Instant, MemberId

LANGUAGES = ("en", "fr", "ar")  # the order in which words are written, separated by |
LONGEST_NUMBER = 9  # digits
AND = r",\s*|\s+and\s+"
QUOTED = r'"[^"]*"'
SEVERAL = r'[^"]+?'
BETWEEN_NUMBERS = rf"{AND}|\s+"
NUMBERS = rf"-?[0-9]+(?:(?:{BETWEEN_NUMBERS})-?[0-9]+)*"
UNQUOTED = r'[^"]{1,120}?'  # names are no longer, and a longer one would be sought for long
WHO_RAISED_THE_POINT = MemberId("?point")  # known only when it is said


class NotSaid(Exception):
    """A phrase that cannot be understood: why, where it begins (from 1), what may be meant."""

    def __init__(
        self, reason_key: str, *, column: int = 0, nearest: str = "", **facts: object
    ) -> None:
        super().__init__(reason_key)
        self.reason_key, self.column, self.nearest, self.facts = reason_key, column, nearest, facts


class Verb(NamedTuple):
    """One way to say an act: its pattern, the types of what varies, and what is fixed."""

    act: type[Act]
    says: str
    pattern: re.Pattern[str]
    types: Mapping[str, Any]
    fixed: Mapping[str, object]


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
        return r"-?[0-9]+"
    if kind is Instant:
        return r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}T)?[0-9]{1,2}:[0-9]{2}"
    if kind == Words:
        return rf"{QUOTED}(?:\s*\|\s*{QUOTED})*"
    if kind == tuple[int, ...]:
        return NUMBERS
    if get_origin(kind) is tuple:
        return SEVERAL
    return rf"{QUOTED}|{UNQUOTED}" if kind is str else UNQUOTED


def verb(act: type[Act], says: str, **fixed: object) -> Verb:
    """A way to say an act."""
    types = get_type_hints(act)
    return Verb(act, says, pattern_for(says, types), types, fixed)


VERBS: tuple[Verb, ...] = (
    verb(CallRoll, "calls the roll, all present"),
    verb(CorrectRecord, "corrects the last minute {words}", corrects=0),
    verb(AskForFloor, "lists {member}[ on item {item}][ with {further} further place]"),
    verb(GiveFloor, "gives the floor on the point of order", speaker=WHO_RAISED_THE_POINT),
    verb(TakeDownSpeech, "takes down the next speech as {form} {words}", speech=0),
    *(verb(kind.act, kind.says) for kind in KINDS),
)


class Resolver(NamedTuple):
    """How the names in a phrase are found: each asks with the name, and answers with its id."""

    member: Callable[[str], MemberId]
    delegation: Callable[[str], DelegationId]
    anything: Callable[[str], str]
    instant: Callable[[str], Instant]


def heard(phrase: str, verbs: Iterable[Verb] = VERBS) -> tuple[Verb, re.Match[str]] | None:
    """The first way of saying an act that this phrase is, or None."""
    for one in verbs:
        if match := one.pattern.fullmatch(phrase):
            return one, match
    return None


def values_of(one: Verb, match: re.Match[str], *, resolver: Resolver) -> dict[str, Any]:
    """The values of an act as a phrase says them.

    Errors: NotSaid, at the part that is wrong; what the resolver raises
    """
    values = dict(one.fixed)
    for name, raw in match.groupdict().items():
        if raw is not None:
            try:
                values[name] = value(raw, one.types[name], resolver=resolver, field=name)
            except NotSaid as fault:
                fault.column = fault.column or match.start(name) + 1
                raise
    return values


def value(raw: str, kind: Any, *, resolver: Resolver, field: str) -> Any:
    """What a part of a phrase stands for; an unquoted choice is written as people write it.

    Errors: NotSaid; what the resolver raises
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
    if get_origin(kind) is tuple:
        return several(raw, get_args(kind)[0], resolver=resolver)
    if kind is TextId:
        return TextId(raw.strip('"').replace("/", "-"))
    if kind in (ItemId, BodyId):
        return kind(raw.strip('"').casefold().replace(" ", "-"))
    if raw.startswith('"'):
        return raw[1:-1]
    return resolver.anything(raw) if field == "about" else re.sub(r"[ -]", "_", raw.casefold())


def several(raw: str, kind: Any, *, resolver: Resolver) -> tuple[Any, ...]:
    """What a list in a phrase stands for: numbers, names, or plain words.

    Errors: NotSaid; what the resolver raises
    """
    if kind is int:
        return tuple(whole(one) for one in re.split(BETWEEN_NUMBERS, raw))
    found = {MemberId: resolver.member, DelegationId: resolver.delegation}.get(kind, str)
    return tuple(found(one) for one in re.split(AND, raw))


def whole(raw: str) -> int:
    """A number of a phrase.

    Errors: NotSaid
    """
    if len(raw.lstrip("-")) > LONGEST_NUMBER:
        raise NotSaid("number_too_large", text=raw[:20])
    return int(raw)


def words(raw: str) -> Words:
    """Words in the languages of the house: "English" | "Français"; an empty text is not held.

    A pilcrow begins a new paragraph.
    """
    texts = [text[1:-1].replace("¶", "\n") for text in re.findall(QUOTED, raw)]
    return {language: text for language, text in zip(LANGUAGES, texts, strict=False) if text}


def nearest_verb(phrase: str, *others: str, verbs: Iterable[Verb] = VERBS) -> str:
    """The way of saying an act that begins most like this, without what may be left out."""
    compared: dict[int, SequenceMatcher[str]] = {}  # with as much of the phrase as a head is long
    nearest, best = "", -1.0
    for says in [*(in_short(one.says) for one in verbs), *others]:
        head = head_of(says)
        if len(head) not in compared:
            compared[len(head)] = SequenceMatcher(None, "", phrase[: len(head) + 2].casefold())
        match = compared[len(head)]
        match.set_seq1(head)
        # Both say quickly how much alike the two can be at most; for most that is too little.
        if match.real_quick_ratio() > best and match.quick_ratio() > best:
            ratio = match.ratio()
            nearest, best = (says, ratio) if ratio > best else (nearest, best)
    return nearest


@cache
def in_short(says: str) -> str:
    """A way of saying an act without what may be left out."""
    return re.sub(r"\[[^\]]*\]", "", says)


@cache
def head_of(says: str) -> str:
    """What stands before the first thing that varies, in small letters."""
    return re.split(r"[\[{\d]", says)[0].strip().casefold()
