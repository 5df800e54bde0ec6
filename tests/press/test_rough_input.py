"""Whatever is handed in as a press report: it is read or refused in one sentence, and never more.

Nothing is proposed from a text that is no report about an assembly; from any text, whatever is
proposed has its place in it; and who said what follows the names alone.
"""

import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from hemicycle.press import Proposal, Reading, read, told
from hemicycle.press.reading import Kind, Status
from hemicycle.publish.reading_txt import told_lines
from house_style import NO_DATA

REPORT = """ARDEN, March 2 - Speaker of the Arvenian Senate Oriane Dren told the Assembly of
parliaments that “water is a right,” and that delegations must act.

Boltaran Deputy Evander Pryce hailed the draft resolution. He said the committee was late.

The Boltaran deputy met delegates of Corvelle. ‘We count every vote,’ Dren added.

Secretary General Petra Vandolo welcomed Dren’s call for a new ‘house of glass’.
"""

RECIPE = """Melt the butter in a saucepan and add the onions, salt and 2 tablespoons of flour.
"Stir them for forty minutes," says the cook, "and do not leave the room."
"""
MATCH = """The striker scored twice and the goalkeeper saved a penalty for the club.
“We were the better team,” said coach Lorne Batts. Chairman Ivor Penwell said the board had voted
by 5 votes to 2 to keep him. “It was a vote of confidence,” Penwell told reporters after the match.
"""
POEM = "The rain came down upon the hill,\nand he said nothing, and was still;\n"
FRENCH = """L’Assemblée s’est réunie lundi. « Nous devons agir », a déclaré la présidente du Sénat,
Mme Oriane Dren. Le projet de résolution a été adopté par consensus par la commission.
"""
GERMAN = """Die Versammlung der Parlamente tagte. „Wir müssen handeln“, sagte Oriane Dren.
Der Ausschuss nahm die Resolution an."""
SPANISH = """La Asamblea se reunió el lunes. «Debemos actuar», dijo la presidenta Oriane Dren.
La comisión aprobó el proyecto de resolución por consenso."""
RUSSIAN = "Ассамблея собралась. «Мы должны действовать», — заявила Ориана Дрен.\n"
HTML = """<!doctype html><html lang="en"><head><title>Shop</title><style>body{margin:0}</style>
<script>var a = "b"; function c(d){return d + 1}</script></head><body class="top"><a href="/a">A</a>
"""
CSV = "id,name,said,price\n1,Mr Lorne Batts,yes,4.50\n2,Ms Ida Crane,no,12.00\n" * 5
PRICES = "Apples 1.20\nPears 2.40\nPlums, a kilogram of 3.10\nNuts (new) 7.99\n"


def noise(seed: int, signs: str, size: int = 60_000) -> str:
    """Random signs, the same each time."""
    return "".join(random.Random(seed).choices(signs, k=size))  # noqa: S311 (no secret)


def english_at_random(size: int = 8_000) -> str:
    """Random English words, none of which speaks of an assembly."""
    words = "the of and rain harbour said was window he she to in garden that slow blue with for"
    return " ".join(random.Random(3).choices(words.split(), k=size))  # noqa: S311


PRINTABLE = "".join(chr(n) for n in range(32, 127)) + "\n"
ROUGH: dict[str, str | bytes] = {
    "a recipe": RECIPE,
    "a football match": MATCH,
    "nothing": "",
    "no bytes": b"",
    "space": " \t\n\r\n\u00a0 \n",
    "a byte order mark": b"\xef\xbb\xbf",
    "5 MB of bytes": random.Random(1).randbytes(5_000_000),  # noqa: S311
    "5 MB of signs": PRINTABLE * 52_000,
    "60 KB of signs": noise(2, PRINTABLE),
    "English words at random": english_at_random(),
    "a program": bytes(range(256)) * 20,
    "zeros": b"\0" * 1000,
    "UTF-16": REPORT.encode("utf-16"),
    "UTF-16 without a mark": REPORT.encode("utf-16-be"),
    "Windows-1252": REPORT.encode("cp1252"),
    "half a character": REPORT.encode()[: REPORT.encode().index("“".encode()) + 1],
    "a lone surrogate": "The parliament said \ud800 that it met.",
    "French": FRENCH,
    "German": GERMAN,
    "Spanish": SPANISH,
    "Russian": RUSSIAN,
    "a page's source": HTML,
    "a table": CSV,
    "a poem": POEM,
    "a price list": PRICES,
    "signs only": "“”‘’\"'«»,.!?—" * 50,
}


@pytest.mark.parametrize("report", ROUGH.values(), ids=list(ROUGH))
def test_nothing_is_proposed_from_what_is_no_report_about_an_assembly(report):
    reading = read(report)
    assert (reading.proposals, reading.unread, reading.sentences) == ((), (), 0)
    [sentence] = told_lines(reading, (), None)
    assert re.fullmatch(r"[A-Z][^\n]{10,200}\.", sentence)


def test_a_report_about_an_assembly_is_read_even_among_such_texts():
    for rough in (PRICES, CSV, HTML):
        assert attributed(read(f"{REPORT}\n{rough}")) == attributed(read(REPORT))
    assert attributed(read(REPORT))


# -- the command itself ----------------------------------------------------------------

TYPED = ["a football match", "space", "5 MB of bytes", "UTF-16", "French"]  # each way to refuse


def typed(folder: Path, report: str | bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    """`hemicycle read`, typed in a terminal of its own."""
    path = folder / "report.txt"
    path.write_bytes(report.encode() if isinstance(report, str) else report)
    command = [sys.executable, "-m", "hemicycle", "read", str(path), *options]
    return subprocess.run(command, capture_output=True, timeout=120, check=False)


def faults_of_run(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """What a person must not see."""
    seen = (done.stdout + done.stderr).decode("utf-8")
    faults = [] if done.returncode in (0, 1) else [f"status {done.returncode}"]
    return faults + [word for word in ("Traceback", "Error:", "Exception") if word in seen]


@pytest.mark.parametrize("name", TYPED)
def test_the_command_refuses_in_a_sentence_and_without_a_traceback(tmp_path, name):
    plain, as_json = typed(tmp_path, ROUGH[name]), typed(tmp_path, ROUGH[name], "--json")
    assert faults_of_run(plain) == faults_of_run(as_json) == []
    assert plain.returncode == as_json.returncode
    assert plain.stdout.decode().strip().endswith(".")
    content = json.loads(as_json.stdout)
    assert [content[key] for key in ("proposals", "unread", "coverage")] == [[], [], 0]
    assert content["refusal"]["words"] == " ".join(plain.stdout.decode().split())


def test_the_command_reads_a_report_and_ends_well(tmp_path):
    done = typed(tmp_path, REPORT, "--json")
    assert (done.returncode, faults_of_run(done)) == (0, [])
    content = json.loads(done.stdout)
    assert content["proposals"]
    assert "refusal" not in content
    broken = subprocess.run(
        [sys.executable, "-c", "raise ValueError"], capture_output=True, check=False
    )
    assert faults_of_run(broken)


# -- any text --------------------------------------------------------------------------

PEOPLE = ["Oriane Dren", "Evander Pryce", "Dren", "Pryce", "Mr Pryce", "O. Dren", "Ida de la Cruz"]
PEOPLE += ["Speaker Oriane Dren", "Petra Vandolo, Deputy Speaker,", "MP Luc Valmoris", "he", "she"]
PLACES = ["the Arvenian Senate", "Boltara", "the Assembly", "the Standing Committee on Water"]
VERBS = ["said", "told", "hailed", "adding", "said that", "was quoted as saying", "thanked", "met"]
VERBS += ["according to", "chaired by", "Addressing", "presided over", "did not say", "asked"]
MATTERS = ["the draft resolution", "was adopted", "by consensus", "over 140 countries", "water"]
MATTERS += ["by 5 votes to 2", "2025-04-07", "on Monday", "the theme", "U.N.", "call for", "the"]
MATTERS += ["parliament", "committee", "vote", "and", "that", "but", "of", "a", "IPU", "’tis"]
SIGNS = [
    ",",
    ".",
    "!",
    "?",
    ";",
    ":",
    "–",
    "—",
    "(",
    ")",
    "…",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u00ad",
]
SIGNS += ["“", "”", "‘", "’", '"', "'", "«", "»", "„", "’s", "1", "99", "1,000", "photo:", "©"]
VOCABULARY = [*PEOPLE, *PLACES, *VERBS, *MATTERS, *SIGNS]
INTRODUCTION = "The parliament and the Assembly met, and the committee had a debate. "
SPOKEN = st.lists(st.sampled_from(VOCABULARY), max_size=60).map(" ".join)
DENSE = st.lists(st.sampled_from(VOCABULARY), max_size=60).map("".join)
LONG = st.tuples(st.sampled_from(VOCABULARY), st.sampled_from(VOCABULARY)).map(
    lambda pair: (f"{pair[0]} {pair[1]} " * 400)[:2500]
)
REPORTS = st.one_of(SPOKEN, DENSE, LONG, st.text(max_size=200)).map(lambda t: INTRODUCTION + t)
ANYTHING = st.one_of(REPORTS, st.text(), st.binary())
ATTRIBUTED = ("quotation", "statement", "address", "chaired", "meeting")


def faults_of(reading: Reading) -> list[str]:
    """What is wrong with a reading, whatever the report was."""
    faults = []
    for one in reading.proposals:
        if not 0 <= one.start < one.end <= len(reading.text):
            faults.append(f"{one} lies outside")
        if reading.text[one.start : one.end] != one.text:
            faults.append(f"{one} has other words")
        if one.kind not in get_args(Kind) or one.status not in get_args(Status):
            faults.append(f"{one} is of no declared kind or status")
        if one.via and not one.person:
            faults.append(f"{one} is quoted from nobody")
    return [*faults, *faults_of_rest(reading)]


def faults_of_rest(reading: Reading) -> list[str]:
    """What is wrong with what was not read, and with how much that is."""
    faults = []
    for span in reading.unread:
        if reading.text[span.start : span.end] != span.text:
            faults.append(f"{span} has other words")
        if any(p.start < span.end and span.start < p.end for p in reading.proposals):
            faults.append(f"{span} was read")
    if not 0 <= reading.coverage_hundredths <= 100 or not 0 <= told(reading)["coverage"] <= 1:
        faults.append(f"a coverage of {reading.coverage_hundredths}")
    if reading.refusal and (reading.proposals or reading.unread):
        faults.append("refused and read")
    return faults


def attributed(reading: Reading) -> Counter[tuple[str, str, str]]:
    """Who said or did what, by whom it was told, and in which words; without line ends."""
    return Counter(
        (one.person, one.via, " ".join(one.text.split()))
        for one in reading.proposals
        if one.person and one.kind in ATTRIBUTED
    )


@given(ANYTHING)
@example(INTRODUCTION + 'In the ’90s it met "".')
@example(INTRODUCTION + '"A", ' * 60)
def test_whatever_is_handed_in_every_proposal_has_its_place(report):
    reading = read(report)
    assert faults_of(reading) == []
    assert json.loads(json.dumps(told(reading)))


@given(REPORTS)
def test_reading_twice_gives_the_same(report):
    assert read(report) == read(report)
    assert read(report.encode("utf-8", "surrogatepass")) == read(report)


@given(REPORTS)
@example(REPORT)
def test_the_line_ends_of_another_system_change_no_person(report):
    report = report.replace("\r", "")
    other = read(report.replace("\n", "\r\n"))
    assert faults_of(other) == []
    assert attributed(other) == attributed(read(report))


IDLE = ["It rained on the harbour all afternoon.", "The hall is of stone and glass."]


@given(st.lists(SPOKEN, min_size=2, max_size=5), st.integers(0, 5), st.sampled_from(IDLE))
@example(REPORT.strip().split("\n\n"), 2, IDLE[0])
def test_a_paragraph_that_speaks_of_nobody_gives_nothing_to_anybody(parts, place, idle):
    paragraphs = [INTRODUCTION, *(" ".join(part.split()) or "It rained." for part in parts)]
    before = read("\n\n".join(paragraphs))
    assume(not before.refusal)
    paragraphs.insert(1 + place % len(paragraphs), idle)
    after = read("\n\n".join(paragraphs))
    assert attributed(after) - attributed(before) == Counter()


def test_the_checks_see_planted_faults():
    text = "Dren said no."
    good = {"text": text[:4], "kind": "statement", "pattern": "-", "status": "stated"}
    fine = Reading(text=text, proposals=(Proposal(start=0, end=4, **good),), sentences=1)
    assert faults_of(fine) == []
    for wrong in (
        Proposal(start=1, end=4, **good),
        Proposal(start=4, end=4, **{**good, "text": ""}),
        Proposal(start=0, end=4, **{**good, "kind": "rumour"}),
        Proposal(start=0, end=4, **{**good, "status": "sure"}),
        Proposal(start=0, end=4, **good, via="Pryce"),
    ):
        assert faults_of(Reading(text=text, proposals=(wrong,), sentences=1))
    other = read(REPORT + "\nDeputy Luc Valmoris said that the parliament was late.\n")
    assert attributed(other) - attributed(read(REPORT))


# -- names alone -----------------------------------------------------------------------

# Each name with the one it changes places with; longer ones are changed first.
SEED_SWAPS: dict[str, Mapping[str, str]] = {
    "full names": {
        "Yerlan Koshanov": "Shavkat Mirziyoyev",
        "Yerzhan Koshanov": "Shavket Mirziyoyev",
        "Koshanov": "Mirziyoyev",
    },
    "surnames": {"Koshanov": "Mirziyoyev"},
    "the quoted and the quoting": {"Koshanov’s": "Guterres’", "Koshanov": "Guterres"},
    "two Presidents": {
        "Kassym-Jomart Tokayev": "Shavkat Mirziyoyev",
        "Tokayev": "Mirziyoyev",
    },
}
OWN_SWAPS: dict[str, Mapping[str, str]] = {
    "full names": {"Oriane Dren": "Evander Pryce", "Dren": "Pryce"},
    "surnames": {"Dren": "Pryce"},
    "the quoted and the quoting": {"Petra Vandolo": "Oriane Dren", "Vandolo": "Dren"},
}


AS_THEY_ARE = {"\0": "\0"}  # names of nobody


def swapped(text: str, names: Mapping[str, str]) -> str:
    """A text with the names changed, each for the other, everywhere."""
    both = {**names, **{other: name for name, other in names.items()}}
    pattern = "|".join(map(re.escape, sorted(both, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: both[found[0]], text)


def everything(reading: Reading, names: Mapping[str, str]) -> list[tuple[str, ...]]:
    """All that was proposed, in its order, with names changed in it."""
    return [
        (
            one.kind,
            one.pattern,
            one.status,
            *(swapped(t, names) for t in (one.text, one.person, one.via, one.capacity)),
            swapped(str(dict(one.facts)), names),
        )
        for one in reading.proposals
    ]


def unswapped(report: str, names: Mapping[str, str]) -> list[tuple[str, ...]]:
    """What a report and the same with names changed do not tell alike."""
    one = everything(read(report), names)
    other = everything(read(swapped(report, names)), AS_THEY_ARE)
    return [line for line in (*one, *other) if one.count(line) != other.count(line)]


@pytest.fixture(scope="module")
def seed(data_dir: Path) -> str:
    """The report from which the product grew, which is not ours to keep."""
    path = data_dir.parent / "domain" / "seed.txt"
    if not path.is_file():
        pytest.skip(f"{NO_DATA}: {path.name} does not lie beside it")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("names", SEED_SWAPS.values(), ids=list(SEED_SWAPS))
def test_names_changed_in_the_seed_change_attributions_and_nothing_else(seed, names):
    assert swapped(swapped(seed, names), names) == seed != swapped(seed, names)
    assert unswapped(seed, names) == []


@pytest.mark.parametrize("names", OWN_SWAPS.values(), ids=list(OWN_SWAPS))
def test_names_changed_in_a_report_change_attributions_and_nothing_else(names):
    assert swapped(swapped(REPORT, names), names) == REPORT != swapped(REPORT, names)
    assert unswapped(REPORT, names) == []


def test_a_changed_attribution_is_seen():
    names = OWN_SWAPS["surnames"]
    lines = everything(read(REPORT), names)
    assert lines != everything(read(REPORT), AS_THEY_ARE)  # persons do stand in them
    other = swapped(REPORT, names).replace("hailed", "told the committee that it hailed")
    assert lines != everything(read(other), AS_THEY_ARE)


CAST = ("Oriane Dren", "Evander Pryce", "Petra Vandolo")


def recast(report: str, cast: Sequence[str]) -> str:
    """A report with other persons in the places of those in it."""
    parts = {
        one: other
        for old, new in zip(CAST, cast, strict=True)
        for one, other in zip(old.split(), new.split(), strict=True)
    }
    return re.sub("|".join(parts), lambda found: parts[found[0]], report)


@given(st.permutations([*CAST, "Luc Valmoris", "Ida Crane"]))
def test_who_said_what_follows_the_names_whoever_bears_them(names):
    cast = names[: len(CAST)]
    expected = Counter(
        {
            (recast(who, cast), recast(via, cast), recast(words, cast)): n
            for (who, via, words), n in attributed(read(REPORT)).items()
        }
    )
    assert attributed(read(recast(REPORT, cast))) == expected
    assert set(CAST) <= {person for person, _, _ in attributed(read(REPORT))}  # the control
