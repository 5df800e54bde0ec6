"""What the pages of statements show: filters with their counts, pages of answers, names."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from hemicycle.archive.filters import FACETS, Filters
from hemicycle.archive.questions import LONGEST
from hemicycle.archive.searching import LAST_PAGE, ON_A_PAGE, Found
from hemicycle.archive.statements import Collection, Texts
from hemicycle.archive.states import state_named
from hemicycle.archive.themes import GOALS
from hemicycle.phrases.formats import locale
from hemicycle.phrases.telling import text_of
from hemicycle.secretariat.lists.comparing import bare

LONGEST_VALUE = 60
Named = tuple[str, str]  # a language and a text in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a search asks for, as its address says it."""

    typed: str = ""
    filters: Filters = field(default_factory=Filters)
    page: int = 1

    @staticmethod
    def of(query: QueryDict) -> "Asking":
        """The same, read from an address; what makes no sense there says nothing."""
        values = {name: query.get(name, "")[:LONGEST_VALUE] for name in FACETS}
        theme, page = whole(query.get("theme", "")), whole(query.get("page", ""))
        return Asking(
            typed=query.get("q", "")[: LONGEST + 1],
            filters=Filters(**values, theme=theme if theme in GOALS else 0),
            page=min(max(page, 1), LAST_PAGE),
        )

    def address(self, *, page: int = 1) -> str:
        """The same as the end of an address, at another page of it."""
        chosen = {name: str(getattr(self.filters, name) or "") for name in (*FACETS, "theme")}
        told = {"q": self.typed, **chosen, "page": str(page) if page > 1 else ""}
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return self.filters != Filters()

    def without(self, name: str) -> "Asking":
        """The same with one filter less."""
        values = {**asdict(self.filters), name: 0 if name == "theme" else ""}
        return replace(self, filters=Filters(**values), page=1)

    def unfiltered(self) -> "Asking":
        """The same words, anywhere."""
        return replace(self, filters=Filters(), page=1)


def whole(text: str) -> int:
    """A number as it stands in an address; 0 where none does."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("10000") else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One filter: its values by name, how many answers each would leave, and which is set."""

    name: str
    options: Sequence[tuple[str, Named, int]]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Names of the values of filters, in the language of a page."""

    language: str
    collections: Mapping[str, Collection]
    items: Mapping[str, Texts]
    kinds: Mapping[str, str]
    themes: Mapping[str, str]

    def of(self, name: str, value: str) -> Named:
        """A value of a filter."""
        if name == "state":
            return self.state(value)
        if name == "body" and value in self.collections:
            return text_of(self.collections[value].body, self.language)
        if name == "item" and value in self.items:
            return text_of(self.items[value], self.language)
        if name == "language":
            return self.tongue(value)
        known = {"kind": self.kinds, "theme": self.themes}.get(name, {})
        return self.language, known.get(value, value)

    def state(self, code: str) -> Named:
        """A State."""
        name, language = state_named(code, self.language)
        return language, name

    def tongue(self, code: str) -> Named:
        """A language."""
        return self.language, str(locale(self.language).languages.get(code, code))

    def choices(self, found: Found, filters: Filters) -> list[Choice]:
        """Every filter with its values; one that is set stays, whatever is found."""
        return [
            self._choice(name, found.facets.get(name, {}), str(getattr(filters, name) or ""))
            for name in (*FACETS, "theme")
        ]

    def _choice(self, name: str, counts: Mapping[str, int], *chosen: str) -> Choice:
        every = (str(goal) for goal in GOALS) if name == "theme" else ()
        values = {*counts, *every, *filter(None, chosen)}
        options = [(value, self.of(name, value), counts.get(value, 0)) for value in values]
        return Choice(
            name=name,
            options=sorted(options, key=lambda one: placed(name, one[0], name_of=one[1][1])),
            chosen=chosen[0],
        )


def placed(name: str, value: str, *, name_of: str) -> tuple[int, str]:
    """Where a value stands in its list: years newest first, themes by number, others by name."""
    if name in {"year", "theme"}:
        number = whole(value)
        return (-number if name == "year" else number), ""
    return 0, bare(name_of)


def pages_of(found: Found) -> int:
    """How many pages the answers fill; those after the last that is shown are not counted."""
    return min(LAST_PAGE, -(-found.total // ON_A_PAGE))
