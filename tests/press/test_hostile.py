"""No report keeps a reader busy for minutes: what is made to, is read in a child with an alarm.

These are no measurements (those stand in bench/); a pattern that goes back and forth without end
would take hours for these texts, and the alarm is generous.
"""

import json
import subprocess
import sys

import pytest

ALARM_S = 60
INTRODUCTION = (
    "The parliament’s Assembly met and the committee adopted its agenda, said Speaker Oriane Dren."
)
LENGTH = 8000
HOSTILE = {
    "a body with an endless name": "The Committee on " + "a" * LENGTH + " was here.",
    "a body named again and again": "The Committee on peace and security considered it. " * 150,
    "long words behind a number": "He had 5 " + " ".join(["x" * 200] * 40),
    "quotations in a row": '"A", ' * (LENGTH // 5),
    "titles in a row": "the draft resolution “Water” and “Air”, " * (LENGTH // 40),
    "one endless number": "1" * LENGTH,
    "numbers in a row": "111,111 " * (LENGTH // 8),
    "full stops": "." * LENGTH,
    "marks of all kinds": "!!!)))’’”" * (LENGTH // 9),
    "opening marks": "“ ‘ \" '" * (LENGTH // 7),
    "decisions denied": "not adopted " * (LENGTH // 12),
    "persons in a row": " ".join(f"Mr Ab{chr(97 + n % 26)}o Xon said no." for n in range(300)),
    "offices in a row": "Speaker of the " * (LENGTH // 15) + "Oriane Dren said no.",
    "names in a row": "Oriane " * (LENGTH // 7) + "said no.",
    "short forms": " ".join(f"{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}Q" for n in range(2000)),
    "commas": "Speaker Oriane Dren, " * (LENGTH // 21) + "said no.",
    "and, and, and": "Speaker Oriane Dren and " * (LENGTH // 24) + "said no.",
    "said, said, said": "she said that " * (LENGTH // 14),
}
READ = (
    "import sys; from hemicycle.press import read; print(read(sys.stdin.buffer.read()).sentences)"
)


def ends_within(script: str, text: str, *, seconds: int = ALARM_S) -> bool:
    """Whether a script in a child process ends before the alarm."""
    command = [sys.executable, "-c", script]
    try:
        subprocess.run(
            command, input=text.encode(), timeout=seconds, check=True, capture_output=True
        )
    except subprocess.TimeoutExpired:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("shapes", [list(HOSTILE)[n::3] for n in range(3)])
def test_a_hostile_report_is_read_all_the_same(shapes):
    script = (
        "import json, sys\nfrom hemicycle.press import read\n"
        "for text in json.load(sys.stdin): read(text)"
    )
    texts = [f"{INTRODUCTION}\n\n{HOSTILE[shape]}" for shape in shapes]
    assert ends_within(script, json.dumps(texts)), shapes


def test_the_alarm_ends_what_goes_back_and_forth_without_end():
    script = "import re, sys; re.match('(a+ ?)+b', sys.stdin.read())"
    assert not ends_within(script, "a" * 40, seconds=2)
    assert ends_within(READ, INTRODUCTION)
