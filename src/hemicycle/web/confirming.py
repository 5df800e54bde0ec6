"""What a clerk ticked on the press page, as acts that note it; or what is still missing, and where.

Nothing is guessed: a name that the session does not know, or knows twice, is asked for again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from hemicycle.clerk.state import fingerprint
from hemicycle.press import Register
from hemicycle.procedure.acts.record.report_fact import MARKS, ReportFact
from hemicycle.procedure.kernel import BodyId, MemberId, Phrase
from hemicycle.screens.press import Problem, Row
from hemicycle.web.act_forms import read_text
from hemicycle.web.http import NotUnderstood

TICK = "tick."
OFFICIAL = ("en", "fr")
# As the list of the page writes whom it offers: the name, and behind it the id.
# A source is words, or an address that a reader can follow.
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s@]+", re.IGNORECASE)
NAMED = re.compile(r".*\((?P<id>[A-Za-z0-9][A-Za-z0-9._-]{0,63})\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One thing that a clerk confirms: its number and name on the page, and the act."""

    number: int
    key: str
    act: ReportFact


@dataclass(slots=True)
class Slip:
    """The form while it is read; what is wrong with it is collected, not raised."""

    form: Mapping[str, str]
    register: Register
    problems: list[Problem]

    def text(self, name: str, missing: str, *, number: int = 0) -> str:
        """A field that must be filled, in one line; empty where something is wrong with it."""
        try:
            text = read_text(name, self.form.get(name, ""))
        except NotUnderstood as fault:
            self.blame(name, Phrase(f"reason.{fault.reason_key}", **fault.facts), number=number)
            return ""
        if not text:
            self.blame(name, Phrase(f"press.fault.{missing}"), number=number)
        return text

    def about(self, name: str, *, number: int) -> str:
        """Whom or what it is about: somebody or something that the session knows."""
        given = self.text(name, "about_missing", number=number)
        known = known_as(given, self.register) if given else ""
        if given and not known:
            self.blame(name, Phrase("press.fault.about_unknown", name=given), number=number)
        return known

    def blame(self, at: str, phrase: Phrase, *, number: int = 0) -> None:
        """Note what is wrong, and where."""
        self.problems.append(Problem(at, phrase, number))


def confirmations(
    form: Mapping[str, str], offered: Mapping[int, Row], *, register: Register, by: MemberId
) -> tuple[tuple[Confirmation, ...], tuple[Problem, ...]]:
    """What is ticked, as acts; and every problem with it, in the order of the page."""
    ticked = {name.removeprefix(TICK) for name in form if name.startswith(TICK)}
    slip = Slip(form, register, [])
    if not ticked:
        slip.blame("", Phrase("press.fault.nothing_ticked"))
    elif ticked - {row.key for row in offered.values()}:
        slip.blame("report", Phrase("press.fault.not_in_report"))
    chosen = {number: row for number, row in offered.items() if row.key in ticked}
    source, mark = slip.text("source", "source_missing"), form.get("mark", "")
    if SCHEME.match(source) and not ADDRESS.fullmatch(source):
        slip.blame("source", Phrase("press.fault.source_address"))
    if mark not in MARKS:
        slip.blame("mark", Phrase("press.fault.mark_missing"))
    wanted = tuple(
        Confirmation(number, row.key, with_own_id(replace(act, source=source, mark=mark)))
        for number, row, act in acts_of(slip, chosen, by=by)
    )
    return wanted, tuple(slip.problems)


def acts_of(
    slip: Slip, chosen: Mapping[int, Row], *, by: MemberId
) -> Iterator[tuple[int, Row, ReportFact]]:
    """The act that each chosen row asks for."""
    for number, row in chosen.items():
        about = slip.about(f"about.{row.key}", number=number)
        words = {
            language: slip.text(f"{language}.{row.key}", f"words_{language}", number=number)
            for language in OFFICIAL
        }
        act = ReportFact(
            act_id="-",
            body=BodyId(about) if about in slip.register.bodies else row.body,
            by=by,
            capacity="",
            through="",
            at=row.at,
            precision=row.precision,
            fact=row.fact,
            about=about,
            words=words,
        )
        yield number, row, act


def with_own_id(act: ReportFact) -> ReportFact:
    """The act under an id made from all that it says.

    Note: the same thing confirmed again, from the same page or another, is the same act.
    """
    told = fingerprint(act) + str(act.at).encode()
    return replace(act, act_id=f"press:{sha256(told).hexdigest()[:32]}")


def known_as(given: str, register: Register) -> str:
    """The id that a choice names, by the id itself or by a name of one alone; or nothing."""
    everyone = register.everything
    named = NAMED.fullmatch(given)
    wanted = named["id"] if named else given
    if wanted in everyone:
        return wanted
    asked = given.casefold()
    found = {one.id for one in everyone.values() if asked in {n.casefold() for n in one.names}}
    return found.pop() if len(found) == 1 else ""
