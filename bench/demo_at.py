"""Serves the demonstration as it stands at a time of its day, until its input ends.

Run as a program, because Django is configured once in a process:
    python demo_at.py FOLDER 15:25:00
It prints one JSON object: the port, the cookie's name, and the key of somebody with a seat.
"""

import json
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "web")]

from demo_house import demo_house  # noqa: E402 (it lies beside the tests, which use it too)


def main() -> None:
    """Play up to the time, say where it is served, and wait."""
    folder, clock = Path(sys.argv[1]), sys.argv[2]
    with demo_house(folder) as house:
        house.forward(clock)
        seated = house.visitor(house.head_of(house.present_delegations()[0]))
        told = {
            "port": house.server.port,
            "cookie": house.cookie_name,
            "key": seated.cookies[house.cookie_name],
        }
        print(json.dumps(told), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
