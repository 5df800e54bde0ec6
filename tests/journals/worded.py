"""Two draft resolutions: one amended, settled, published and adopted, one withdrawn."""

from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.texts.appoint_rapporteur import AppointRapporteur
from hemicycle.procedure.acts.texts.consent_to_compromise import ConsentToCompromise
from hemicycle.procedure.acts.texts.find_fallen import FindFallen
from hemicycle.procedure.acts.texts.find_receivable import FindReceivable
from hemicycle.procedure.acts.texts.lodge_amendment import LodgeAmendment
from hemicycle.procedure.acts.texts.lodge_text import LodgeText
from hemicycle.procedure.acts.texts.propose_compromise import ProposeCompromise
from hemicycle.procedure.acts.texts.publish_version import PublishVersion
from hemicycle.procedure.acts.texts.put_amendment import PutAmendment
from hemicycle.procedure.acts.texts.put_text import PutText
from hemicycle.procedure.acts.texts.recommend_on_amendment import RecommendOnAmendment
from hemicycle.procedure.acts.texts.refuse_compromise import RefuseCompromise
from hemicycle.procedure.acts.texts.render_clause import RenderClause
from hemicycle.procedure.acts.texts.report_text import ReportText
from hemicycle.procedure.acts.texts.settle_clause import SettleClause
from hemicycle.procedure.acts.texts.sponsor_text import SponsorText
from hemicycle.procedure.acts.texts.take_over_amendment import TakeOverAmendment
from hemicycle.procedure.acts.texts.waive_language import WaiveLanguage
from hemicycle.procedure.acts.texts.withdraw_amendment import WithdrawAmendment
from hemicycle.procedure.acts.texts.withdraw_text import WithdrawText
from properties.sittings import Room, room_at

CHAIR, CLERK = "o-president", "o-sg"
FIRST, SECOND = "p-0001-1", "p-0002-1"
BECAUSE = {"en": "As the body wished.", "fr": "Comme l’organe l’a souhaité."}
MEANS = {"en": "It is carried.", "fr": "Il est adopté."}
DRAFT = {
    "en": "Ramps\n(1) Recalling the doors,\n1. Urges ramps;\n2. Asks for a plan each year.",
    "fr": "Rampes\n(1) Rappelant les portes,\n1. Prie de construire des rampes ;\n"
    "2. Demande un plan chaque année.",
}


def worded() -> Room:
    """Every entry about texts occurs once at least."""
    room = room_at("sitting", "plain")
    room.done(LodgeText, FIRST, draft=DRAFT)
    (text,) = room.assembly.texts
    room.done(AppointRapporteur, CLERK, text=text, member=FIRST)
    room.done(SponsorText, SECOND, text=text)
    amended(room, text)
    settled(room, text)
    room.done(PublishVersion, CLERK, text=text)
    room.done(WaiveLanguage, CHAIR, text=text, language="fr", because=BECAUSE)
    room.done(RenderClause, CLERK, text=text, clause="o1", language="fr", words="Prie.")
    room.done(PutText, CHAIR, text=text, yes_means=MEANS)
    room.done(AdoptWithoutVote, CHAIR)
    room.done(ReportText, CHAIR, text=text, to="council")
    room.done(LodgeText, SECOND, draft=DRAFT)
    second = list(room.assembly.texts)[-1]
    compromises(room, second)
    room.done(WithdrawText, SECOND, text=second)
    return room


def amended(room: Room, text: str) -> None:
    """Four amendments: deleted, reworded, the same again, and one withdrawn and taken up."""
    reworded = {"does": "reword", "clause": "o2", "words": {"en": "Asks for a plan each month."}}
    room.done(LodgeAmendment, SECOND, text=text, does="delete", clause="o2")
    room.done(LodgeAmendment, FIRST, text=text, **reworded)
    room.done(LodgeAmendment, SECOND, text=text, **reworded)
    lifts = {"en": "Urges ramps and lifts;"}
    room.done(LodgeAmendment, FIRST, text=text, does="reword", clause="o1", words=lifts)
    room.done(WithdrawAmendment, FIRST, text=text, amendment=4)
    room.done(TakeOverAmendment, SECOND, text=text, amendment=4)
    room.done(FindReceivable, CHAIR, text=text, amendment=4, finding="receivable")
    room.done(RecommendOnAmendment, FIRST, text=text, amendment=4, recommendation="for")
    for number in (4, 1):
        carried(room, text, amendment=number)


def settled(room: Room, text: str) -> None:
    """What would change the deleted paragraph stands, is carried, and is settled by hand."""
    about = {"text": text, "other": 1, "because": BECAUSE}
    room.done(FindFallen, CHAIR, amendment=2, consequence="stands", **about)
    carried(room, text, amendment=2)
    room.done(SettleClause, CLERK, text=text, amendment=2, because=BECAUSE)
    room.done(FindFallen, CHAIR, amendment=3, consequence="falls", **about)


def carried(room: Room, text: str, *, amendment: int) -> None:
    """An amendment is put and carried by consensus."""
    put = {"text": text, "amendment": amendment, "yes_means": MEANS, "method": "consensus"}
    room.done(PutAmendment, CHAIR, **put)
    room.done(AdoptWithoutVote, CHAIR)


def compromises(room: Room, text: str) -> None:
    """One compromise is refused, the next has every consent."""
    for member, word in ((FIRST, "red"), (SECOND, "blue")):
        words = {"en": f"Urges {word} ramps;"}
        room.done(LodgeAmendment, member, text=text, does="reword", clause="o1", words=words)
    for _ in range(2):
        words = {"en": "Urges red and blue ramps;"}
        room.done(ProposeCompromise, FIRST, text=text, amendments=(1, 2), words=words)
    room.done(RefuseCompromise, SECOND, text=text, amendment=3)
    room.done(ConsentToCompromise, SECOND, text=text, amendment=4)
