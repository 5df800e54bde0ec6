"""Limits without lock-outs: whoever guesses waits longer and longer, and nobody is shut out.

A hall is one network address, so nothing here counts by address.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

FREE = 3
LONGEST_S = 60
FORGET_S = 15 * 60
MOST_KEPT = 20_000


@dataclass(slots=True, kw_only=True)
class Delays:
    """How long each key must wait after tries in vain; the least recently tried are forgotten.

    A try counts as failed when it begins, so that many at once do not pass together.
    """

    free: int = FREE
    longest_s: int = LONGEST_S
    most: int = MOST_KEPT
    forget_s: int = FORGET_S
    clock: Callable[[], float] = time.monotonic
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _tries: OrderedDict[Hashable, tuple[int, float]] = field(default_factory=OrderedDict)

    def wait_s(self, key: Hashable) -> int:
        """The whole seconds that this key must still wait; 0 when it may try."""
        count, last = self._tries.get(key, (0, 0.0))
        if count < self.free:
            return 0
        doublings = min(count - self.free, 10)
        left = last + min(self.longest_s, 2**doublings) - self.clock()
        return max(0, -int(-left // 1))

    def tries(self, key: Hashable) -> int:
        """How many tries in vain are held against this key."""
        return self._tries.get(key, (0, 0.0))[0]

    def begin(self, key: Hashable) -> None:
        """A try begins; it has failed unless `succeeded` follows."""
        count, last = self._tries.pop(key, (0, 0.0))
        now = self.clock()
        self._tries[key] = (1 if now - last > self.forget_s else count + 1, now)
        while len(self._tries) > self.most:
            self._tries.popitem(last=False)

    def try_now(self, key: Hashable) -> int:
        """How long this key must wait; 0 when its try has begun."""
        with self._turn:
            wait = self.wait_s(key)
            if not wait:
                self.begin(key)
            return wait

    def succeeded(self, key: Hashable) -> None:
        """It was no guess: the tries before it are forgotten."""
        self._tries.pop(key, None)

    def __len__(self) -> int:
        return len(self._tries)


@dataclass(slots=True, kw_only=True)
class Gate:
    """How many passwords are being hashed at once; the others are asked to come again.

    Browsers that were signed in to an account before have a place of their own, so that a crowd
    of strangers does not stand before them.
    """

    strangers: int = 1
    known: int = 1
    inside: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})

    def enter(self, *, is_known: bool) -> bool:
        """Whether one more may hash now; whoever enters must leave."""
        if self.inside[is_known] >= (self.known if is_known else self.strangers):
            return False
        self.inside[is_known] += 1
        return True

    def leave(self, *, is_known: bool) -> None:
        """The hash is made."""
        self.inside[is_known] -= 1


@dataclass(slots=True, kw_only=True)
class Unknown:
    """How often a code was tried that nobody made, and when last, in seconds since 1970."""

    count: int = 0
    last_s: float = 0

    def note(self) -> None:
        """One more."""
        self.count += 1
        self.last_s = time.time()


@dataclass(slots=True, kw_only=True)
class Shown:
    """Codes that the desk's page may still show, by their hash; the tables have only that."""

    lasts_s: int = 10 * 60
    most: int = 2000
    clock: Callable[[], float] = time.monotonic
    _texts: OrderedDict[str, tuple[str, float]] = field(default_factory=OrderedDict)

    def keep(self, sha256: str, text: str) -> None:
        """Keep a code in memory for as long as it can be used."""
        now = self.clock()
        for old, (_, until) in list(self._texts.items()):
            if until <= now or len(self._texts) >= self.most:
                self.forget(old)
        self._texts[sha256] = (text, now + self.lasts_s)

    def text(self, sha256: str) -> str:
        """The code; nothing where it was made before the start or can be used no more."""
        text, until = self._texts.get(sha256, ("", 0.0))
        return text if self.clock() < until else ""

    def forget(self, sha256: str) -> None:
        """It was used."""
        self._texts.pop(sha256, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """Somebody is about to prove who they are: on which device, for which account.

    `is_known` where the device was signed in to the account before: a crowd that guesses an
    account from elsewhere does not make its owner wait.
    """

    name: str
    device: str
    is_known: bool
    is_account: bool


@dataclass(slots=True, kw_only=True)
class Door:
    """All counters of the process; they live in memory, and a start-up forgets them."""

    by_device: Delays = field(default_factory=lambda: Delays(free=10))
    by_both: Delays = field(default_factory=Delays)
    by_account: Delays = field(default_factory=lambda: Delays(free=20, longest_s=20))
    by_unknown_name: Delays = field(default_factory=lambda: Delays(free=20, longest_s=20))
    # Who comes so far has the password; six digits must not be guessed within a session.
    second_steps: Delays = field(default_factory=lambda: Delays(free=10, longest_s=300))
    passkeys: Delays = field(default_factory=lambda: Delays(free=20))
    codes: Delays = field(default_factory=lambda: Delays(free=5))
    # Six digits on a device that stands in the hall: guessing must take longer than a session.
    tablets: Delays = field(
        default_factory=lambda: Delays(free=5, longest_s=120, forget_s=12 * 60 * 60)
    )
    papers: Delays = field(default_factory=lambda: Delays(free=20))  # a slip of many is no guess
    receipts: Delays = field(default_factory=lambda: Delays(free=20))
    gate: Gate = field(default_factory=Gate)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    unknown_codes: Unknown = field(default_factory=Unknown)
    used_challenges: OrderedDict[str, None] = field(default_factory=OrderedDict)
    codes_shown: Shown = field(default_factory=Shown)

    def counters(self, one: Try) -> list[tuple[Delays, Hashable]]:
        """What counts a try: the device, the device with the account, and the account elsewhere."""
        found: list[tuple[Delays, Hashable]] = [(self.by_both, (one.name, one.device))]
        if one.device:
            found.append((self.by_device, one.device))
        if not one.is_known:
            names = self.by_account if one.is_account else self.by_unknown_name
            found.append((names, one.name))
        return found

    def wait_s(self, one: Try) -> int:
        """How long this try must wait; 0 when it has begun, and then it counts as failed."""
        counters = self.counters(one)
        with self._turn:
            wait = max(delays.wait_s(key) for delays, key in counters)
            if not wait:
                for delays, key in counters:
                    delays.begin(key)
            return wait

    def succeeded(self, one: Try) -> None:
        """It was who it said."""
        for delays, key in self.counters(one):
            delays.succeeded(key)

    def is_used(self, challenge: str) -> bool:
        """Whether a challenge was met before; from now on it was."""
        with self._turn:
            if challenge in self.used_challenges:
                return True
            self.used_challenges[challenge] = None
            while len(self.used_challenges) > MOST_KEPT:
                self.used_challenges.popitem(last=False)
            return False
