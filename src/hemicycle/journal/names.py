"""Names of persons and parliaments: an argument of every screen and output, never in the journal.

A set of names is a frozen value with a revision. An exported journal travels with it as
`*.names.json`; without it a person is "delegate 3 of p-0171".
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from hemicycle.journal.canonical import canonical

FORM = 1
LANGUAGES = ("en", "fr")  # where to look when a name is not given in the language asked for

_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SEAT = re.compile(r"(p-[0-9]+)-([0-9]+)")
_PARLIAMENT = re.compile(r"p-[0-9]+")
# Before these French says d’; a y before a vowel is none: de Yarmund, but d’Yves.
_VOWELS = re.compile("[aàâäeéèêëiîïoôöuùûü]|y(?![aàâäeéèêëiîïoôöuùûü])", re.IGNORECASE)
_OF = MappingProxyType({"en": "of {short}", "fr": "de {short}", "fr before a vowel": "d’{short}"})
_NAMELESS = MappingProxyType(
    {
        "en": ("delegate {seat} of {parliament}", "parliament {parliament}", "person {id}"),
        "fr": ("membre {seat} de {parliament}", "parlement {parliament}", "personne {id}"),
    }
)


class NamesNotUnderstood(ValueError):
    """A file of names cannot be used; the text says why, and of whom."""


class Name(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one person or parliament is called, language by language."""

    label: Mapping[str, str]
    short: Mapping[str, str] = MappingProxyType({})
    of: Mapping[str, str] = MappingProxyType({})  # "of Arvenia", "de l'Arvénie"
    title: Mapping[str, str] = MappingProxyType({})  # of an office: "President of the Assembly"
    honorific: Mapping[str, str] = MappingProxyType({})
    pronunciation: str = ""
    delegation: str | None = None
    seat: int = 0


class Names(msgspec.Struct, frozen=True):
    """All names in use, at one revision.

    `roll_of` says what the house calls those in a line of its roll, where they are no delegations;
    the rulebook tells it, and no file of names.
    """

    revision: int = 0
    entries: Mapping[str, Name] = MappingProxyType({})
    roll_of: str = ""

    def label(self, identity: str, language: str) -> str:
        """The full name, in the language asked for if it is known in it."""
        name = self.entries.get(identity)
        return _best(name.label, language)[1] if name else _nameless(identity, language)

    def short(self, identity: str, language: str) -> str:
        """The short name, or else the full one."""
        name = self.entries.get(identity)
        if name and name.short:
            return _best(name.short, language)[1]
        return self.label(identity, language)

    def parliaments(self) -> frozenset[str]:
        """The ids that are those of parliaments: by their form, or because somebody sits there."""
        by_form = filter(_PARLIAMENT.fullmatch, self.entries)
        return frozenset((*by_form, *(one.delegation or "" for one in self.entries.values())))

    def has(self, identity: str) -> bool:
        """Whether anything is known of that id."""
        return identity in self.entries

    def of(self, identity: str, language: str) -> str:
        """The short name as a complement: "of Arvenia", "de l'Arvénie".

        Note: where it is not given we can only guess, and never the French article.
        """
        name = self.entries.get(identity)
        given = _given(name.of, language) if name else ""
        return given or _of(self.short(identity, language), language)

    def title(self, identity: str, language: str) -> str:
        """The office held, or else the honorific; often nothing."""
        name = self.entries.get(identity)
        given = _given(name.title, language) if name else ""
        return given or self.honorific(identity, language)

    def delegation(self, identity: str) -> str:
        """The delegation a person sits in, or nothing."""
        name = self.entries.get(identity)
        seat = _SEAT.fullmatch(identity)
        return (name.delegation if name else None) or (seat[1] if seat else "")

    def honorific(self, identity: str, language: str) -> str:
        """How the person is addressed before the name; often nothing."""
        name = self.entries.get(identity)
        return name.honorific.get(language, "") if name else ""

    def pronunciation(self, identity: str) -> str:
        """How the name is said, as the person writes it; often nothing."""
        name = self.entries.get(identity)
        return name.pronunciation if name else ""

    def in_own_script(self, identity: str) -> tuple[str, str]:
        """The language of the person and the name as it is written there; often nothing."""
        name = self.entries.get(identity)
        own = [one for one in sorted(name.label) if one not in LANGUAGES] if name else []
        return (own[0], name.label[own[0]]) if name and own else ("", "")

    def language_of(self, identity: str, language: str) -> str:
        """The language in which `label` answers, for the `lang` of the page."""
        name = self.entries.get(identity)
        if name:
            return _best(name.label, language)[0]
        return language if language in _NAMELESS else LANGUAGES[0]


NO_NAMES = Names()


def write_names(names: Names) -> bytes:
    """The canonical bytes of a `*.names.json`."""
    entries = {identity: _written(name) for identity, name in names.entries.items()}
    return canonical({"form": FORM, "names": entries, "revision": names.revision}) + b"\n"


def read_names(raw: bytes) -> Names:
    """Read a `*.names.json`.

    Errors: NamesNotUnderstood
    """
    try:
        file = msgspec.json.decode(raw, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NamesNotUnderstood(f"the file of names cannot be read: {error}") from None
    if file.form != FORM:
        raise NamesNotUnderstood(f"the file of names has form {file.form}; we read {FORM}")
    for identity, name in file.names.items():
        _require_usable(identity, name)
    return Names(file.revision, MappingProxyType(file.names))


class _File(msgspec.Struct, forbid_unknown_fields=True):
    form: int
    names: dict[str, Name]
    revision: int


def _written(name: Name) -> dict[str, object]:
    """The fields of a name that say something."""
    return {key: value for key, value in msgspec.structs.asdict(name).items() if value}


def _require_usable(identity: str, name: Name) -> None:
    if not _ID.fullmatch(identity):
        raise NamesNotUnderstood(f"{identity!r} is not an id")
    if name.delegation is not None and not _ID.fullmatch(name.delegation):
        raise NamesNotUnderstood(f"{identity}: {name.delegation!r} is not the id of a delegation")
    if not any(name.label.values()):
        raise NamesNotUnderstood(f"{identity} has no name in any language")
    for language in {*name.label, *name.short, *name.of, *name.title, *name.honorific}:
        if not _LANGUAGE.fullmatch(language):
            raise NamesNotUnderstood(f"{identity}: {language!r} is not a language")


def _best(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """The text in a language, in its main language, in a common one, or in any; and which."""
    for candidate in (language, language.partition("-")[0], *LANGUAGES, *sorted(texts)):
        if texts.get(candidate):
            return candidate, texts[candidate]
    return "", ""


def _given(texts: Mapping[str, str], language: str) -> str:
    """The text in a language or its main language, and in no other."""
    return texts.get(language) or texts.get(language.partition("-")[0]) or ""


def _of(short: str, language: str) -> str:
    main = language.partition("-")[0]
    if main == "fr" and _VOWELS.match(short):
        main = "fr before a vowel"
    return _OF.get(main, "{short}").format(short=short)


def _nameless(identity: str, language: str) -> str:
    delegate, parliament, person = _NAMELESS.get(language, _NAMELESS["en"])
    if seat := _SEAT.fullmatch(identity):
        return delegate.format(seat=seat[2], parliament=seat[1])
    if _PARLIAMENT.fullmatch(identity):
        return parliament.format(parliament=identity)
    return person.format(id=identity)
