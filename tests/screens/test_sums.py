"""Sums name nobody: too few are left out, never one alone, and what is declared moves in steps."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from hemicycle.journal.speeches import Speech
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.screens.ledger import ledger
from hemicycle.screens.on_file import Files, OnFile
from hemicycle.screens.sums import FEWEST, STEP, hidden, last_step, rough_sums, sums

from .debate import Debate
from .little_house import CHAIR, in_sitting, set_up, with_choice

GROUPS = ("African Group", "Eurasia", "")


def speech(member: str, spoke_s: int = 100) -> Speech:
    return Speech(
        position=1,
        body="plenary",
        item="",
        speaker=member,
        office="",
        purpose="speech",
        began_at=0,
        allowed_s=180,
        spoke_s=spoke_s,
    )


def spoken(**persons: int) -> list[Speech]:
    """One speech of each of so many persons in each group; none is as long as another."""
    members = [f"{group}-{n}" for group, many in persons.items() for n in range(many)]
    return [speech(member, 100 + 3 * n * n) for n, member in enumerate(members)]


def group_of(one: Speech | str) -> str:
    return (one if isinstance(one, str) else one.speaker).partition("-")[0]


def told(found: list[Speech]) -> dict[str, int]:
    """What a reader sees: the seconds of the groups that are told."""
    return {
        one.group: one.spoke_s
        for one in sums(found, lambda one: (group_of(one),), base={})
        if one.is_told
    }


@pytest.mark.parametrize(
    ("persons", "left_out"),
    [
        ({"a": 5, "b": 4, "c": 3}, ""),
        ({"a": 5, "b": 4, "c": 2}, "bc"),
        ({"a": 5, "b": 2, "c": 1}, "bc"),
        ({"a": 5, "b": 0, "c": 1}, "bc"),
        ({"a": 1}, "a"),
    ],
)
def test_a_group_of_few_is_left_out_and_never_alone(persons, left_out):
    assert "".join(sorted(hidden(persons))) == left_out


def test_what_is_left_out_is_not_all_without_the_others():
    found = spoken(a=5, b=4, c=2)
    in_all, secret = (
        sum(one.spoke_s for one in found),
        sum(one.spoke_s for one in found if group_of(one) == "c"),
    )
    assert secret != in_all - sum(told(found).values())
    # A control: with the few alone left out, the reader has it to the second.
    alone = {g: sum(one.spoke_s for one in found if group_of(one) == g) for g in "ab"}
    assert secret == in_all - sum(alone.values())


def turns(random: Random, many: int, share: float) -> list[tuple[str, int]]:
    """Speeches of persons some of whom are of the one kind, some of the other."""
    return [
        (f"{'f' if random.random() < share else 'm'}-{n}", random.randrange(60, 200))
        for n in range(many)
    ]


def steps(spoken: list[tuple[str, int]]) -> list[int]:
    """At which turns the sums move, when looked at after every one."""
    return sorted({last_step(spoken[:n], group_of) for n in range(len(spoken) + 1)})


def test_between_two_steps_enough_are_heard_who_are_not_alike():
    random, seen = Random(45), 0  # noqa: S311 - a seed makes it repeatable
    for _ in range(30):
        spoken = turns(random, 80, random.uniform(0.05, 0.95))
        for before, after in pairwise(steps(spoken)):
            kinds = Counter(group_of(member) for member, _ in spoken[before:after])
            assert kinds.total() >= STEP
            assert kinds.total() - max(kinds.values()) >= FEWEST
            seen += 1
    assert seen > 60  # the control: sums do move


def test_the_sums_stand_still_while_all_are_alike():
    alike = [(f"f-{n}", 100) for n in range(40)]
    assert steps(alike) == [0]
    others = [("m-1", 90), ("m-2", 90), ("m-3", 90)]
    assert last_step([*alike, *others], group_of) == 0
    assert last_step([*alike, *others, *((f"f-9{n}", 90) for n in range(5))], group_of) == 48


def test_the_person_with_whom_a_step_comes_is_of_no_group_in_particular():
    """Steps come with every twelfth person or not at all, or the smaller group would be known."""
    random = Random(7)  # noqa: S311 - a seed makes it repeatable
    last: Counter[str] = Counter()
    for _ in range(60):
        spoken = turns(random, 80, 0.2)
        for until in steps(spoken)[1:]:
            assert until % STEP == 0  # nobody speaks twice here
            last[group_of(spoken[until - 1][0])] += 1
    assert 0.1 < last["f"] / last.total() < 0.4


def test_nobody_with_a_great_part_of_the_time_is_in_a_step():
    others = [(f"{kind}-{n}", 100) for n in range(7) for kind in "fm"]
    assert last_step(others, group_of) == 12
    assert last_step([("f-9", 2000), *others], group_of) == 0


def test_the_same_persons_again_are_no_further_persons():
    first = [(f"{kind}-{n}", 100) for n in range(6) for kind in "fm"]
    assert last_step(first, group_of) == 12
    assert last_step(first * 3, group_of) == 12


def test_shares_of_what_is_declared_are_rough():
    found = [(f"{kind}-{n}", 97 + 13 * n) for n in range(7) for kind in "fm"]
    base = [f"f-{n}" for n in range(31)] + [f"m-{n}" for n in range(69)]
    by = {one.group: one for one in rough_sums(found, group_of, base=base)}
    assert by["f"].persons == by["m"].persons == 7
    assert (by["f"].percent, by["f"].base_percent, by["m"].base_percent) == (50, 30, 70)
    assert (by["f"].spoke_s, by["f"].speeches) == (0, 0)


# -- in a debate ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def debate() -> Debate:
    """The three days, of 140 delegations in two groups or none."""
    played = Debate(set_up(rulebook="ipu_assembly"), lambda _debate, _moment: None)
    played.list_and_draw()
    played.run()
    return played


def files_of(debate: Debate, **known: object) -> Files:
    """What is on file: groups by the number of the parliament, and what all have alike."""
    people = debate.house.assembly.people.values()
    members = {
        one.id: OnFile(
            groups=tuple(filter(None, (GROUPS[int(one.delegation[2:]) % 3],))),
            sex="fmm"[n % 3] if n % 7 else "",
            is_young=n % 4 == 0,
            **known,
        )
        for n, one in enumerate(people)
        if one.delegation
    }
    return Files(1, members)


def test_the_sums_by_group_are_those_of_the_minutes(debate):
    view = replace(debate.house.view(CHAIR), files=files_of(debate))
    by = ledger(view).by("group")
    assert [one.group for one in by.sums] == ["African Group", "Eurasia", ""]
    assert sum(one.spoke_s for one in by.sums) == sum(debate.spoke.values())
    of_first = {m: s for m, s in debate.spoke.items() if int(m[2:6]) % 3 == 0}
    assert by.sums[0].spoke_s == sum(of_first.values())
    assert by.sums[0].persons == len(of_first)
    assert (by.base, by.of, by.sums[0].base_percent) == ("delegations", 143, 33)


def test_what_is_declared_is_told_in_steps_of_the_debate(debate):
    view = replace(debate.house.view(CHAIR), files=files_of(debate))
    sex = ledger(view).by("sex")
    assert {one.group for one in sex.sums} == {"f", "m", ""}
    assert sum(one.persons for one in sex.sums) == sex.heard
    assert 0 < len(debate.spoke) - sex.heard < 3 * STEP
    assert all(one.percent % 5 == 0 and not one.spoke_s for one in sex.sums)
    assert ledger(view).by("young").heard


def test_what_nobody_has_said_is_not_known(debate):
    told = ledger(debate.house.view(CHAIR))
    unknown = {one.name for one in told.breakdowns if not one.is_known}
    assert unknown == {"group", "new_delegation", "first_time", "sex", "young"}
    assert told.by("sex").sums == ()
    assert told.by("sex").of > 140
    known = ledger(
        replace(debate.house.view(CHAIR), files=files_of(debate, is_first=True, is_new=False))
    )
    assert known.by("first_time").is_known
    assert [one.group for one in known.by("first_time").sums if one.persons] == ["first"]
    assert [one.group for one in known.by("new_delegation").sums if one.persons] == ["again"]


def test_who_speaks_for_no_delegation_hides_nobody_and_is_in_no_step():
    house = in_sitting()
    house.do(AskForFloor, "o-chair-1")
    house.do(GiveFloor, CHAIR, speaker="o-chair-1")
    house.now += 60_000
    house.do(YieldFloor, "o-chair-1")
    told = ledger(house.view(CHAIR))
    assert told.by("sex").heard == 0
    assert told.by("sex").of == 4
    assert [one.group for one in told.by("status").sums if not one.is_told][:1] == ["member"]


def test_what_the_chair_may_weigh_is_in_the_rules():
    house = in_sitting()
    view = house.view(CHAIR)
    assert ledger(view).weighed == ()
    assert not any(one.is_weighed for one in ledger(view).breakdowns)
    other = replace(view, rules=with_choice(view.rules, "speaking.weighed", ["group", "sex"]))
    assert {one.name for one in ledger(other).breakdowns if one.is_weighed} == {"group", "sex"}
    assert not ledger(other).is_verified
