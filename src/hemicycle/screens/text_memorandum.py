"""The explanatory memorandum of a text: a version of it by itself, and the form for the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemicycle.procedure.acts.texts.lodge_memorandum import LodgeMemorandum
from hemicycle.procedure.assembly import Memorandum, Text, Words
from hemicycle.procedure.kernel import Phrase
from hemicycle.procedure.rules.clause_languages import languages_of
from hemicycle.screens.asked import Asked, whole_number
from hemicycle.screens.text_amendments import phrase_of, refusal_of
from hemicycle.screens.text_page import found
from hemicycle.screens.view import View

OFFICIAL = ("en", "fr")
SOME_WORDS: Words = {"en": "…"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorandumPage:
    """One version in one language; `shown` is None where the text has no memorandum yet.

    `is_own` where the viewer explains this text, `refused` why no further version is received.
    """

    text: Text
    body_title: Words
    shown: Memorandum | None
    language: str
    paragraphs: Sequence[str]
    languages: Sequence[str]
    fields: Sequence[str]
    is_own: bool
    refused: Phrase | None

    @property
    def is_superseded(self) -> bool:
        """Whether a later version is in force."""
        return self.shown is not None and self.shown != self.text.memoranda[-1]


def memorandum_at(view: View, argument: str) -> Text | None:
    """The text whose memorandum an address asks for, and of it a version that there is."""
    text = found(view, argument)
    _, is_version, wanted = argument.partition("/memorandum.")
    if text is None or not is_version:
        return text
    return text if version_of(text, wanted) else None


def version_of(text: Text, wanted: str) -> Memorandum | None:
    """The version of that number."""
    number = whole_number(wanted, most_digits=4)
    return next((one for one in text.memoranda if one.number == number), None)


def memorandum_page(view: View, argument: str, asked: Asked) -> MemorandumPage | None:
    """The version that an address asks for, or the one in force, in the language of the reader."""
    text = memorandum_at(view, argument)
    if text is None:
        return None
    latest = text.memoranda[-1] if text.memoranda else None
    shown = version_of(text, argument.partition("/memorandum.")[2]) or latest
    words: Mapping[str, str] = shown.words if shown else {}
    language = spoken(words, wished=asked.language)
    refusal = refusal_of(view, text, LodgeMemorandum, memorandum=SOME_WORDS)
    is_others = refusal is not None and refusal.reason_key in ("memorandum_of_others", *NOBODY)
    return MemorandumPage(
        text=text,
        body_title=view.assembly.bodies[text.body].title,
        shown=shown,
        language=language,
        paragraphs=words.get(language, "").split("\n"),
        languages=tuple(words),
        fields=tuple(dict.fromkeys((*languages_of(text), *OFFICIAL, *words))),
        is_own=not is_others,
        refused=phrase_of(refusal) if refusal else None,
    )


NOBODY = ("not_accredited", "credentials_withdrawn")


def spoken(words: Words, *, wished: str) -> str:
    """The language in which a version is shown: the reader's, or the first that it has."""
    given = [code for code, said in words.items() if said]
    return wished if wished in given or not given else given[0]
