"""The drawing of lots: reproduced by anybody, and different wherever anything was changed."""

import inspect
import json
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from hemicycle.procedure.rules.lots import digest_of, drawn

LINES = st.lists(
    st.from_regex(r"(first|second)_speakers p-[0-9]{4}-[1-9]", fullmatch=True),
    min_size=2,
    max_size=40,
    unique=True,
)
SEED = "35116 19283746"


def by_the_printed_recipe(lines: list[str], seed: str) -> list[str]:
    """The order that another process makes from the two functions as they are printed."""
    recipe = "\n".join(map(inspect.getsource, (digest_of, drawn)))
    head = "from collections.abc import Iterable\nfrom hashlib import sha256\nimport json, sys\n"
    tail = "lines, seed = json.load(sys.stdin)\nprint(json.dumps(drawn(lines, seed)))\n"
    asked = json.dumps([lines, seed])
    done = subprocess.run(
        [sys.executable, "-I", "-c", head + recipe + tail],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return list(json.loads(done.stdout))


def test_the_recipe_makes_the_same_order_in_a_process_of_its_own():
    lines = [f"first_speakers p-{n:04d}-1" for n in range(1, 141)]
    order = drawn(lines, SEED)
    assert by_the_printed_recipe(lines[::-1], SEED) == order
    assert by_the_printed_recipe(lines, "35115 19283746") != order
    assert by_the_printed_recipe(lines[1:], SEED) != order[1:]


@given(LINES, st.randoms())
def test_the_order_depends_on_who_is_listed_and_not_on_when(lines, random):
    shuffled = random.sample(lines, len(lines))
    assert drawn(shuffled, SEED) == drawn(lines, SEED)
    assert sorted(drawn(lines, SEED)) == sorted(lines)
    assert digest_of(shuffled) == digest_of(lines)
    assert digest_of(lines[1:]) != digest_of(lines)


def test_no_place_is_drawn_more_often_than_another():
    lines = [f"first_speakers p-{n:04d}-1" for n in range(1, 6)]
    first = [drawn(lines, f"{n} {n}")[0] for n in range(1000)]
    assert all(140 <= first.count(line) <= 260 for line in lines)
