"""Long walks through sessions, each determined by its seed."""

from random import Random

from hemicycle.clerk import Asked, Clerk
from properties.acts_at_random import any_act, likely_act
from properties.judge import Judge
from properties.sittings import STAGES, Room, room_at

STEPS = 250
TRIES = 8
RULEBOOKS = ("plain", "ipu_assembly")
PACES_MS = (0, 1, 1000, 1000, 30_000, 61_000, -5000)


def next_act(random: Random, room: Room) -> Asked:
    """Every third act is anything at all; of the others most are in order."""
    if random.random() < 0.3:
        return any_act(random, room)
    for _ in range(TRIES):
        asked = likely_act(random, room)
        if room.clerk.may(asked) is None:
            break
    return asked


def walk(seed: int, *, clerk: type[Clerk] = Clerk, steps: int = STEPS) -> Judge:
    """One session from some stage on; on a clock that may be set back."""
    random = Random(seed)  # noqa: S311 - a seed makes the walk repeatable
    stage = random.choice((*STAGES, "sitting", "sitting", "sitting", "sitting"))
    basis = random.choice(["rehearsal", "acted", "rehearsal", "acted", "reported"])
    if basis == "reported" and stage == "sitting":
        stage = "seated"
    room = room_at(stage, RULEBOOKS[seed % 2], basis=basis, clerk=clerk)
    judge = Judge(room)
    for _ in range(steps):
        room.now += random.choice(PACES_MS)
        judge.put(next_act(random, room))
    judge.close()
    return judge
