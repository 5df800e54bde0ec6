"""Acts as forms: each field is read as the act's dataclass declares it."""

import itertools
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hemicycle.handed_in.reading import MOST_LETTERS
from hemicycle.procedure.acts import KINDS
from hemicycle.procedure.kernel import Act, BodyId, Instant, MemberId
from hemicycle.procedure.rules.ballot_box import CastBallot, EnterAnswer
from hemicycle.web.http import NotUnderstood
from hemicycle.wording import is_readable, on_one_line

LONGEST_TEXT = 2000
LONGEST_PAPER = MOST_LETTERS  # a draft resolution with its paragraphs, typed or from a file
LARGEST_NUMBER = 10**9
# No form can give an id with a colon: those are of acts that the house itself asks for.
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
LOCAL_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
BASE = frozenset(field.name for field in fields(Act))


def act_name(act_type: type[Act]) -> str:
    """The name of an act in addresses: its type's name in snake case."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in act_type.__name__)[1:]


ACT_TYPES: Mapping[str, type[Act]] = {
    act_name(act_type): act_type
    for act_type in (*(kind.act for kind in KINDS), CastBallot, EnterAnswer)
}

FIELDS: Mapping[str, tuple[Field[Any], ...]] = {
    name: tuple(
        field
        for field in fields(act_type)
        if field.name not in BASE and not field.metadata.get("from_clerk")
    )
    for name, act_type in ACT_TYPES.items()
}


def parse(
    name: str, form: Mapping[str, str], *, by: MemberId, through: str = "", zone: str = "UTC"
) -> Act:
    """The act that a posted form asks for, by the person who is signed in; times are of the zone.

    Errors: NotUnderstood, at the field that is wrong
    Note: who acts comes from the login only; time and capacity come from the clerk.
    """
    act_type, form = ACT_TYPES.get(name), parted(form)
    if act_type is None:
        raise NotUnderstood("", "unknown_act", act=name[:40])
    values: dict[str, Any] = {
        field.name: read_field(field, form, zone=zone)
        for field in FIELDS[name]
        if is_given(field, form)
    }
    missing = [field.name for field in FIELDS[name] if is_missing(field, values)]
    if missing:
        raise NotUnderstood(missing[0], "field_missing")
    return act_type(
        act_id=read_id("act_id", form.get("act_id", "")),
        body=BodyId(read_id("body", form.get("body", "plenary"))),
        by=by,
        capacity="",
        through=through,
        at=Instant(0),
        **values,
    )


def parted(form: Mapping[str, str]) -> Mapping[str, str]:
    """A form with each choice that fills several fields, `member+delegation`, as those fields."""
    together = {name: text for name, text in form.items() if "+" in name}
    parts = (zip(name.split("+"), text.split(), strict=False) for name, text in together.items())
    return {**form, **dict(itertools.chain.from_iterable(parts))}


def is_given(field: Field[Any], form: Mapping[str, str]) -> bool:
    """Whether the form fills the field; a text in several languages has a part for each.

    Note: so may a list, with parts that are numbered from 1.
    """
    if field.name in form:
        return form[field.name] != "" or field.default is MISSING
    declared: Any = field.type
    if not has_parts(declared):
        return False
    parts = [text for name, text in form.items() if name.startswith(f"{field.name}.")]
    if is_words(field):
        return is_required(field) or any(text.strip() for text in parts)
    return bool(parts)


@cache
def has_parts(declared: Any) -> bool:
    """Whether a field of that type may come in parts: a text in several languages, or a list."""
    return typing.get_origin(declared) is not None


def is_words(field: Field[Any]) -> bool:
    """Whether the field is a text in several languages."""
    origin = typing.get_origin(field.type)
    return origin is not None and origin is not tuple and issubclass(origin, Mapping)


def is_missing(field: Field[Any], values: Mapping[str, object]) -> bool:
    """Whether a field that must be filled is not."""
    return field.name not in values and is_required(field)


def is_required(field: Field[Any]) -> bool:
    """Whether an act cannot be made without the field."""
    return field.default is MISSING and field.default_factory is MISSING


def read_field(field: Field[Any], form: Mapping[str, str], *, zone: str) -> object:
    """One field, read as its declared type says."""
    declared: Any = field.type
    if declared is Instant:
        return read_instant(field.name, form[field.name], zone=zone)
    if declared is int:
        return read_number(field.name, form[field.name])
    origin = typing.get_origin(declared)
    if origin is tuple:
        read = read_number if typing.get_args(declared)[0] is int else read_id
        return tuple(read(name, one) for name, one in listed(field.name, form))
    if is_words(field):
        read_part = read_paragraphs if field.metadata.get("paragraphs") else read_text
        return read_words(field.name, form, read=read_part)
    if isinstance(declared, typing.NewType):
        return read_id(field.name, form[field.name])
    return read_text(field.name, form[field.name])


def listed(name: str, form: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a list holds, each with the field it stands in: one field, or parts `name.1` and on."""
    if name in form:
        return [(name, one) for one in re.split(r"[\s,]+", form[name].strip()) if one]
    numbers = sorted(
        int(number)
        for whole, _, number in (field.partition(f"{name}.") for field in form)
        if not whole and re.fullmatch(r"[1-9][0-9]{0,3}", number, re.ASCII)
    )
    return [(f"{name}.{number}", form[f"{name}.{number}"]) for number in numbers]


def read_number(name: str, text: str) -> int:
    """A whole number; fractions, signs other than minus and huge numbers are not understood."""
    if not re.fullmatch(r"-?[0-9]{1,10}", text.strip(), re.ASCII):
        raise NotUnderstood(name, "not_a_whole_number", text=text[:20])
    number = int(text)
    if abs(number) > LARGEST_NUMBER:
        raise NotUnderstood(name, "number_too_large", text=text[:20])
    return number


def read_instant(name: str, text: str, *, zone: str) -> Instant:
    """A day and a time as browsers post them, 2026-03-02T14:00, on the clocks of the zone."""
    if not LOCAL_TIME.fullmatch(text):
        raise NotUnderstood(name, "not_a_time", text=text[:20])
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise NotUnderstood(name, "not_a_time", text=text[:20]) from None
    return Instant(int(moment.timestamp()) * 1000)


def read_id(name: str, text: str) -> str:
    """The id of a person, delegation, body, item or act."""
    if not ID.fullmatch(text):
        raise NotUnderstood(name, "not_an_id", text=text[:20])
    return text


def read_text(name: str, text: str) -> str:
    """A text in one line without control characters."""
    text = on_one_line(text)
    if len(text) > LONGEST_TEXT:
        raise NotUnderstood(name, "text_too_long", n=LONGEST_TEXT)
    if not is_readable(text):
        raise NotUnderstood(name, "text_unreadable")
    return text


def read_paragraphs(name: str, text: str) -> str:
    """A text with its paragraphs, one to a line; empty lines are left out."""
    lines = map(on_one_line, text.splitlines())
    text = "\n".join(line for line in lines if line)
    if len(text) > LONGEST_PAPER:
        raise NotUnderstood(name, "text_too_long", n=LONGEST_PAPER)
    if not is_readable(text.replace("\n", "")):
        raise NotUnderstood(name, "text_unreadable")
    return text


def read_words(
    name: str, form: Mapping[str, str], *, read: Callable[[str, str], str] = read_text
) -> Mapping[str, str]:
    """A text in several languages: fields `title.en`, `title.fr`; at least one is filled."""
    words = {}
    for field, text in form.items():
        prefix, _, language = field.partition(".")
        if prefix == name and language and text.strip():
            if not LANGUAGE.fullmatch(language):
                raise NotUnderstood(field, "unknown_language", text=language[:20])
            words[language] = read(field, text)
    if not words:
        raise NotUnderstood(name, "field_missing")
    return words
