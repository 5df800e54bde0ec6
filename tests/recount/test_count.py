"""Published roll-calls counted again: what agrees says so, what does not is named with its line."""

import io
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from hemicycle.cli import app
from hemicycle.procedure.rules.majorities import NAMED_SHARES, share_named
from hemicycle.recount.counting import Measure, recount
from hemicycle.recount.sources import source
from hemicycle.recount.votes import Columns, RecountFault

BY_NAME, LISTED = "rcv_list_pv-9-2020-07-23-rcv-fr.xml", "vot-list_pv-10-2024-11-14-vot-en.xml"


def count(folder: Path, content: str | bytes, *options: str, name: str = "votes.csv"):
    """The command on a file with this content."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return CliRunner().invoke(app, ["count", str(file), *options])


def test_the_104th_conference_is_carried_by_two_thirds(tmp_path):
    """T7: 960, 178, 248; and by another base the same figures are not enough."""
    table = "voter,for,against,abstain\nall,960,178,248\n"
    carried = count(tmp_path, table, "--majority", "two_thirds")
    assert carried.exit_code == 0
    assert "Needs 2/3 of 1,138 votes cast" in carried.output
    assert ": 759." in carried.output
    assert "\n  Carried." in carried.output
    as_in_1971 = ("--majority", "two_thirds", "--base", "votes_cast_with_abstentions")
    assert ": 924." in count(tmp_path, table, *as_in_1971).output
    of_all = count(tmp_path, table, "--base", "all_entitled", "--members", "1921")
    assert "Not carried." in of_all.output


@pytest.mark.parametrize("name", [BY_NAME, LISTED])
def test_the_european_parliament_counts_to_its_published_numbers(tmp_path, data_dir, name):
    result = count(tmp_path, (data_dir / "ep" / name).read_bytes(), name="votes.xml")
    assert result.exit_code == 0, result.output
    assert "0 with something that does not agree" in result.output


def test_one_vote_changed_is_named(tmp_path, data_dir):
    told = (data_dir / "ep" / BY_NAME).read_text(encoding="utf-8")
    moved = told.replace('<Result.For Number="1">', '<Result.For Number="2">')
    result = count(tmp_path, moved, name="votes.xml")
    assert result.exit_code == 1
    assert "Published: 2, 1, 1; the names add up to 1, 1, 1" in result.output
    listed = (data_dir / "ep" / LISTED).read_text(encoding="utf-8")
    figure = re.search(r'numberFavor="(\d+)"', listed)
    changed = listed.replace(figure[0], f'numberFavor="{int(figure[1]) + 1}"', 1)
    result = count(tmp_path, changed, name="votes.xml")
    assert result.exit_code == 1
    assert "Published twice and differently" in result.output
    assert "are said to have voted" in result.output
    for outcome, other in (("ADOPTED", "REJECTED"), ("REJECTED", "ADOPTED")):
        turned = re.sub(
            rf'result="{outcome}"( resultType="ROLL_CALL" numberAb)', rf'result="{other}"\1', listed
        )
        assert count(tmp_path, turned, name="votes.xml").exit_code == 1


def test_words_weights_and_columns_are_named_or_found(tmp_path):
    by_word = "name;vote\nA;Yes\nB;no\nC;Abstain\nD;absent\nE;x\n"
    result = count(tmp_path, by_word, "--base", "those_present", "--majority", "1/2")
    assert "1 for, 1 against, 1 abstaining, 2 not cast." in result.output
    assert "Needs 1/2 of 4 " in result.output, "an absent voter is not present"
    weighted = "État,Stimme,Gewicht\nA,ja,3\nB,nein,2\n"
    options = ["--column", "voter=État", "--column", "choice=Stimme", "--column", "weight=Gewicht"]
    options += ["--word", "ja=for", "--word", "nein=against"]
    assert "3 for, 2 against" in count(tmp_path, weighted, *options).output


def test_several_divisions_stand_in_one_file(tmp_path):
    table = "division,delegation,yes,no,abstain\n1,A,3,0,0\n1,B,0,2,0\n2,A,0,3,0\n2,B,0,2,0\n"
    result = count(tmp_path, table)
    assert result.output.count("Carried.") == 1
    assert "2 divisions counted again" in result.output


def test_a_casting_vote_decides_a_tie_and_is_no_wrong_tally(tmp_path):
    """Trap 1, T25: 49 to 49."""
    table = "voter,for,against,abstain\nall,49,49,0\n"
    assert "Not carried." in count(tmp_path, table).output
    result = count(tmp_path, table, "--casting-vote", "for", "--official", "49,49,0")
    assert result.exit_code == 0
    assert "A tie, decided by the casting vote: adopted" in result.output
    assert "Not carried." not in result.output


def test_the_same_votes_by_four_bases(tmp_path):
    """Trap 2: same counts, other outcome."""
    table = "delegation,yes,no,abstain,not_cast,absent\nA,40,30,20,10,0\nB,0,0,0,30,30\n"
    needed = {
        base: re.search(
            r"votes?.*?: (\d+)\.|: (\d+)\.\n", count(tmp_path, table, "--base", base).output
        )
        for base in ("votes_cast", "votes_cast_with_abstentions", "those_present", "all_entitled")
    }
    assert all(needed.values())
    outcomes = {
        base: "Not carried." not in count(tmp_path, table, "--base", base).output for base in needed
    }
    assert outcomes == {
        "votes_cast": True,
        "votes_cast_with_abstentions": False,
        "those_present": False,
        "all_entitled": False,
    }


def test_published_totals_stand_beside_the_counted_ones(tmp_path):
    """Trap 4, T26: one off, and neither takes the other's place."""
    table = "voter,choice\nA,yes\nB,yes\nC,no\n"
    result = count(tmp_path, table, "--official", "3,1,0")
    assert result.exit_code == 1
    assert "2 for, 1 against" in result.output
    assert "given with --official: Published: 3, 1, 0; the names add up to 2, 1, 0" in result.output


def test_doubled_voters_and_sums_that_do_not_fit_are_named_with_their_line(tmp_path):
    """Trap 6."""
    twice = "voter,choice\nTimor- Leste,yes\nB,no\n  Timor-  Leste,yes\n"
    result = count(tmp_path, twice)
    assert result.exit_code == 1
    assert "line 4: Timor- Leste stands here a second time; the first is line 2" in result.output
    sums = "delegation,entitled,yes,no,abstain,not_cast\nA,10,5,5,0,0\nB,23,20,4,0,0\n"
    result = count(tmp_path, sums)
    assert result.exit_code == 1
    assert "line 3: B: the parts add up to 24 votes, not 23" in result.output


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (b"", (), "There is no column"),
        (b"a,b\n1,2\n", (), "There is no column"),
        (b"voter,choice\nA,perhaps\n", (), "Line 2: \u201cperhaps\u201d is no known way to vote"),
        (b"voter,choice\nA,yes,too much\n", (), "Line 2 has 3 cells"),
        (b"voter,yes,no,abstain\nA,1,-2,0\n", (), "Line 2: \u201c-2\u201d is no number"),
        (b"voter,yes,no,abstain\nA,1,2.5,0\n", (), "is no number"),
        (b"voter,yes,no,abstain\nA,99999999999999999999,0,0\n", (), "is no number"),
        (b"voter,choice\n\xff,yes\n", (), "not in UTF-8"),
        (b'voter,choice\n"A,yes\n' + b"x" * 20_000 + b"\n", (), "cannot be read as a row"),
        (b"voter,choice\n", (), "no vote in this file"),
        (b"<a><b></a>", (), "Line 1, column"),
        (b'<!DOCTYPE x [<!ENTITY e "y">]><x><voting/></x>', (), "declares a type of document"),
        (b'<x><voting numberFavor="many"/></x>', (), "is no number of votes"),
        (b"<x/>", (), "no vote in this file"),
        (b"voter,choice\nA,yes\n", ("--majority", "most"), "There is no majority called"),
        (b"voter,choice\nA,yes\n", ("--majority", "7/5"), "There is no majority called"),
        (b"voter,choice\nA,yes\n", ("--base", "sand"), "is none of"),
        (b"voter,choice\nA,yes\n", ("--column", "colour=red"), "is none of"),
        (b"voter,choice\nA,yes\n", ("--column", "voter=x"), "There is no column"),
        (b"voter,choice\nA,yes\n", ("--word", "ja=maybe"), "is none of"),
        (b"voter,choice\nA,yes\n", ("--official", "1,2"), "are no totals"),
    ],
)
def test_what_cannot_be_counted_is_told_in_a_sentence(tmp_path, content, options, sentence):
    result = count(tmp_path, content, *options)
    assert result.exit_code == 1
    assert sentence in " ".join(result.output.split())
    assert "Traceback" not in result.output


@given(st.binary(max_size=300))
def test_any_bytes_are_counted_or_refused(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("any") / "votes"
    for beginning in (b"", b"voter,choice\n", b"<x>"):
        file.write_bytes(beginning + content)
        measure = Measure(share=NAMED_SHARES["two_thirds"])
        try:
            recount(source(file, Columns()), measure)
        except RecountFault:
            continue


@given(st.integers(1, 9), st.integers(1, 9), st.booleans(), st.integers(0, 5000))
def test_a_share_is_the_least_whole_number_that_reaches_it(part, whole, is_strict, base):
    share = share_named(f"{'>' if is_strict else ''}{part}/{whole}")
    if part > whole:
        assert share is None
        return

    def reaches(votes: int) -> bool:
        given, asked = votes * whole, part * base
        return given > asked if is_strict else given >= asked

    needed = share.required(base)
    assert reaches(needed)
    assert needed == 0 or not reaches(needed - 1)


def test_what_we_publish_ourselves_is_counted_to_what_was_declared(tmp_path):
    journal = Path(__file__).parents[1] / "journals" / "3-acted.ndjson"
    table = tmp_path / "roll-call.csv"
    wanted = ["publish", str(journal), "--as", "roll-call.csv", "--to", str(table)]
    assert CliRunner().invoke(app, wanted).exit_code == 0
    result = CliRunner().invoke(app, ["count", str(table), "--majority", "two_thirds"])
    assert result.exit_code == 0, result.output
    assert "Division 1\n" in result.output
    lines = table.read_text(encoding="utf-8").splitlines()
    changed = [*lines[:-1], lines[-1].replace(",0,", ",1,", 1)]
    table.write_text("\n".join(changed), encoding="utf-8")
    result = CliRunner().invoke(app, ["count", str(table), "--majority", "two_thirds"])
    assert result.exit_code == 1
    assert f"line {len(lines)}: " in result.output


def test_many_rows_add_up_whatever_their_order(tmp_path):
    drawn = random.Random(7)  # noqa: S311 - a seed makes it repeatable
    rows = [f"v{n},{drawn.choice(['yes', 'no', 'abstain'])}" for n in range(20_000)]
    file = io.StringIO("\n".join(["voter,choice", *rows, ""]))
    result = count(tmp_path, file.getvalue())
    wanted = {word: sum(row.endswith(word) for row in rows) for word in ("yes", "no", "abstain")}
    assert (
        f"{wanted['yes']:,} for, {wanted['no']:,} against, {wanted['abstain']:,} abstaining"
        in result.output
    )
