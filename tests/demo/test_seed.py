"""The seed and what is said about it: every sentence has its row, every link and proof is there."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from hemicycle.demo.seed import LANGUAGES, LONGEST_CITATION, SeedFault, read_seed
from hemicycle.demo.seed_document import SESSIONS, document
from house_style import NO_DATA
from web.demo_house import DemoHouse, demo_house
from web.page_reader import read, text_of

ROOT = Path(__file__).resolve().parents[2]
SEED = read_seed()
EVERYTHING = [f"F{number}" for number in range(1, 17)]
END = "17:18"
LATER = "later in the rehearsal"
DATELINE = re.compile(r"^(date \d{4}-\d\d-\d\d) ", re.MULTILINE)


def plain(text: str) -> str:
    """A text with one kind of quotation mark and single spaces."""
    return " ".join(re.sub("[‘’“”\"`']", "'", text).split())


def sentences_of(text: str) -> list[str]:
    """The date, the sentences and the picture credits of the report, in their order."""
    dated = DATELINE.sub(r"\1\n\n", text.strip())
    paragraphs = [plain(one) for one in re.split(r"\n\s*\n", dated) if one.strip()]
    return [one for part in paragraphs for one in re.split(r"(?<=[.!?]) (?=['A-Z])", part)]


def unlike(citations: Sequence[str], sentences: Sequence[str]) -> list[str]:
    """Sentences without a row, rows without a sentence, and citations that are none."""
    if len(citations) != len(sentences):
        return [f"{len(sentences)} sentences, {len(citations)} rows"]
    pairs = zip(citations, sentences, strict=True)
    return [cited for cited, said in pairs if not cited or plain(cited) not in said]


def lost(proofs: Iterable[str], root: Path = ROOT) -> list[str]:
    """Proofs whose file or test is not in the repository."""

    def is_there(proof: str) -> bool:
        path, _, name = proof.partition("::")
        file = root / path
        test = re.compile(rf"^(async )?def {name}\(", re.MULTILINE)
        return file.is_file() and (not name or test.search(file.read_text()) is not None)

    return [proof for proof in proofs if not is_there(proof)]


def broken(links: Iterable[str], get: Callable[[str], httpx.Response]) -> list[str]:
    """Links that are not answered, or lead to a place that is not on the page."""
    found = []
    for link in links:
        parts = urlsplit(link)
        path = parts.path or "/seed"
        answer = get(f"{path}?{parts.query}" if parts.query else path)
        if answer.status_code != 200:
            found.append(f"{link}: {answer.status_code}")
        elif parts.fragment and parts.fragment not in ids_of(answer.text):
            found.append(f"{link}: no such place on the page")
    return found


def ids_of(html: str) -> set[str]:
    """Every place of a page that a link can lead to."""
    return {one.attrs["id"] for one in read(html).elements if "id" in one.attrs}


def links_of(html: str) -> list[str]:
    """The links of the rows to other pages."""
    rows = html[html.index('class="path"') : html.index("</main>")]
    return [one.attrs["href"] for one in read(rows).elements if one.tag == "a"]


@pytest.fixture(scope="module")
def sentences(data_dir: Path) -> list[str]:
    """The report, which is not ours to keep in the project."""
    path = data_dir.parent / "domain" / "seed.txt"
    if not path.is_file():
        pytest.skip(f"{NO_DATA}: the report is not beside it")
    return sentences_of(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[DemoHouse]:
    """The demo before the first line of the rehearsal."""
    with demo_house(tmp_path_factory.mktemp("seed")) as running:
        yield running


# -- the report ------------------------------------------------------------------------


def test_every_sentence_of_the_report_has_its_row(sentences):
    assert len(sentences) == 15
    assert unlike([one.citation for one in SEED.sentences], sentences) == []


def test_a_sentence_without_its_row_is_found(sentences):
    citations = [one.citation for one in SEED.sentences]
    assert unlike(citations[1:], sentences) != []
    assert unlike(["Kazakhstan fully opposes", *citations[1:]], sentences) != []
    assert unlike([*citations[:3], "", *citations[4:]], sentences) != []
    assert unlike([citations[1], citations[0], *citations[2:]], sentences) != []


def test_the_report_itself_is_not_copied(sentences):
    for one in SEED.sentences:
        assert len(one.citation.split()) <= LONGEST_CITATION
    cited = sum(len(one.citation.split()) for one in SEED.sentences)
    assert cited < sum(len(one.split()) for one in sentences) / 2


def test_every_fact_is_covered_and_shown(house):
    facts = {fact for one in SEED.sentences for fact in one.facts}
    assert sorted(facts, key=lambda fact: int(fact[1:])) == EVERYTHING
    said = text_of(house.visitor().get("/en/seed").text)
    assert [fact for fact in EVERYTHING if fact not in said] == []


# -- links and proofs ------------------------------------------------------------------


def test_no_link_leads_nowhere_however_far_the_rehearsal_has_come(house):
    visitor = house.visitor()
    shown = []
    for clock in ("09:00", "09:10:45", END):
        house.forward(clock)
        for language in ("en", "fr", "ar"):
            page = visitor.get(f"/{language}/seed").text
            assert broken(links_of(page), visitor.get) == []
        shown.append(len(links_of(page)))
    assert shown == sorted(set(shown))
    assert LATER not in text_of(visitor.get("/en/seed").text)


def test_a_link_follows_the_round_that_plays(house):
    house.forward(END)
    visitor = house.visitor()
    visitor.post("/demo/player", data={"do": "again", "back": "/"})
    house.player.pause()
    house.forward("09:10:45")
    links = links_of(visitor.get("/en/seed").text)
    rounds = {link.split("/")[3].partition("#")[0] for link in links if "/a/rehearsal" in link}
    assert rounds == {house.player.current}
    assert broken(links, visitor.get) == []


@pytest.mark.parametrize(
    "planted",
    [
        f"/a/{SESSIONS['reported']}/nothing",
        f"/a/{SESSIONS['reported']}/minutes#p9999",
        "/a/no-such-session",
    ],
)
def test_a_link_to_nowhere_is_found(house, planted):
    assert len(broken([planted], house.visitor().get)) == 1


def test_every_proof_is_in_the_repository():
    proofs = [proof for one in SEED.sentences for proof in one.proofs]
    assert len(set(proofs)) > 10
    assert lost(proofs) == []


def test_a_lost_proof_is_found():
    planted = ["tests/demo/test_seeds.py", "tests/demo/test_seed.py::test_nothing_at_all"]
    assert lost([*planted, "tests/demo/test_seed.py::test_a_lost_proof_is_found"]) == planted


def test_the_sessions_are_those_of_the_demo(house):
    assert house.site.demo.reported.header.session == SESSIONS["reported"]
    assert house.site.stem == SESSIONS["rehearsal"]


# -- the file and the document ---------------------------------------------------------


def test_the_document_is_written_from_the_same_data():
    assert (ROOT / "docs" / "seed.md").read_text(encoding="utf-8") == document(SEED)


def test_the_summary_counts_every_sentence():
    assert sum(SEED.counts[state] for state in ("handled", "partly", "missing")) == 15
    assert {state for one in SEED.sentences for state in one.does} == LANGUAGES


LINK = '{session = "reported", words = {en = "a", fr = "b"}}'
LAWFUL = f"""[[sentence]]
citation = "a few words"
state = "handled"
facts = ["F1"]
proofs = ["README.md"]
does = {{en = "a", fr = "b"}}
links = [{LINK}]
"""


@pytest.mark.parametrize(
    ("was", "planted", "said"),
    [
        ("citation", "citatoin", "nearest: citation"),
        ("session =", "sesion =", "nearest: session"),
        ('"reported"', '"invented"', "invented"),
        ('"handled"', '"done"', "done"),
        ('"handled"', '"partly"', "not handled"),
        ('"F1"', '"1"', "no number of a fact"),
        ('does = {en = "a", fr = "b"}', 'does = {en = "a"}', "words are needed in en and fr"),
        ('fr = "b"', 'fr = ""', "words are needed in en and fr"),
        ('proofs = ["README.md"]\n', "", "needs a link and a proof"),
        ("a few words", "a " * 13, "more than 12 words"),
        ("[[sentence]]", "[[sentence]", "not readable as TOML"),
        ('"handled"', '"handled"\nsame_as = 1', "is no key"),
        (LAWFUL, '[[sentence]]\ncitation = "a"\nsame_as = 1\n', "not an earlier one"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, was, planted, said):
    path = tmp_path / "seed.toml"
    path.write_text(LAWFUL, encoding="utf-8")
    assert read_seed(path).counts["handled"] == 1
    assert was in LAWFUL
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(LAWFUL.replace(was, planted, 1), encoding="utf-8")
    with pytest.raises(SeedFault, match=r"^faulty\.toml") as fault:
        read_seed(faulty)
    assert said in str(fault.value)


# Last, since the pages that Django answers are those of the house that was opened last.


def test_what_the_rehearsal_has_not_reached_is_said_and_not_linked(tmp_path):
    with demo_house(tmp_path) as early:
        page = early.visitor().get("/en/seed").text
    assert LATER in text_of(page)
    ahead = [
        link
        for link in links_of(page)
        if re.search(r"/a/rehearsal.*(/divisions/|/entries/|#p)", link)
    ]
    assert ahead == []


def test_a_guest_speaks_without_a_limit_and_has_no_vote(tmp_path):
    with demo_house(tmp_path) as early:
        early.forward("08:59:10")
        plenary = early.assembly.bodies["plenary"]
        guest = plenary.floor.holder
        assert (guest, plenary.floor.limit_s) == ("g-1", 0)
        assert [d.id for d in early.assembly.delegations.values() if guest in d.members] == []
        early.forward("09:10:45")
        rolls = early.assembly.divisions[1].roll
        assert [row for row in rolls if guest in str(row)] == []
        assert "p-0001" in str(rolls)
