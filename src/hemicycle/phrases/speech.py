"""Says a phrase: finds its sentence in a reader's language and tells its facts in it."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from hemicycle.journal.names import Names
from hemicycle.phrases.sentences import Sentence
from hemicycle.phrases.telling import Telling

LAST_RESORT = "en"
MEMBERS = "members"  # a roll of members of a chamber, each in a line of its own


class PhraseMissing(UserWarning):
    """A key without a sentence, or a sentence without a fact it tells; in tests, an error."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """All sentences, by language and key; `known` has the English ones where others lack.

    `adapted` has the same for houses whose rolls are not of delegations, by what they are of.
    """

    sentences: Mapping[str, Mapping[str, Sentence]]
    known: Mapping[str, Mapping[str, Sentence]]
    adapted: Mapping[str, Mapping[str, Mapping[str, Sentence]]]

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
        spoken = self.adapted.get(names.roll_of, self.known)
        known = spoken.get(language) or spoken.get(LAST_RESORT, {})
        telling = Telling(known, language, names=names, facts=facts, is_page=is_page)
        said = telling.said(key)
        for lack in telling.lacks:
            warnings.warn(f"{key}: {lack}", PhraseMissing, stacklevel=3)
        return said


def with_last_resort(sentences: Mapping[str, Mapping[str, Sentence]]) -> Phrases:
    """The phrases of all languages, each completed from English."""
    english = sentences.get(LAST_RESORT, {})
    known = {tongue: {**english, **own} for tongue, own in sentences.items()}
    return Phrases(sentences, known, {MEMBERS: adapted(sentences, MEMBERS)})


def adapted(
    sentences: Mapping[str, Mapping[str, Sentence]], roll_of: str
) -> dict[str, dict[str, Sentence]]:
    """The phrases of a house whose roll is of members: `of_members.<key>` stands for `<key>`.

    Note: a sentence in the reader's language that was not adapted goes before an English one.
    """
    prefix = f"of_{roll_of}."
    english = sentences.get(LAST_RESORT, {})
    return {
        tongue: {**english, **own_words(english, prefix), **own, **own_words(own, prefix)}
        for tongue, own in sentences.items()
    }


def own_words(sentences: Mapping[str, Sentence], prefix: str) -> dict[str, Sentence]:
    """The sentences of a house under the keys in whose place they stand."""
    return {
        key.removeprefix(prefix): one for key, one in sentences.items() if key.startswith(prefix)
    }
