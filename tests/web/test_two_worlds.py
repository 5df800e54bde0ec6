"""Real parliaments and invented ones never meet: by no list, invitation or acceptance."""

import pytest
from demo_house import REHEARSAL, demo_house
from page_reader import frame_faults, policy_faults, text_of
from paper_people import in_django
from register_desk import DESK, PARLIAMENTS, Clerk, cells_of, clerk_of, made_members

from hemicycle.web.new_assembly import DelegationWish, WishFault, require_invented

HEAD = "parliament;capacity;family name;given names\n"
MADE_UP = "are made up"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("worlds")) as house:
        house.forward("09:09")
        yield house


@pytest.fixture(scope="module")
def clerk(house) -> Clerk:
    """A clerk of the rehearsal; the tests follow each other."""
    return clerk_of(house)


@pytest.mark.parametrize(("language", "said"), [("en", MADE_UP), ("fr", "sont inventés")])
def test_a_rehearsal_is_not_offered_the_real_states_and_refuses_them(house, language, said):
    clerk = clerk_of(house, language)
    page = clerk.get("register")
    assert said in text_of(page.text)
    assert "193" not in text_of(page.text)
    refused = clerk.post("register")
    assert refused.status_code == 409
    assert said in text_of(refused.text)
    assert frame_faults(refused.text, language) + policy_faults(refused.text) == []
    assert clerk.ids() == {}


REAL = [
    "ISO code;short name\nUZ;Zadristan\n",
    "short name\nUzbekistan\n",
    "short name (French)\nOuzbékistan\n",
    "short name;official name\nBenin;National Assembly of Benin\n",
    "short name;former names\nZadristan;Togo\n",
]


@pytest.mark.parametrize("raw", REAL)
def test_a_list_that_names_a_real_state_is_refused_with_the_reason(clerk, raw):
    seen = clerk.look("parliaments", raw)
    assert "This session is a rehearsal: its votes and words are made up" in cells_of(seen.text)
    assert 'value="write"' not in seen.text
    assert clerk.again("parliaments", seen, do="write").status_code == 409
    assert clerk.ids() == {}


def test_invented_ones_come_by_list_even_with_a_code_that_is_nobodys(clerk):
    clerk.write("parliaments", PARLIAMENTS)
    clerk.write("parliaments", made_members(clerk, "Zadristan", "Kelmeria"))
    assert len(clerk.ids()) == 5


def test_people_of_a_real_parliament_are_refused_by_list(clerk):
    refused = clerk.look("people", HEAD + "Uzbekistan;head;Nurova;Anna\n")
    assert "“Uzbekistan” is a real parliament" in cells_of(refused.text)
    misspelt = clerk.look("people", HEAD + "Zadristn;head;Nurova;Anna\n")
    assert "is not in the register; nearest: Zadristan" in cells_of(misspelt.text)


def real_rows() -> str:
    """A real parliament in the register, with a file and a head in the rehearsal; its id."""
    from hemicycle.secretariat import models  # noqa: PLC0415

    real = models.Parliament.objects.create(id="p-9100", iso="UZ")
    models.ParliamentName.objects.create(parliament=real, language="en", short="Uzbekistan")
    models.Membership.objects.create(parliament=real, status="observer")
    file = models.DelegationFile.objects.create(
        session=REHEARSAL, parliament=real, stage="registered"
    )
    person = models.Person.objects.create(given="Anna", family="Nurova")
    models.Place.objects.create(file=file, person=person, capacity="head", order=1)
    return real.id


def test_a_file_of_a_real_parliament_is_never_accepted(house, clerk):
    """As if it had come before anybody minded: the same file is ready in its own world."""
    from hemicycle.secretariat.models import Parliament  # noqa: PLC0415

    real = in_django(real_rows)
    page = f"delegations/{real}"
    assert "not invented: no place in a rehearsal" in clerk.text("delegations")
    refused = clerk.post(page, do="accept", version=clerk.version(real))
    assert refused.status_code == 409
    assert "no real parliament sits in it" in text_of(refused.text)
    assert "is ready" not in clerk.text("delegations")
    assert real not in house.assembly.delegations
    made_up = Parliament.objects.filter(pk=real)
    in_django(lambda: made_up.update(is_invented=True))
    assert "Accept the 1 that is ready" in clerk.text("delegations")
    in_django(lambda: made_up.update(is_invented=False))


def test_who_waits_in_a_real_delegation_is_not_admitted(house, clerk):
    from hemicycle.secretariat.models import DelegationFile  # noqa: PLC0415

    file = DelegationFile.objects.filter(session=REHEARSAL, parliament_id="p-9100")
    in_django(lambda: file.update(stage="accepted"))
    refused = clerk.post("delegations/p-9100", do="admit", version=clerk.version("p-9100"))
    assert refused.status_code == 409
    assert "no real parliament sits in it" in text_of(refused.text)
    in_django(lambda: file.update(stage="registered"))


def test_the_real_ones_of_the_register_are_neither_shown_nor_invited(house, clerk):
    from hemicycle.secretariat.models import DelegationFile, Parliament  # noqa: PLC0415

    assert "Uzbekistan" not in clerk.ids()
    assert "Uzbekistan" not in clerk.text("register")
    assert "Uzbekistan" not in clerk.text("votes")
    files = DelegationFile.objects.filter(session=REHEARSAL)
    in_django(lambda: files.filter(parliament_id="p-9100").delete())
    assert clerk.post("delegations", do="invite").headers["location"].endswith("invited=2")
    assert "Uzbekistan" not in clerk.text("delegations")
    changed = clerk.look("parliaments", "id;status\np-9100;member\n")
    assert "“Uzbekistan” is a real parliament" in cells_of(changed.text)
    every = Parliament.objects.filter(is_invented=True)
    in_django(lambda: every.update(is_invented=False))
    refused = clerk.post("delegations", do="invite")
    assert refused.status_code == 409
    assert "The 6 parliaments of the register are real" in text_of(refused.text)


def test_a_rehearsal_is_not_set_up_with_real_names():
    require_invented([DelegationWish(name={"en": "Zadristan", "fr": "Sadristan"}, votes=1)])
    with pytest.raises(WishFault) as fault:
        require_invented([DelegationWish(name={"en": "Zadria", "fr": "Ouzbékistan"}, votes=1)])
    assert (fault.value.reason_key, fault.value.facts) == (
        "rehearsal_real",
        {"text": "Ouzbékistan"},
    )


def test_nobody_else_is_let_in_by_this(house):
    assert house.visitor().post(f"{DESK}/register").status_code in (303, 403)
