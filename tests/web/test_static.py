"""Styles, scripts and small templates keep their promises; each check is shown an offence first."""

import gzip
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import jinja2
import pytest

from hemicycle.web.static_files import FOLDER, StaticFiles, load, shipped, squeezed, static_url

TEMPLATES = FOLDER.parent / "templates"
CSS = {path.name: path.read_text() for path in sorted((FOLDER / "css").glob("*.css"))}
KIB = 1024
DELEGATE_SCRIPTS = ("live", "page", "stream", "clock", "vote", "kept")
CHAIR_SCRIPTS = ("live", "page", "stream", "clock", "keys", "stay", "command")
SHEET_BUDGETS = {"phone": 6, "hall": 6, "home": 8, "doc": 8, "site": 8, "chair": 8, "gate": 8}
VENDORED = {
    "vendor/htmx/htmx.min.js": "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
    "vendor/htmx/ext/hx-sse.min.js": (
        "18ef2761356ec1fe0bb6d92612315b37517a7c1e9856b661c5ae81fef239d103"
    ),
}


# -- logical properties only ---------------------------------------------------------------------

PHYSICAL_NAME = re.compile(
    r"(?<![\w-])((?:[\w-]*-)?(?:left|right|top|bottom)(?:-[\w-]+)?|float|clear|"
    r"(?:min-|max-)?(?:width|height))\s*:"
)
PHYSICAL_VALUE = re.compile(r":[^;{}]*(?<![\w-])(left|right)(?![\w-])")
FOUR_SIDES = re.compile(
    r"(?<![\w-])(margin|padding|inset|border-width|border-radius|border-color)\s*:\s*"
    r"([^;{}()]+?)\s*[;}]"
)


def physical_directions(css: str) -> list[str]:
    """Declarations that name a side of the screen instead of a side of the text."""
    css = re.sub(r"@media[^{]*", "@media ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    found = [match[0] for match in PHYSICAL_NAME.finditer(css)]
    found += [match[0] for match in PHYSICAL_VALUE.finditer(css)]
    for match in FOUR_SIDES.finditer(css):
        sides = match[2].split()
        if len(sides) == 4 and sides[1] != sides[3]:
            found.append(match[0])
    return found


def test_style_sheets_name_no_side_of_the_screen():
    assert {name: said for name, css in CSS.items() if (said := physical_directions(css))} == {}


@pytest.mark.parametrize(
    "offence",
    [
        "a { margin-left: 1px; }",
        "a{left:0}",
        "a { text-align: right; }",
        "a { float: inline-start; }",
        "a { border-top-left-radius: 1px }",
        "a { padding: 1px 2px 3px 4px; }",
        "a { width: 3px }",
    ],
)
def test_a_side_of_the_screen_is_reported(offence):
    assert len(physical_directions(offence)) == 1


def test_lawful_neighbours_are_not_reported():
    lawful = "@media (max-width: 9px) { .warnleft { stroke-width: 1; padding: 1px 2px 3px 2px } }"
    assert physical_directions(lawful) == []


# -- contrast ------------------------------------------------------------------------------------


def themes(css: str) -> dict[str, dict[str, str]]:
    """The colours of each theme by token; what the dark one does not name it has from the light."""
    light = css[css.index(":root {") : css.index("[data-theme=hall]")]
    dark = css[css.index("[data-theme=hall]") : css.index(":lang(ar) {")]
    colours = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": colours[0], "dark": colours[0] | colours[1]}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT = [
    *[(ink, paper) for ink in ("ink", "ink-2", "ink-3") for paper in ("paper", "paper-2")],
    *[(word, "paper") for word in ("yes", "no", "abs", "warn", "err", "brand", "live")],
    *[(word, "paper") for word in ("ins", "del")],
    *[(word, f"{word}-bg") for word in ("yes", "no", "abs", "warn", "brand", "ins", "del", "alt")],
    *[("ink", ground) for ground in ("paper-3", "gold-bg", "warn-bg", "brand-bg", "yes-bg")],
    *[("ink-2", f"{choice}-bg") for choice in ("yes", "no", "abs", "warn", "brand")],
    *[("brand", "paper-2"), ("warn", "gold-bg"), ("ink-3", "brand-bg"), ("ink-3", "gold-bg")],
    *[("on-brand", "brand"), ("on-live", "live"), ("on-amber", "amber"), ("on-star", "star")],
    *[(word, ground) for word in ("on-bar", "on-bar-2", "star") for ground in ("bar", "bar-2")],
    *[("paper", "warn"), ("paper", "err"), ("dot", "bar-2")],
]
GRAPHICS = [
    *[(mark, "paper") for mark in ("line-strong", "none", "gold", "yes", "no", "abs", "brand")],
    *[("line-strong", "paper-2"), ("none", "paper-2"), ("bar-line", "bar"), ("focus", "bar")],
]


def faint(colours: dict[str, str]) -> list[str]:
    """Pairs in use that are too close to each other: text below 4.5, marks and borders below 3."""
    limits = [*((pair, 4.5) for pair in TEXT), *((pair, 3.0) for pair in GRAPHICS)]
    measured = [(pair, contrast(*(colours[name] for name in pair)), lim) for pair, lim in limits]
    return [f"{pair} {ratio:.2f} < {limit}" for pair, ratio, limit in measured if ratio < limit]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_in_use_can_be_told_apart(theme):
    colours = themes(CSS["tokens.css"])[theme]
    assert faint(colours) == []
    assert faint(colours | {"ink-3": colours["paper"]}) != []


def test_the_formula_of_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def foreign_colours(css: str) -> list[str]:
    """Colours written as numbers."""
    return re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)|rgba?\(", re.sub(r"/\*.*?\*/", "", css))


def test_colours_are_numbers_only_in_the_tokens():
    others = {name: foreign_colours(css) for name, css in CSS.items() if name != "tokens.css"}
    assert {name: said for name, said in others.items() if said} == {}
    assert foreign_colours("a { color: #fff; }") == ["#fff"]


# -- nothing inline ------------------------------------------------------------------------------

INLINE = re.compile(
    r"<style|\bstyle\s*=|\son[a-z]+\s*=|hx-on|javascript:|hx-vals\s*=\s*.js:|"
    r"<script(?![^>]*\bsrc=)|innerHTML|insertAdjacentHTML|\beval\(",
    re.IGNORECASE,
)


def inline_code(text: str) -> list[str]:
    """What the content policy would refuse."""
    text = re.sub(r"\{#.*?#\}|^\s*//.*$", "", text, flags=re.DOTALL | re.MULTILINE)
    return INLINE.findall(text)


def test_pages_hold_no_code_and_no_style():
    pages = [*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.svg"), *FOLDER.glob("*.html")]
    modules = [path for path in (FOLDER / "js").glob("*.js") if path.name != "live.js"]
    assert {p.name: inline_code(p.read_text()) for p in pages} == {p.name: [] for p in pages}
    assert {p.name: inline_code(p.read_text()) for p in modules} == {p.name: [] for p in modules}


@pytest.mark.parametrize(
    "offence",
    [
        '<p style="x">',
        "<a onclick='x'>",
        "<script>x</script>",
        "<i hx-on:click='x'>",
        "e.innerHTML",
    ],
)
def test_inline_code_is_reported(offence):
    assert len(inline_code(offence)) == 1


def test_only_the_macros_and_the_stream_know_htmx():
    pages = [path for path in TEMPLATES.rglob("*.html") if path.name != "macros.html"]
    assert [path.name for path in pages if re.search(r"\bhx-", path.read_text())] == []
    modules = {path.name: path.read_text() for path in (FOLDER / "js").glob("*.js")}
    knowing = {name for name, text in modules.items() if re.search(r"htmx[.:]", text)}
    assert knowing == {"live.js", "stream.js", "trusted.js"}


# -- live.js, budgets, serving -------------------------------------------------------------------


def built(folder: Path) -> bytes:
    """The live script made anew: the core, its extension for streams, our policy."""
    parts = [*VENDORED, "js/trusted.js"]
    return b"\n".join((folder / name).read_bytes().rstrip(b"\n") for name in parts) + b"\n"


def test_the_live_script_is_its_three_parts():
    assert (FOLDER / "js" / "live.js").read_bytes() == built(FOLDER)
    for name, digest in VENDORED.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest
    order = (FOLDER / "js" / "live.js").read_text()
    marks = [order.index(mark) for mark in ("4.0.1", 'registerExtension("sse"', '"hemi-tt"')]
    assert all(first < second for first, second in pairwise(marks))


def packed(files: StaticFiles, *names: str) -> int:
    """Bytes that go over the line for these files, compressed with gzip."""
    return sum(len(files.by_path[files.url(name)].gzip or b"") for name in names)


def test_a_delegate_page_loads_little():
    scripts = packed(shipped(), *(f"js/{name}.js" for name in DELEGATE_SCRIPTS))
    assert scripts <= 30 * KIB
    # The console is no telephone; it has a command line besides.
    assert packed(shipped(), *(f"js/{name}.js" for name in CHAIR_SCRIPTS)) <= 36 * KIB


def test_what_a_delegate_page_may_load_is_what_was_counted():
    found, queue = set(), ["page.js"]
    while queue:
        name = queue.pop()
        text = (FOLDER / "js" / name).read_text()
        new = set(re.findall(r'(?:from |import\()"\./([\w.]+)"', text)) - found
        found |= new
        queue += new
    counted = {f"{name}.js" for name in (*DELEGATE_SCRIPTS, *CHAIR_SCRIPTS)}
    assert found | {"page.js", "live.js"} == counted


@pytest.mark.parametrize(("screen", "limit"), SHEET_BUDGETS.items())
def test_a_style_sheet_is_small(screen, limit):
    assert packed(shipped(), f"css/page.{screen}.css") <= limit * KIB


def test_nothing_moves_on_a_page_when_its_fonts_come_and_a_hall_screen_still_takes_them():
    for name in ("home", "doc", "site", "statements", "pressroom", "elections"):
        sheet = shipped().by_path[static_url(f"css/page.{name}.css")].identity
        assert b"font-display:optional" in sheet, name
        assert b"font-display:swap" not in sheet, name
    for name in ("hall", "booth", "chair"):
        sheet = shipped().by_path[static_url(f"css/page.{name}.css")].identity
        assert b"font-display:swap" in sheet, name


def test_a_delegate_page_loads_no_font():
    assert b"@font-face" not in shipped().by_path[static_url("css/page.phone.css")].identity
    assert b"@font-face" in shipped().by_path[static_url("css/page.hall.css")].identity


def test_a_heavy_file_would_break_the_budget(tmp_path):
    (tmp_path / "js").mkdir()
    heavy = b"".join(hashlib.sha256(bytes([i % 256, i // 256])).digest() for i in range(2000))
    (tmp_path / "js" / "page.js").write_text(f"// {heavy.hex()}")
    assert packed(load(tmp_path), "js/page.js") > 60 * KIB


def test_names_change_with_the_content(tmp_path):
    (tmp_path / "css").mkdir()
    sheet = tmp_path / "css" / "base.css"
    sheet.write_text("a { color: var(--ink); }")
    first, same = load(tmp_path), load(tmp_path)
    sheet.write_text("a { color: var(--ink-2); }")
    second = load(tmp_path)
    assert first.prefix == same.prefix
    assert first.url("css/base.css") != second.url("css/base.css")


def test_a_misspelt_name_is_refused():
    with pytest.raises(LookupError, match=r"css/bsae\.css"):
        static_url("css/bsae.css")


def test_every_file_says_how_it_is_kept_and_survives_packing():
    for path, file in shipped().by_path.items():
        assert file.gzip is None or gzip.decompress(file.gzip) == file.identity
        assert ("immutable" in file.cache_control) == (path != "/sw.js")
        assert file.etag.startswith('"')
        assert b"__STATIC__" not in file.identity


def test_the_service_worker_keeps_files_that_exist():
    worker = shipped().by_path["/sw.js"].identity.decode()
    assert f'const STATIC = "{shipped().prefix}";' in worker
    names = re.findall(r'"([\w./]+\.\w+)"', worker[worker.index("const SHELL =") :].split(";")[0])
    assert "js/vote.js" in names
    assert all(static_url(name) for name in names)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("", ""),
        ("identity", ""),
        ("gzip;q=0", ""),
        ("deflate, gzip;q=1.0", "gzip"),
    ],
)
def test_a_browser_gets_what_it_takes(accepted, encoding):
    file = shipped().by_path[static_url("css/base.css")]
    assert file.encoded(accepted)[0] == encoding


def test_references_of_style_sheets_exist():
    for name, css in CSS.items():
        for target in re.findall(r"url\(([^)#]+)\)", css):
            assert (FOLDER / "css" / name).parent.joinpath(target).is_file(), f"{name}: {target}"


def test_squeezing_keeps_what_counts():
    css = 'a::after { content: " \\2191"; } /* gone */\n@media (width <= 3px) { b  c { d: e; } }'
    assert squeezed(css) == 'a::after{content:" \\2191"}@media (width <= 3px){b c{d:e}}'


# -- macros --------------------------------------------------------------------------------------


def rendered(source: str, **values: object) -> str:
    """A piece of a page that uses the macros."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    names = "iso, icon, vote_mark, act_button, countdown, field, error_summary, partial, symbols"
    start = f'{{% from "macros.html" import {names} with context %}}'
    return environment.from_string(start + source).render(**values)


def test_inserted_values_are_isolated_and_escaped():
    assert rendered("{{ iso(v) }}", v="<A/150>") == "<bdi>&lt;A/150&gt;</bdi>"
    assert rendered("{{ iso(v, 'ar') }}", v="x") == '<bdi lang="ar">x</bdi>'


def test_an_act_button_is_a_form_that_needs_no_script():
    html = rendered(
        "{{ act_button('/a/150/acts/give_floor', 'Floor', 't', 'n', fields={'speaker': v},"
        " key='N', confirm='Press again') }}",
        v='"><b>',
    )
    assert html.startswith('<form method="post" action="/a/150/acts/give_floor">')
    assert 'name="csrf" value="t"' in html
    assert 'name="act_id" value="n"' in html
    assert 'value="&#34;&gt;&lt;b&gt;"' in html
    assert 'data-key="N" data-confirm="Press again"' in html


def test_a_vote_has_colour_shape_and_word():
    shapes = {
        choice: re.search(r"#i-(\w+)", rendered("{{ vote_mark(c, 'w') }}", c=choice))
        for choice in ("for", "against", "abstain", "split")
    }
    assert len({match[1] for match in shapes.values() if match}) == 4
    assert ">w<" in rendered("{{ vote_mark('none', 'w') }}")


def test_every_icon_that_is_used_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (TEMPLATES / "symbols.svg").read_text()))
    used = set()
    for path in TEMPLATES.rglob("*.html"):
        used |= {f"i-{name}" for name in re.findall(r'icon\("(\w+)"', path.read_text())}
    assert used
    assert used - drawn == set()
    assert 'id="i-check"' in rendered("{{ symbols() }}")


# A sign after words that a template puts there itself; in JSON and in a time of day it is none.
BARE_SIGN = re.compile(r"(?:\}\}|%\})(?:</\w+>)*(?<!\| tojson \}\}) ?[,:;?!](?= [^\"]|<|\{%)")


def bare_signs(template: str) -> list[str]:
    """Where a template writes a colon and the like as English does, in every language."""
    words = re.sub(r"<style.*?</style>|\{#.*?#\}", "", template, flags=re.DOTALL)
    words = re.sub(r"https?://\S+|(?:href|action|src)=\"[^\"]*\"", "", words)
    return [match[0] for match in BARE_SIGN.finditer(words)]


def test_templates_leave_the_space_before_a_sign_to_the_language():
    paths = [*TEMPLATES.rglob("*.html"), *(TEMPLATES.parent.parent / "publish").rglob("*.html")]
    assert {path.name: said for path in paths if (said := bare_signs(path.read_text()))} == {}


@pytest.mark.parametrize(
    "offence",
    [
        '{{ t("groups.called") }}: <bdi>{{ name }}</bdi>',
        "<b>{{ label(one) }}</b>: {{ told }}",
        "{% if not loop.last %}; {% endif %}",
        "{{ text_of(title) }}, {{ day }}",
        "<button aria-label=\"{{ ts('gate.take') }}: {{ one.name }}\">",
        '{{ t("gate.take") }}!</p>',
    ],
)
def test_a_bare_sign_would_be_found(offence):
    assert bare_signs(offence)
