"""A day that is planned, a text that is adopted, and what parliaments did about it afterwards."""

from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.follow_up.answer_commitment import AnswerCommitment
from hemicycle.procedure.acts.follow_up.ask_for_answers import AskForAnswers
from hemicycle.procedure.acts.follow_up.correct_commitment import CorrectCommitment
from hemicycle.procedure.acts.follow_up.lift_commitment import LiftCommitment
from hemicycle.procedure.acts.follow_up.withdraw_commitment import WithdrawCommitment
from hemicycle.procedure.acts.programme.publish_programme import PublishProgramme
from hemicycle.procedure.acts.texts.lodge_text import LodgeText
from hemicycle.procedure.acts.texts.put_text import PutText
from journals.worded import BECAUSE, CHAIR, CLERK, DRAFT, FIRST, MEANS
from properties.sittings import Room, room_at

PROGRAMME = {
    "en": "room | a | Hall A\n"
    "slot | s-1 | Debate | sitting | plenary | a | 2026-03-02T09:00+05:00 | 2026-03-02T12:00+05:00",
    "fr": "room | a | Salle A\nslot | s-1 | Débat",
}
URGES = {"en": "Urges", "fr": "Prie"}


def followed() -> Room:
    """A release of the programme, and every entry about commitments."""
    room = room_at("sitting", "plain")
    room.done(PublishProgramme, CLERK, lines=PROGRAMME)
    room.done(LodgeText, FIRST, draft=DRAFT)
    (text,) = room.assembly.texts
    room.done(PutText, CHAIR, text=text, yes_means=MEANS)
    room.done(AdoptWithoutVote, CHAIR)
    lifted = {"addressee": "parliaments", "text": text}
    room.done(LiftCommitment, CLERK, clause="o1", verb=URGES, **lifted)
    room.done(CorrectCommitment, CLERK, number=1, due_on="2099-03-01", goals=(10, 16))
    room.done(AskForAnswers, CLERK, number=1)
    later = {"promised_on": "2098-03-01", "sentence": "We shall debate it.", "language": "en"}
    room.done(AnswerCommitment, FIRST, number=1, answer="nothing_yet", **later)
    room.done(LiftCommitment, CLERK, clause="o2", verb={"en": "Asks", "fr": "Demande"}, **lifted)
    room.done(WithdrawCommitment, CLERK, number=2, because=BECAUSE)
    return room
