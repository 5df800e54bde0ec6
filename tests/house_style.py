"""The manners of docs/architecture.md as small functions: text in, complaints out.

Each is shown a planted offence in test_tidy.py before it judges the project.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

FUNCTION_LINES = 50
COLUMNS = 100
PARAMETERS = 5
POSITIONAL = 2
# What surrounds a function comes first and in this order, under these names only; it cannot be
# mistaken for what the function is about (docs/decisions/0008).
SURROUNDINGS = {
    *{"rules", "assembly", "view", "house", "drawing", "request", "state", "prepared"},
    *{"sentence", "line", "skeleton", "record"},  # of a press report, and what it is held against
}
CONTEXT = {"self", "cls", *SURROUNDINGS}
# Fixed elsewhere.
ASGI = ["scope", "receive", "send"]
BANNED_SUFFIXES = (
    "Manager",
    "Service",
    "Helper",
    "Handler",
    "Util",
    "Mixin",
    "Base",
    "Data",
    "Info",
)
BANNED_FOLDERS = {"utils", "util", "common", "helpers", "services", "core", "models"}
# Django finds the secretariat's tables in a module of this name and no other.
MODULES_NAMED_BY_DJANGO = {"src/hemicycle/secretariat/models.py"}
IMPURE_CALLS = {"open", "print", "input", "float", "eval", "exec", "now", "utcnow", "today"}
WITHOUT_DOCSTRING = {"apply", "minute"}

# The reasons for a skip that hold everywhere: neither real data nor programs of the system are part
# of the project, nothing here may install the latter, and a copy need not have its whole history.
NO_DATA = "no real data"
NO_NGINX = "no nginx with nchan"
NO_PROGRAM = "no program of the system"
NO_HISTORY = "no history of the repository"
EVERYWHERE = (NO_DATA, NO_NGINX, NO_PROGRAM, NO_HISTORY)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(source: str) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            yield node


def long_functions(source: str, limit: int = FUNCTION_LINES) -> list[str]:
    """Functions that do not fit on a screen."""
    return [
        f"{f.lineno}: {f.name} has {lines} lines, {limit} are allowed"
        for f in functions(source)
        if (lines := (f.end_lineno or f.lineno) - f.lineno + 1) > limit
    ]


def long_file(source: str, limit: int) -> list[str]:
    """A file that should be two."""
    lines = len(source.splitlines())
    return [f"{lines} lines, {limit} are allowed"] if lines > limit else []


def wide_lines(source: str, limit: int = COLUMNS) -> list[str]:
    """Lines that a reader must scroll."""
    return [
        f"{number}: {len(line)} columns, {limit} are allowed"
        for number, line in enumerate(source.splitlines(), 1)
        if len(line) > limit
    ]


def crowded_parameters(source: str) -> list[str]:
    """Functions with more than five parameters, or more than two that are not keyword-only."""
    found = []
    for f in functions(source):
        names = [a.arg for a in (*f.args.posonlyargs, *f.args.args)]
        total = len({*names, *(a.arg for a in f.args.kwonlyargs)} - {"self", "cls"})
        loose = [name for name in names if name not in CONTEXT]
        if any(ast.unparse(d).startswith("app.command") for d in f.decorator_list):
            continue  # these are the options that a person types, each by its name
        if total > PARAMETERS:
            found.append(f"{f.lineno}: {f.name} takes {total} parameters, {PARAMETERS} are allowed")
        elif len(loose) > POSITIONAL and loose != ASGI and not f.name.startswith("__"):
            found.append(f"{f.lineno}: {f.name}: parameters above two are keyword-only")
    return found


def banned_names(source: str) -> list[str]:
    """Classes and functions whose last word says nothing."""
    snake = tuple(f"_{suffix.lower()}" for suffix in BANNED_SUFFIXES)
    return [
        f"{node.lineno}: {node.name} ends in a word that says nothing"
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.ClassDef) and node.name.endswith(BANNED_SUFFIXES))
        or (isinstance(node, Function) and node.name.endswith(snake))
    ]


def banned_places(path: str) -> list[str]:
    """Folders and modules that would collect what belongs elsewhere."""
    parts = PurePosixPath(path).with_suffix("").parts
    if path in MODULES_NAMED_BY_DJANGO:
        return []
    return [f"{path}: nothing is kept in '{part}'" for part in parts if part in BANNED_FOLDERS]


def deep_classes(sources: Mapping[str, str]) -> list[str]:
    """Classes with more than one ancestor of our own; protocols do not count."""
    bases: dict[str, list[str]] = {}
    for source in sources.values():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = [ast.unparse(base).rpartition(".")[2] for base in node.bases]

    def ancestors(name: str) -> set[str]:
        own = {b for b in bases.get(name, []) if b in bases and b != name}
        own = {b for b in own if "Protocol" not in bases[b]}
        return own.union(*(ancestors(b) for b in own))

    return [
        f"{name} has the ancestors {', '.join(sorted(found))}; one is allowed"
        for name in bases
        if len(found := ancestors(name)) > 1
    ]


def impurities(source: str) -> list[str]:
    """What the engine must not do: floats, the clock, files, output, global state."""
    found = []
    for node in ast.walk(ast.parse(source)):
        what = impurity(node)
        if what:
            found.append(f"{node.lineno}: {what}")
    return found


def impurity(node: ast.AST) -> str:
    """What is impure in one node, or nothing."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).rpartition(".")[2]
        return f"calls {name}" if name in IMPURE_CALLS else ""
    if isinstance(node, ast.Constant) and isinstance(node.value, float):
        return f"the float {node.value}"
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
        return "division with / makes a float"
    if isinstance(node, ast.Name) and node.id == "float":
        return "names float"
    return "global" if isinstance(node, ast.Global) else ""


def missing_docstrings(source: str) -> list[str]:
    """Public classes and functions of a module that do not say what they are."""
    tree = ast.parse(source)
    defined = list(tree.body)
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            defined.extend(node.body)
    return [
        f"{node.lineno}: {node.name} has no docstring"
        for node in defined
        if isinstance(node, ast.ClassDef | Function)
        and not node.name.startswith("_")
        and node.name not in WITHOUT_DOCSTRING
        and not ast.get_docstring(node)
    ]


def article_keys(source: str) -> set[str]:
    """The rule keys in the `Article:` line of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    line = re.search(r"^Article: (.+(?:\n\S.+)*)", docstring, re.MULTILINE)
    return {key.strip() for key in line[1].replace("\n", " ").split(",")} if line else set()


def dotted_words(source: str) -> set[str]:
    """Every string that is written like a rule key or a phrase key, such as `sitting.open`."""
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z][a-z_]*(\.[a-z][a-z0-9_]*)+", node.value)
    }


def unsaid_rules(source: str, keys: set[str]) -> list[str]:
    """The rules that a module relies on and that its `Article:` line does not name."""
    return sorted((dotted_words(source) & keys) - article_keys(source))


def reason_keys(source: str) -> set[str]:
    """The reasons that refusals in this text give; one made while running, by its beginning."""
    return {
        key
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("OutOfOrder")
        and len(node.args) > 1
        for key in outcomes(node.args[1])
    }


def outcomes(node: ast.expr) -> Iterator[str]:
    """The strings that an expression may come to."""
    if isinstance(node, ast.IfExp):
        yield from outcomes(node.body)
        yield from outcomes(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield from outcomes(node.values[0])
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def absent(wanted: Iterable[str], present: Mapping[str, set[str]]) -> list[str]:
    """Each wanted key with the places that lack it; one that ends in `_` is the start of a key."""
    return [
        f"{key} is missing in {place}"
        for place, keys in present.items()
        for key in sorted(set(wanted) - keys)
        if not (key.endswith("_") and any(k.startswith(key) for k in keys))
    ]


def verb_pattern(says: str) -> re.Pattern[str]:
    """How a verb phrase looks in a scenario: `{speaker}` stands for anything, `[...]` may lack."""
    pattern = ""
    for part in re.split(r"(\{\w+\}|\[|\])", says):
        fixed = {"[": "(?:", "]": ")?"}.get(part, re.escape(part))
        pattern += r"\S.*?" if part.startswith("{") else fixed
    return re.compile(rf"\s{pattern}\s*(?:$|!|#)")


def unspoken(says: Iterable[str], scenario_lines: Iterable[str]) -> list[str]:
    """Verb phrases that no line of any scenario uses."""
    lines = list(scenario_lines)
    return [
        f"no scenario says '{phrase}'"
        for phrase in says
        if not any(verb_pattern(phrase).search(line) for line in lines)
    ]


def unmentioned(names: Iterable[str], text: str) -> list[str]:
    """Names that the documentation does not show as code."""
    return [
        f"`{name}` is in no document"
        for name in names
        if not re.search(rf"`(?:hemicycle )?{re.escape(name)}\b[^`\n]*`", text)
    ]


def machine_paths(text: str) -> list[str]:
    """Absolute paths of somebody's machine."""
    pattern = r"(?:^|[^\w.$}:/-])(/(?:work|farm|root|home|Users|opt)/\S+)"
    return [f"the path {found}" for found in re.findall(pattern, text)]


def registry_addresses(text: str, more_hosts: Iterable[str] = ()) -> list[str]:
    """Addresses of package registries; whoever installs brings their own."""
    hosts = ["pypi" + ".org", "files." + "pythonhosted", "registry." + "npmjs", "deb." + "debian"]
    found = [host for host in (*hosts, *more_hosts) if host in text]
    options = re.findall(r"^\s*--(?:extra-)?(?:index-url|find-links)\b.*", text, re.MULTILINE)
    return [f"names a registry: {what}" for what in (*found, *options)]


def imported_packages(source: str) -> set[str]:
    """The top-level packages that a text imports, relative imports apart."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module.partition(".")[0])
    return found


def pins(requirements: str) -> dict[str, int]:
    """Each pinned package and the number of its hashes."""
    parts = re.split(r"^([a-z0-9._-]+)==\S+", requirements, flags=re.MULTILINE)
    return {
        name: rest.count("--hash=sha256:")
        for name, rest in zip(parts[1::2], parts[2::2], strict=True)
    }


def is_refused_skip(reason: str, promised: set[str], *, is_browser_test: bool) -> bool:
    """Whether a skip is a failure: any in CI, a browser test's where a browser was promised."""
    if any(one in reason for one in EVERYWHERE):
        return False
    return "CI" in promised or (is_browser_test and "HEMICYCLE_REQUIRE_BROWSER" in promised)
