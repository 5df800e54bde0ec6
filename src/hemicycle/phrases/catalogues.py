"""Reads the sentences of all languages from their `.po` files."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages import Message
from babel.messages.pofile import PoFileError, read_po

from hemicycle.phrases.formats import plural_forms
from hemicycle.phrases.sentences import Sentence
from hemicycle.phrases.speech import Phrases, with_last_resort

HERE = Path(__file__).parent


class PhraseFault(Exception):
    """A file of sentences that cannot be used: where it is wrong, and what is wrong there."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place, self.problem = place, problem


@cache
def load_phrases(folder: Path = HERE) -> Phrases:
    """All sentences below a folder, one folder for each language, one file for each chapter.

    Errors: PhraseFault
    """
    languages = sorted(path.name for path in folder.iterdir() if any(path.glob("*.po")))
    return with_last_resort({language: read_language(folder / language) for language in languages})


def read_language(folder: Path) -> dict[str, Sentence]:
    """The sentences of one language, from all its chapters.

    Errors: PhraseFault
    """
    sentences: dict[str, Sentence] = {}
    for path in sorted(folder.glob("*.po")):
        for key, sentence in read_chapter(path):
            if key in sentences:
                raise PhraseFault(f"{folder.name}/{path.name}", f"{key} is written twice")
            sentences[key] = sentence
    return sentences


def read_chapter(path: Path) -> Iterator[tuple[str, Sentence]]:
    """The keys of one file with their sentences; those without words are left to English.

    Errors: PhraseFault
    """
    language, place = path.parent.name, f"{path.parent.name}/{path.name}"
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise PhraseFault(place, str(error)) from error
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key and not message.fuzzy and any(_texts(message)):
            yield key, _sentence(f"{place}, {key}", message, language=language)


def _sentence(place: str, message: Message, *, language: str) -> Sentence:
    texts, forms = _texts(message), plural_forms(language)
    if isinstance(message.id, str):
        forms = forms[-1:]
    if len(texts) != len(forms) or not all(texts):
        raise PhraseFault(place, f"it needs {len(forms)} forms: {', '.join(forms)}")
    return Sentence(dict(zip(forms, texts, strict=True)), language)


def _texts(message: Message) -> tuple[str, ...]:
    string = message.string
    return (string,) if isinstance(string, str) else tuple(string or ())
