"""For how long this computer has been on: what nobody sets, unlike its clock."""

import time

IS_ON = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # goes on while a computer sleeps


def on_for_ms() -> int:
    """For how many milliseconds the computer has been on, sleep included."""
    return time.clock_gettime_ns(IS_ON) // 1_000_000


def on_for_s() -> float:
    """The same in seconds."""
    return time.clock_gettime(IS_ON)
