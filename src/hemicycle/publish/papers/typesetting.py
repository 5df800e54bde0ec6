"""Sets a paper as PDF/UA-1: tagged, titled, in a language, with the fonts that come with us.

Values reach a template as data and are never read as markup: a name prints as it is written.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

TEMPLATES = Path(__file__).with_name("templates")
FONTS = Path(__file__).with_name("fonts")
STANDARD = "ua-1"
MEDIA_TYPE = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper before it is set: its template, title, language, and what stands in it.

    `band` stands on each page: that it is of a rehearsal. Units: `made_s`, seconds since 1970, UTC.
    """

    template: str
    title: str
    language: str
    values: Mapping[str, Any]
    band: str = ""
    made_s: int = 0
    words: Mapping[str, str] = field(default_factory=dict)


@cache
def fonts() -> typst.Fonts:
    """The fonts of every paper: ours alone, so that it looks the same wherever it is set."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def typeset(paper: Paper) -> bytes:
    """The bytes of a paper.

    Note: it may take seconds; other threads go on meanwhile.
    """
    return cast("bytes", _set(paper, format="pdf", pdf_standards=[STANDARD]))


def drawn(paper: Paper, *, ppi: int = 72) -> list[bytes]:
    """The pages of a paper as pictures (PNG)."""
    made = _set(paper, format="png", ppi=ppi)
    return made if isinstance(made, list) else [cast("bytes", made)]


def _set(paper: Paper, **options: Any) -> bytes | list[bytes] | None:
    given = {
        "title": paper.title,
        "language": paper.language,
        "band": paper.band,
        "words": dict(paper.words),
        **paper.values,
    }
    made: bytes | list[bytes] | None = typst.compile(
        str(TEMPLATES / f"{paper.template}.typ"),
        root=str(TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        timestamp=paper.made_s,
        **options,
    )
    return made
