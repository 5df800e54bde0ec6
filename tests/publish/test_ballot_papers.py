"""Ballot papers: the names in their order, all papers alike, and no number on any of them."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from hemicycle.procedure.kernel import MemberId
from hemicycle.publish.papers.ballots import ballot_papers, waiting
from hemicycle.publish.papers.typesetting import drawn
from screens import election_houses as at
from screens.little_house import NAMES

from .test_papers import BAND, occasion, pages_of

INCH = 508  # dots, so that half a sheet is a whole number of them


def papers(house, language="en"):
    """The papers of the elections that wait."""
    elections = waiting(house.assembly)
    return ballot_papers(occasion(language), elections, names=NAMES)


def test_a_paper_has_the_names_in_their_order_on_both_halves():
    [page] = pages_of(papers(at.called()))
    assert page.count("Maeven & Ó Faolrin") == 2
    assert page.count("Mark one name.") == 2
    assert page.index("Maeven") < page.index("Corrin")
    assert "p-0003-1" not in page  # nominated, and has not accepted
    [after] = pages_of(papers(at.second_ballot()))
    assert "Ballot 2" in after
    assert after.count("منى الزهراوي") == 0  # dropped after the first


def halves(house, language="en"):
    """Both papers of a sheet as pictures, without the margin at the cut."""
    [picture] = drawn(papers(house, language), ppi=INCH)
    page = Image.open(BytesIO(picture)).convert("L")
    half, margin = round(148.5 / 25.4 * INCH), 12
    return [page.crop((left + margin, 0, left + half - margin, page.height)) for left in (0, half)]


def dots_apart(one, other):
    """In how many dots two pictures differ from black to white."""
    return ImageChops.difference(one, other).point(lambda n: 255 * (n > 128)).histogram()[255]


def test_both_halves_look_the_same_and_nothing_tells_one_from_another():
    left, right = halves(at.called())
    assert dots_apart(left, right) == 0
    assert dots_apart(left, halves(at.called(), "fr")[1]) > 0  # the control
    [text] = pages_of(papers(at.called()))
    assert re.findall(r"(?:No\.|№|#)\s*[0-9]", text) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_rehearsal_says_so_in_the_language_of_the_paper(language):
    [page] = pages_of(papers(at.called(), language))
    assert BAND[language] in page
    assert {"en": "Do not sign it.", "fr": "Ne le signez pas."}[language] in page


def test_many_candidates_fit_on_one_sheet():
    house = at.called()
    [election] = waiting(house.assembly)
    one = next(iter(election.candidatures.values()))
    many = [MemberId(f"p-0001-{n}") for n in range(1, 25)]
    for member in many:
        election = election.with_candidature(
            type(one)(member=member, nominator=member, is_accepted=True)
        )
    paper = ballot_papers(occasion(), [election], names=NAMES)
    assert len(drawn(paper)) == 1
    assert len(pages_of(paper)) == 1


def test_nothing_is_printed_where_no_election_waits():
    for make in (at.empty, at.over, at.acclaimed):
        assert waiting(make().assembly) == ()
    assert len(waiting(at.opened().assembly)) == 1
