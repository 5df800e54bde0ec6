"""Templates: one drawing for a page and for its live parts."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_block

from hemicycle.screens.speaking_time import LAST_S
from hemicycle.web.static_files import icon_address

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """The templates, with the macros of `macros.html` at hand in every block.

    Note: what was compiled once is kept in the user's own temporary folder, so that a start
    after a crash does not wait for it.
    """
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(),
    )
    env.globals |= {"last_s": LAST_S, "icon_address": icon_address(), "as_files": False}
    macros = env.get_template("macros.html").make_module({})
    env.globals.update(
        {name: macro for name, macro in vars(macros).items() if not name.startswith("_")}
    )
    return env


def warm() -> None:
    """Compile every template now, so that nobody waits for it later."""
    env = environment()
    for name in env.list_templates(extensions=["html"]):
        env.get_template(name)


def page(template: str, context: Mapping[str, Any]) -> str:
    """A whole page."""
    return environment().get_template(template).render(context)


def part(template: str, block: str, *, context: Mapping[str, Any]) -> str:
    """One block of a page, as the whole page would draw it."""
    return str(render_block(environment(), template, block, context))
