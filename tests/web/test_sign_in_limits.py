"""The counters behind signing in, under a clock that the test sets."""

from dataclasses import dataclass

from hemicycle.web.accounts.limits import FORGET_S, MOST_KEPT, Delays, Door, Gate, Shown, Try


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: float = 1000.0

    def __call__(self) -> float:
        """The time now."""
        return self.now


def test_each_try_in_vain_waits_twice_as_long_up_to_a_minute():
    clock = Clock()
    delays, waits = Delays(clock=clock), []
    for _ in range(12):
        clock.now += delays.wait_s("ada")
        delays.begin("ada")
        waits.append(delays.wait_s("ada"))
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert delays.wait_s("ben") == 0


def test_a_wait_ends_and_old_tries_are_forgotten():
    clock = Clock()
    delays = Delays(clock=clock)
    for _ in range(3):
        delays.begin("ada")
    assert delays.wait_s("ada") == 1
    clock.now += 0.4
    assert delays.wait_s("ada") == 1
    clock.now += 0.6
    assert delays.wait_s("ada") == 0
    delays.begin("ada")
    assert delays.wait_s("ada") == 2
    clock.now += FORGET_S + 1
    delays.begin("ada")
    assert delays.wait_s("ada") == 0


def test_a_success_forgets_the_tries_before_it():
    delays = Delays(clock=Clock())
    for _ in range(5):
        delays.begin("ada")
    delays.succeeded("ada")
    assert delays.wait_s("ada") == 0


def test_the_counters_have_a_size():
    delays = Delays(clock=Clock(), most=100)
    for number in range(1000):
        delays.begin(number)
    assert len(delays) == 100
    door = Door()
    assert not any(door.is_used(str(number)) for number in range(MOST_KEPT + 10))
    assert len(door.used_challenges) == MOST_KEPT
    assert door.is_used(str(MOST_KEPT))


def test_a_crowd_elsewhere_does_not_make_the_owner_wait_at_home():
    door = Door()
    for number in range(200):
        door.wait_s(Try(name="ada", device=f"d{number}", is_known=False, is_account=True))
    stranger = Try(name="ada", device="new", is_known=False, is_account=True)
    home = Try(name="ada", device="home", is_known=True, is_account=True)
    assert 0 < door.wait_s(stranger) <= 20
    assert door.wait_s(home) == 0


def test_tries_that_begin_together_do_not_pass_together():
    door = Door()
    one = Try(name="ada", device="d", is_known=True, is_account=True)
    assert [door.wait_s(one) for _ in range(5)] == [0, 0, 0, 1, 1]


def test_a_device_that_tries_many_names_waits_too():
    door = Door()
    waits = [
        door.wait_s(Try(name=f"n{number}", device="d", is_known=False, is_account=False))
        for number in range(12)
    ]
    assert waits[:10] == [0] * 10
    assert waits[10] == 1


def test_names_that_nobody_has_push_no_account_out_of_the_counters():
    door = Door()
    door.by_unknown_name.most = 10
    for _ in range(21):
        door.wait_s(Try(name="ada", device="", is_known=False, is_account=True))
    for number in range(50):
        door.wait_s(Try(name=f"n{number}", device="", is_known=False, is_account=False))
    assert len(door.by_unknown_name) == 10
    assert len(door.by_account) == 1


def test_the_gate_keeps_a_place_for_known_devices():
    gate = Gate()
    assert gate.enter(is_known=False)
    assert not gate.enter(is_known=False)
    assert gate.enter(is_known=True)
    gate.leave(is_known=False)
    assert gate.enter(is_known=False)


def test_a_code_is_shown_as_long_as_it_can_serve_and_no_longer():
    clock = Clock()
    shown = Shown(clock=clock, most=3)
    shown.keep("a", "code a")
    assert shown.text("a") == "code a"
    clock.now += 10 * 60
    assert shown.text("a") == ""
    for name in "bcde":
        shown.keep(name, f"code {name}")
    assert [shown.text(name) for name in "abcde"] == ["", "", "code c", "code d", "code e"]
    shown.forget("e")
    assert shown.text("e") == ""
