"""From an empty register to a delegation that sits: lists, votes, files, through real pages."""

import hashlib

import pytest
from demo_house import PRESIDENT, REHEARSAL, demo_house
from page_reader import forms_of, frame_faults, policy_faults, text_of
from paper_people import in_django
from register_desk import DESK, PARLIAMENTS, PEOPLE, Clerk, cells_of, clerk_of, made_members

from hemicycle.journal.verify import verify
from hemicycle.secretariat.lists.reading import MOST_ROWS

EMPTY = ("delegations", "register", "votes", "import")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with demo_house(tmp_path_factory.mktemp("register")) as house:
        house.forward("09:09")
        yield house


@pytest.fixture(scope="module")
def clerk(house) -> Clerk:
    """A clerk of the rehearsal; the tests follow each other as the work at a desk does."""
    return clerk_of(house)


@pytest.mark.parametrize("page", EMPTY)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_empty_page_says_how_to_begin(house, page, language):
    answer = clerk_of(house, language).get(page)
    assert answer.status_code == 200
    assert frame_faults(answer.text, language) + policy_faults(answer.text) == []
    assert "/desk/register" in answer.text or "/desk/import" in answer.text


def test_the_demo_says_that_its_delegations_have_no_files(clerk):
    assert "140 delegations sit already" in clerk.text("delegations")


@pytest.mark.parametrize("page", [*EMPTY, "delegations/p-0001", "export/people.csv"])
def test_nobody_else_sees_or_writes(house, page):
    assert house.visitor(PRESIDENT).get(f"{DESK}/{page}").status_code == 403
    assert house.visitor().get(f"{DESK}/{page}").status_code == 303
    stranger = clerk_of(house)
    stranger.csrf = "made up"
    assert stranger.post(page, do="invite").status_code == 403


def test_a_rehearsal_begins_with_a_list_of_invented_parliaments(clerk):
    clerk.write("parliaments", PARLIAMENTS)
    text = clerk.text("register")
    assert "5 parliaments" in text
    assert "not reviewed" in text


def test_no_id_of_the_register_is_one_that_sits_already(house, clerk):
    assert not {*clerk.ids().values()} & {*house.assembly.delegations}


def test_a_search_forgives_spelling(clerk):
    assert "Zadristan" in clerk.text("register?q=zadrstan")
    assert "Côte" in text_of(clerk_of_french(clerk).get("register?q=cote").text)
    assert "Nothing is like" in clerk.text("register?q=xyzzy")


def clerk_of_french(clerk: Clerk) -> Clerk:
    """The same clerk, reading French."""
    return Clerk(clerk.client, clerk.csrf, "fr")


BAD = [
    ("", "Choose a file"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "no table"),
    (b"PK\x03\x04 nothing", "begins like a workbook"),
    ("parlement;nom\nÉ;È\n".encode("latin-1"), "Line 2 is not written in UTF-8"),
    (b"parliament;capacity\n", "nothing below"),
    (b"parliament;capacity\n" + b"x;head\n" * (MOST_ROWS + 1), "more than 10,000 rows"),
]


@pytest.mark.parametrize(("raw", "said"), BAD, ids=[said for _, said in BAD])
def test_what_is_no_list_is_refused_with_one_sentence(clerk, raw, said):
    answer = clerk.look("people", raw) if raw else clerk.post("import", list="people", do="look")
    assert answer.status_code == 422
    assert said in text_of(answer.text)
    assert 'aria-invalid="true"' in answer.text
    assert frame_faults(answer.text, "en") + policy_faults(answer.text) == []


def test_problems_are_shown_by_row_and_column_and_nothing_is_written(clerk):
    answer = clerk.look(
        "people",
        "parliament;capacity;family name;nmae\nZadri;head;Norova;\nLestovia;boss;=1+1;\n",
    )
    text = cells_of(answer.text)
    for said in (
        "1 There is no column “nmae”",
        "2 parliament “Zadri” is not in the register; nearest: Zadristan",
        "3 capacity “boss” is not known here",
        "3 family name This is a formula",
    ):
        assert said in text
    assert 'value="write"' not in answer.text
    assert clerk.again("people", answer, do="write").status_code == 409
    assert "140 delegations sit already" in clerk.text("delegations")
    assert frame_faults(answer.text, "en") + policy_faults(answer.text) == []


def test_people_come_in_two_steps_and_the_file_is_not_asked_for_twice(clerk):
    seen = clerk.look("people", PEOPLE)
    assert "New 4" in cells_of(seen.text)
    assert "Қошанев" in seen.text
    answer = clerk.again("people", seen, do="write")
    assert answer.status_code == 303
    done = clerk.client.get(answer.headers["location"])
    assert "4 new, 0 changed" in text_of(done.text)
    assert clerk.again("people", seen, do="write").status_code == 422  # it is kept no longer
    assert "This list changes nothing" in text_of(clerk.look("people", PEOPLE).text)


def test_what_is_taken_out_and_handed_in_again_changes_nothing(clerk):
    for name in ("parliaments", "people"):
        for kind in ("csv", "xlsx"):
            for language in ("en", "fr"):
                file = clerk.client.get(f"/{language}{DESK}/export/{name}.{kind}")
                assert "attachment" in file.headers["content-disposition"]
                seen = clerk.look(name, file.content)
                assert "This list changes nothing" in text_of(seen.text), (name, kind, language)


def test_a_question_is_answered_before_anything_is_written(clerk):
    more = "parliament;capacity;family name;given names\nKelmeria;delegate;Koshanev;Yerzhan\n"
    seen = clerk.look("people", more)
    assert "Row 2: Yerzhan Koshanev. Known already: Yerlan Koshanev." in text_of(seen.text)
    assert 'value="write"' not in seen.text
    [field] = {part for part in seen.text.split('"') if part.startswith("same.2.")}
    looked = clerk.again("people", seen, **{field: "another"})
    assert 'value="write"' in looked.text
    assert clerk.again("people", looked, do="write", **{field: "another"}).status_code == 303
    assert "Yerzhan" in clerk.text("delegations?q=yerzhan")


def test_a_name_that_was_copied_down_does_not_make_a_page_of_thousands(clerk):
    copied = "parliament;capacity;family name;given names\n" + "Lestovia;adviser;Ali;Omar\n" * 2_000
    seen = clerk.look("people", copied)
    assert "only the first 300 can be answered at once" in text_of(seen.text)
    assert seen.text.count('value="another"') == 300
    assert 'value="write"' not in seen.text


def test_ten_thousand_rows_are_shown_and_all_of_them_if_wished(clerk):
    lines = (f"Lestovia;adviser;Fam{one_word(n)};Giv{one_word(7 * n)}\n" for n in range(MOST_ROWS))
    seen = clerk.look("people", "parliament;capacity;family name;given names\n" + "".join(lines))
    assert f"New {MOST_ROWS}" in cells_of(seen.text)
    assert seen.text.count("<tr>") < 700
    everything = clerk.again("people", seen, all="1")
    assert everything.text.count("<tr>") >= MOST_ROWS


def one_word(number: int) -> str:
    """A word for a number, far from the words of its neighbours."""
    return hashlib.sha256(b"%d" % number).hexdigest().translate(LETTERS)[:12]


LETTERS = str.maketrans("0123456789abcdef", "aeioubdfgklmnprs")


def test_a_register_that_changed_shows_the_new_differences_first(house, clerk):
    seen = clerk.look("parliaments", made_members(clerk, "Zadristan", "Kelmeria"))
    assert "Changed 2" in cells_of(seen.text)
    clerk_of(house).write("parliaments", made_members(clerk, "Zadristan"))
    refused = clerk.again("parliaments", seen, do="write")
    assert refused.status_code == 409
    assert "The register has changed since you looked" in text_of(refused.text)
    assert "Changed 1" in cells_of(refused.text)
    assert clerk.again("parliaments", refused, do="write").status_code == 303


def test_the_table_of_votes_is_proposed_kept_and_compared(clerk):
    clerk.write("parliaments", made_members(clerk, "Lestovia", "Andravia"))
    ids = clerk.ids()
    zadri, kelmeria, lestovia = (ids[one] for one in ("Zadristan", "Kelmeria", "Lestovia"))
    numbers = {f"population.{kelmeria}": "20 100 000", f"population.{zadri}": "36000000"}
    seen = clerk.post("votes", do="propose", edition="0", **numbers)
    text = text_of(seen.text)
    assert "within 2 % of the limit of 20,000,000" in text
    assert text.count("within 2 %") == 1
    assert f'name="votes.{kelmeria}" value="14"' in seen.text
    assert f'name="votes.{zadri}" value="15"' in seen.text
    assert "no edition yet" in clerk.text("votes")
    kept = {f"votes.{kelmeria}": "14", f"votes.{zadri}": "15", f"votes.{lestovia}": "10"}
    wrong = clerk.post("votes", do="keep", edition="0", dated="2026-03-02", **kept)
    assert wrong.status_code == 422
    assert f'name="votes.{lestovia}" value="10"' in wrong.text
    told = {"dated": "2026-03-02", "source": "Guidebook, page 9"}
    bad = clerk.post("votes", do="keep", edition="0", **told, **{f"votes.{kelmeria}": "many"})
    assert bad.status_code == 422
    assert "“many” is not a whole number" in text_of(bad.text)
    assert clerk.post("votes", do="keep", edition="0", **told, **kept).status_code == 303
    late = clerk.post("votes", do="keep", edition="0", **told, **kept)
    assert late.status_code == 409
    kept[f"votes.{zadri}"] = "16"
    assert clerk.post("votes", do="keep", edition="1", **told, **kept).status_code == 303
    page = cells_of(clerk.get("votes").text)
    assert "Otherwise than in edition 1" in page
    assert "Zadristan 15 16" in page


def test_two_clerks_on_one_file_and_nothing_is_lost(house, clerk):
    parliament = clerk.ids()["Kelmeria"]
    page, version = f"delegations/{parliament}", clerk.version(clerk.ids()["Kelmeria"])
    other = clerk_of(house)
    assert other.post(page, do="check", version=version).status_code == 303
    late = clerk.post(page, do="return", version=version, reason="The photograph is missing")
    assert late.status_code == 409
    text = text_of(late.text)
    assert "Since you opened this page" in text
    assert "checked the credentials" in text
    assert 'value="The photograph is missing"' in late.text
    assert "credentials checked" in clerk.text(page)
    empty = clerk.post(page, do="return", version=clerk.version(parliament))
    assert empty.status_code == 422
    answer = clerk.post(page, do="return", version=clerk.version(parliament), reason="No photo")
    assert answer.status_code == 303
    assert "Returned: No photo" in clerk.text(page)


def test_a_delegation_is_accepted_by_the_procedure_and_then_named(house, clerk):
    parliament = clerk.ids()["Zadristan"]
    page = f"delegations/{parliament}"
    before = house.server.application.house.names_of(REHEARSAL).revision
    assert clerk.post(page, do="accept", version=clerk.version(parliament)).status_code == 303
    sits = house.assembly.delegations[parliament]
    assert (sits.votes, sits.has_vote, sits.status) == (16, True, "member")
    assert sits.members == (f"{parliament}-1", f"{parliament}-2")
    names = house.server.application.house.names_of(REHEARSAL)
    assert names.revision == before + 1
    assert names.label(f"{parliament}-1", "en") == "Tamila Nurbayeva"
    assert names.short(parliament, "fr") == "Sadristan"
    assert names.delegation(f"{parliament}-2") == parliament
    assert "accepted" in clerk.text(page)
    again = clerk.post(page, do="accept", version="99")
    assert again.status_code == 409


def test_a_name_corrected_by_list_is_corrected_on_the_pages(house, clerk):
    parliament = clerk.ids()["Zadristan"]
    told = clerk.client.get(f"{DESK}/export/people.csv").content.decode("utf-8-sig")
    clerk.write("people", told.replace("Nurbayeva", "Nurbaeva"))
    names = house.server.application.house.names_of(REHEARSAL)
    assert names.label(f"{parliament}-1", "en") == "Tamila Nurbaeva"


def test_who_comes_later_is_shown_as_not_yet_admitted(clerk):
    parliament = clerk.ids()["Zadristan"]
    clerk.write(
        "people", "parliament;capacity;family name;given names\nZadristan;delegate;Sato;Mei\n"
    )
    assert "waits for its place" in clerk.text(f"delegations/{parliament}")
    assert "1 not yet admitted" in clerk.text("delegations")


def test_who_waits_is_admitted_by_the_procedure_and_then_named(house, clerk):
    parliament = clerk.ids()["Zadristan"]
    page = f"delegations/{parliament}"
    clerk.write(
        "people", "parliament;capacity;family name;given names\nZadristan;adviser;Ito;Ren\n"
    )
    assert clerk.post(page, do="admit", version="1").status_code == 409  # seen too long ago
    assert f"{parliament}-3" not in house.assembly.people
    assert clerk.post(page, do="admit", version=clerk.version(parliament)).status_code == 303
    assert house.assembly.delegations[parliament].members[2:] == (f"{parliament}-3",)
    adviser = house.assembly.people[f"{parliament}-4"]
    assert (adviser.delegation, adviser.accredited_as) == (parliament, "adviser")
    names = house.server.application.house.names_of(REHEARSAL)
    assert names.label(f"{parliament}-3", "en") == "Mei Sato"
    assert names.label(f"{parliament}-4", "en") == "Ren Ito"
    told = clerk.text(page)
    assert "not yet admitted" not in told
    assert "waits for its place" not in told
    position = house.position
    assert clerk.post(page, do="admit", version=clerk.version(parliament)).status_code == 303
    assert house.position == position


def test_what_is_lacking_keeps_a_delegation_from_being_accepted(house, clerk):
    clerk.post("delegations", do="invite")
    parliament = clerk.ids()["Andravia"]
    page = f"delegations/{parliament}"
    refused = clerk.post(page, do="accept", version=clerk.version(parliament))
    assert refused.status_code == 409
    assert "Andravia has no members yet" in text_of(refused.text)
    assert parliament not in house.assembly.delegations


def test_all_that_are_ready_are_accepted_and_the_others_stay(house, clerk):
    ids = clerk.ids()
    assert "Accept the 1 that is ready" in clerk.text("delegations")
    asked = clerk.post("delegations", do="accept_ready")
    [shown] = [
        dict(one.fields) for one in forms_of(asked.text) if f"file.{ids['Lestovia']}" in str(one)
    ]
    assert ids["Lestovia"] not in house.assembly.delegations
    stale = clerk.post("delegations", do="accept_these", **{f"file.{ids['Lestovia']}": "1"})
    assert stale.headers["location"].endswith("?accepted=0&left=1")
    assert "1 file changed meanwhile" in clerk.text("delegations?accepted=0&left=1")
    answer = clerk.post("delegations", **shown | {"do": "accept_these"})
    assert answer.headers["location"].endswith("?accepted=1&left=0")
    sitting = house.assembly.delegations
    assert ids["Lestovia"] in sitting
    assert not {ids["Kelmeria"], ids["Andravia"]} & {*sitting}


def test_what_the_record_holds_is_written_down_after_a_crash(house, clerk):
    """As if the program had stopped between the record and the tables."""
    from hemicycle.secretariat.models import DelegationFile, Place  # noqa: PLC0415

    parliament = clerk.ids()["Lestovia"]

    def forget() -> None:
        file = DelegationFile.objects.get(session=REHEARSAL, parliament_id=parliament)
        DelegationFile.objects.filter(pk=file.pk).update(
            stage="registered", version=file.version - 1
        )
        Place.objects.filter(file=file).update(member="")

    in_django(forget)
    assert "not by this file" in clerk.text(f"delegations/{parliament}")
    answer = clerk.post(f"delegations/{parliament}", do="accept", version=clerk.version(parliament))
    assert answer.status_code == 303
    assert f"{parliament}-1" in clerk.text(f"delegations/{parliament}")


def test_a_refusal_of_the_procedure_is_shown_with_its_sentence(house, clerk):
    from hemicycle.secretariat.models import DelegationFile  # noqa: PLC0415

    parliament = clerk.ids()["Lestovia"]
    file = DelegationFile.objects.filter(session=REHEARSAL, parliament_id=parliament)
    in_django(lambda: file.update(stage="registered", version=40))
    refused = clerk.post(f"delegations/{parliament}", do="accept", version="40")
    assert refused.status_code == 409
    assert "have been accepted already" in text_of(refused.text)
    assert "practice of the house" in text_of(refused.text)
    in_django(lambda: file.update(stage="accepted"))


def test_a_person_is_forgotten_and_the_record_still_verifies(house, clerk):
    parliament = clerk.ids()["Zadristan"]
    page, member = f"delegations/{parliament}", f"{parliament}-2"
    names = house.server.application.house.names_of(REHEARSAL)
    assert names.label(member, "en") == "Sadyk Turgunbek uulu"
    forms = [dict(one.fields) for one in forms_of(clerk.get(page).text)]
    person = [one["person"] for one in forms if "person" in one][1]
    asked = clerk.post(page, do="forget", person=person, version=clerk.version(parliament))
    assert "Forget Sadyk Turgunbek uulu" in text_of(asked.text)
    assert "Turgunbek" in clerk.text(page)
    sure = {"person": person, "version": clerk.version(parliament)}
    assert clerk.post(page, do="forget_sure", **sure).status_code == 303
    assert "Turgunbek" not in clerk.get(page).text
    assert "Turgunbek" not in clerk.client.get(f"{DESK}/export/people.csv").text
    names = house.server.application.house.names_of(REHEARSAL)
    assert names.label(member, "en") == f"delegate 2 of {parliament}"
    assert house.assembly.delegations[parliament].members[1] == member
    journal = house.visitor().get(f"/a/{REHEARSAL}/journal.ndjson").content
    assert verify(journal.splitlines(keepends=True)).ok
    assert b"Turgunbek" not in journal


def test_there_is_no_file_of_an_unknown_parliament(clerk):
    answer = clerk.get("delegations/p-9999")
    assert answer.status_code == 404
    assert "no such file" in text_of(answer.text)
