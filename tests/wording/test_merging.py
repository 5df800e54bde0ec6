"""Two changes to one text: both are made, or a person is asked. Never a silent difference."""

import gzip
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemicycle.wording import Merged, collide, merge, merge_paragraphs

BASE = "Urges all parliaments to build ramps at every door, and to report each year."
EDITS = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(("", "x", "y z"))), max_size=3)


def edited(text: str, edits: list[tuple[int, str]]) -> str:
    """The text with single words struck or replaced; `edits` gives their places."""
    words = text.split(" ")
    for place, said in edits:
        words[place] = said or words[place]
    return " ".join(words)


def test_changes_that_are_apart_are_both_made():
    current = BASE.replace("ramps", "lifts")
    amended = BASE.replace("each year", "every two years")
    together = merge(BASE, current, amended=amended)
    assert (
        together.text
        == "Urges all parliaments to build lifts at every door, and to report every two years."
    )


def test_the_same_change_of_both_is_made_once():
    current = BASE.replace("ramps", "lifts")
    assert merge(BASE, current, amended=current).text == current


@pytest.mark.parametrize(
    ("current", "amended", "readings"),
    [
        (("ramps", "lifts"), ("ramps", "doors"), ("ramps", "lifts", "doors")),
        (("build ramps", "build"), ("ramps", "good ramps"), ("ramps ", "", "good ramps ")),
        (("all", "national"), ("parliaments", "governments"), None),
        (("every door", "every door and gate"), ("every door", "every door or lift"), None),
    ],
)
def test_changes_that_meet_are_a_collision(current, amended, readings):
    merged = merge(BASE, BASE.replace(*current), amended=BASE.replace(*amended))
    (collision,) = merged.collisions
    assert BASE[collision.at :].startswith(collision.base)
    if readings:
        assert (collision.base, collision.current, collision.amended) == readings
    with pytest.raises(ValueError, match="Collision"):
        assert merged.text


def readings_of(merged: Merged) -> tuple[str, str, str]:
    """The whole text in each of the three readings of its collisions."""
    said = [""] * 3
    for part in merged.parts:
        each = (part,) * 3 if isinstance(part, str) else (part.base, part.current, part.amended)
        said = [before + one for before, one in zip(said, each, strict=True)]
    return said[0], said[1], said[2]


@given(EDITS, EDITS)
def test_the_order_of_two_changes_does_not_matter(ours, theirs):
    one, two = edited(BASE, ours), edited(BASE, theirs)
    here, there = merge(BASE, one, amended=two), merge(BASE, two, amended=one)
    assert len(here.collisions) == len(there.collisions)
    if not here.collisions:
        assert here.text == there.text


@given(EDITS)
def test_one_change_alone_is_made_as_it_stands(edits):
    changed = edited(BASE, edits)
    assert merge(BASE, changed, amended=BASE).text == changed
    assert merge(BASE, BASE, amended=changed).text == changed


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_three_texts_give_a_text_or_a_place_to_decide(base, current, amended):
    for merged in (
        merge(base, current, amended=amended),
        merge_paragraphs(base, current, amended=amended),
    ):
        for collision in merged.collisions:
            assert base[collision.at :].startswith(collision.base)
            assert collision.current != collision.amended
        if current == base:
            assert merged.text == amended


def test_paragraphs_that_changed_apart_do_not_touch():
    base = "One.\n\nTwo.\n\nThree.\n"
    merged = merge_paragraphs(
        base, "One.\n\n2.\n\nThree.\n", amended="One.\n\nTwo.\n\nThree.\n\nFour.\n"
    )
    assert merged.text == "One.\n\n2.\n\nThree.\n\nFour.\n"


def test_a_paragraph_that_both_changed_is_compared_by_words():
    base = f"First.\n{BASE}\nLast.\n"
    ours, theirs = base.replace("ramps", "lifts"), base.replace("each year", "soon")
    assert merge_paragraphs(base, ours, amended=theirs).text == base.replace(
        "ramps", "lifts"
    ).replace("each year", "soon")


def test_real_changes_come_out_as_they_were_adopted_or_are_a_collision(data_dir):
    """112 changes to a public manifesto; where git itself met a conflict, we must meet one too."""
    found: Counter[str] = Counter()
    with gzip.open(data_dir / "real_amendments_sample.jsonl.gz", "rt", encoding="utf-8") as lines:
        for change in map(json.loads, lines):
            merged = merge_paragraphs(change["base"], change["current"], amended=change["amended"])
            found[verdict(change, merged)] += 1
    assert found == {"exact": 105, "collision": 6, "adopted with one empty line more": 1}


def verdict(change: dict[str, object], merged: Merged) -> str:
    """What came of one real change, beside what the body took."""
    if merged.collisions:
        return "collision" if change["conflict"] else "collision where there was none"
    if merged.text == change["adopted"]:
        return "exact"
    both = change["concurrent"] and not change["git_merge_reproduces"]
    return (
        "adopted with one empty line more"
        if both and merged.text + "\n" == change["adopted"]
        else "SILENT DIFFERENCE"
    )


@given(EDITS, EDITS)
def test_whether_two_changes_meet_is_what_the_merge_finds(ours, theirs):
    current, amended = edited(BASE, ours), edited(BASE, theirs)
    found = bool(merge(BASE, current, amended=amended).collisions)
    assert collide(BASE, current, amended=amended) is found
