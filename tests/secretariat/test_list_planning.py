"""What a list would do: whom each row is about, what is asked, what keeps it from being written."""

import random
import time

import pytest

from hemicycle import rulebooks
from hemicycle.secretariat.limits import edge_near, edges, is_in_arrears, most_members, standing
from hemicycle.secretariat.lists import parliaments, people
from hemicycle.secretariat.lists.people import MOST_ASKED, Delegations, Limit
from hemicycle.secretariat.lists.plans import Plan
from hemicycle.secretariat.lists.reading import MOST_ROWS, read_list

REGISTER = {
    "p-0001": {"id": "p-0001", "name_en": "Republic of Arvenia", "short_en": "Arvenia"},
    "p-0002": {"id": "p-0002", "short_en": "Boltara", "short_fr": "Boltare", "status": "member"},
    "p-0003": {"id": "p-0003", "short_en": "Uzbekistan", "former_names": "Old Land ../1991"},
}
YERLAN = {
    "id": "n-00001", "parliament": "p-0001", "capacity": "head", "order": "1",
    "family": "Koshanov", "given": "Yerlan", "family_own": "Қошанов", "given_own": "Ерлан",
    "own_language": "kk",
}  # fmt: skip
HEAD = "parliament;capacity;family name;given names\n"
IPU = rulebooks.load("ipu_assembly")
PLAIN = rulebooks.load("plain")


def of_parliaments(text: str, **answers: str) -> Plan:
    """What a list of parliaments would do to the register above."""
    register = parliaments.Register(REGISTER, frozenset({"p-0099"}))
    given = {name.replace("_", ".").replace("p.", "p-"): one for name, one in answers.items()}
    return parliaments.plan_parliaments(read_list(text.encode()), register, answers=given)


def of_people(text: str, *, answers: dict[str, str] | None = None, **known: object) -> Plan:
    """What a list of people would do to a session that knows one person."""
    kept = Delegations(**{"people": {"n-00001": YERLAN}, "parliaments": REGISTER, **known})
    return people.plan_people(read_list(text.encode()), kept, answers=answers or {})


def told(plan: Plan) -> list[tuple[int, str, str]]:
    """The problems of a plan: row, column, key."""
    return [(one.row, one.column, one.key) for one in plan.problems]


# -- parliaments ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "id;status\np-0001;member\n",
        "short name;status\nArvenia;Member\n",
        "Statut;Nom court (anglais)\nmembre;arvénia\n",
        "official name (English);status\nRepublic of Arvenia;full member\n",
    ],
)
def test_a_parliament_is_found_by_id_or_by_any_name(text):
    plan = of_parliaments(text)
    assert [one.id for one in plan.changes] == ["p-0001"]
    assert ("status", "", "member") in plan.changes[0].cells
    assert not plan.changes[0].is_new
    assert plan.problems == []


def test_an_absent_column_leaves_alone_and_an_empty_cell_empties():
    plan = of_parliaments("id;short name (English)\np-0001;\n")
    assert plan.changes[0].cells == [("short_en", "Arvenia", "")]


def test_a_former_name_is_a_name():
    assert of_parliaments("short name;ISO\nOld Land;UZ\n").changes[0].id == "p-0003"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("id;iso code\n;uz\n", [(2, "name_en", "cell_missing")]),
        ("id;iso code\np-0001;uzb\n", [(2, "iso", "not_a_code")]),
        ("id;status\np-0001;boss\n", [(2, "status", "unknown_value")]),
        ("id;status\n17;member\n", [(2, "id", "not_an_id")]),
        ("id;short name\np-0099;Somebody\n", [(2, "id", "id_taken")]),
        ("id;iso code\np-0001;AR\np-0001;AV\n", [(3, "id", "row_twice")]),
        ("short name\nNewland\nNEWLAND\n", [(3, "", "row_twice")]),
        ("id;groups;stands through\np-0001;A;B\n", [(2, "stands_through", "not_of_its_groups")]),
        ("id;status;status since;status until\np-0001;guest;2026;2025\n",
         [(2, "until", "ends_before")]),
        ("id;groups\np-0001;A 2026/2025\n", [(2, "groups", "ends_before")]),
        ("id;status since\np-0001;2026\n", [(2, "status", "cell_missing")]),
        ("id;waiver of arrears\np-0001;war\n", [(2, "waiver", "waiver_of_nothing")]),
        ("id;Nmae\np-0001;x\n", [(1, "", "unknown_column")]),
        ("id;id\np-0001;x\n", [(1, "id", "heading_twice")]),
        ("id;\np-0001;;more\n", [(2, "", "cell_without_heading")]),
        ("id;short name\np-0001;=1+1\n", [(2, "short_en", "formula")]),
        ("id;short name\np-0001;1-May\n", [(2, "short_en", "date_for_name")]),
    ],
)  # fmt: skip
def test_a_problem_has_its_row_and_column(text, problems):
    plan = of_parliaments(text)
    assert told(plan) == problems
    assert not plan.may_be_written


def test_the_nearest_known_word_is_named():
    [problem] = of_parliaments("id;statsu\np-0001;member\n").problems
    assert problem.facts["nearest"] in ("status", "statut")
    [problem] = of_parliaments("id;status\np-0001;membr\n").problems
    assert problem.facts["nearest"] in ("member", "membre")


def test_a_name_nearly_known_is_asked_about_and_never_merged():
    plan = of_parliaments("short name\nUzbekistann\n")
    [question] = plan.questions
    assert (question.other, question.other_name) == ("p-0003", "Uzbekistan")
    assert not plan.may_be_written
    same = of_parliaments("short name\nUzbekistann\n", **{"same_2_p-0003": "same"})
    assert [one.id for one in same.changes] == ["p-0003"]
    another = of_parliaments("short name\nUzbekistann\n", **{"same_2_p-0003": "another"})
    assert [one.is_new for one in another.changes] == [True]
    assert of_parliaments("short name\nUzbek\n").questions == []


# -- people ---------------------------------------------------------------------------------------


def test_a_person_comes_to_a_parliament_by_id_or_name():
    plan = of_people(HEAD + "Boltare;cheffe;Norova;Ana\np-0002;delegate;Sato;Mei\n")
    assert [(one.values["parliament"], one.values["order"]) for one in plan.changes] == [
        ("p-0002", "1"),
        ("p-0002", "2"),
    ]
    assert plan.may_be_written


def test_the_same_name_in_the_same_delegation_is_the_same_person():
    plan = of_people(HEAD + "Arvenia;head;Koshanov;Yerlan\n")
    assert (plan.changes, plan.unchanged, plan.questions) == ([], 1, [])


@pytest.mark.parametrize(
    "line",
    [
        "Arvenia;delegate;Koshanov;Yerzhan",
        "Arvenia;delegate;KOSHANOV;yerlan",
        "Arvenia;delegate;Yerlan;Koshanov",
        "Boltara;delegate;Koshanov;Yerlan",
        "Arvenia;delegate;Қошанов;Ерлан",
    ],
)
def test_whoever_may_be_the_same_is_asked_about(line):
    plan = of_people(HEAD + line + "\n")
    [question] = plan.questions
    assert question.other == "n-00001"
    assert not plan.may_be_written
    same = of_people(HEAD + line + "\n", answers={question.field: "same"})
    assert [one.id for one in same.changes] == ["n-00001"]
    another = of_people(HEAD + line + "\n", answers={question.field: "another"})
    assert [one.is_new for one in another.changes] == [True]


def test_two_rows_that_may_be_one_are_asked_about():
    text = HEAD + "Boltara;head;Narbayeva;Tanzila\nBoltara;delegate;Narbaeva;Tanzila\n"
    plan = of_people(text)
    [question] = plan.questions
    assert (question.row, question.other, question.is_in_file) == (3, "row-2", True)
    one = of_people(text, answers={question.field: "same"})
    assert (len(one.changes), one.left_out) == (1, 1)
    two = of_people(text, answers={question.field: "another"})
    assert len(two.changes) == 2


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (HEAD + ";head;A;B\n", [(2, "parliament", "cell_missing")]),
        (HEAD + "Uzbek;head;A;B\n", [(2, "parliament", "unknown_parliament")]),
        (HEAD + "Boltara;boss;Norova;Ana\n", [(2, "capacity", "unknown_value")]),
        (HEAD + "Boltara;head;;\n", [(2, "family", "cell_missing")]),
        (HEAD + "Boltara;;Norova;Ana\n", [(2, "capacity", "cell_missing")]),
        (HEAD + "Boltara;head;2026-03-02;Ana\n", [(2, "family", "date_for_name")]),
        ("person id;parliament\nn-77;Boltara\n", [(2, "id", "unknown_person")]),
        ("person id;parliament;name of the parliament\nn-00001;p-0001;Boltara\n",
         [(2, "parliament_name", "names_disagree")]),
    ],
)  # fmt: skip
def test_a_problem_of_a_person_has_its_row_and_column(text, problems):
    assert [one for one in told(of_people(text)) if one[2] != "no_head"] == problems


def test_an_unknown_parliament_is_told_with_the_nearest():
    [problem] = of_people(HEAD + "Uzbek;head;A;B\n").problems
    assert problem.facts["nearest"] == "Uzbekistan"


def test_a_delegation_has_one_head():
    plan = of_people(HEAD + "Arvenia;head;Norova;Ana\n")
    assert told(plan) == [(2, "capacity", "two_heads")]
    assert not plan.may_be_written


def test_a_delegation_that_is_too_large_is_a_warning_with_its_rule():
    limit = Limit(persons=1, rule_keys=["delegation.max_members"], is_verified=False)
    text = HEAD + "Boltara;head;Norova;Ana\nBoltara;delegate;Sato;Mei\nBoltara;adviser;Diaz;Ivo\n"
    plan = of_people(text, limit_of=lambda _parliament, _young: limit)
    [problem] = plan.problems
    assert (problem.key, problem.rule_key) == ("delegation_too_large", "delegation.max_members")
    assert problem.facts == {"name": "Boltara", "n": 2, "limit": 1, "is_verified": False}
    assert plan.may_be_written


def test_who_sits_already_does_not_move_to_another_delegation():
    text = "person id;parliament;capacity\nn-00001;Boltara;head\n"
    assert of_people(text).changes[0].cells[0] == ("parliament", "p-0001", "p-0002")
    seated = of_people(text, seated=frozenset({"n-00001"}))
    assert told(seated) == [(2, "parliament", "sits_already")]


def test_a_person_of_another_session_comes_again_by_id():
    known = {"people": {}, "elsewhere": {"n-00001": YERLAN | {"parliament": ""}}}
    plan = of_people("person id;parliament;capacity\nn-00001;Arvenia;head\n", **known)
    [change] = plan.changes
    assert (change.id, change.title, change.is_new) == ("n-00001", "Yerlan Koshanov", True)


def test_ten_thousand_rows_take_a_few_seconds():
    draw = random.Random(1)  # noqa: S311 (names, not secrets)
    names = ["".join(draw.choices("abdeiklmnorstuvy", k=7)).title() for _ in range(2 * MOST_ROWS)]
    lines = [
        f"{'Arvenia' if n % 2 else 'Boltara'};delegate;{names[n]};{names[-n - 1]}\n"
        for n in range(MOST_ROWS)
    ]
    began = time.perf_counter()
    plan = of_people(HEAD + "".join(lines))
    assert time.perf_counter() - began < 10
    assert len(plan.changes) == MOST_ROWS


def test_the_same_name_ten_thousand_times_takes_no_longer():
    began = time.perf_counter()
    plan = of_people(HEAD + "Boltara;delegate;Ali;Mohamed\n" * MOST_ROWS)
    assert time.perf_counter() - began < 10
    assert MOST_ROWS < len(plan.questions) <= MOST_ASKED * MOST_ROWS


# -- what the rules say ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "population", "single_sex", "young", "persons"),
    [
        ({"status": "member"}, 0, False, False, 8),
        ({"status": "member"}, 99_999_999, False, False, 8),
        ({"status": "member"}, 100_000_000, False, False, 10),
        ({"status": "member"}, 0, False, True, 9),
        ({"status": "member"}, 0, True, False, 7),
        ({"status": "observer"}, 0, False, True, 2),
        ({"status": "event_observer"}, 0, False, False, 2),
        ({"status": "member", "arrears": "2"}, 0, False, False, 2),
        ({"status": "member", "arrears": "1"}, 0, False, False, 8),
        ({"status": "member", "arrears": "3", "waiver": "flood"}, 0, False, False, 8),
    ],
)
def test_the_largest_size_of_a_delegation(values, population, single_sex, young, persons):
    one = standing(values, population=population, is_third_single_sex=single_sex)
    assert most_members(IPU, one, has_young=young).persons == persons


def test_a_limit_that_was_not_verified_says_so_and_plain_rules_set_none():
    limit = most_members(IPU, standing({"status": "member"}), has_young=False)
    assert (limit.rule_keys, limit.is_verified) == (["delegation.max_members"], False)
    assert most_members(IPU, standing({"status": "observer"}), has_young=False).is_verified
    assert most_members(PLAIN, standing({"status": "member"}), has_young=False) is None


def test_arrears_take_the_vote_unless_waived():
    assert is_in_arrears(IPU, standing({"arrears": "2"}))
    assert not is_in_arrears(IPU, standing({"arrears": "1"}))
    assert not is_in_arrears(IPU, standing({"arrears": "2", "waiver": "decided by the Council"}))


@pytest.mark.parametrize(
    ("population", "edge"),
    [
        (20_100_000, 20_000_000),
        (19_600_000, 20_000_000),
        (19_599_999, 0),
        (20_400_000, 20_000_000),
        (20_400_001, 0),
        (5_000_000, 5_000_000),
        (80_000, 0),
        (0, 0),
    ],
)
def test_a_population_near_the_edge_of_a_bracket_is_marked(population, edge):
    assert edge_near(population, edges(IPU)) == edge
