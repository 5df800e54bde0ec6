"""Sessions at the moments at which a draft resolution changes the screens of those who work on it.

A committee of invented parliaments; Maeven of the first delegation is Rapporteur.
"""

from hemicycle.procedure.acts.agenda.place_item import PlaceItem
from hemicycle.procedure.acts.agenda.take_up_item import TakeUpItem
from hemicycle.procedure.acts.credentials.call_roll import CallRoll
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.sitting.open_sitting import OpenSitting
from hemicycle.procedure.acts.texts.appoint_rapporteur import AppointRapporteur
from hemicycle.procedure.acts.texts.find_fallen import FindFallen
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.lodge_text import LodgeText
from hemicycle.procedure.acts.texts.publish_version import PublishVersion
from hemicycle.procedure.acts.texts.put_amendment import PutAmendment
from hemicycle.procedure.acts.texts.recommend_on_amendment import RecommendOnAmendment
from hemicycle.procedure.acts.texts.settle_clause import SettleClause

from .little_house import CHAIR, HEAD, SECRETARY, set_up

OTHER = "p-0002-1"
DRAFT = {
    "en": "Ramps at <every> door\n(1) Recalling that many visitors cannot enter,\n"
    "1. Urges parliaments to build ramps at every door;\n"
    "2. Urges parliaments to publish a plan each year;\n"
    "3. Requests the Secretary General to report in two years.",
    "fr": "Des rampes à chaque porte\n(1) Rappelant que beaucoup de visiteurs n’entrent pas,\n"
    "1. Prie les parlements de construire des rampes à chaque porte ;\n"
    "2. Prie les parlements de publier un plan chaque année ;\n"
    "3. Demande au Secrétaire général de faire rapport dans deux ans.",
}
MEANS = {"en": "It is carried.", "fr": "Il est adopté."}
BECAUSE = {"en": "As the body wished."}
LIFTS = {
    "en": "Urges parliaments to build ramps or lifts at every door;",
    "fr": "Prie les parlements de construire des rampes ou des ascenseurs à chaque porte ;",
}


def lodged():
    """A draft resolution before the plenary, which has not met yet."""
    house = set_up()
    house.do(PlaceItem, SECRETARY, item="3", title={"en": "Ramps", "fr": "Rampes"})
    house.do(LodgeText, SECRETARY, draft=DRAFT, movers=("p-0003",), item="3")
    house.do(AppointRapporteur, SECRETARY, text=house_text(house), member=HEAD)
    return house


def house_text(house):
    """The only text of the house."""
    [text] = house.assembly.texts
    return text


def amended():
    """Six amendments and a sub-amendment: 1 and 6 are the same, 2 and 3 are about one paragraph.

    The Rapporteur advises for 1 and 5, against 2.
    """
    house = lodged()
    about = {"text": house_text(house)}
    rewords = {"does": "reword", "clause": "o2"}
    house.do(LodgeAmendment, HEAD, does="reword", clause="o1", words=LIFTS, **about)
    house.do(LodgeAmendment, OTHER, does="delete", clause="o2", **about)
    monthly = {"en": "Urges parliaments to publish a plan each month;"}
    house.do(LodgeAmendment, HEAD, words=monthly, **rewords, **about)
    weekly = {"en": "Urges parliaments to publish a plan each week;"}
    house.do(LodgeAmendment, OTHER, to=3, does="reword", words=weekly, **about)
    visitors = {"en": "Invites visitors to say what they need;"}
    house.do(LodgeAmendment, OTHER, does="insert", after="o3", words=visitors, **about)
    house.do(LodgeAmendment, OTHER, does="reword", clause="o1", words=LIFTS, **about)
    for number, advice in ((1, "for"), (2, "against"), (5, "for")):
        house.do(RecommendOnAmendment, HEAD, amendment=number, recommendation=advice, **about)
    return house


def voted_on():
    """The plenary sits on the item of the text."""
    return sits(amended())


def sits(house):
    """The plenary of a house sits on the item of its text."""
    house.do(CallRoll, SECRETARY)
    house.do(OpenSitting, CHAIR)
    house.do(TakeUpItem, CHAIR, item="3")
    return house


def carry(house, number, **fields):
    """An amendment is put and carried by consensus."""
    about = {"text": house_text(house), "amendment": number, "yes_means": MEANS}
    house.do(PutAmendment, CHAIR, method="consensus", **about, **fields)
    house.do(AdoptWithoutVote, CHAIR)


def first_carried():
    """Amendment 1 is carried, so that 6 has nothing left to change."""
    house = voted_on()
    carry(house, 1)
    return house


def meeting():
    """Amendment 3 is carried although 2 has deleted its paragraph: they meet."""
    house = first_carried()
    about = {"text": house_text(house), "because": BECAUSE}
    house.do(FindFallen, CHAIR, amendment=6, consequence="falls", other=1, **about)
    carry(house, 2)
    house.do(FindFallen, CHAIR, amendment=3, consequence="stands", other=2, **about)
    carry(house, 4)
    carry(house, 3)
    return house


def settled():
    """What the paragraph reads was settled; one amendment is still open."""
    house = meeting()
    words = {"en": "Urges parliaments to publish a plan each week;"}
    about = {"text": house_text(house), "because": BECAUSE}
    house.do(SettleClause, CHAIR, amendment=3, words=words, **about)
    return house


def published():
    """Every amendment is decided and the second version is out; French is behind."""
    house = settled()
    carry(house, 5)
    house.do(PublishVersion, SECRETARY, text=house_text(house))
    return house


# Those in which the console has something to offer that it has in no other.
TEXTS = {"first carried": first_carried, "settled": settled, "published": published}
