"""What a phrase means in a body: its names found among those who sit, its act tried dry."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from hemicycle.procedure.assembly import Words
from hemicycle.procedure.kernel import Act, Instant, MemberId
from hemicycle.said.calling import calling
from hemicycle.said.parts import tidy
from hemicycle.said.verbs import WHO_RAISED_THE_POINT, NotSaid, Resolver, Verb, heard, values_of
from hemicycle.screens.act_subjects import body_of
from hemicycle.screens.command_values import turns
from hemicycle.screens.view import View

LONGEST_LINE = 2000
BASE = frozenset(field.name for field in fields(Act))


@dataclass(frozen=True, slots=True)
class Understood:
    """An act as a phrase says it, without who and when."""

    verb: Verb
    values: Mapping[str, Any]

    def act(self, view: View) -> Act:
        """The act as the viewer would do it now."""
        return view.act(self.verb.act, **self.values)

    def form(self, zone: str) -> dict[str, str]:
        """The fields as a form posts them; times are of the zone."""
        posted: dict[str, str] = {}
        for name, value in self.values.items():
            posted |= field_of(name, value, kind=self.verb.types[name], zone=zone)
        return posted


def field_of(name: str, value: Any, *, kind: Any, zone: str) -> dict[str, str]:
    """One value as a form posts it; a text in several languages has a field for each."""
    if kind == Words:
        return {f"{name}.{language}": text for language, text in value.items()}
    if kind is Instant:
        moment = datetime.fromtimestamp(value / 1000, ZoneInfo(zone))
        return {name: moment.strftime("%Y-%m-%dT%H:%M")}
    return {name: ", ".join(value) if isinstance(value, tuple) else str(value)}


def understand(view: View, typed: str) -> Understood:
    """The act that a line says in this body.

    Errors: NotSaid
    """
    line = line_of(typed)
    if len(line) > LONGEST_LINE:
        raise NotSaid("text_too_long", n=LONGEST_LINE)
    found = heard(line)
    if found is None:
        raise NotSaid("phrase_not_understood", column=1)
    verb, match = found
    if not covers(verb):
        raise NotSaid("needs_its_form", column=1)
    said = values_of(verb, match, resolver=resolver(view))
    return Understood(verb, {name: known(view, value) for name, value in said.items()})


def line_of(typed: str) -> str:
    """A line as it is understood: a capital at its beginning does not count."""
    line = tidy(typed).rstrip()
    return line[:1].lower() + line[1:]


def covers(verb: Verb) -> bool:
    """Whether a phrase says all that its act must know."""
    said = {*verb.fixed, *verb.pattern.groupindex}
    return all(
        field.name in said
        for field in fields(verb.act)
        if field.name not in BASE and field.default is MISSING and field.default_factory is MISSING
    )


def known(view: View, value: Any) -> Any:
    """A value with what only the present state can add: who raised the point of order."""
    if value != WHO_RAISED_THE_POINT:
        return value
    point = body_of(view).floor.point
    return point.member if point else view.viewer.member


def resolver(view: View) -> Resolver:
    """How the names in a phrase are found; of a delegation that waits, who waits is meant."""
    here = calling(view.names, view.assembly)

    def member(name: str) -> MemberId:
        return here.member(name, favoured=turns(view))

    return Resolver(member, here.delegation, here.anything, lambda text: instant(view, text))


def instant(view: View, text: str) -> Instant:
    """A time of the present day, or of the day that is told with it, where the session is held.

    Errors: NotSaid
    """
    opened = view.assembly.session
    zone = ZoneInfo(opened.zone if opened else "UTC")
    try:
        if "T" in text:
            moment = datetime.fromisoformat(text).replace(tzinfo=zone)
            return Instant(round(moment.timestamp() * 1000))
        clock = time.fromisoformat(text.zfill(len("00:00")))
    except ValueError:
        raise NotSaid("not_a_time", text=text) from None
    day = datetime.fromtimestamp(view.at / 1000, zone).date()
    return Instant(round(datetime.combine(day, clock, tzinfo=zone).timestamp()) * 1000)
