"""The texts that the papers of a session bear: institution, signature, disclaimer, letters."""

from collections.abc import Mapping

from django.db import transaction

from hemicycle.secretariat.models import PaperText
from hemicycle.secretariat.tables.papers import LONGEST_TEXT

LANGUAGES = ("en", "fr")
# Each in both languages. The letters need the first three.
LETTERHEAD = ("institution", "signatory", "signatory_title")
WORDED = (*LETTERHEAD, "address", "disclaimer", "invitation", "visa")
# The same in every language: in which one delegations are put in order, and until when badges hold.
PLAIN = ("order_language", "badges_until")

Texts = Mapping[tuple[str, str], str]


def load_texts(session: str) -> dict[tuple[str, str], str]:
    """The texts of a session by name and language."""
    rows = PaperText.objects.filter(session=session)
    return {(one.name, one.language): one.text for one in rows}


def save_texts(session: str, texts: Texts) -> None:
    """Keep the texts of a session; an empty one is none."""
    with transaction.atomic():
        PaperText.objects.filter(session=session).delete()
        PaperText.objects.bulk_create(
            PaperText(session=session, name=name, language=language, text=text[:LONGEST_TEXT])
            for (name, language), text in texts.items()
            if text
        )


def in_language(texts: Texts, language: str) -> dict[str, str]:
    """The texts in one language, in the other where there is none, else empty."""
    others = [language, *(one for one in LANGUAGES if one != language)]
    return {
        name: next(filter(None, (texts.get((name, one)) for one in others)), "") for name in WORDED
    }


def plain(texts: Texts, name: str) -> str:
    """A text that is the same in every language."""
    return texts.get((name, ""), "")
