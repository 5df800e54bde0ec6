"""The news item: what it says, in what order, and how figures and lists read."""

from dataclasses import replace

import pytest

from hemicycle.journal.names import NO_NAMES, Name, Names
from hemicycle.procedure.acts.bureau.hand_chair import HandChair
from hemicycle.procedure.acts.credentials.accept_credentials import AcceptCredentials
from hemicycle.procedure.acts.credentials.accredit_person import AccreditPerson
from hemicycle.procedure.acts.divisions.record_reservation import RecordReservation
from hemicycle.procedure.acts.record.correct_record import CorrectRecord
from hemicycle.procedure.acts.session.constitute_body import ConstituteBody
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.publish import Published
from hemicycle.publish.news_txt import Fact, facts_of

from .news_items import NARROW, SPOKEN, adopt, item, seated, speak
from .small_session import SESSION, VOTES, SmallSession, reported_session, whole_session


def divided(votes: dict[str, tuple[int, int, int, int]]) -> SmallSession:
    """A division with its declared result."""
    session = seated()
    session.divide(votes)
    session.declare()
    return session


# What is said, and in what order.


def test_the_item_goes_from_the_session_to_its_decisions():
    paragraphs = item(whole_session().published()).rstrip("\n").split("\n\n")
    beginnings = (
        "REHEARSAL - invented parliaments",
        "Rehearsal 1: “The <draft> resolution” adopted, the latest of 2 decisions",
        "Tashkent, 2 to 4 March 2026 – Rehearsal 1 brought together 4 delegations with",
        "The Assembly met, with Oriane Dren, President of the Assembly, in the chair.",
        "Ilse Marr of Arvenia addressed the Assembly.",
        "The Assembly adopted “Emergency item 1” by 21 votes to 8, with no abstentions; 25 votes",
        "The Assembly adopted “The <draft> resolution” by consensus.",
        "The result on “Emergency item 1” rests on a rule whose present text has not been",
        "This item was drawn from the record up to entry 30. Anyone can check",
    )
    assert len(paragraphs) == len(beginnings)
    for paragraph, beginning in zip(paragraphs, beginnings, strict=True):
        assert paragraph.startswith(beginning)
        assert "\n" not in paragraph
    assert all(paragraph.endswith(".") for paragraph in paragraphs[2:])


def test_the_facts_are_those_of_the_record():
    facts = facts_of(whole_session().published())
    assert facts[:5] == (
        Fact(kind="gathered", figures=(4,)),
        Fact(kind="theme", title="Justice & development"),
        Fact(kind="met", body="plenary"),
        Fact(kind="chaired", body="plenary", person="o-president"),
        Fact(kind="spoke", body="plenary", person="p-0001-1"),
    )
    assert [fact.kind for fact in facts[5:]] == [
        "decided",
        "decided",
        "reserved",
        "unverified",
        "corrected",
    ]
    assert facts[5].figures == (21, 8, 0, 25)
    assert (facts[5].method, facts[6].method) == ("roll_call", "consensus")


def test_a_session_that_was_acted_bears_no_band():
    text = item(whole_session().published())
    assert text.startswith("REHEARSAL - invented parliaments\n\n")
    assert item(seated().published()).startswith("Rehearsal 1: no decision so far\n\n")


def test_an_opened_session_has_an_item_too():
    text = item(SmallSession("acted").published())
    assert "Rehearsal 1 was opened. No credentials have been accepted so far." in text
    assert "The Assembly" not in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_reported_session_sends_to_its_reports_and_says_no_more(language):
    session = reported_session()
    paragraphs = item(session.published(language)).rstrip("\n").split("\n\n")
    assert len(paragraphs) == 5
    assert paragraphs[0] == session.published(language).band
    assert {fact.kind for fact in facts_of(session.published(language))} == {"theme"}
    for absent in ("as told", "rapporté :", "news report of 7 April", "entry", "écriture"):
        assert absent not in "".join(paragraphs[1:])


@pytest.mark.parametrize(
    ("dates", "en", "fr"),
    [
        (("2026-03-02", "2026-03-02"), "2 March 2026", "2 mars 2026"),
        (("2026-03-01", "2026-03-04"), "1 to 4 March 2026", "du 1er au 4 mars 2026"),
        (
            ("2026-03-31", "2026-04-01"),
            "31 March 2026 to 1 April 2026",
            "du 31 mars 2026 au 1er avril 2026",
        ),
    ],
)
def test_dates_are_written_out(dates, en, fr):
    for language, expected, place in (("en", en, "Tashkent"), ("fr", fr, "Tachkent")):
        published = seated().published(language)
        session = replace(published.session, starts_on=dates[0], ends_on=dates[1])
        assembly = replace(published.assembly, session=session)
        assert f"{place}, {expected} – " in item(replace(published, assembly=assembly))


def test_a_numbered_session_has_its_article():
    published = seated().published()
    session = replace(published.session, title={"en": "150th Assembly"}, place={})
    assembly = replace(published.assembly, session=session)
    text = item(replace(published, assembly=assembly))
    assert text.startswith("150th Assembly: no decision so far\n\n2 to 4 March 2026 – The 150th")


# Singular and plural.

FIGURES = [
    (
        {"p-0001-1": (10, 0, 0, 0), "p-0001-2": (2, 8, 0, 0), "p-0002-1": (9, 0, 0, 1)},
        "adopted “Emergency item 1” by 21 votes to 8, with no abstentions; 25 votes were not cast.",
        f"par 21 voix contre 8, sans abstention{NARROW}; 25 voix n’ont pas été exprimées.",
    ),
    (
        {"p-0001-1": (1, 0, 1, 8)},
        "adopted “Emergency item 1” by 1 vote to 0, with 1 abstention; 52 votes were not cast.",
        f"par 1 voix contre 0, avec 1 abstention{NARROW}; 52 voix n’ont pas été exprimées.",
    ),
    (
        {"p-0001-1": (0, 2, 2, 6)},
        "rejected “Emergency item 1” by 0 votes to 2, with 2 abstentions; 50 votes were not cast.",
        f"par 0 voix contre 2, avec 2 abstentions{NARROW}; 50 voix n’ont pas été exprimées.",
    ),
    (
        {"p-0001-1": (5, 4, 0, 1)},
        (
            "rejected “Emergency item 1”: 5 votes in favour and 4 against, with no "
            "abstentions; 45 votes were not cast. Adoption required 6 votes in favour."
        ),
        (
            "5 voix pour et 4 contre, sans abstention"
            f"{NARROW}; 45 voix n’ont pas été exprimées. L’adoption demandait 6 voix pour."
        ),
    ),
    (
        {"p-0001-1": (1, 1, 0, 8)},
        (
            "rejected “Emergency item 1”: 1 vote in favour and 1 against, with no abstentions; "
            "52 votes were not cast. Adoption required 2 votes in favour."
        ),
        (
            "1 voix pour et 1 contre, sans abstention"
            f"{NARROW}; 52 voix n’ont pas été exprimées. L’adoption demandait 2 voix pour."
        ),
    ),
]


@pytest.mark.parametrize(("votes", "english", "french"), FIGURES)
def test_figures_read_well_in_both_languages(votes, english, french):
    session = divided(votes)
    assert english in item(session.published("en"))
    assert french in item(session.published("fr"))


def with_figures(not_cast_votes: int) -> Published:
    """An adopted division in which all votes but these were cast for."""
    published = divided(VOTES).published()
    division = published.assembly.divisions[1]
    votes = division.entitled_votes - not_cast_votes
    tally = replace(division.tally, for_votes=votes, against_votes=0)
    assembly = published.assembly.with_division(replace(division, tally=tally))
    return replace(published, assembly=assembly)


def test_votes_not_cast_are_told_where_there_are_any():
    assert "by 54 votes to 0, with no abstentions.\n" in item(with_figures(0))
    assert "with no abstentions; 1 vote was not cast.\n" in item(with_figures(1))
    french = replace(with_figures(1), language="fr")
    assert f"sans abstention{NARROW}; 1 voix n’a pas été exprimée.\n" in item(french)


def test_one_delegation_is_one_delegation():
    session = SmallSession("acted")
    session.act(AcceptCredentials, delegation="p-0001", members=("p-0001-1",), votes=1)
    assert "brought together 1 delegation with accepted credentials." in item(session.published())
    assert "a réuni 1 délégation dont les pouvoirs" in item(session.published("fr"))


def test_one_decision_is_the_only_one():
    session = seated()
    adopt(session, {"en": "A text"}, "acclamation")
    assert item(session.published()).startswith("Rehearsal 1: “A text” adopted\n")
    assert "adopted “A text” by acclamation." in item(session.published())
    adopt(session, {"en": "Another"})
    assert "“Another” adopted, the latest of 2 decisions\n" in item(session.published())
    french = item(session.published("fr"))
    assert f"adoption de «{NARROW}Another{NARROW}», dernière de 2 décisions\n" in french


# Who presided and who spoke.


def test_everybody_who_presided_is_told_once():
    session = SmallSession("acted")
    session.act(AccreditPerson, member="o-vice-president", office="vice_president")
    session.act(AccreditPerson, member="o-chair-2", office="chair")
    session.act(ConstituteBody, constituted="idle", title={"en": "Idle"}, presiding="o-chair-2")
    session.sit()
    session.act(HandChair, by="o-president", to="o-vice-president")
    session.act(HandChair, by="o-vice-president", to="o-president")
    published = session.published("en", SPOKEN)
    text = item(published)
    assert (
        "The Assembly met, with Oriane d’Arvel, President of the Assembly, in the chair. "
        "person o-vice-president, Vice-President, also took the chair.\n"
    ) in text
    assert "Idle" not in text
    assert "sous la présidence d’Oriane d’Arvel, Présidente de l’Assemblée." in item(
        replace(published, language="fr")
    )


def test_speakers_are_told_in_the_order_of_first_speaking():
    session = seated()
    session.act(AccreditPerson, member="g-1", office="guest")
    for member in ("p-0002-1", "p-0001-1", "g-1", "p-0002-1", "p-0003-1"):
        speak(session, member)
    names = Names(
        1,
        {
            **SPOKEN.entries,
            "g-1": Name(label={"en": "Anselmo Thwaite-Iro"}, title={"en": "Harbour Master"}),
            "p-0003-1": Name(label={"en": "Jean-Luc de la Roche"}),
        },
    )
    assert (
        "The Assembly heard Efuah Mbarga-Ndo of Ts'alenka and N'Kemi Adourah of N'Dovari. "
        "Anselmo Thwaite-Iro, Harbour Master, addressed the Assembly. "
        "Jean-Luc de la Roche of Hale’uma addressed the Assembly.\n"
    ) in item(session.published("en", names))
    assert (
        "L’Assemblée a entendu Efuah Mbarga-Ndo (Ts'alenka) et N'Kemi Adourah (N'Dovari). "
    ) in item(session.published("fr", names))


@pytest.mark.parametrize(
    ("speakers", "last"), [(13, "1 other speaker."), (14, "2 other speakers.")]
)
def test_no_more_than_twelve_are_named(speakers, last):
    session = SmallSession("acted")
    members = tuple(f"p-0009-{seat}" for seat in range(1, speakers + 1))
    session.act(AcceptCredentials, delegation="p-0009", members=members, votes=10)
    session.sit()
    for member in members:
        speak(session, member)
    text = item(session.published())
    assert text.count("delegate ") == 12
    assert f"The Assembly also heard {last}\n" in text
    assert facts_of(session.published())[-1].figures == (speakers - 12,)


def test_an_honorific_is_no_office():
    names = Names(
        1, {"o-president": Name(label={"en": "Oriane d’Arvel"}, honorific={"en": "Madam"})}
    )
    assert (
        "The Assembly met, with Oriane d’Arvel, President of the Assembly, in the chair.\n"
    ) in item(seated().published("en", names))


def test_nobody_is_told_to_be_chair_in_the_chair():
    session = SmallSession("acted")
    session.act(AccreditPerson, member="o-chair-2", office="chair")
    session.act(ConstituteBody, constituted="b", title={"en": "Board"}, presiding="o-chair-2")
    session.act(OpenSitting, body="b", by="o-chair-2")
    names = Names(1, {"o-chair-2": Name(label={"en": "N'Kemi Adourah"})})
    assert "The Board met, with N'Kemi Adourah in the chair.\n" in item(
        session.published("en", names)
    )


def test_without_a_name_a_delegate_is_the_seat_of_a_parliament():
    text = item(whole_session().published("en", NO_NAMES))
    assert "\ndelegate 1 of p-0001 addressed the Assembly.\n" in text


def test_who_rose_on_a_point_of_order_only_did_not_address_the_body():
    session = seated()
    session.debate()
    told = [fact.person for fact in facts_of(session.published()) if fact.kind == "spoke"]
    assert told == ["p-0001-1"]


def test_reservations_name_their_delegations():
    session = seated()
    adopt(session, {"en": "A text"})
    assert "reserv" not in item(session.published("en", SPOKEN))
    session.act(RecordReservation, by="p-0001-1")
    one = session.published("en", SPOKEN)
    assert "by consensus. N'Dovari recorded a reservation.\n" in item(one)
    french = item(replace(one, language="fr"))
    assert "La délégation du N'Dovari a formulé une réserve.\n" in french
    session.act(RecordReservation, by="p-0002-1")
    two = session.published("en", SPOKEN)
    assert "by consensus. N'Dovari and Ts'alenka recorded reservations.\n" in item(two)
    french = item(replace(two, language="fr"))
    assert "Les délégations du N'Dovari et de Ts'alenka ont formulé des réserves.\n" in french


def test_what_others_report_of_a_session_of_our_own_is_not_told():
    session = whole_session()
    before = session.published()
    session.report()
    reports = session.clerk.state(SESSION).assembly.reports
    words = {"en": "Read: as told twice."}
    session.act(CorrectRecord, corrects=reports[0].position, words=words)
    assert facts_of(session.published()) == facts_of(before)
    session.act(CorrectRecord, corrects=1, words=words)
    assert facts_of(session.published())[-1] == Fact(kind="corrected", figures=(2,))
    assert "The record holds 2 corrigenda, which stand in the minutes." in item(session.published())
