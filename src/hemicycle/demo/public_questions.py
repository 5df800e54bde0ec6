"""Invented questions that wait at the desk of the rehearsal, so that somebody may show them."""

from hemicycle.procedure.assembly.session import SessionId
from hemicycle.procedure.kernel import Instant

# Kind, item, language, words, name.
INVENTED = (
    (
        "question",
        "3",
        "en",
        "Will the ferry stations have ramps before next winter?",
        "A passenger",
    ),
    ("question", "3", "fr", "Qui compte les escaliers qui manquent de rampe ?", ""),
    (
        "comment",
        "3",
        "en",
        "Our school wrote a list of the steps that nobody can climb.",
        "Class 4",
    ),
)


def bring_public_questions(session: SessionId) -> None:
    """Open the form, and send the invented ones in, where nothing was sent in yet."""
    from hemicycle.secretariat.models import PublicWords
    from hemicycle.secretariat.public_questions import send_in, set_open
    from hemicycle.secretariat.public_words import Asking

    if PublicWords.objects.filter(session=session).exists():
        return
    set_open(session, is_open=True)
    for kind, item, language, words, name in INVENTED:
        asking = Asking(
            kind=kind,
            body="plenary",
            item=item,
            text="",
            to="",
            language=language,
            words=words,
            name=name,
        )
        send_in(session, asking, at=Instant(0), standing=())
