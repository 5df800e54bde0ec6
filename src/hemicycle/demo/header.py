"""Reading the header of a scenario: `key: value` lines up to the first blank line."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from hemicycle.demo.cast import Cast
from hemicycle.demo.faults import ScenarioFault, nearest
from hemicycle.demo.scenario import Header, HeaderBody, HeaderItem
from hemicycle.procedure.acts.session.open_session import BASES
from hemicycle.procedure.assembly.floor import NOBODY
from hemicycle.procedure.assembly.session import SessionId, Words
from hemicycle.procedure.kernel import BodyId
from hemicycle.rulebooks import names as rulebook_names
from hemicycle.said.verbs import QUOTED, words
from hemicycle.secretariat.lists.worlds import real_state

PACKAGE = Path(__file__).parent.parent
KEYS = (
    "rulebook",
    "session",
    "title",
    "theme",
    "place",
    "date",
    "end",
    "zone",
    "basis",
    "names",
    "bodies",
    "agenda",
    "source",
    "mark",
)
KEY = rf"(?:{'|'.join(KEYS)})(?:\.[a-z]{{2,3}})?"
LINE = re.compile(r"(?P<key>[\w.-]+):\s*(?P<value>.*)")
BODY = re.compile(
    rf"(?P<id>[a-z][a-z0-9-]*)(?:\s+(?P<title>{QUOTED}(?:\s*\|\s*{QUOTED})*))?"
    r"(?:\s+chaired by (?P<chair>[^,]+?))?(?:\s+as (?P<organ>\w+))?"
)
ITEM = re.compile(
    rf"(?:(?P<body>[a-z][a-z0-9-]*):\s+)?(?P<id>[\w.-]+)\s+(?P<title>{QUOTED}(?:\s*\|\s*{QUOTED})*)"
)
TITLES: Mapping[str, Words] = {
    "plenary": {"en": "Assembly", "fr": "Assemblée"},
    "council": {"en": "Council", "fr": "Conseil"},
}
ORGANS = {"plenary": "assembly", "council": "council"}
LONGEST_ID = 56  # an id has 64 characters at most, and rounds of a demo add to it
DEFAULTS = {"session": "rehearsal", "zone": "UTC", "basis": "rehearsal"}

Values = Mapping[str, tuple[str, int, int]]


def read_values(lines: Sequence[str]) -> tuple[dict[str, tuple[str, int, int]], int]:
    """Each key with its value, line and column; and how many lines the header takes.

    Errors: ScenarioFault
    """
    values: dict[str, tuple[str, int, int]] = {}
    for number, text in enumerate(lines, 1):
        if not text.strip() and values:
            return values, number
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        for start, part in parts(text):
            match = LINE.fullmatch(part.rstrip())
            if match is None or not re.fullmatch(KEY, match["key"]):
                told = match["key"] if match else part.strip()
                raise ScenarioFault(
                    f"“{told}” is no key of a header",
                    line=number,
                    column=start + 1,
                    nearest=nearest(told, KEYS),
                )
            column = start + 1 + match.start("value")
            values[match["key"]] = (match["value"].strip(), number, column)
    return values, len(lines)


def parts(text: str) -> list[tuple[int, str]]:
    """A header line cut where another known key begins after two spaces."""
    cuts = [0, *(m.end() for m in re.finditer(rf"\s{{2,}}(?={KEY}:)", text))]
    ends = [*cuts[1:], len(text)]
    found = [(start, text[start:end]) for start, end in zip(cuts, ends, strict=True)]
    return [(start, part) for start, part in found if part.strip()]


def table_paths(values: Values, folder: Path) -> tuple[Path, ...]:
    """The tables of names: beside the file, or among those that come with the program."""
    raw = values.get("names", ("", 0, 0))[0]
    names = [one.strip() for one in raw.split(",") if one.strip()]
    return tuple(
        folder / name
        if (folder / name).is_file() or not (PACKAGE / name).is_file()
        else PACKAGE / name
        for name in names
    )


def read_header(
    values: Values, cast: Cast, *, names: tuple[Path, ...], rulebooks: Sequence[str] = ()
) -> Header:
    """The header, checked.

    Errors: ScenarioFault
    """
    text = {key: value for key, (value, _, _) in values.items()}
    title = in_languages(text, "title") or {"en": text.get("session", "Rehearsal")}
    for key in ("rulebook", "date"):
        if not text.get(key):
            raise ScenarioFault(f"the header needs a line “{key}:”", line=1, column=1)
    known = [*rulebook_names(), *rulebooks]
    problem = f"there is no rulebook of that name; there are {', '.join(known)}"
    require(values, "rulebook", is_right=text["rulebook"] in known, problem=problem)
    begins = a_date(values, "date")
    if "basis" in text:
        problem = f"the basis is one of {', '.join(BASES)}"
        require(values, "basis", is_right=text["basis"] in BASES, problem=problem)
    if text.get("basis", DEFAULTS["basis"]) == "rehearsal":
        require_invented(cast)
    return Header(
        session=SessionId(slug(text.get("session", DEFAULTS["session"]))),
        rulebook=text["rulebook"],
        title=title,
        theme=in_languages(text, "theme"),
        place=in_languages(text, "place"),
        date=begins,
        end=a_date(values, "end") if "end" in values else begins,
        zone=a_zone(values),
        basis=text.get("basis", DEFAULTS["basis"]),
        names=names,
        bodies=read_bodies(values, cast),
        agenda=read_agenda(values),
        source=text.get("source", ""),
        mark=text.get("mark", ""),
    )


def require_invented(cast: Cast) -> None:
    """Nobody in a rehearsal is called by the name of a real State.

    Errors: ScenarioFault
    """
    for one in cast.parliaments:
        label = cast.entries[one].label
        real = real_state({f"name_{language}": name for language, name in label.items()})
        if real:
            raise ScenarioFault(
                f"“{real}” names a real State. What a rehearsal says is made up, so its "
                "parliaments must be invented.",
                line=1,
                column=1,
            )


def require(values: Values, key: str, *, is_right: bool, problem: str) -> None:
    """Refuse a value with its place."""
    if not is_right:
        value, line, column = values[key]
        raise ScenarioFault(f"{key} “{value}”: {problem}", line=line, column=column)


def slug(text: str) -> str:
    """A name as an id: Rehearsal 1 becomes rehearsal-1."""
    plain = re.sub(r"[^a-z0-9.]+", "-", text.casefold()).strip("-.")
    return plain[:LONGEST_ID] or DEFAULTS["session"]


def in_languages(text: Mapping[str, str], key: str) -> dict[str, str]:
    """`title`, `title.fr`, … as words."""
    found = {"en": text.get(key, "")}
    found |= {k.partition(".")[2]: value for k, value in text.items() if k.startswith(f"{key}.")}
    return {language: value for language, value in found.items() if value}


def a_date(values: Values, key: str) -> str:
    """An ISO date of the header."""
    value = values[key][0]
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        require(values, key, is_right=False, problem="a date is written like 2026-03-02")
        raise


def a_zone(values: Values) -> str:
    """The time zone of the session."""
    if "zone" not in values:
        return DEFAULTS["zone"]
    name = values["zone"][0]
    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, KeyError):
        require(values, "zone", is_right=False, problem="there is no such time zone")
        raise


def read_bodies(values: Values, cast: Cast) -> tuple[HeaderBody, ...]:
    """The bodies of the header; each may say its title, its chair and its organ."""
    if "bodies" not in values:
        return ()
    raw, line, column = values["bodies"]
    found = []
    for part in re.split(r",\s*(?=[a-z][a-z0-9-]*(?:\s|,|$))", raw):
        match = BODY.fullmatch(part.strip())
        if match is None:
            raise ScenarioFault(f"“{part}” is not understood as a body", line=line, column=column)
        identity = match["id"]
        try:
            is_chaired = bool(match["chair"]) or values.get("basis", ("",))[0] != "reported"
            chair = cast.member(match["chair"] or usual_chair(identity)) if is_chaired else NOBODY
        except ScenarioFault as fault:
            fault.line, fault.column = line, column
            raise
        title = words(match["title"]) if match["title"] else usual_title(identity)
        organ = match["organ"] or ORGANS.get(identity, "committee")
        found.append(HeaderBody(id=BodyId(identity), title=title, organ=organ, chaired_by=chair))
    return tuple(found)


def usual_chair(body: str) -> str:
    """Who presides over a body unless the header says otherwise."""
    number = re.fullmatch(r"committee-(\d+)", body)
    return f"Chair {number[1]}" if number else "President"


def usual_title(body: str) -> Words:
    """What a body is called unless the header says otherwise."""
    number = re.fullmatch(r"committee-(\d+)", body)
    if number:
        return {"en": f"Committee {number[1]}", "fr": f"Commission {number[1]}"}
    return TITLES.get(body, {"en": body.replace("-", " ").capitalize()})


def read_agenda(values: Values) -> tuple[HeaderItem, ...]:
    """The items of the header: `1 "Title" | "Titre"; committee-1: 2 "Title"`."""
    if "agenda" not in values:
        return ()
    raw, line, column = values["agenda"]
    found = []
    for part in re.split(rf";\s*(?=(?:[^\"]*{QUOTED})*[^\"]*$)", raw):
        match = ITEM.fullmatch(part.strip())
        if match is None:
            raise ScenarioFault(f"“{part}” is not understood as an item", line=line, column=column)
        body = BodyId(match["body"] or "plenary")
        found.append(HeaderItem(body=body, id=match["id"], title=words(match["title"])))
    return tuple(found)
