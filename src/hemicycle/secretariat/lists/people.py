"""The list of people: its columns, and what it would change in a session's delegations."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from hemicycle.secretariat.lists import cells
from hemicycle.secretariat.lists.columns import Column, ReadRow, listed, read_rows, yes_or_no
from hemicycle.secretariat.lists.comparing import Alike, Words, folded, nearest
from hemicycle.secretariat.lists.parliaments import in_order, known_names, names_of, title
from hemicycle.secretariat.lists.plans import Change, Plan, Problem, Question, Values
from hemicycle.secretariat.lists.reading import Sheet
from hemicycle.secretariat.lists.worlds import REAL, World

CAPACITIES: Mapping[str, str] = {
    "head": "head of delegation|chef|cheffe|chef de délégation|cheffe de délégation",
    "delegate": "délégué|déléguée|member|membre",
    "adviser": "advisor|conseiller|conseillère",
    "delegation_secretary": "secretary of the delegation|secrétaire|secrétaire de délégation",
    "honorary_member": "membre honoraire|membre d’honneur",
}
SEATED = ("head", "delegate")
SEXES: Mapping[str, str] = {
    "f": "female|woman|femme|féminin",
    "m": "male|man|homme|masculin",
    "x": "other|autre",
}
ID = re.compile(r"n-\d{1,9}")
MOST_ASKED = 5  # others, about whom it is asked whether they are the one of a row
MOST_NEAREST = 50  # names that are not known, for which a known one is looked for


def person_id(text: str) -> str:
    """The permanent id of a person.

    Errors: CellFault
    """
    wanted = text.casefold()
    if not ID.fullmatch(wanted):
        raise cells.CellFault("not_a_person_id", text=text[:20])
    return wanted


def language(text: str) -> str:
    """The code of a language: ky, ar, pt-BR.

    Errors: CellFault
    """
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise cells.CellFault("not_a_language", text=text[:20])
    main, mark, rest = text.partition("-")
    return main.lower() + mark + rest


def spoken(text: str) -> str:
    """Languages, however a keyboard separates them.

    Errors: CellFault
    """
    return listed(re.sub(r"[,،؛\n]", ";", text))


COLUMNS: tuple[Column, ...] = (
    Column(name="id", en="person id", fr="identifiant de la personne", read=person_id, keeps=True),
    Column(name="parliament", en="parliament", fr="parlement", other=("delegation", "délégation")),
    Column(name="parliament_name", en="name of the parliament", fr="nom du parlement", keeps=True),
    Column(name="capacity", en="capacity", fr="qualité", words=CAPACITIES),
    Column(name="order", en="order", fr="ordre", read=cells.whole_number, keeps=True),
    Column(name="honorific", en="honorific", fr="civilité", other=("title", "titre")),
    Column(
        name="family", en="family name", fr="nom de famille", read=cells.name,
        other=("surname", "last name", "nom"),
    ),
    Column(
        name="given", en="given names", fr="prénoms", read=cells.name,
        other=("given name", "first name", "prénom"),
    ),
    Column(
        name="family_own", en="family name in own script", fr="nom en écriture d’origine",
        read=cells.name,
    ),
    Column(
        name="given_own", en="given names in own script", fr="prénoms en écriture d’origine",
        read=cells.name,
    ),
    Column(name="own_language", en="language of own script", fr="langue d’origine", read=language),
    Column(name="languages", en="languages spoken", fr="langues parlées", read=spoken),
    Column(name="pronunciation", en="pronunciation", fr="prononciation"),
    Column(name="sex", en="sex (self-declared)", fr="sexe (déclaré)", words=SEXES,
           other=("sex", "sexe", "gender")),
    yes_or_no("young", en="young member", fr="jeune parlementaire"),
)  # fmt: skip
KEPT = tuple(one.name for one in COLUMNS if one.name not in ("id", "parliament_name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many members a delegation may have, and by which rules."""

    persons: int
    rule_keys: Sequence[str]
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Delegations:
    """The people of a session by id, the register, who sits already, and the limits."""

    people: Mapping[str, Values] = field(default_factory=dict)
    parliaments: Mapping[str, Values] = field(default_factory=dict)
    seated: frozenset[str] = frozenset()
    elsewhere: Mapping[str, Values] = field(default_factory=dict)  # known, but not in this session
    limit_of: Callable[[str, bool], Limit | None] = lambda _parliament, _has_young: None
    world: World = REAL


def full_name(values: Values) -> str:
    """A person's name as it is spoken."""
    latin = " ".join(filter(None, (values.get("given", ""), values.get("family", ""))))
    own = " ".join(filter(None, (values.get("given_own", ""), values.get("family_own", ""))))
    return latin or own


def written_names(values: Values) -> Iterator[Words]:
    """A person's names for comparing: in Latin letters, and in the own script."""
    for given, family in (("given", "family"), ("given_own", "family_own")):
        words = folded(f"{values.get(given, '')} {values.get(family, '')}")
        if words:
            yield words


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom a row may be about: of the register, or of an earlier row."""

    key: str  # the id of a person, or "row 5"
    values: Values
    parliament: str

    @property
    def is_in_file(self) -> bool:
        """Whether it is an earlier row."""
        return self.key.startswith("row ")


@dataclass(slots=True)
class Crowd:
    """All who are known so far: found by their name anywhere, by a slip of it in a delegation."""

    here: dict[tuple[str, Words], list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[Words, list[Known]] = field(default_factory=lambda: defaultdict(list))
    alike: dict[str, Alike[Known]] = field(default_factory=lambda: defaultdict(Alike))

    def add(self, one: Known) -> None:
        """From now on somebody is known."""
        for words in written_names(one.values):
            self.here[one.parliament, words].append(one)
            self.by_name[words].append(one)
            self.alike[one.parliament].add(words, one)

    def like(self, values: Values, parliament: str) -> list[Known]:
        """Everybody who may be the same, those of the delegation first; a few are enough."""
        found: dict[str, Known] = {}
        for words in written_names(values):
            same = (
                *self.here.get((parliament, words), ())[:MOST_ASKED],
                *self.by_name.get(words, ())[:MOST_ASKED],
            )
            for one in (*same, *islice(self.alike[parliament].near(words), MOST_ASKED)):
                found.setdefault(one.key, one)
        return list(found.values())[:MOST_ASKED]


@dataclass(slots=True)
class Planning:
    """A list of people on its way through the delegations of a session."""

    known: Delegations
    answers: Mapping[str, str]
    problems: list[Problem]
    parliaments: dict[Words, set[str]] = field(default_factory=dict)
    crowd: Crowd = field(default_factory=Crowd)
    questions: list[Question] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    left_out: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    after: dict[str, Values] = field(default_factory=dict)
    looked_for: dict[str, str] = field(default_factory=dict)
    broken: frozenset[int] = frozenset()  # rows with a cell that cannot be read

    def problem(self, row: ReadRow, key: str, *, column: str = "", **facts: object) -> None:
        """Note what keeps the list from being written."""
        self.problems.append(Problem(row=row.number, column=column, key=key, facts=facts))

    def take(self, row: ReadRow) -> None:
        """Find whom a row is about, and what it changes."""
        before = len(self.problems)
        is_whole = row.number not in self.broken
        given = row.values.get("id", "")
        old = self.known.people.get(given, self.known.elsewhere.get(given, {}))
        parliament = self.parliament(row, old.get("parliament", ""))
        if given and not old:
            self.problem(row, "unknown_person", column="id", text=given)
        if len(self.problems) > before or not is_whole:
            return
        identity = given or self.identified(row, parliament)
        if identity is None:
            self.left_out += 1
            return
        self.change(row, identity, parliament=parliament)

    def parliament(self, row: ReadRow, old: str) -> str:
        """The id of the parliament that a row names, by its id or by any of its names."""
        text = row.values.get("parliament", old)
        known = self.known.parliaments
        if not text:
            self.problem(row, "cell_missing", column="parliament")
            return ""
        found = {text} if text in known else self.parliaments.get(folded(text), set())
        if len(found) > 1:
            self.problem(row, "several_known", column="parliament", text=text)
            return ""
        stranger = "" if found else self.known.world.stranger({"id": text, "name_en": text})
        if stranger:
            self.problem(row, self.known.world.refusal, column="parliament", text=stranger[:60])
            return ""
        if not found:
            self.problem(
                row,
                "unknown_parliament",
                column="parliament",
                text=text[:60],
                nearest=self.nearest(text),
            )
            return ""
        [identity] = found
        told = row.values.get("parliament_name", "")
        if told and identity not in self.parliaments.get(folded(told), {identity}):
            self.problem(
                row, "names_disagree", column="parliament_name", text=told[:60], id=identity
            )
        return identity

    def nearest(self, text: str) -> str:
        """The known parliament whose name looks most like a text; looked for a few times only."""
        if text not in self.looked_for and len(self.looked_for) < MOST_NEAREST:
            known = self.known.parliaments.values()
            self.looked_for[text] = nearest(text, [n for one in known for n in names_of(one)])
        return self.looked_for.get(text, "")

    def identified(self, row: ReadRow, parliament: str) -> str | None:
        """The id of the person a row is about, "" for a new one; None to leave the row out."""
        identity = ""
        alike = self.crowd.like(row.values, parliament)
        for one in alike:
            if not one.is_in_file and is_same(one, row.values, parliament=parliament):
                return one.key
        for one in alike:
            question = Question(
                row=row.number,
                other=one.key.replace("row ", "row-"),
                name=full_name(row.values),
                other_name=full_name(one.values),
                is_in_file=one.is_in_file,
                answer=self.answers.get(f"same.{row.number}.{one.key.replace('row ', 'row-')}", ""),
            )
            self.questions.append(question)
            if question.answer == "same" and one.is_in_file:
                return None
            if question.answer == "same":
                identity = identity or one.key
        return identity

    def change(self, row: ReadRow, identity: str, *, parliament: str) -> None:
        """Note what a row changes of a person, or that it adds one."""
        here = self.known.people.get(identity, {})
        old = here or {
            **self.known.elsewhere.get(identity, {}), "parliament": "", "capacity": "", "order": ""
        }  # fmt: skip
        values = {**old, **row.values, "parliament": parliament}
        self.require_sound(row, values)
        if identity in self.seen:
            self.problem(row, "row_twice", column="id", line=self.seen[identity])
            return
        if here and identity in self.known.seated and here["parliament"] != parliament:
            self.problem(row, "sits_already", column="parliament", text=full_name(values))
            return
        if not values.get("order"):
            values["order"] = str(self.orders[parliament] + 1)
        self.orders[parliament] = max(self.orders[parliament], int(values["order"]))
        key = identity or f"row {row.number}"
        self.seen[key] = row.number
        self.after[key] = values
        if not identity:
            self.crowd.add(Known(key, values, parliament))
        changed = [
            (name, old.get(name, ""), values.get(name, ""))
            for name in KEPT
            if old.get(name, "") != values.get(name, "")
        ]
        if not changed:
            self.unchanged += 1
            return
        self.changes.append(
            Change(
                row=row.number, id=identity, title=full_name(values), is_new=not here,
                cells=changed, values={name: values.get(name, "") for name in KEPT},
            )
        )  # fmt: skip

    def require_sound(self, row: ReadRow, values: Values) -> None:
        """Note what a row must say and does not."""
        if not full_name(values):
            self.problem(row, "cell_missing", column="family")
        if not values.get("capacity"):
            self.problem(row, "cell_missing", column="capacity")
        if not values.get("own_language") and (values.get("family_own") or values.get("given_own")):
            warning = Problem(
                row=row.number, column="own_language", key="own_language_missing", is_warning=True
            )
            self.problems.append(warning)

    def look_at_delegations(self) -> None:
        """Each delegation as a whole: one head, and not more members than the rules allow."""
        touched: dict[str, int] = {}
        for change in self.changes:
            touched[change.values["parliament"]] = change.row
        members: dict[str, list[Values]] = defaultdict(list)
        for values in {**self.known.people, **self.after}.values():
            members[values["parliament"]].append(values)
        for parliament, row in touched.items():
            self.look_at(parliament, members[parliament], row=row)

    def look_at(self, parliament: str, members: Sequence[Values], *, row: int) -> None:
        """The same for one delegation."""
        name = title(self.known.parliaments[parliament])
        heads = sum(one["capacity"] == "head" for one in members)
        if heads > 1:
            facts = {"name": name, "n": heads}
            self.problems.append(Problem(row=row, column="capacity", key="two_heads", facts=facts))
        if not heads:
            self.problems.append(
                Problem(
                    row=row, column="capacity", key="no_head", facts={"name": name}, is_warning=True
                )
            )
        size = sum(one["capacity"] in SEATED for one in members)
        limit = self.known.limit_of(parliament, any(one.get("young") == "yes" for one in members))
        if limit is not None and size > limit.persons:
            facts = {"name": name, "n": size, "limit": limit.persons}
            facts |= {"is_verified": limit.is_verified}
            self.problems.append(
                Problem(
                    row=row, column="parliament", key="delegation_too_large", facts=facts,
                    is_warning=True, rule_key=limit.rule_keys[-1],
                )
            )  # fmt: skip


def is_same(one: Known, values: Values, *, parliament: str) -> bool:
    """Whether a row says exactly the name of somebody in the same delegation."""
    names = ("family", "given")
    if not any(values.get(name) for name in names):
        names = ("family_own", "given_own")
    return one.parliament == parliament and all(
        one.values.get(name, "") == values.get(name, "") for name in names
    )


def plan_people(sheet: Sheet, known: Delegations, *, answers: Mapping[str, str]) -> Plan:
    """All that a list of people would do to the delegations of a session."""
    rows, problems = read_rows(sheet, COLUMNS)
    planning = Planning(
        known,
        answers,
        problems,
        parliaments=known_names(known.parliaments),
        broken=frozenset(one.row for one in problems),
    )
    for identity, values in known.people.items():
        planning.crowd.add(Known(identity, values, values["parliament"]))
        parliament, order = values["parliament"], int(values["order"])
        planning.orders[parliament] = max(planning.orders[parliament], order)
    for row in rows:
        planning.take(row)
    planning.look_at_delegations()
    return Plan(
        changes=planning.changes,
        unchanged=planning.unchanged,
        left_out=planning.left_out,
        problems=in_order(planning.problems),
        questions=planning.questions,
    )
