"""In which language a page answers: its address decides, then the login, then the browser."""

import re
from collections.abc import Sequence

from hemicycle.web.http import Request

OFFERED: tuple[str, ...] = ("en", "fr", "ar")
OWN_NAMES = {"en": "English", "fr": "Français", "ar": "العربية"}
RIGHT_TO_LEFT = frozenset({"ar"})
# One language of Accept-Language, without its region (RFC 9110, 12.5.4).
PREFERENCE = re.compile(
    r"(?P<name>[A-Za-z]{1,8})(-[A-Za-z0-9-]+)?(;\s*q=(?P<quality>[01](\.[0-9]{0,3})?))?"
)
REVIEWED = frozenset({"en", "fr"})


def direction(language: str) -> str:
    """The reading direction, for the `dir` of the page."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def split_prefix(path: str) -> tuple[str, str]:
    """The language an address begins with ("" where none does), and the rest of the address."""
    first, _, rest = path[1:].partition("/")
    if first in OFFERED:
        return first, f"/{rest}"
    return "", path


def negotiated(request: Request, wished: str = "") -> str:
    """The language for an address that names none."""
    if wished in OFFERED:
        return wished
    for language in preferred(request.header(b"accept-language")):
        if language in OFFERED:
            return language
    return OFFERED[0]


def preferred(accept_language: str) -> Sequence[str]:
    """The languages a browser asks for, best first, without their regions."""
    weighted = []
    for place, part in enumerate(accept_language.split(",")[:20]):
        found = PREFERENCE.fullmatch(part.strip())
        if found:
            weight = float(found["quality"] or "1")
            weighted.append((-weight, place, found["name"].lower()))
    return [name for _, _, name in sorted(weighted)]
