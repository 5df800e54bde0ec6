"""What all tests share: real data, a Chromium, how hard Hypothesis tries, and no silent skips."""

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import houses_in_postgres
from house_style import NO_DATA, is_refused_skip
from private_postgres import PrivateServer, private_server

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)

# A shared machine may be slow at times; that is no finding.
for name, examples in {"dev": 40, "ci": 100, "thorough": 2000}.items():
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile(os.environ.get("HEMICYCLE_PROFILE") or ("ci" if os.getenv("CI") else "dev"))


# What is loaded and collected lives until the end: to look for waste in it again and again took
# half of the time of a collection, and grew with each test that was added.
gc.disable()

# Where several work at once, whole files are handed out: those that take longest go first.
LONGEST_FIRST = (
    *("test_written_site.py", "test_site_command.py"),
    *("test_accessibility.py", "test_large_draft.py", "test_crawl.py", "test_kill.py"),
    *("test_three_days_open.py", "test_tellers.py", "test_permissions.py", "test_command.py"),
    *("test_pages.py", "test_sizes.py", "test_press_screens.py", "test_file_journey.py"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Leave out the tests that measure how soon something comes, or run nothing else."""
    parser.addoption("--quiet-tests", choices=("with", "without", "only"), default="with")


def pytest_configure(config: pytest.Config) -> None:
    """Threads of a house that was stopped end with their connections, and psycopg says so."""
    if houses_in_postgres.ARE_WANTED:
        config.addinivalue_line("filterwarnings", houses_in_postgres.LEFT_OPEN)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Choose the quiet tests or the others, put the files that take longest first.

    Where houses are kept in PostgreSQL, what is about the files of SQLite is left out.
    """
    wish = config.getoption("--quiet-tests")
    if wish != "with":
        chosen = [one for one in items if is_quiet(one) == (wish == "only")]
        config.hook.pytest_deselected(items=[one for one in items if one not in set(chosen)])
        items[:] = chosen
    if houses_in_postgres.ARE_WANTED:
        left_out = [one for one in items if houses_in_postgres.is_of_files(one.nodeid)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [one for one in items if one not in set(left_out)]
    last = len(LONGEST_FIRST)
    places = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path.name, last))


def pytest_collection_finish() -> None:
    """From now on look for waste in what the tests themselves make."""
    gc.collect()
    gc.freeze()
    gc.enable()


def is_quiet(item: pytest.Item) -> bool:
    """Whether a test wants the machine for itself."""
    return item.get_closest_marker("quiet") is not None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where nothing may be skipped."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        promised = {name for name in ("CI", "HEMICYCLE_REQUIRE_BROWSER") if os.environ.get(name)}
        is_browser_test = item.get_closest_marker("browser") is not None
        if is_refused_skip(str(report.longrepr), promised, is_browser_test=is_browser_test):
            report.outcome = "failed"
            report.longrepr = f"Skipped where nothing may be skipped: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data, named by HEMICYCLE_DATA or lying beside the checkout."""
    folder = Path(os.environ.get("HEMICYCLE_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"{NO_DATA} in {folder}; name its folder with HEMICYCLE_DATA")
    return folder


def find_chromium() -> str | None:
    """The Chromium named by HEMICYCLE_CHROMIUM, else an installed one."""
    names = (os.environ.get("HEMICYCLE_CHROMIUM") or "", *CHROMIUM_NAMES)
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of a Chromium; `make test` installs one where it may."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium; install the package chromium or set HEMICYCLE_CHROMIUM")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[PrivateServer]:
    """A PostgreSQL server for these tests alone; where it does not start, they fail."""
    with private_server() as server:
        yield server


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """The installed Chromium, calling nobody by itself.

    Note: no wider than a module, because Playwright keeps an event loop running in the thread
    and a later test's `asyncio.run` would be refused.
    """
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses root its sandbox
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor's browser: own cookies, own storage."""
    visitor = browser.new_context()
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of one visitor."""
    return context.new_page()
