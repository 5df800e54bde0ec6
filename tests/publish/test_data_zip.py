"""A session in one zip: whole, checked, the same each time; it opens from a stick, and says so."""

import io
import json
import posixpath
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from pypdf import PdfReader
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.journal.names import read_names
from hemicycle.journal.verify import verify
from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.publish import Published, files_of, publish
from hemicycle.publish.data.identity import plain_id
from hemicycle.web.beside import sources_below, verifier_sources

from .documents_at_hand import NOTICES
from .sessions_of_data import JOURNALS, akoma_faults, demonstration
from .small_session import SmallSession, reported_session, whole_session

VERIFIER = {
    "verify/hemicycle_verify/__init__.py": b'"""Ours."""\n',
    "verify/hemicycle_verify/__main__.py": b"print()\n",
}


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a zip by their places in its one folder; nothing leads out of it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        folders = {name.partition("/")[0] for name in names}
        assert len(folders) == 1
        for name in names:
            assert posixpath.normpath(name) == name
            assert not name.startswith("/")
        return {name.partition("/")[2]: archive.read(name) for name in names}


@pytest.fixture(scope="module", params=["rehearsal", "reported"])
def zipped(request) -> tuple[Published, dict[str, bytes]]:
    session = whole_session() if request.param == "rehearsal" else reported_session()
    published = replace(session.published(), beside=VERIFIER)
    return published, unpacked(publish("session.zip", published))


def test_every_output_is_there_in_both_languages(zipped):
    published, files = zipped
    for language in ("en", "fr"):
        spoken = replace(published, language=language)
        for output, part in files_of(spoken):
            if output.file_name in ("session.zip", "journal.ndjson"):
                continue
            place = f"{language}/{output.place_of(part)}"
            assert files[place] == publish(output.file_name, spoken, part=part), place
    assert files["journal.ndjson"] == publish("journal.ndjson", published)
    assert read_names(files["names.json"]) == published.names
    assert files["checkpoint.txt"].decode() == published.checkpoints[0].checkpoint
    assert verify(files["journal.ndjson"].splitlines(keepends=True)).ok
    assert VERIFIER.items() <= files.items()


def sum_faults(files: dict[str, bytes]) -> list[str]:
    """Files that have no checksum, or are not the ones that were listed."""
    lines = files["SHA256SUMS"].decode().splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in lines)
    places = set(files) - {"SHA256SUMS"}
    return sorted(
        [place for place in places if listed.get(place) != sha256(files[place]).hexdigest()]
        + [place for place in listed if place not in places]
    )


def test_every_file_has_its_checksum(zipped):
    _, files = zipped
    assert sum_faults(files) == []
    changed = {**files, "en/news.txt": b"changed", "more.txt": b""}
    del changed["names.json"]
    assert sum_faults(changed) == ["en/news.txt", "more.txt", "names.json"]


def test_the_same_record_gives_the_same_zip():
    first, again = (publish("session.zip", whole_session().published()) for _ in range(2))
    assert first == again
    assert first != publish("session.zip", reported_session().published())


class Links(HTMLParser):
    """The links and anchors of a page, and whatever would fetch or run something."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.active: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        """Note what one tag leads to, or would fetch."""
        found = dict(attrs)
        self.anchors |= {found["id"]} if "id" in found else set()
        self.links += [found["href"]] if tag == "a" and "href" in found else []
        if tag in ("script", "link", "iframe", "img", "form", "base") or "src" in found:
            self.active.append(tag)


def link_faults(files: dict[str, bytes]) -> list[str]:
    """Links of pages and feeds that lead nowhere, and what would need a network."""
    pages = {place: Links(raw) for place, raw in files.items() if place.endswith(".html")}
    wanted = [(place, link) for place, page in pages.items() for link in page.links]
    for place, raw in files.items():
        if place.endswith(".atom"):
            links = etree.fromstring(raw).iter("{*}link")
            wanted += [(place, one.get("href")) for one in links]
    faults = [f"{place}: <{tag}>" for place, page in pages.items() for tag in page.active]
    for place, link in wanted:
        name, _, anchor = link.partition("#")
        if name.startswith(("http://", "https://")) and "minutes" in place:
            continue  # the source of a report, which is somebody else's
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(place), name)) if name else place
        )
        if target not in files or (anchor and anchor not in pages[target].anchors):
            faults.append(f"{place}: {link}")
    return faults


def test_all_links_lead_somewhere_inside_and_nothing_needs_a_network(zipped):
    _, files = zipped
    assert link_faults(files) == []
    listed = {
        posixpath.normpath(posixpath.join(folder, link))
        for folder in ("en", "fr")
        for link in Links(files[f"{folder}/index.html"]).links
    }
    unlisted = set(files) - listed - {"index.html"} - VERIFIER.keys()
    assert unlisted == {"en/index.html", "fr/index.html"} - listed
    planted = b'<a href="/x">x</a><a href="#y">y</a><script src="z"></script>'
    broken = {**files, "en/index.html": files["en/index.html"] + planted}
    assert link_faults(broken) == [
        "en/index.html: <script>",
        "en/index.html: /x",
        "en/index.html: #y",
    ]


def test_the_index_calls_a_document_by_its_title():
    session = whole_session()
    published = session.published()
    files = unpacked(publish("session.zip", published))
    for language, title in (
        ("en", "Summary record of a sitting: Assembly, sitting 1"),
        ("fr", "Compte rendu analytique d’une séance : Assemblée, séance 1"),
    ):
        page = etree.HTML(files[f"{language}/index.html"])
        [link] = page.xpath("//a[@href='summary-record/plenary-1.pdf']")
        assert link.text.replace("\N{NARROW NO-BREAK SPACE}", " ") == title
        [day] = page.xpath("//a[@href='daily-journal/2026-03-02.pdf']")
        assert "2026" in day.text
        assert day.text != "daily-journal/2026-03-02.pdf"
        [names] = page.xpath("//a[@href='../names.json']/bdi")  # which has no title of its own
        assert names.text == "names.json"
    files = unpacked(publish("session.zip", reported_session().published()))
    [link] = etree.HTML(files["en/index.html"]).xpath("//a[@href='minutes.html']")
    assert link.text == "Reports"


def test_nothing_inside_names_a_place_of_this_machine_or_a_made_up_host(zipped):
    _, files = zipped
    own = {"reports.example", "x.example"}  # of the records of the tests
    standards = re.compile(
        r"docs\.oasis-open\.org|www\.w3\.org|schema\.org|www\.iptc\.org|purl\.org"
    )
    for place, raw in files.items():
        if place.endswith((".xlsx", ".docx", ".pdf")):
            continue  # their schemas only; the texts are those of the tables and pages
        text = raw.decode()
        hosts = set(re.findall(r"https?://([\w.-]+)", text))
        assert not {host for host in hosts - own if not standards.fullmatch(host)}, place
        assert "file:" not in text
        assert not re.search(r"/(?:home|root|tmp|work)/", text), place


def marked(place: str, raw: bytes, notice: str) -> bool:
    """Whether a file bears the notice where the programs and people of its format look for it."""
    if place.endswith(".csv"):
        rows = raw.decode().splitlines()[1:]
        return all(notice in row for row in rows if row.count(",") > 3)
    if place.endswith(".csv-metadata.json"):
        return json.loads(raw)["dc:description"].startswith(notice)
    if place.endswith(".ninjs.json"):
        return json.loads(raw)["usageterms"].startswith(notice)
    if place.endswith(".jsonld"):
        return json.loads(raw)["@graph"][0]["disambiguatingDescription"].startswith(notice)
    if place.endswith(".json"):
        return json.loads(raw)["notice"].startswith(notice)
    if place.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(raw))
        return str(book["session"]["B1"].value).startswith(notice)
    if place.endswith((".docx", ".pdf")):
        return marked_on_each_page(place, raw, notice)
    if place.endswith(".ics"):
        return notice in raw.replace(b"\r\n ", b"").replace(b"\\,", b",").decode()
    if place.endswith(".xml"):
        root = etree.fromstring(raw)
        seen = root.xpath("string((//*[local-name()='preface']/*)[1])")
        return seen.startswith(notice) and root.xpath("//@notice")[0].startswith(notice)
    return notice in raw.decode()


def marked_on_each_page(place: str, raw: bytes, notice: str) -> bool:
    """Whether the head of a document, or each page of it, bears the notice."""
    if place.endswith(".pdf"):
        pages = PdfReader(io.BytesIO(raw)).pages
        return all(notice in " ".join(page.extract_text().split()) for page in pages)
    parts = zipfile.ZipFile(io.BytesIO(raw))
    heads = [parts.read(one) for one in parts.namelist() if "header" in one]
    return any(notice in "".join(etree.fromstring(one).itertext()) for one in heads)


def test_every_file_says_what_it_is(zipped):
    published, files = zipped
    basis = published.session.basis
    without = ("SHA256SUMS", "names.json", "checkpoint.txt", *VERIFIER)
    for place, raw in files.items():
        if place in without:
            continue
        if place == "journal.ndjson":
            entries = [line for line in raw.splitlines() if b'"checkpoint"' not in line]
            assert all(f'"basis":"{basis}"'.encode() in line for line in entries)
            continue
        languages = [place[:2]] if "/" in place else ["en", "fr"]
        for language in languages:
            assert marked(place, raw, NOTICES[basis, language]), place
            assert not marked(place, raw, "ACTED - real parliaments") or is_empty(place, raw)


def is_empty(place: str, raw: bytes) -> bool:
    """Whether a table has no rows, and so says nothing at all."""
    return place.endswith(".csv") and len(raw.decode().splitlines()) == 1


def test_a_session_that_was_acted_bears_no_notice():
    published = demonstration()
    acted = replace(published.session, basis="acted")
    published = replace(published, assembly=replace(published.assembly, session=acted))
    files = unpacked(publish("session.zip", published))
    for place, raw in files.items():
        if place.endswith((".html", ".txt", ".ics", ".atom", ".csv", ".json", ".jsonld")):
            assert "REHEARSAL" not in raw.decode(), place


def test_the_verifier_is_spoken_of_only_where_it_is(zipped):
    _, files = zipped
    assert b"hemicycle_verify .." in files["README.txt"]
    assert b"hemicycle_verify .." in files["en/index.html"]
    bare = unpacked(publish("session.zip", whole_session().published()))
    assert not [place for place in bare if place.startswith("verify/")]
    assert b"hemicycle_verify" not in bare["README.txt"] + bare["en/index.html"]


def test_sources_of_a_package_are_found_at_any_depth(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.py").write_bytes(b"a")
    (tmp_path / "inner" / "b.py").write_bytes(b"b")
    (tmp_path / "inner" / "b.pyc").write_bytes(b"c")
    found = dict(sources_below(tmp_path, "verify/x"))
    assert found == {"verify/x/a.py": b"a", "verify/x/inner/b.py": b"b"}


def test_ids_that_are_no_file_names_lead_nowhere():
    session = SmallSession()
    strange = "../up & away"
    session.act(
        ConstituteBody,
        constituted=strange,
        title={"en": "Away"},
        presiding="o-president",
        organ="committee",
    )
    session.act(PlaceItem, body=strange, item="3 (a) #/", title={"en": "An item"})
    session.act(OpenSitting, by="o-president", body=strange)
    session.act(TakeUpItem, by="o-president", body=strange, item="3 (a) #/")
    published = session.published()
    files = unpacked(publish("session.zip", published))
    assert link_faults(files) == []
    [debate] = [place for place in files if place.startswith("en/debate/")]
    assert re.fullmatch(r"en/debate/x-[0-9a-f]{16}-1\.xml", debate)
    assert akoma_faults(files[debate]) == akoma_faults(files["en/akoma-ntoso.xml"]) == []
    assert b"3 (a) #/" in files["en/sittings.csv"]
    assert plain_id("p-0001") == "p-0001"
    assert plain_id("a b") != plain_id("a  b")


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the verifier in an unpacked zip says of all that is around it."""
    command = [sys.executable, "-B", "-m", "hemicycle_verify", ".."]
    return subprocess.run(
        command, cwd=folder / "verify", capture_output=True, text=True, check=False
    )


def test_the_verifier_that_is_handed_out_passes_and_finds_a_changed_file(tmp_path):
    assert verifier_sources()
    published = replace(whole_session().published(), beside=verifier_sources())
    with zipfile.ZipFile(io.BytesIO(publish("session.zip", published))) as archive:
        archive.extractall(tmp_path)
    [folder] = tmp_path.iterdir()
    whole = checked(folder)
    assert whole.returncode == 0, whole.stdout + whole.stderr
    with (folder / "en" / "news.txt").open("a") as file:
        file.write("one more sentence")
    assert checked(folder).returncode != 0


def test_the_command_makes_the_zip_of_an_exported_journal(tmp_path):
    to = tmp_path / "session.zip"
    wanted = ["publish", str(JOURNALS / "3-acted.ndjson"), "--as", "session.zip", "--to", str(to)]
    assert CliRunner().invoke(app, wanted).exit_code == 0
    files = unpacked(to.read_bytes())
    assert link_faults(files) == []
    assert sum_faults(files) == []
    assert files["journal.ndjson"].startswith((JOURNALS / "3-acted.ndjson").read_bytes()[:200])


def test_the_command_writes_everything_into_a_folder(tmp_path):
    journal, to = JOURNALS / "3-acted.ndjson", tmp_path / "all"
    done = CliRunner().invoke(app, ["publish", str(journal), "--as", "all", "--to", str(to)])
    assert done.exit_code == 0
    found = {str(one.relative_to(to)): one.read_bytes() for one in to.rglob("*") if one.is_file()}
    made = CliRunner().invoke(
        app, ["publish", str(journal), "--as", "session.zip", "--to", str(tmp_path / "one.zip")]
    )
    assert made.exit_code == 0
    files = unpacked((tmp_path / "one.zip").read_bytes())
    assert found.items() <= files.items()
    assert {"en/results-book.pdf", "fr/minutes.html", "journal.ndjson"} <= set(found)
    nowhere = CliRunner().invoke(app, ["publish", str(journal), "--as", "all"])
    assert (nowhere.exit_code, "into which folder" in nowhere.output) == (2, True)
