"""Papers read back: every name as it is written, tagged, in their language, on so many pages."""

import io
from dataclasses import replace

import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hemicycle.phrases import load_phrases
from hemicycle.procedure.assembly import Session
from hemicycle.publish.papers import badges as making
from hemicycle.publish.papers.badge_code import Badge, written
from hemicycle.publish.papers.letters import SENTENCES, Coded, letters
from hemicycle.publish.papers.occasion import Occasion, is_right_to_left
from hemicycle.publish.papers.participants import figures, list_of_participants
from hemicycle.publish.papers.plates import delegation_plates, person_plates
from hemicycle.publish.papers.typesetting import typeset

SESSION = Session(
    id="lakes-1",
    title={"en": "Assembly of the Lakes", "fr": "Assemblée des lacs"},
    theme={},
    place={"en": "Lakeside", "fr": "Bord-du-Lac"},
    zone="Asia/Tashkent",
    starts_on="2026-03-02",
    ends_on="2026-03-05",
    rulebook="plain",
    edition="1",
    basis="rehearsal",
    opened_at=0,
    opened_by="o-sg",
)
TEXTS = {"institution": "Union of the Lakes", "signatory": "Aysu Tarn", "signatory_title": "SG"}
# Given, family, own script: traits of real names on invented persons, and malice.
NAMES = (
    ("Yerlan", "Koshanev", "Қошанев Ерлан"),
    ("Yerzhan", "Koshanev", ""),
    ("Mamello", "Ts'ita-Mosane", ""),
    ("Turgunbek uulu", "Azamat", "Тургунбек уулу Азамат"),
    ("Omar", "al-Farouqi", "عمر الفاروقي"),
    ("Tanzila", "Narbaeva", ""),
    ("*bold* $x$ _i_", '#import "x"', ""),
    ("\\u{41} @a <b>", "// c /* d", ""),
    ("Nguyễn Thị", "Đặng-Ğüneş", ""),
)
CAPACITIES = ("head", "delegate", "delegate", "adviser", "delegate", "honorary_member")
PEOPLE = [
    {
        "id": f"n-{n:05d}", "member": "", "capacity": CAPACITIES[n % len(CAPACITIES)],
        "honorific": "", "given": given, "family": family, "own": own, "own_language": "",
    }
    for n, (given, family, own) in enumerate(NAMES)
]  # fmt: skip
ROWS = [
    {
        "id": f"p-000{n}", "status": status, "is_accepted": True, "people": PEOPLE,
        "names": {one: {"short": short, "name": f"Diet, {short}"} for one in ("en", "fr")},
    }
    for n, (short, status) in enumerate([("Arvenia", "member"), ("Évenia", "observer")])
]  # fmt: skip


def occasion(language: str = "en", basis: str = "rehearsal") -> Occasion:
    """The session, in a language."""
    return Occasion(
        session=replace(SESSION, basis=basis),
        language=language,
        phrases=load_phrases(),
        texts=TEXTS,
        made_s=1_790_000_000,
    )


def holders():
    """Everybody, with a code."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    code = written(Badge(session="lakes-1", member="n-1", category="guest", until_min=1), key)
    return [
        making.BadgeHolder(person=one, delegation=row, code=code)
        for row in ROWS
        for one in row["people"]
    ]


SAID = {
    "name": "*bold* Ts'ita", "parliament_name": "Diet, Arvenia", "capacity": "delegate",
    "first": "2026-03-02", "last": "2026-03-04",
}  # fmt: skip
CODED = Coded(said=SAID, code="7K2QM-9XR4T", address="https://a.example/genuine/7K2QM9XR4T")
PAPERS = {
    "list": lambda o: list_of_participants(o, ROWS, standing="final", revision=2),
    "sheet": lambda o: making.badges(o, holders(), layout="sheet"),
    "single": lambda o: making.badges(o, holders(), layout="single"),
    "delegation plates": lambda o: delegation_plates(o, ROWS),
    "person plates": lambda o: person_plates(o, ROWS),
    **{
        kind: lambda o, kind=kind: letters(o, kind, coded=[CODED, CODED], day="2026-02-01")
        for kind in SENTENCES
    },
}
PAGES = {"sheet": 3, "single": 18, "delegation plates": 2, "person plates": 18}


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words_of(content: bytes) -> set[str]:
    """The words of a paper; how they follow each other in Arabic is left to the reader."""
    return set(" ".join(page.extract_text() for page in read(content).pages).split())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_tagged_titled_and_in_its_language(name, language):
    reader = read(typeset(PAPERS[name](occasion(language))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    band = {"en": "REHEARSAL - invented parliaments", "fr": "RÉPÉTITION - parlements inventés"}
    assert reader.metadata.title.startswith(band[language])
    assert len(reader.pages) == PAGES.get(name, 2)
    for page in reader.pages:
        assert band[language] in page.extract_text()


@pytest.mark.parametrize("name", PAPERS)
def test_no_band_stands_on_what_is_no_rehearsal(name):
    """Control: the band comes from the session, not from the template."""
    text = " ".join(words_of(typeset(PAPERS[name](occasion(basis="acted")))))
    assert "REHEARSAL" not in text


@pytest.mark.parametrize("name", ["list", "single", "person plates"])
def test_every_name_prints_as_it_is_written(name):
    found = words_of(typeset(PAPERS[name](occasion())))
    wanted = {word for names in NAMES for text in names for word in text.split()}
    # A long name may be broken at its hyphens.
    assert {w for w in wanted - found if not set(w.split("-")) <= split_at_hyphens(found)} == set()
    assert "nobody" not in found


def split_at_hyphens(words: set[str]) -> set[str]:
    return {part for word in words for part in word.split("-")}


def test_the_same_values_give_the_same_bytes():
    paper = PAPERS["list"](occasion())
    assert typeset(paper) == typeset(paper)
    assert typeset(paper) != typeset(replace(paper, title="Another"))


def test_figures_count_everybody_once():
    found = figures(ROWS)
    kinds = ("member_delegates", "observer_delegates", "adviser", "honorary_member")
    assert found["everybody"] == len(ROWS) * len(PEOPLE) == sum(found[one] for one in kinds)
    assert found["member_delegations"] == found["observer_delegations"] == 1


def test_each_figure_stands_beside_what_it_counts():
    text = " ".join(words_of(typeset(PAPERS["list"](occasion()))))
    for word in ("Everybody", "counted", "Rev."):
        assert word in text


def test_sex_and_age_are_on_no_list():
    rows = [{**ROWS[0], "people": [{**PEOPLE[0], "sex": "zzsex", "young": "zzyoung"}]}]
    found = words_of(typeset(list_of_participants(occasion(), rows, standing="final", revision=0)))
    assert not {"zzsex", "zzyoung"} & found


@pytest.mark.parametrize(("text", "is_so"), [("عمر", True), ("Омар", False), ("1 عمر", True)])
def test_scripts_that_run_from_right_to_left(text, is_so):
    assert is_right_to_left(text) is is_so
