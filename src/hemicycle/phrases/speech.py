"""Says a phrase: finds its sentence in a reader's language and tells its facts in it."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from hemicycle.journal.names import Names
from hemicycle.phrases.sentences import Sentence
from hemicycle.phrases.telling import Telling

LAST_RESORT = "en"


class PhraseMissing(UserWarning):
    """A key without a sentence, or a sentence without a fact it tells; in tests, an error."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """All sentences, by language and key; `known` has the English ones where others lack."""

    sentences: Mapping[str, Mapping[str, Sentence]]
    known: Mapping[str, Mapping[str, Sentence]]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which there is anything to say."""
        return tuple(self.sentences)

    def has(self, key: str, language: str) -> bool:
        """Whether there is a sentence for the key in this very language."""
        return key in self.sentences.get(language, ())

    def language_found(self, key: str, language: str) -> str:
        """The language in which a key will be said: the one asked for, or else English."""
        return language if self.has(key, language) else LAST_RESORT

    def say(self, key: str, *reader: *tuple[str, Names], **facts: object) -> str:
        """A phrase as plain text, for a reader's language and with the names the reader sees.

        Note: names of parameters would be taken from the facts, which may have any name.
        """
        return self._said(key, reader, facts=facts, is_page=False)

    def html(self, key: str, *reader: *tuple[str, Names], **facts: object) -> Markup:
        """A phrase for a page: inserted values are isolated, other languages are marked."""
        said = self._said(key, reader, facts=facts, is_page=True)
        return Markup(said)  # noqa: S704 (every part was escaped where it was put in)

    def _said(
        self, key: str, reader: tuple[str, Names], *, facts: Mapping[str, object], is_page: bool
    ) -> str:
        language, names = reader
        known = self.known.get(language) or self.known.get(LAST_RESORT, {})
        telling = Telling(known, language, names=names, facts=facts, is_page=is_page)
        said = telling.said(key)
        for lack in telling.lacks:
            warnings.warn(f"{key}: {lack}", PhraseMissing, stacklevel=3)
        return said


def with_last_resort(sentences: Mapping[str, Mapping[str, Sentence]]) -> Phrases:
    """The phrases of all languages, each completed from English."""
    english = sentences.get(LAST_RESORT, {})
    return Phrases(sentences, {tongue: {**english, **own} for tongue, own in sentences.items()})
