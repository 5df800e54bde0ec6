"""What the tests of the news item share: sessions driven a few acts further, and names."""

from hemicycle.journal.names import Name, Names
from hemicycle.procedure.acts.divisions.adopt_without_vote import AdoptWithoutVote
from hemicycle.procedure.acts.divisions.put_question import PutQuestion
from hemicycle.procedure.acts.floor.ask_for_floor import AskForFloor
from hemicycle.procedure.acts.floor.give_floor import GiveFloor
from hemicycle.procedure.acts.floor.yield_floor import YieldFloor
from hemicycle.publish import Published, publish

from .small_session import SmallSession

NARROW = "\u202f"
SPOKEN = Names(
    1,
    {
        "p-0001": Name(label={"en": "N'Dovari"}, of={"fr": "du N'Dovari"}),
        "p-0002": Name(label={"en": "Ts'alenka"}),
        "p-0003": Name(label={"en": "Hale’uma"}),
        "p-0001-1": Name(label={"en": "N'Kemi Adourah"}),
        "p-0002-1": Name(label={"en": "Efuah Mbarga-Ndo"}),
        "o-president": Name(
            label={"en": "Oriane d’Arvel"},
            title={"en": "President of the Assembly", "fr": "Présidente de l’Assemblée"},
        ),
    },
)


def item(published: Published) -> str:
    """The news item as its reader has it."""
    return publish("news.txt", published).decode()


def seated(basis: str = "acted") -> SmallSession:
    """A session with an open sitting."""
    session = SmallSession(basis)
    session.sit()
    return session


def adopt(session: SmallSession, title: dict[str, str], method: str = "consensus") -> None:
    """A question decided without a vote."""
    session.act(
        PutQuestion, by="o-president", title=title, yes_means={"en": "Adopted"}, method=method
    )
    session.act(AdoptWithoutVote, by="o-president")


def speak(session: SmallSession, member: str) -> None:
    """One speech."""
    session.act(AskForFloor, by=member)
    session.act(GiveFloor, by="o-president", speaker=member)
    session.act(YieldFloor, by=member)
