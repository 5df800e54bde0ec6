"""The list of parliaments: its columns, and what it would change in the register."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hemicycle.secretariat.lists import cells
from hemicycle.secretariat.lists.columns import (
    Column,
    ReadRow,
    dated,
    listed,
    period,
    read_rows,
    yes_or_no,
)
from hemicycle.secretariat.lists.comparing import Alike, Words, bare, folded
from hemicycle.secretariat.lists.plans import Change, Plan, Problem, Question, Values
from hemicycle.secretariat.lists.reading import Sheet
from hemicycle.secretariat.lists.worlds import REAL, World

STATUSES: Mapping[str, str] = {
    "member": "full member|membre",
    "associate": "associate member|associé|membre associé",
    "observer": "permanent observer|observateur|observateur permanent",
    "event_observer": "observer of the event|observateur de l’événement",
    "guest": "invited guest|invité",
    "host": "host parliament|hôte|parlement hôte",
    "suspended": "suspendu|membre suspendu",
    "candidate": "candidat",
}
LANGUAGES = {"en": ("English", "anglais"), "fr": ("French", "français"), "ar": ("Arabic", "arabe")}
ID = re.compile(r"p-\d{4,6}")
READ: Mapping[str, Callable[[str], str]] = {"source": str, "dated": cells.day, "of": str}


def parliament_id(text: str) -> str:
    """A permanent id, as the register writes it.

    Errors: CellFault
    """
    wanted = text.casefold()
    if not ID.fullmatch(wanted):
        raise cells.CellFault("not_an_id", text=text[:20])
    return wanted


def code(text: str) -> str:
    """An ISO code of two letters; it is a note, and no key.

    Errors: CellFault
    """
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise cells.CellFault("not_a_code", text=text[:20])
    return text.upper()


def of_language(language: str) -> tuple[Column, ...]:
    """The columns of a parliament's names in one language."""
    en, fr = LANGUAGES[language]

    def column(name: str, *, english: str, french: str) -> Column:
        plain = {"en": (english,), "fr": (french,)}.get(language, ())
        return Column(
            name=f"{name}_{language}",
            en=f"{english} ({en})",
            fr=f"{french} ({fr})",
            read=READ.get(name, cells.name),
            other=plain,
        )

    return (
        column("name", english="official name", french="nom officiel"),
        column("short", english="short name", french="nom court"),
        column("of", english="complement", french="complément"),
        column("sort", english="sorting key", french="clé de tri"),
        column("source", english="source of the name", french="source du nom"),
        column("dated", english="date of the name", french="date du nom"),
        yes_or_no(f"reviewed_{language}", en=f"reviewed ({en})", fr=f"relu ({fr})"),
    )


COLUMNS: tuple[Column, ...] = (
    Column(name="id", en="id", fr="identifiant", read=parliament_id, keeps=True),
    Column(name="iso", en="ISO code", fr="code ISO", read=code),
    Column(name="status", en="status", fr="statut", words=STATUSES),
    Column(name="since", en="status since", fr="statut depuis", read=cells.day),
    Column(name="until", en="status until", fr="statut jusqu’au", read=cells.day),
    *(column for language in LANGUAGES for column in of_language(language)),
    Column(name="groups", en="groups", fr="groupes", read=dated, other=("group", "groupe")),
    Column(name="stands_through", en="stands through", fr="se présente par", read=cells.name),
    Column(name="chambers", en="chambers", fr="chambres", read=listed),
    Column(name="former_names", en="former names", fr="anciens noms", read=dated),
    Column(name="arrears", en="years of arrears", fr="années d’arriérés", read=cells.whole_number),
    Column(name="waiver", en="waiver of arrears", fr="dérogation aux arriérés"),
)
NAMES = tuple(f"{part}_{language}" for language in LANGUAGES for part in ("name", "short"))


@dataclass(frozen=True, slots=True)
class Register:
    """The parliaments by id, as the list shows them, and ids that stand for others elsewhere."""

    rows: Mapping[str, Values] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    world: World = REAL


def title(values: Values) -> str:
    """How a row is called when it is spoken of."""
    named = (values.get(one, "") for one in ("short_en", "name_en", "short_fr", *NAMES))
    return next(filter(None, named), "")


def sorted_by(values: Values, language: str) -> tuple[str, str]:
    """Where a parliament stands in a list in one language: by its sorting key, or by its name."""
    wanted = [
        f"{part}_{one}" for one in (language, "en", "fr") for part in ("sort", "short", "name")
    ]
    named = next((values[one] for one in wanted if values.get(one)), title(values))
    return bare(named), values.get("id", "")


def sorting_keys(values: Values) -> dict[str, str]:
    """By what a parliament is put in order, in each language in which it has a name."""
    found = {
        language: next(
            filter(None, (values.get(f"{part}_{language}") for part in ("sort", "short", "name"))),
            "",
        )
        for language in LANGUAGES
    }
    return {language: text for language, text in found.items() if text}


def names_of(values: Values) -> set[str]:
    """Every name a parliament goes by, former ones too."""
    former = (period(one)[0] for one in values.get("former_names", "").split("; ") if one)
    return {one for one in (*(values.get(name, "") for name in NAMES), *former) if one}


def known_names(rows: Mapping[str, Values]) -> dict[Words, set[str]]:
    """The ids of those who go by a name, by the folded name."""
    found: dict[Words, set[str]] = defaultdict(set)
    for identity, values in rows.items():
        for one in names_of(values):
            found[folded(one)].add(identity)
    return found


@dataclass(slots=True)
class Planning:
    """A list of parliaments on its way through the register."""

    register: Register
    answers: Mapping[str, str]
    problems: list[Problem]
    names: dict[Words, set[str]] = field(default_factory=dict)
    alike: Alike[str] = field(default_factory=Alike)
    questions: list[Question] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    in_file: dict[Words, int] = field(default_factory=dict)
    broken: frozenset[int] = frozenset()  # rows with a cell that cannot be read

    def problem(self, row: ReadRow, key: str, *, column: str = "", **facts: object) -> None:
        """Note what keeps the list from being written."""
        self.problems.append(Problem(row=row.number, column=column, key=key, facts=facts))

    def take(self, row: ReadRow) -> None:
        """Find whom a row is about, and what it changes."""
        stranger = self.register.world.stranger(row.values)
        if stranger:
            self.problem(row, self.register.world.refusal, text=stranger[:60])
            return
        identity, is_known = self.identified(row)
        if identity is None or row.number in self.broken:
            return
        old = self.register.rows.get(identity, {}) if is_known else {}
        values = {**old, **row.values}
        values.pop("id", None)
        if not self.is_sound(row, values):
            return
        if identity:
            if identity in self.seen:
                self.problem(row, "row_twice", column="id", line=self.seen[identity])
                return
            self.seen[identity] = row.number
        cells_changed = [
            (column.name, old.get(column.name, ""), values.get(column.name, ""))
            for column in COLUMNS
            if column.name != "id" and old.get(column.name, "") != values.get(column.name, "")
        ]
        if is_known and not cells_changed:
            self.unchanged += 1
            return
        self.changes.append(
            Change(
                row=row.number,
                id=identity,
                title=title(values),
                is_new=not is_known,
                cells=cells_changed,
                values=values,
            )
        )

    def identified(self, row: ReadRow) -> tuple[str | None, bool]:
        """The id a row is about, "" for a new one; None where that is not clear."""
        given = row.values.get("id", "")
        if given in self.register.rows:
            return given, True
        if given in self.register.taken:
            self.problem(row, "id_taken", column="id", text=given)
            return None, False
        if given:
            return given, False
        own = {folded(one) for one in names_of(row.values)}
        twice = min((self.in_file[one] for one in own if one in self.in_file), default=0)
        if twice:
            self.problem(row, "row_twice", line=twice)
            return None, False
        self.in_file.update(dict.fromkeys(own, row.number))
        found = {identity for one in own for identity in self.names.get(one, ())}
        if len(found) > 1:
            self.problem(row, "several_known", column="id", text=title(row.values))
            return None, False
        if found:
            return found.pop(), True
        return self.asked(row, own)

    def asked(self, row: ReadRow, own: Iterable[Words]) -> tuple[str | None, bool]:
        """The same for a name that nobody has, but somebody nearly has."""
        near = sorted({identity for one in own for identity in self.alike.near(one)})
        for identity in near:
            question = Question(
                row=row.number,
                other=identity,
                name=title(row.values),
                other_name=title(self.register.rows[identity]),
                answer=self.answers.get(f"same.{row.number}.{identity}", ""),
            )
            self.questions.append(question)
            if question.answer == "same":
                return identity, True
        return "", False

    def is_sound(self, row: ReadRow, values: Values) -> bool:
        """Whether a row says what it must, and does not contradict itself."""
        before = len(self.problems)
        if not title(values):
            self.problem(row, "cell_missing", column="name_en")
        through = values.get("stands_through", "")
        groups = [period(one)[0] for one in values.get("groups", "").split("; ") if one]
        if through and through not in groups:
            self.problem(row, "not_of_its_groups", column="stands_through", text=through)
        since, until = values.get("since", ""), values.get("until", "")
        if since and until and until < since[: len(until)]:
            self.problem(row, "ends_before", column="until", text=until)
        if (since or until) and not values.get("status"):
            self.problem(row, "cell_missing", column="status")
        if values.get("waiver") and not values.get("arrears", "").strip("0"):
            self.problem(row, "waiver_of_nothing", column="waiver")
        return len(self.problems) == before


def plan_parliaments(sheet: Sheet, register: Register, *, answers: Mapping[str, str]) -> Plan:
    """All that a list of parliaments would do to the register."""
    rows, problems = read_rows(sheet, COLUMNS)
    planning = Planning(
        register,
        answers,
        problems,
        names=known_names(register.rows),
        broken=frozenset(one.row for one in problems),
    )
    for words, identities in planning.names.items():
        for identity in identities:
            planning.alike.add(words, identity)
    for row in rows:
        planning.take(row)
    return Plan(
        changes=planning.changes,
        unchanged=planning.unchanged,
        problems=in_order(planning.problems),
        questions=planning.questions,
    )


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Problems in the order of the rows."""
    return sorted(problems, key=lambda one: (one.row, one.is_warning))
