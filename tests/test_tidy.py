"""The code obeys docs/architecture.md; every rule is first shown an offence that it must report."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import house_style as style
from hemicycle.cli import COMMANDS
from hemicycle.phrases.catalogues import read_language
from hemicycle.procedure.acts import KINDS
from hemicycle.publish import OUTPUTS
from hemicycle.rulebooks.reading import is_optional
from hemicycle.web.pages import PAGES

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "hemicycle"
PROCEDURE = SOURCE / "procedure"
ACTS = PROCEDURE / "acts"
PROCEDURE_LINES = 250
KERNEL_LINES = 80
VERIFIER_LINES = 250
OTHER_LINES = 400
DOCUMENTED = ("procedure", "journal", "store", "clerk")
COMPLETE_LANGUAGES = ("en", "fr")


def tracked() -> dict[str, str]:
    """The text of every file that git keeps or would keep, by its path."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    texts = {}
    for name in filter(None, listed.stdout.split("\0")):
        raw = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        if b"\0" not in raw:
            texts[name] = raw.decode(errors="replace")
    return texts


TEXTS = tracked()
PYTHON = {name: text for name, text in TEXTS.items() if name.endswith(".py")}
VERIFIER = {name: text for name, text in PYTHON.items() if name.startswith("verifier/src/")}
PROGRAM = {
    name: text
    for name, text in PYTHON.items()
    if name.startswith(("src/", "bench/")) or name in VERIFIER
}
ENGINE = {
    name: text for name, text in PYTHON.items() if name.startswith("src/hemicycle/procedure/")
}
ACT_FILES = {
    name: text
    for name, text in ENGINE.items()
    if name.startswith("src/hemicycle/procedure/acts/") and not name.endswith("__init__.py")
}
DOCUMENTS = "\n".join(text for name, text in TEXTS.items() if name.endswith(".md"))


def complaints(check, texts) -> list[str]:
    """What a check says about each text, with the name of the file."""
    return [f"{name}:{found}" for name, text in texts.items() for found in check(text)]


def require_none(found: list[str]) -> None:
    """Fail with every complaint, one a line."""
    assert not found, "\n".join(["", *found])


# What a rule reports about one planted offence, and that it is silent about the lawful neighbour.
PLANTED = [
    (style.long_functions, "def f():\n" + "    a = 1\n" * 50, "def f():\n" + "    a = 1\n" * 49),
    (style.wide_lines, "#" * 101, "#" * 100),
    (style.crowded_parameters, "def f(*, a, b, c, d, e, g): ...", "def f(*, a, b, c, d, e): ..."),
    (style.crowded_parameters, "def f(a, b, c): ...", "def f(rules, assembly, a, b, *, c): ..."),
    (
        style.crowded_parameters,
        "@cache\ndef f(a, b, c, d, e, g): ...",
        "@app.command()\ndef f(a, b, c, d, e, g): ...",
    ),
    (style.banned_names, "class FloorManager: ...", "class Floor: ..."),
    (style.banned_names, "def floor_helper(): ...", "def give_floor(): ..."),
    (style.impurities, "import datetime\ndatetime.datetime.now()", "def now(at): return at"),
    (style.impurities, "open('x')", "'open'"),
    (style.impurities, "print(1)", "'print'"),
    (style.impurities, "x = 0.5", "x = 5"),
    (style.impurities, "x = a / b", "x = a // b"),
    (style.impurities, "def f(a: float): ...", "def f(a: int): ..."),
    (style.impurities, "def f():\n    global a\n    a = 1", "def f():\n    a = 1"),
    (style.missing_docstrings, "def give(): ...", 'def give():\n    """Give."""'),
    (style.missing_docstrings, "class A:\n    '''A.'''\n    def b(self): ...", "def _give(): ..."),
    (style.machine_paths, "see /" + "work/main/x", "see ../shared/x and https://a.example/work/x"),
    (style.registry_addresses, "--index-url x", "django==5.2"),
    (style.registry_addresses, "https://pypi" + ".org/simple", "from a registry of your own"),
]


@pytest.mark.parametrize(("check", "offence", "lawful"), PLANTED)
def test_each_rule_reports_its_offence_and_nothing_else(check, offence, lawful):
    assert len(check(offence)) == 1
    assert check(lawful) == []


def test_rules_about_several_files_report_their_offence():
    deep = {"a": "class A: ...\nclass B(A): ...", "b": "class C(B): ..."}
    assert style.deep_classes(deep) == ["C has the ancestors A, B; one is allowed"]
    protocol = {"a": "class P(Protocol): ...\nclass A: ...", "b": "class C(A, P): ..."}
    assert style.deep_classes(protocol) == []
    assert style.long_file("a\n" * 81, 80) == ["81 lines, 80 are allowed"]
    assert style.long_file("a\n" * 80, 80) == []
    assert len(style.banned_places("src/hemicycle/utils/text.py")) == 1
    assert len(style.banned_places("src/hemicycle/web/helpers.py")) == 1
    assert style.banned_places("src/hemicycle/secretariat/models.py") == []


def test_rules_about_keys_report_their_offence():
    source = '"""Give.\n\nArticle: floor.one, floor.two\n"""\nraise OutOfOrder("a.b", "late")'
    assert style.article_keys(source) == {"floor.one", "floor.two"}
    assert style.article_keys('"""Give."""') == set()
    assert style.dotted_words(source) == {"a.b"}
    assert style.unsaid_rules(source, {"a.b", "a.c"}) == ["a.b"]
    assert style.unsaid_rules(source, {"a.c"}) == []
    assert style.reason_keys(source) == {"late"}
    chosen = 'raise OutOfOrder("a.b", "late" if outcome == "rejected" else f"early_{why}")'
    assert style.reason_keys(chosen) == {"late", "early_"}
    lacking = {"en": {"a", "b_is"}, "fr": {"a"}}
    assert style.absent({"a", "b_"}, lacking) == ["b_ is missing in fr"]


def test_rules_about_mentions_report_their_offence():
    lines = [
        "10:00  President  gives the floor to Arvenia  ! Arvenia is not listed [speaking.list]"
    ]
    assert style.unspoken(["gives the floor to {speaker}[ for {limit_s} s]"], lines) == []
    assert style.unspoken(["yields the floor"], lines) == ["no scenario says 'yields the floor'"]
    assert style.unmentioned(["serve", "dance"], "use `hemicycle serve --port`") == [
        "`dance` is in no document"
    ]


def test_functions_fit_on_a_screen():
    require_none(complaints(style.long_functions, PYTHON))


def test_lines_need_no_scrolling():
    require_none(complaints(style.wide_lines, PYTHON))


def test_files_are_short():
    limits = {name: PROCEDURE_LINES if name in ENGINE else OTHER_LINES for name in PYTHON}
    limits |= dict.fromkeys(VERIFIER, VERIFIER_LINES)
    limits["src/hemicycle/procedure/kernel.py"] = KERNEL_LINES
    require_none(
        [
            f"{name}: {said}"
            for name, limit in limits.items()
            for said in style.long_file(PYTHON[name], limit)
        ]
    )


def test_parameters_are_few_and_named():
    require_none(complaints(style.crowded_parameters, PROGRAM))


def test_names_say_something():
    require_none(complaints(style.banned_names, PROGRAM))
    require_none([said for name in PYTHON for said in style.banned_places(name)])


def test_classes_have_one_ancestor_of_ours():
    require_none(style.deep_classes(PROGRAM))


def test_the_engine_is_pure():
    require_none(complaints(style.impurities, ENGINE))


def modules_loaded_by(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter without site-packages has loaded."""
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})\n{statement}\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    command = [sys.executable, "-S", "-E", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_engine_loads_the_standard_library_alone():
    walk = (
        "import pkgutil, hemicycle.procedure as p\n"
        "[__import__(m.name) for m in pkgutil.walk_packages(p.__path__, 'hemicycle.procedure.')]"
    )
    allowed = {*sys.stdlib_module_names, "__main__", "hemicycle"}
    assert modules_loaded_by(walk) - allowed == set()
    foreign = f"sys.path.insert(0, {str(ROOT / 'tests')!r}); import house_style"
    assert modules_loaded_by(foreign) - allowed == {"house_style"}


def test_public_things_say_what_they_are():
    ours = {name: text for name, text in PROGRAM.items() if name.startswith("src/hemicycle/")}
    documented = {name: text for name, text in ours.items() if name.split("/")[2] in DOCUMENTED}
    require_none(complaints(style.missing_docstrings, documented | VERIFIER))


def test_every_kind_is_registered():
    registered = {sys.modules[kind.act.__module__].__file__ for kind in KINDS}
    assert {str(ROOT / name) for name in ACT_FILES} == registered
    assert len({kind.says for kind in KINDS}) == len(KINDS)


def test_every_act_names_its_articles():
    require_none([name for name, text in ACT_FILES.items() if not style.article_keys(text)])


def rulebook_keys() -> dict[str, set[str]]:
    """The rule keys that each rulebook answers."""
    return {
        file.parent.name: {
            f"{chapter}.{rule}"
            for chapter, rules in tomllib.loads(file.read_text()).items()
            if isinstance(rules, dict)
            for rule in rules
        }
        for file in (SOURCE / "rulebooks").glob("*/rulebook.toml")
    }


def test_a_file_of_the_engine_names_every_rule_that_it_relies_on():
    keys = set().union(*rulebook_keys().values())
    require_none(
        [
            f"{name}: {key} is in no line Article"
            for name, text in ENGINE.items()
            for key in style.unsaid_rules(text, keys)
        ]
    )


def test_every_rule_key_is_in_every_rulebook():
    words = set().union(*(style.dotted_words(text) for text in ENGINE.values()))
    keys = {word for word in words if not word.startswith("minute.")}
    keys |= set().union(*(style.article_keys(text) for text in ENGINE.values()))
    rulebooks = rulebook_keys()
    assert {"plain", "ipu_assembly", "pace"} <= set(rulebooks)
    everywhere = {key for key in keys if not is_optional(key)}
    require_none(style.absent(everywhere, rulebooks))
    somewhere = {"any rulebook": set().union(*rulebooks.values())}
    require_none(style.absent(keys, somewhere))


def test_everything_that_is_said_has_a_sentence_in_both_languages():
    words = set().union(*(style.dotted_words(text) for text in ENGINE.values()))
    wanted = {word for word in words if word.startswith("minute.")}
    wanted |= {f"reason.{key}" for text in ENGINE.values() for key in style.reason_keys(text)}
    present = {name: set(read_language(SOURCE / "phrases" / name)) for name in COMPLETE_LANGUAGES}
    wanted |= set().union(*present.values())
    require_none(style.absent(wanted, present))


def test_every_act_occurs_in_a_scenario():
    scenarios = [text for name, text in TEXTS.items() if name.endswith(".minutes")]
    lines = [line for text in scenarios for line in text.splitlines()]
    require_none(style.unspoken([kind.says for kind in KINDS], lines))


def test_commands_screens_and_outputs_are_documented():
    assert COMMANDS
    assert PAGES
    assert OUTPUTS
    require_none(style.unmentioned([*COMMANDS, *PAGES, *OUTPUTS], DOCUMENTS))


def test_no_file_names_a_machine_or_a_registry():
    require_none(complaints(style.machine_paths, TEXTS))
    require_none(complaints(style.registry_addresses, TEXTS))


def declared(group: str | None) -> set[str]:
    """The packages that pyproject.toml names for the program, or for an extra."""
    project = tomllib.loads(TEXTS["pyproject.toml"])["project"]
    wanted = project["optional-dependencies"][group] if group else project["dependencies"]
    return {re.split(r"[<>=\[]", name)[0].lower() for name in wanted}


def test_every_dependency_is_pinned_with_hashes_and_has_its_record():
    run = style.pins(TEXTS["requirements/run.txt"])
    dev = style.pins(TEXTS["requirements/dev.txt"])
    assert declared(None) <= set(run)
    assert declared(None) | declared("dev") <= set(dev)
    assert min(run.values()) > 0
    assert min(dev.values()) > 0
    records = "\n".join(text for name, text in TEXTS.items() if name.startswith("docs/decisions/"))
    require_none([name for name in declared(None) | declared("dev") if name not in records])
    assert style.pins("one==1 \\\n  --hash=sha256:0\ntwo==2\n") == {"one": 1, "two": 0}


def test_the_program_imports_only_what_it_declares():
    known = packages_distributions()
    standard = {*sys.stdlib_module_names, "hemicycle"}

    def undeclared(source: str) -> list[str]:
        foreign = style.imported_packages(source) - standard
        owners = {
            name: {d.lower().replace("_", "-") for d in known.get(name, [name])} for name in foreign
        }
        return [name for name, dists in owners.items() if not dists & declared(None)]

    require_none(complaints(undeclared, {n: t for n, t in PROGRAM.items() if n.startswith("src/")}))
    assert undeclared("import os, pytest") == ["pytest"]
    assert undeclared("from jinja2_fragments import render_block") == []


def test_no_test_is_skipped_where_none_may_be():
    refused = style.is_refused_skip
    assert refused("no Chromium", {"CI"}, is_browser_test=False)
    assert refused("no Chromium", {"HEMICYCLE_REQUIRE_BROWSER"}, is_browser_test=True)
    assert not refused("no Chromium", {"HEMICYCLE_REQUIRE_BROWSER"}, is_browser_test=False)
    assert not refused("no Chromium", set(), is_browser_test=True)
    assert not refused(f"{style.NO_DATA} in shared", {"CI"}, is_browser_test=True)
    for one in style.EVERYWHERE:
        assert not refused(f"{one}; see there", {"CI"}, is_browser_test=True)
