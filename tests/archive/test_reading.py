"""Archives as they come: good ones are read, bad ones have one sentence, nothing leads outside."""

import gzip
import io
import random
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.archive.packed import LARGEST_FILE, ArchiveFault, opened, told
from hemicycle.archive.reading import LeftOut, Reading
from hemicycle.handed_in.paragraphs import LONGEST, paragraphs_of
from hemicycle.journal.names import NO_NAMES
from hemicycle.phrases import load_phrases

from .shelves import steps, tar_file

GOOD = {"TXT/XAA_79_2024.txt": b"Mr President,\n\nWe speak of peace.\n"}


def fault(path) -> ArchiveFault:
    """Why an archive is not taken in."""
    with pytest.raises(ArchiveFault) as why:
        steps(path)
    return why.value


def sentence(why: ArchiveFault | LeftOut, language: str = "en") -> str:
    """What somebody is told; a fact that is missing would be a warning, which is an error here."""
    return load_phrases().say(f"reason.{why.reason_key}", language, NO_NAMES, **why.facts)


def reasons(path) -> dict[str, str]:
    """Why files were left out, by name."""
    return {step.name: step.left_out.reason_key for step in steps(path) if step.left_out}


@pytest.mark.parametrize("mode", ["w:gz", "w"])
def test_a_good_archive_becomes_statements_with_their_places(tmp_path, mode):
    [step] = steps(tar_file(tmp_path / "a.tar", GOOD, mode=mode))
    assert (step.n, step.of) == (1, 1)
    assert step.statement.id == "ungd-79-xaa"
    assert (step.statement.state, step.statement.year) == ("XAA", 2024)
    assert list(step.statement.paragraphs) == ["Mr President,", "We speak of peace."]
    assert step.statement.item["fr"] == "Débat général, session 79"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_letters_are_read_in_every_common_encoding(tmp_path, encoding):
    files = {"XAA_79_2024.txt": "Élan, اسلام, ёлка.".encode(encoding)}
    [step] = steps(tar_file(tmp_path / "a.tar", files))
    assert list(step.statement.paragraphs) == ["Élan, اسلام, ёлка."]


def test_files_that_are_no_statements_are_left_out_and_say_why(tmp_path):
    files = {
        **GOOD,
        "XAB/XAA_79_2024.txt": b"Again.",
        "../XAB_79_2024.txt": b"Outside.",
        "/etc/XAB_79_2024.txt": b"At the root.",
        "a\\XAC_79_2024.txt": b"No path of ours.",
        "._XAB_79_2024.txt": b"\0\0rubbish",
        "__MACOSX/XAB_79_2024.txt": b"rubbish",
        "README.txt": b"About this archive.",
        "ZZZ_79_2024.txt": b"Nobody knows whose.",
        "deep/XAB_79_2024.txt": b"caf\xe9",
        "deep/XAC_79_2024.txt": b" \n\t\n",
        "XAC_80_2025.txt": b"x" * (LARGEST_FILE + 1),
        "XAC_81_2026.txt": b"Line.\n" * 5000,
    }
    path = tar_file(tmp_path / "a.tar", files)
    assert reasons(path) == {
        "XAB/XAA_79_2024.txt": "archive_file_twice",
        "../XAB_79_2024.txt": "archive_file_path",
        "/etc/XAB_79_2024.txt": "archive_file_path",
        "a\\XAC_79_2024.txt": "archive_file_path",
        "._XAB_79_2024.txt": "archive_file_hidden",
        "__MACOSX/XAB_79_2024.txt": "archive_file_hidden",
        "README.txt": "archive_file_name",
        "ZZZ_79_2024.txt": "archive_file_state",
        "deep/XAB_79_2024.txt": "archive_file_letters",
        "deep/XAC_79_2024.txt": "archive_file_empty",
        "XAC_80_2025.txt": "archive_file_large",
        "XAC_81_2026.txt": "archive_file_long",
    }
    said = [sentence(step.left_out, "fr") for step in steps(path) if step.left_out]
    assert len(set(said)) == 9
    assert list(tmp_path.iterdir()) == [path], "nothing is unpacked"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE])
def test_links_and_devices_are_never_followed(tmp_path, kind):
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w:gz") as tar:
        link = tarfile.TarInfo("XAB_79_2024.txt")
        link.type, link.linkname = kind, "/etc/passwd"
        tar.addfile(link)
    assert reasons(path) == {"XAB_79_2024.txt": "archive_file_no_file"}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "archive_none"),
        (b"plain words", "archive_none"),
        (b"PK\x03\x04zip", "archive_none"),
        (gzip.compress(b"plain words " * 99), "archive_none"),
        (b"\x1f\x8b\x08broken", "archive_none"),
        (gzip.compress(bytes(10240)), "archive_without_statements"),
    ],
    ids=["empty", "words", "zip", "packed words", "broken", "packed zeros"],
)
def test_a_file_that_is_no_archive_is_told_in_one_sentence(tmp_path, content, key):
    path = tmp_path / "some.tar.gz"
    path.write_bytes(content)
    why = fault(path)
    assert why.reason_key == key
    assert "some.tar.gz" in sentence(why)


def test_an_archive_without_any_statement_says_how_files_are_named(tmp_path):
    why = fault(tar_file(tmp_path / "a.tar", {"notes.txt": b"x"}))
    assert "FRA_79_2024.txt" in sentence(why)


@pytest.mark.parametrize("packing", ["w:gz", "w"])
def test_an_archive_that_ends_too_early_says_after_which_file(tmp_path, packing):
    draw = random.Random(79)  # noqa: S311 (noise, not secrets)
    names = [f"XA{letter}_79_2024.txt" for letter in "ABCDEF"]
    files = {name: draw.randbytes(3000).hex().encode() for name in names}
    whole = tar_file(tmp_path / "whole.tar", files, mode=packing).read_bytes()
    assert len(steps(tmp_path / "whole.tar")) == 6
    cut = tmp_path / "cut.tar"
    cut.write_bytes(whole[: len(whole) * 2 // 3] if packing == "w:gz" else whole[: 6656 * 4])
    why = fault(cut)
    assert why.reason_key == "archive_damaged"
    assert "_79_2024.txt" in sentence(why)


def test_a_heading_in_the_middle_that_is_damaged_is_not_taken_for_the_end(tmp_path):
    files = {f"XA{b}_79_2024.txt": b"words" for b in "ABC"}
    whole = bytearray(tar_file(tmp_path / "whole.tar", files, mode="w").read_bytes())
    whole[1024 + 148 : 1024 + 156] = b"nonsense"
    path = tmp_path / "bad.tar"
    path.write_bytes(whole)
    assert fault(path).facts == {"place": "XAA_79_2024.txt"}


def test_what_swells_is_not_unpacked(tmp_path):
    swollen = tmp_path / "swollen.tar.gz"
    member = tarfile.TarInfo("XAA_79_2024.txt")
    member.size = 700 * 1024 * 1024
    with gzip.open(swollen, "wb", compresslevel=1) as file:
        file.write(member.tobuf())
        for _ in range(700):
            file.write(bytes(1024 * 1024))
        file.write(bytes(1024))
    assert fault(swollen).reason_key == "archive_too_large"


def test_a_greedy_heading_is_not_believed(tmp_path):
    greedy = tarfile.TarInfo("x")
    greedy.type, greedy.size = tarfile.XHDTYPE, 400 * 1024 * 1024
    path = tmp_path / "greedy.tar"
    path.write_bytes(greedy.tobuf(tarfile.USTAR_FORMAT) + bytes(2048))
    assert fault(path).reason_key == "archive_too_large"


@given(st.data())
def test_no_damage_is_a_traceback(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("fuzz")
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as tar:
        for name, content in GOOD.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    whole = bytearray(raw.getvalue()[:2048])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    packed = gzip.compress(bytes(whole)) if data.draw(st.booleans()) else bytes(whole)
    path = folder / "fuzzed.tar"
    path.write_bytes(packed[: data.draw(st.integers(0, len(packed)))])
    said = []
    try:
        said += [sentence(step.left_out) for step in steps(path) if step.left_out]
    except ArchiveFault as why:
        said.append(sentence(why))
    assert all(said)


def test_names_are_told_short_and_harmless():
    assert told("a\x1b[2Jb") == "a\ufffd[2Jb"
    assert len(told("x" * 500)) < 80
    assert told("FRA.txt") == "FRA.txt"


def test_paragraphs_by_empty_lines_by_lines_and_where_an_edge_broke_them():
    assert paragraphs_of("One,\ntwo.\n \nThree.\r\n\r\nFour.") == ["One, two.", "Three.", "Four."]
    assert paragraphs_of("One.\nTwo.\nThree.") == ["One.", "Two.", "Three."]
    broken = (
        "This line was broken at the\nedge of a page and goes on\nhere.\n"
        "Another one begins in\nthis place."
    )
    assert paragraphs_of(broken) == [
        "This line was broken at the edge of a page and goes on here.",
        "Another one begins in this place.",
    ]
    assert paragraphs_of("Half of a\n\nsentence.\n\n* * *\n\nNext.") == [
        "Half of a sentence.",
        "Next.",
    ]
    assert paragraphs_of("**Bold** words\x07.") == ["Bold words."]


@given(st.text(max_size=400))
def test_no_word_is_lost_or_turned_around(text):
    letters = [one for one in text if one.isalnum()]
    assert [one for one in "".join(paragraphs_of(text)) if one.isalnum()] == letters


@given(st.lists(st.sampled_from(["word", "Sentence.", "x" * 400, "Mr. X"]), max_size=400))
def test_no_paragraph_is_too_long_to_be_pointed_at(words):
    parts = paragraphs_of(" ".join(words))
    assert all(len(part) <= LONGEST for part in parts)
    assert " ".join(parts).split() == " ".join(words).split()


def test_the_real_sample_is_read_whole(data_dir):
    read = steps_of_sample(data_dir)
    left = {
        step.name.rpartition("/")[2]: step.left_out.reason_key for step in read if step.left_out
    }
    assert left == {"EU_79_2024.txt": "archive_file_state"}
    many = [len(step.statement.paragraphs) for step in read if step.statement]
    assert len(many) == 191
    assert min(many) > 8, "no statement is one lump"


def steps_of_sample(data_dir):
    """The real archive, held against the real codes of States."""
    path = data_dir / "ungdc_s79_2024.tar.gz"
    with opened(path) as packed:
        return list(Reading(packed, path.name).steps())
