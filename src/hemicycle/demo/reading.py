"""Reading a scenario: each line is understood before anything happens, with its exact place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hemicycle.demo.cast import Cast
from hemicycle.demo.faults import ScenarioFault
from hemicycle.demo.header import read_header, read_values, table_paths
from hemicycle.demo.scenario import Expected, FactLine, Header, Line, Scenario
from hemicycle.demo.table import read_cast
from hemicycle.demo.verbs import BALLOT, Spoken, understand
from hemicycle.procedure.kernel import BodyId, Instant, MemberId
from hemicycle.said.verbs import Resolver

PLENARY = BodyId("plenary")
WHEN = re.compile(
    r"(?P<when>\d{1,2}:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d|unknown)\s+"
    r"(?:(?P<body>[a-z][a-z0-9-]*):\s+)?(?P<rest>\S.*)"
)
DAY = re.compile(r"day\s+\+(?P<days>\d+)")
FACT = re.compile(r"=\s*(?:(?P<body>[a-z][a-z0-9-]*):\s+(?=[a-z ]+:))?(?P<facts>\S.*)")
BALLOTS = re.compile(r"ballots\s+over\s+(?P<period>\d+)\s+s:")
BALLOT_LINE = re.compile(rf"\s+(?P<actor>\S.*?)\s+(?P<phrase>{BALLOT.pattern})(?P<rest>\s+!.*)?")
REFUSAL = re.compile(r"\s+!\s*(?P<sentence>.*?)\s*(?:\[(?P<rule>[\w.]+)\])?\s*$")
SAID = re.compile(r"(?P<actor>\S.*?)\s{2,}(?P<phrase>\S.*)")
CLOCK_FORM = "a line begins with HH:MM, HH:MM:SS, a date, “unknown”, “day +1” or “=”"


@dataclass(slots=True)
class Reader:
    """How far the reading has come: the day, the time of the last line, a running block."""

    header: Header
    cast: Cast
    day: int = 0
    last: Instant = Instant(0)
    body: BodyId = PLENARY
    block: list[tuple[int, str]] = field(default_factory=list)
    block_at: Instant = Instant(0)
    block_s: int = 0
    lines: list[Line | FactLine] = field(default_factory=list)

    def take(self, number: int, text: str) -> None:
        """Understand one line.

        Errors: ScenarioFault
        """
        bare = without_comment(text)
        stripped = bare.strip()
        if not stripped:
            return
        if self.block_s and bare[0].isspace() and not stripped.startswith("="):
            self.block.append((number, bare))
            return
        self.end_block()
        column = len(bare) - len(bare.lstrip()) + 1
        if match := DAY.fullmatch(stripped):
            self.day += int(match["days"])
        elif stripped.startswith("="):
            self.take_facts(number, bare, column=column)
        elif match := WHEN.fullmatch(stripped):
            self.take_said(number, match, column=column)
        else:
            raise ScenarioFault(f"“{stripped}”: {CLOCK_FORM}", line=number, column=column)

    def take_said(self, number: int, match: re.Match[str], *, column: int) -> None:
        """Somebody says or does something, or a block of ballots begins."""
        at, precision = self.when(match["when"], number, column=column)
        self.body = BodyId(match["body"]) if match["body"] else self.default_body
        rest, start = match["rest"], column + match.start("rest")
        if block := BALLOTS.fullmatch(rest):
            self.block_at, self.block_s = at, max(1, int(block["period"]))
            return
        said = SAID.fullmatch(rest)
        if said is None:
            problem = "two spaces or more stand between the actor and what the actor does"
            raise ScenarioFault(problem, line=number, column=start)
        self.add(
            number,
            (said["actor"], said["phrase"]),
            columns=(start, start + said.start("phrase")),
            at=at,
            precision=precision,
        )

    def add(
        self,
        number: int,
        said: tuple[str, str],
        *,
        columns: tuple[int, int],
        at: Instant,
        precision: str = "instant",
    ) -> None:
        """Add one line, its actor and its phrase understood."""
        actor, phrase = said
        told, expected = refusal_of(phrase)
        self.lines.append(
            Line(
                number=number,
                column=columns[1],
                text=f"{actor}  {told}",
                at=at,
                body=self.body,
                actor=self.actor(actor, number, column=columns[0]),
                spoken=self.spoken(told, number, column=columns[1]),
                precision=precision,
                expected=expected,
            )
        )

    def actor(self, name: str, number: int, *, column: int) -> MemberId:
        """Who acts; “Chair” is who presides over the body by the header."""
        for body in self.header.bodies:
            if name == "Chair" and body.id == self.body:
                return body.chaired_by
        try:
            return self.cast.member(name)
        except ScenarioFault as fault:
            fault.line, fault.column = number, column
            raise

    def spoken(self, phrase: str, number: int, *, column: int) -> Spoken:
        """What a phrase says."""
        cast = self.cast
        resolver = Resolver(cast.member, cast.delegation, cast.anything, self.clock)
        try:
            return understand(phrase, resolver, column=column)
        except ScenarioFault as fault:
            fault.line = number
            fault.column = fault.column or column
            raise

    @property
    def default_body(self) -> BodyId:
        """The body of a line that names none: the plenary, or the only one there is."""
        bodies = [body.id for body in self.header.bodies]
        return PLENARY if PLENARY in bodies or not bodies else bodies[0]

    def when(self, text: str, number: int, *, column: int) -> tuple[Instant, str]:
        """When a line happens and how exactly that is known; time does not run back."""
        if text == "unknown":
            return Instant(0), "unknown"
        try:
            if "-" in text:
                moment = datetime.combine(date.fromisoformat(text), time(), tzinfo=UTC)
                return Instant(round(moment.timestamp()) * 1000), "day"
            at = self.clock(text)
        except ValueError:
            raise ScenarioFault(f"“{text}” is no time", line=number, column=column) from None
        if at < self.last:
            raise ScenarioFault(
                f"“{text}” is before the line above; a new day begins with “day +1”",
                line=number,
                column=column,
            )
        self.last = at
        return at, "instant"

    def clock(self, text: str) -> Instant:
        """A time of the day on which we are, or of the day told with it, where the session is.

        Errors: ValueError
        """
        day = date.fromisoformat(self.header.date) + timedelta(days=self.day)
        if "T" in text:  # 2026-03-04T09:00
            moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(self.header.zone))
            return Instant(round(moment.timestamp()) * 1000)
        clock = time.fromisoformat(text.zfill(len("00:00")))
        moment = datetime.combine(day, clock, tzinfo=ZoneInfo(self.header.zone))
        return Instant(round(moment.timestamp()) * 1000)

    def take_facts(self, number: int, text: str, *, column: int) -> None:
        """What must be true now."""
        match = FACT.fullmatch(text.strip())
        pairs = re.split(r";\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", match["facts"]) if match else []
        facts = {}
        for pair in pairs:
            name, colon, value = pair.partition(":")
            if not colon:
                problem = f"“{pair.strip()}” is no fact; a fact is written “floor: Arvenia”"
                raise ScenarioFault(problem, line=number, column=column)
            facts[name.strip()] = value.strip()
        if match is None or not self.lines:
            raise ScenarioFault("there is no fact to compare", line=number, column=column)
        body = BodyId(match["body"]) if match["body"] else self.body
        at = self.lines[-1].at
        self.lines.append(
            FactLine(number=number, column=column, text=text.strip(), at=at, body=body, facts=facts)
        )

    def end_block(self) -> None:
        """Spread the ballots of a block evenly over its period."""
        for index, (number, text) in enumerate(self.block):
            match = BALLOT_LINE.fullmatch(text.rstrip())
            if match is None:
                column = len(text) - len(text.lstrip()) + 1
                problem = f"“{text.strip()}” is no ballot; one is written “Arvenia/2 4 yes, 3 no”"
                raise ScenarioFault(problem, line=number, column=column)
            at = Instant(self.block_at + index * 1000 * self.block_s // len(self.block))
            self.last = Instant(max(self.last, at))
            columns = (match.start("actor") + 1, match.start("phrase") + 1)
            phrase = match["phrase"] + (match["rest"] or "")
            self.add(number, (match["actor"], phrase), columns=columns, at=at)
        self.block, self.block_s = [], 0


def without_comment(text: str) -> str:
    """A line without what follows a # at its beginning or after two spaces, outside quotes."""
    for match in re.finditer(r"(?:^\s*|\s{2,})#", text):
        if text[: match.start()].count('"') % 2 == 0:
            return text[: match.start()]
    return text.rstrip()


def refusal_of(phrase: str) -> tuple[str, Expected | None]:
    """A phrase without the refusal that it expects, and that refusal."""
    for match in re.finditer(r"\s+!(?:\s|$)", phrase):
        if phrase[: match.start()].count('"') % 2 == 0:
            found = REFUSAL.fullmatch(phrase, match.start())
            assert found is not None
            expected = Expected(sentence=found["sentence"], rule_key=found["rule"] or "")
            return phrase[: match.start()], expected
    return phrase.rstrip(), None


def read_scenario(path: Path, *, rulebooks: Sequence[str] = ()) -> Scenario:
    """The scenario of a file; `rulebooks` are names known besides those of the program.

    Errors: ScenarioFault
    """
    try:
        return _read(path, rulebooks)
    except ScenarioFault as fault:
        fault.path = path
        raise


def _read(path: Path, rulebooks: Sequence[str]) -> Scenario:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioFault(f"the file cannot be read: {error}") from None
    values, taken = read_values(lines)
    paths = table_paths(values, path.parent)
    try:
        cast = read_cast(paths)
    except ScenarioFault as fault:
        _, fault.line, fault.column = values["names"]
        raise
    header = read_header(values, cast, names=paths, rulebooks=rulebooks)
    reader = Reader(header, cast)
    for number, text in enumerate(lines[taken:], taken + 1):
        reader.take(number, text)
    reader.end_block()
    if not reader.lines:
        raise ScenarioFault("nothing happens in it", line=len(lines))
    return Scenario(
        path=path, header=header, cast=cast, names=cast.names, lines=tuple(reader.lines)
    )
