"""The two demo sessions: nothing real in the rehearsal, nothing invented in the reconstruction.

Each judgement is a small function that returns complaints; each is shown a planted offence.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

import hemicycle.demo
from hemicycle import rulebooks

DEMO = Path(hemicycle.demo.__file__).parent
REHEARSAL = (DEMO / "rehearsal-150.minutes").read_text(encoding="utf-8")
REPORTED = (DEMO / "as-reported-150.minutes").read_text(encoding="utf-8")
REPORTED_TABLE = (DEMO / "as-reported-150.csv").read_text(encoding="utf-8")

# The example of the architecture; in some languages one letter lies between it and a country.
EXAMPLES = {"Arvenia", "Arvénie"}
FAMOUS = [
    "Wakanda",
    "Ruritania",
    "Genovia",
    "Sokovia",
    "Latveria",
    "Zamunda",
    "Freedonia",
    "Borduria",
    "Syldavia",
    "Panem",
    "Elbonia",
    "Kyrat",
    "Yara",
    "Arstotzka",
    "Zubrowka",
    "Graustark",
    "Krakozhia",
    "Tomania",
    "Brungaria",
    "Costaguana",
    "Gondor",
    "Narnia",
    "Westeros",
    "Utopia",
    "Atlantis",
    "Aldovia",
    "Molvania",
    "Khemed",
    "Vulgaria",
    "Parador",
    "Petoria",
]
MARKS = {"S", "S-old", "P", "M", "I"}
REPORT = re.compile(r"^(?P<day>\S+)\s+(?:[\w-]+: )?Press\s{2,}(?P<phrase>.+)$", re.MULTILINE)
ABOUT = re.compile(r'reports \w+ of (?P<about>[^"]+?) "')
SOURCED = re.compile(r' source "[^"]+" mark (?P<mark>\S+)$')
BALLOT = re.compile(r"^  (?P<who>\S.*?)(?:/\d+)? (?P<parts>\d+ (?:yes|no|abstain|unused).*)$")
TALLY = re.compile(r"= tally: (\d+) yes, (\d+) no, (\d+) abstain; required: (\d+); outcome: (\w+)")

Row = Mapping[str, str]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the demo's tables."""
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


PARLIAMENTS = rows("parliaments.csv")
OFFICERS = rows("officers.csv")


def folded(text: str) -> str:
    """Letters only, without case or accents, words apart by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", kept.replace("'", "").replace("’", "")))


def is_one_letter_apart(one: str, other: str) -> bool:
    """At most one letter replaced, added or left out."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rests = one[start:], other[start:]
    return any(a == b for a in (rests[0], rests[0][1:]) for b in (rests[1], rests[1][1:]))


def countries(data_dir: Path) -> set[str]:
    """The names of all countries and territories in every language of the table."""
    with (data_dir / "countries.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    return {
        folded(text) for row in table for key, text in row.items() if key.startswith("name_")
    } - {""}


def confusable(names: Iterable[str], real: Iterable[str]) -> list[str]:
    """Invented names that equal, contain or nearly equal a real one."""
    found = []
    real = sorted(real)
    for name in names:
        own = folded(name)
        found += [
            f"{name}: {one}"
            for one in real
            if own == one
            or (len(one) >= 4 and one.replace(" ", "") in own.replace(" ", ""))
            or is_one_letter_apart(own, one)
        ]
    return found


def mentioned(text: str, names: Iterable[str]) -> list[str]:
    """Names of four letters or more that stand in a text as whole words."""
    words = f" {folded(text)} "
    return sorted(name for one in names if len(name := folded(one)) >= 4 and f" {name} " in words)


def invented(table: Iterable[Row], officers: Iterable[Row]) -> Iterator[str]:
    """Every invented name of the rehearsal: parliaments, delegates, officers, guests."""
    for row in table:
        yield from (row[key] for key in ("en", "en_short", "fr", "fr_short", "own") if row[key])
        yield from row["people"].split(";")
    yield from (row["name"] for row in officers)


def repeated(values: Iterable[str]) -> list[str]:
    """Values that stand more than once, accents and case aside."""
    seen: set[str] = set()
    again = []
    for value in values:
        key = folded(value)
        if key in seen:
            again.append(value)
        seen.add(key)
    return again


def edges_missing(populations: Iterable[int], lowers: Iterable[int]) -> list[int]:
    """Limits of the vote table that no parliament meets exactly, or misses by one inhabitant."""
    have = set(populations)
    return [edge for lower in lowers if lower for edge in (lower - 1, lower) if edge not in have]


def incomplete_french(table: Iterable[Row]) -> list[str]:
    """Parliaments whose French name, article or "of" is missing or does not fit."""
    found = []
    for row in table:
        whole, short, after = row["fr"], row["fr_short"], row["fr_of"]
        fits = (
            whole
            and short
            and row["fr_with_article"] in {f"{a}{whole}" for a in ("la ", "le ", "l'", "les ")}
            and after in {f"{of}{short}" for of in ("de ", "du ", "de la ", "de l'", "d'", "des ")}
            and not re.search(r"\b(de|la|le|du) [AEIOUÉÈÎaeiouéèî]", after)
        )
        if not fits:
            found.append(row["id"])
    return found


def crowded(table: Iterable[Row]) -> list[str]:
    """Delegations larger than the rules allow, or not as large as the table says."""
    found = []
    for row in table:
        most = 10 if int(row["population"]) >= 100_000_000 else 8
        if row["sex_rule"]:
            most -= 1
        if row["status"] in {"observer", "arrears"}:
            most = 2
        people = row["people"].split(";")
        if not 1 <= len(people) <= most or len(people) != int(row["members"]):
            found.append(row["id"])
    return found


def unsourced(text: str, known: Iterable[str]) -> list[str]:
    """Lines of the reconstruction without source and mark, or about nobody in its table."""
    names = set(known)
    found = []
    for line in REPORT.finditer(text):
        sourced = SOURCED.search(line["phrase"])
        about = ABOUT.search(line["phrase"])
        if not sourced or sourced["mark"] not in MARKS or (about and about["about"] not in names):
            found.append(line[0][:60])
    return found


def tallies(text: str) -> list[tuple[int, int, int]]:
    """What the ballots of each division add up to; a person's later ballot replaces an earlier."""
    found = []
    box: dict[str, dict[str, int]] = {}
    for line in text.splitlines():
        if "opens the division" in line:
            box = {}
        if ballot := BALLOT.match(line):
            parts = (part.split() for part in ballot["parts"].split(", "))
            box[line[: ballot.start("parts")]] = {answer: int(n) for n, answer in parts}
        if "declares the result" in line:
            sums = (sum(b.get(a, 0) for b in box.values()) for a in ("yes", "no", "abstain"))
            found.append(tuple(sums))
    return found


def shorts() -> list[str]:
    return [row[key] for row in PARLIAMENTS for key in ("en_short", "fr_short")]


def test_no_invented_parliament_can_be_taken_for_a_real_one(data_dir: Path) -> None:
    names = [n for n in shorts() if n not in EXAMPLES]
    owns = [row["own"] for row in PARLIAMENTS if row["own"]]
    assert confusable([*names, *owns], countries(data_dir)) == []
    assert confusable(names, map(folded, FAMOUS)) == []


@pytest.mark.parametrize(
    "planted", ["Uruguay", "Новая Норвегия", "Urugvay", "République du Kénya", "Jordann"]
)
def test_a_real_country_among_the_invented_is_found(planted: str, data_dir: Path) -> None:
    assert confusable([planted], countries(data_dir)) != []


def test_no_country_stands_in_the_rehearsal(data_dir: Path) -> None:
    body = REHEARSAL.partition("\n\n")[2]
    assert mentioned(body, countries(data_dir)) == []
    titles = " ".join(f"{row['en']} {row['fr']}" for row in [*OFFICERS, *PARLIAMENTS])
    assert mentioned(titles, countries(data_dir)) == []


def test_nobody_of_the_reconstruction_stands_in_the_rehearsal() -> None:
    table = csv.DictReader(REPORTED_TABLE.splitlines())
    real = [row[key] for row in table if row["kind"] == "person" for key in ("label", "en")]
    everything = " ".join([REHEARSAL, *invented(PARLIAMENTS, OFFICERS)])
    assert mentioned(everything, real) == []


def test_a_real_name_in_a_rehearsal_is_found(data_dir: Path) -> None:
    planted = REHEARSAL + "\n16:00  Nouvelle-Zélande   asks for the floor"
    assert mentioned(planted, countries(data_dir)) == ["nouvelle zelande"]


def test_nothing_invented_stands_in_the_reconstruction() -> None:
    names = list(invented(PARLIAMENTS, OFFICERS))
    assert mentioned(REPORTED, names) == []
    assert mentioned(REPORTED_TABLE, names) == []


def test_an_invented_name_in_the_reconstruction_is_found() -> None:
    planted = REPORTED + "2025-04-09  Press   reports address of Boltara"
    assert mentioned(planted, invented(PARLIAMENTS, OFFICERS)) == ["boltara", "boltara"]


def test_every_report_has_its_source_and_mark() -> None:
    known = [row["label"] for row in csv.DictReader(REPORTED_TABLE.splitlines())]
    assert len(REPORT.findall(REPORTED)) >= 50
    assert unsourced(REPORTED, known) == []


@pytest.mark.parametrize(
    "planted",
    [
        'unknown     Press   reports figure of countries "Twelve." | "Douze."',
        'unknown     Press   reports figure of countries "Twelve." source "a" mark X',
        'unknown     Press   reports address of Nobody "Spoke." source "a" mark P',
    ],
)
def test_a_report_without_source_or_subject_is_found(planted: str) -> None:
    assert unsourced(planted, ["countries"]) != []


def test_the_reconstruction_has_days_but_no_clock_times() -> None:
    days = {line["day"] for line in REPORT.finditer(REPORTED)}
    assert {day for day in days if not re.fullmatch(r"2025-\d\d-\d\d|unknown", day)} == set()
    body = REPORTED.partition("\n\n")[2]
    written = [line for line in body.splitlines() if line and not line.startswith("#")]
    assert len(written) == len(REPORT.findall(REPORTED))


def test_disagreeing_sources_are_all_kept() -> None:
    figures = [line for line in REPORTED.splitlines() if "figure of countries" in line]
    assert [f for f in ("Over 140", "Nearly 140", "About 130") if f in " ".join(figures)] == [
        "Over 140",
        "Nearly 140",
        "About 130",
    ]
    assert "Yerlan Koshanov,Yerlan Koshanov,Yerzhan Koshanov" in REPORTED_TABLE


def test_the_table_has_140_parliaments_in_alphabetical_order() -> None:
    ids = [row["id"] for row in PARLIAMENTS]
    assert ids == [f"p-{n:04}" for n in range(1, 141)]
    names = [folded(row["en_short"]) for row in PARLIAMENTS]
    assert names == sorted(names)
    assert {"Arvenia", "Boltara", "Cadria"} <= {row["en_short"] for row in PARLIAMENTS}


def test_ids_and_names_stand_once() -> None:
    for key in ("id", "en", "en_short", "fr", "fr_short"):
        assert repeated(row[key] for row in PARLIAMENTS) == []
    everybody = [name for row in PARLIAMENTS for name in row["people"].split(";")]
    assert repeated([*everybody, *(row["name"] for row in OFFICERS)]) == []
    assert repeated(row["id"] for row in OFFICERS) == []


def test_a_name_that_stands_twice_is_found() -> None:
    assert repeated(["Mähri Közhan", "Ostap Zagorets", "Mahri Kozhan"]) == ["Mahri Kozhan"]


def test_every_limit_of_the_vote_table_is_met() -> None:
    brackets = rulebooks.load("ipu_assembly").leaves["weights.brackets"].value
    assert isinstance(brackets, list)
    populations = [int(row["population"]) for row in PARLIAMENTS if row["status"] == "member"]
    assert edges_missing(populations, [int(lower) for lower, _ in brackets]) == []
    assert {80_000, 335_000_000} <= set(populations)


def test_a_limit_that_is_not_met_is_found() -> None:
    assert edges_missing([999_999, 1_000_000, 5_000_001], [0, 1_000_000, 5_000_000]) == [
        4_999_999,
        5_000_000,
    ]


def test_every_status_and_the_sex_rule_occur() -> None:
    assert {row["status"] for row in PARLIAMENTS} == {"member", "associate", "observer", "arrears"}
    assert {row["sex_rule"] for row in PARLIAMENTS} == {"", "third_single_sex"}
    assert {row["chambers"] for row in PARLIAMENTS} == {"1", "2"}
    assert max(len(row["en"]) for row in PARLIAMENTS) >= 70
    assert {"ar", "ru", "zh"} <= {row["own_lang"] for row in PARLIAMENTS}
    assert {bool(row["own"]) == bool(row["own_lang"]) for row in PARLIAMENTS} == {True}


def test_delegations_are_as_large_as_the_rules_allow() -> None:
    assert crowded(PARLIAMENTS) == []
    assert sum(int(row["members"]) for row in PARLIAMENTS) == 740


def test_a_crowded_delegation_is_found() -> None:
    planted = {**PARLIAMENTS[0], "members": "9", "people": ";".join("ABCDEFGHI")}
    assert crowded([planted]) == [planted["id"]]


def test_the_french_is_complete() -> None:
    assert incomplete_french(PARLIAMENTS) == []
    assert [row["id"] for row in OFFICERS if not row["fr"] or row["fr"] == row["en"]] == []
    for text in (REHEARSAL, REPORTED):
        quoted = re.findall(
            r'"[^"]*"(?: \| "[^"]+")?', re.sub(r' (source|in fr as) "[^"]*"', "", text)
        )
        alone = [q for q in quoted if " | " not in q and not re.fullmatch(r'"[a-z_.0-9 -]+"', q)]
        facts = set(re.findall(r'= question: ("[^"]*")', text))
        assert set(alone) - facts == set()


@pytest.mark.parametrize(
    "planted", [{"fr": ""}, {"fr_of": "de la Arvénie"}, {"fr_with_article": "République d'Arvénie"}]
)
def test_french_that_does_not_fit_is_found(planted: dict[str, str]) -> None:
    row = next(row for row in PARLIAMENTS if row["en_short"] == "Arvenia")
    assert incomplete_french([{**row, **planted}]) == [row["id"]]


def test_the_ballots_of_the_rehearsal_add_up_to_its_tallies() -> None:
    stated = [tuple(map(int, found[:3])) for found in TALLY.findall(REHEARSAL)]
    assert tallies(REHEARSAL) == stated
    for for_votes, against_votes, _, required, outcome in TALLY.findall(REHEARSAL):
        cast = int(for_votes) + int(against_votes)
        assert int(required) == -(-2 * cast // 3)
        assert outcome == ("adopted" if int(for_votes) >= int(required) else "rejected")
    assert [outcome for *_, outcome in TALLY.findall(REHEARSAL)] == ["rejected", "adopted"]


def test_one_changed_ballot_changes_the_tally() -> None:
    stated = [tuple(map(int, found[:3])) for found in TALLY.findall(REHEARSAL)]
    assert tallies(REHEARSAL.replace("  Velmoria 10 yes", "  Velmoria 9 yes")) != stated


def test_the_rehearsal_votes_as_people_do() -> None:
    lines = REHEARSAL.splitlines()
    assert "  Three Capes/2 2 yes, 8 no" in lines  # two persons, two choices, one delegation
    assert "  Orlavia 6 yes, 4 no" in lines  # one person, entitled to 19, places ten
    assert [line for line in lines if line.startswith("  Orlavia/2 ")] == []
    assert [line for line in lines if BALLOT.match(line) and "unused" in line] != []
