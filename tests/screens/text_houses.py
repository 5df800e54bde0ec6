"""A draft resolution before the plenary of the little house, with amendments to it."""

from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.lodge_text import LodgeText
from hemicycle.procedure.acts.texts.publish_version import PublishVersion
from hemicycle.procedure.acts.texts.put_amendment import PutAmendment
from screens.little_house import CHAIR, HEAD, SECRETARY, in_sitting

OTHER = "p-0002-1"
TEXT = "A-1-DR"
DRAFT = {
    "en": "Buildings <b>for all\nThe Assembly,\nRecalling that many visitors cannot enter,\n"
    "1. Urges parliaments to build ramps at every door of every building in which they sit, "
    "receive visitors or keep their records;\n"
    "2. Also urges parliaments to publish a plan;\n(a) each year;\n"
    "3. Requests a report.",
    "fr": "Des bâtiments pour tous\nL’Assemblée,\nRappelant que des visiteurs n’entrent pas,\n"
    "1. Prie les parlements de construire des rampes à chaque porte ;\n"
    "2. Prie aussi les parlements de publier un plan ;\n(a) chaque année ;\n"
    "3. Demande un rapport.",
}
RAMPS = (
    "Urges parliaments to build {} at every {} of every building in which they sit, "
    "receive visitors or keep their records;"
)


def lodged(**wishes):
    """The draft, lodged by the first delegation in a sitting."""
    house = in_sitting(**wishes)
    house.do(LodgeText, HEAD, draft=DRAFT, item="1")
    return house


def amend(house, by=OTHER, *, does="reword", **fields):
    """One more amendment; words are given in English where they are a text alone."""
    words = fields.pop("words", {})
    words = {"en": words} if isinstance(words, str) else words
    house.do(LodgeAmendment, by, text=TEXT, does=does, words=words, **fields)


def with_amendments(**wishes):
    """Seven amendments: two to the same words, one beside them, and one of every other kind."""
    house = lodged(**wishes)
    amend(house, clause="o1", words=RAMPS.format("ramps and lifts", "door"))
    amend(house, HEAD, clause="o1", words=RAMPS.format("bridges", "door"))
    amend(house, HEAD, clause="o1", words=RAMPS.format("ramps", "gate"))
    amend(house, does="delete", clause="o4")
    amend(house, does="insert", after="o4", words={"en": "Thanks all;", "fr": "Remercie ;"})
    amend(house, does="move", clause="o4", after="o1")
    amend(house, HEAD, to=1, words=RAMPS.format("ramps or lifts", "door"))
    return house


def carry(house, *numbers):
    """The plenary carries these, in whatever turn."""
    for number in numbers:
        house.do(
            PutAmendment,
            CHAIR,
            text=TEXT,
            amendment=number,
            yes_means={"en": "It is carried."},
            method="consensus",
            out_of_turn=1,
        )
        house.do(AdoptWithoutVote, CHAIR)


def publish(house):
    """The secretariat publishes the next version."""
    house.do(PublishVersion, SECRETARY, text=TEXT)
