"""The clock of a scenario: its own time, at a speed that can be changed, paused or moved on."""

from collections.abc import Callable

from hemicycle.procedure.kernel import Instant

SPEEDS = (1, 2, 5, 10, 30)


class ScenarioClock:
    """Scenario time: so many milliseconds for each millisecond of a steady clock.

    `steady_ns` is any clock that never runs back, in nanoseconds. Time never runs back here
    either, whatever is done to the speed.
    """

    def __init__(self, start: Instant, *, steady_ns: Callable[[], int], speed: int = 1) -> None:
        self._steady_ns = steady_ns
        self._from = start
        self._since_ns = steady_ns()
        self._speed = speed
        self._is_paused = True

    @property
    def is_paused(self) -> bool:
        """Whether time stands still."""
        return self._is_paused

    @property
    def speed(self) -> int:
        """How fast time passes when it does not stand still."""
        return self._speed

    @property
    def rate(self) -> int:
        """How fast time passes now; 0 while it stands still."""
        return 0 if self._is_paused else self._speed

    @property
    def rate_thousandths(self) -> int:
        """Milliseconds of the scenario in a real second."""
        return 1000 * self.rate

    def now(self) -> Instant:
        """The time of the scenario."""
        passed_ms = (self._steady_ns() - self._since_ns) // 1_000_000
        return Instant(self._from + passed_ms * self.rate)

    def pause(self) -> None:
        """Let time stand still."""
        self._settle(self.now())
        self._is_paused = True

    def resume(self) -> None:
        """Let time pass."""
        self._settle(self.now())
        self._is_paused = False

    def set_speed(self, speed: int) -> None:
        """Let time pass at another speed, from here on.

        Errors: ValueError
        """
        if speed < 1:
            raise ValueError(f"a speed is a whole number from 1, not {speed}")
        self._settle(self.now())
        self._speed = speed

    def move_to(self, at: Instant) -> None:
        """Go on to a later time at once; an earlier one changes nothing."""
        self._settle(Instant(max(at, self.now())))

    def wait_s(self, until: Instant) -> float | None:
        """Real seconds until a time of the scenario, or None while time stands still."""
        left_ms = until - self.now()
        if left_ms <= 0:
            return 0.0
        return left_ms / 1000 / self.rate if self.rate else None

    def _settle(self, now: Instant) -> None:
        """Count from here on."""
        self._from, self._since_ns = now, self._steady_ns()
