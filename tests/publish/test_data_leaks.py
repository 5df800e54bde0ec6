"""No format of open data tells a figure of a vote that is not declared."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from hemicycle.journal.words import root_words
from hemicycle.procedure.assembly.elections import COUNTED, DECLARED
from hemicycle.publish import OUTPUTS, Published, publish
from hemicycle.publish.documents.report_home_said import record_root
from hemicycle.publish.sittings import parts

from .sessions_of_data import of_journal
from .small_session import VOTES
from .undeclared_votes import OTHER_VOTES, differing, leaking, undeclared

# Of which a division that would be declared tells figures; the others tell none in any case.
WITH_FIGURES = (
    *("akoma-ntoso.xml", "popolo.json", "session.jsonld"),
    *("decisions.csv", "roll-call.csv", "decisions.json", "tables.xlsx"),
)
WHOLE_RECORD = ("journal.ndjson", "session.zip")  # the hashes of what is withheld stay in them
WITH_ROOT = tuple(f"report-home.{form}" for form in ("html", "pdf", "docx"))  # of the whole record


def content_of(name: str) -> Callable[[Published], list[bytes]]:
    """What makes an output, with all its parts."""

    def content(published: Published) -> list[bytes]:
        output = OUTPUTS[name]
        wanted = output.parts(published) if output.is_in_parts else ("",)
        return [publish(name, published, part=part) for part in wanted]

    return content


@pytest.mark.parametrize("name", sorted(set(OUTPUTS) - {*WHOLE_RECORD, *WITH_ROOT}))
def test_no_format_depends_on_the_ballots_of_an_undeclared_division(name):
    assert not differing(content_of(name))


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_a_planted_leak_is_found(name):
    assert differing(content_of(name), leaking)


def without_root(published: Published) -> list[bytes]:
    """The reports home of every delegation as pages, with the root of the record taken out."""
    root = record_root(published)[1]
    pages = content_of("report-home.html")(published)
    assert all(root.encode() in page for page in pages)
    said = root_words(bytes.fromhex(root)).encode()
    return [page.replace(root.encode(), b"").replace(said, b"") for page in pages]


def test_a_report_home_depends_on_them_in_the_root_of_the_record_alone():
    assert not differing(without_root)
    assert differing(without_root, leaking)


def files(published: Published) -> dict[str, bytes]:
    """The files of the zip without the journal, which withholds by itself, and the checksums."""
    with zipfile.ZipFile(io.BytesIO(publish("session.zip", published))) as archive:
        kept = [one for one in archive.namelist() if "SHA256SUMS" not in one]
        return {one: archive.read(one) for one in kept if "journal" not in one}


def test_the_zip_depends_on_them_in_the_hashes_of_the_record_alone():
    one, other = (undeclared(votes) for votes in (VOTES, OTHER_VOTES))
    assert parts(one) == ["plenary-1"]
    assert files(one) == files(other)
    assert files(leaking(one)) != files(leaking(other)), "the control must find a planted leak"


def test_the_papers_of_a_ballot_are_told_once_it_is_declared():
    published = of_journal("3-elected.ndjson")
    [number] = [n for n, one in published.assembly.elections.items() if one.rounds][:1]
    election = published.assembly.elections[number]
    rounds = [replace(one, stage=COUNTED, elected=()) for one in election.rounds]
    assert any(one.count for one in rounds)
    assert any(one.stage == DECLARED for one in election.rounds)

    def told(*, is_declared: bool) -> bytes:
        changed = election if is_declared else replace(election, rounds=tuple(rounds))
        assembly = published.assembly.with_election(changed)
        return publish("elections.csv", replace(published, assembly=assembly))

    own = [line for line in told(is_declared=False).splitlines() if b",%d," % number in line]
    assert all(line.endswith(b",,,,,") for line in own)
    assert told(is_declared=True) != told(is_declared=False)
