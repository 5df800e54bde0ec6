"""The one file of settings: every setting explained, and each mistake said with its line."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from hemicycle.operation.backup_keys import mistake_in_recipient
from hemicycle.operation.hall import ASK, CABLE, RADIO, RULES, STAY, WPA2, WPA3, Hall

METRICS = ("loopback", "operator", "off")
LOGS = ("text", "json")
LARGEST_PORT = 65_535
LONGEST_PAUSE_MIN = 7 * 24 * 60
MOST_KEPT = 10_000
MOST_WORKERS = 64
PLACE = re.compile(r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:]{2,45}\]):[0-9]{1,5}")


class Setting(NamedTuple):
    """One setting: where it stands, what it may be, and what it is for."""

    table: str
    name: str
    default: str | int | tuple[str, ...]
    says: str
    one_of: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    @property
    def key(self) -> str:
        """The setting as it is named in a sentence."""
        return f"{self.table}.{self.name}"


SETTINGS = (
    Setting("house", "data", "data", "The folder that holds everything."),
    Setting(
        *("house", "store", ""),
        "A PostgreSQL database for the journal, as in postgresql://USER@HOST/DATABASE, without its"
        " password; empty for SQLite in the folder.",
    ),
    Setting("serve", "host", "127.0.0.1", "The address to listen on."),
    Setting("serve", "port", 8150, "The port to listen on.", least=0, most=LARGEST_PORT),
    Setting(
        *("serve", "workers", 0),
        "How many processes serve it, which needs PostgreSQL; 0 for one alone.",
        least=0,
        most=MOST_WORKERS,
    ),
    Setting(
        *("serve", "base_url", ""),
        "How browsers reach the house, as in https://assembly.example; empty for this computer.",
    ),
    Setting(
        *("serve", "microphones", ""), "A file or pipe that is told who has the floor; or empty."
    ),
    Setting(
        *("front", "publish", ""),
        "Where the nginx in front takes live frames, as in 127.0.0.1:8151; of several, with spaces"
        " between; empty for none.",
    ),
    Setting(
        *("backup", "to", ""),
        "The folder for backups, of this house alone and best on another disk; empty for none.",
    ),
    Setting(
        *("backup", "every_minutes", 60),
        "How many minutes from one backup to the next.",
        least=1,
        most=LONGEST_PAUSE_MIN,
    ),
    Setting(
        *("backup", "keep", 48),
        "How many backups are kept; older ones are deleted once a new one was read again.",
        least=1,
        most=MOST_KEPT,
    ),
    Setting(
        *("backup", "passphrase_file", ""),
        "A file whose first line locks the backups, at least 12 signs; empty: not encrypted.",
    ),
    Setting(
        *("backup", "recipients", ()),
        "Instead of a passphrase: keys (age1…) that lock the backups, which nothing here opens;"
        " made by hemicycle backup-key.",
    ),
    Setting(
        *("paper", "to", ""),
        "The folder in which a paper pack of each body lies, made anew by itself; empty for none.",
    ),
    Setting(
        *("paper", "every_minutes", 10),
        "How many minutes from one pack to the next; another matter before the body makes one at"
        " once.",
        least=1,
        most=LONGEST_PAUSE_MIN,
    ),
    Setting("hall", "name", "", "The name of the Wi-Fi in a hall without a line; empty for none."),
    Setting("hall", "password", "", "Its password, 8 to 63 signs of ASCII; it is on the door."),
    Setting(
        *("hall", "security", WPA2),
        "How the Wi-Fi is locked; WPA3 alone keeps older phones out.",
        one_of=(WPA2, WPA3),
    ),
    Setting(
        *("hall", "address", "10.42.0.1/24"),
        "The address of this computer in the hall, with its network: /24 for 240 phones, /22 for"
        " 1,000.",
    ),
    Setting(
        *("hall", "through", RADIO),
        "What makes the Wi-Fi: the radio of this computer, or an access point at its cable.",
        one_of=(RADIO, CABLE),
    ),
    Setting("hall", "card", "", "The network card for it, as in wlp2s0; empty for the first."),
    Setting(
        *("hall", "phones", ASK),
        "What phones hear that look for the internet: nothing, so that they ask whether to stay;"
        " or that it is there, so that they stay.",
        one_of=(ASK, STAY),
    ),
    Setting(
        *("site", "to", ""),
        "The folder in which the public site lies as files, made anew by itself; empty for none.",
    ),
    Setting(
        *("site", "base_url", ""),
        "Where they are read, as in https://www.example.org/150; empty for the house itself.",
    ),
    Setting(
        *("site", "every_minutes", 15),
        "How many minutes from one writing of the site to the next, where something was recorded.",
        least=1,
        most=LONGEST_PAUSE_MIN,
    ),
    Setting(
        *("watch", "metrics", "loopback"),
        "Who reads /metrics: programs on this computer, whoever operates the house, or nobody.",
        one_of=METRICS,
    ),
    Setting(
        *("watch", "log", "text"),
        "How the log is written: lines for people, or one JSON object a line.",
        one_of=LOGS,
    ),
)
TABLES = tuple(dict.fromkeys(one.table for one in SETTINGS))


class SettingsFault(Exception):
    """The file cannot be used: every mistake in it, one sentence each, with its line."""

    def __init__(self, file: Path, mistakes: list[str]) -> None:
        self.mistakes = [f"{file}, {one}" for one in mistakes]
        super().__init__("\n".join(self.mistakes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings as the program uses them."""

    data: Path = Path("data")
    store: str = ""
    host: str = "127.0.0.1"
    port: int = 8150
    workers: int = 0
    base_url: str = ""
    microphones: Path | None = None
    publish: tuple[str, ...] = ()
    backup_to: Path | None = None
    backup_every_min: int = 60
    backup_keep: int = 48
    passphrase_file: Path | None = None
    recipients: tuple[str, ...] = ()
    paper_to: Path | None = None
    paper_every_min: int = 10
    site_to: Path | None = None
    site_base_url: str = ""
    site_every_min: int = 15
    hall: Hall = field(default_factory=Hall)
    metrics: str = "loopback"
    log: str = "text"


def read_settings(file: Path) -> Settings:
    """Read a file of settings.

    Errors: SettingsFault, OSError
    """
    try:
        text = file.read_text(encoding="utf-8")
        told = tomllib.loads(text)
    except UnicodeDecodeError:
        raise SettingsFault(file, ["line 1: this is no text in UTF-8."]) from None
    except tomllib.TOMLDecodeError as fault:
        raise SettingsFault(file, [placed(str(fault))]) from None
    mistakes = list(mistakes_in(told, text))
    if mistakes:
        raise SettingsFault(file, mistakes)
    return settings_of(told)


def placed(said: str) -> str:
    """What the reader of TOML says, with the line first."""
    found = re.search(r" \(at line (\d+), column (\d+)\)", said)
    line = found[1] if found else "last"
    return f"line {line}: this is no TOML: {said[: found.start()] if found else said}."


def mistakes_in(told: Mapping[str, object], text: str) -> Iterator[str]:
    """Every mistake in what a file says, in the order of the file as far as may be."""
    for table, content in told.items():
        if table not in TABLES:
            yield f"line {line_of(text, table)}: there is no [{table}]{nearest(table, TABLES)}."
        elif not isinstance(content, dict):
            yield f"line {line_of(text, table)}: {table} is a table, written [{table}]."
        else:
            for name, value in content.items():
                wrong = mistake(table, name, value=value)
                if wrong:
                    yield f"line {line_of(text, table, name=name)}: {wrong}"
                elif (table, name) == ("backup", "recipients"):
                    yield from mistakes_in_recipients(content, text)


def mistakes_in_recipients(content: Mapping[str, Any], text: str) -> Iterator[str]:
    """What is wrong with the recipients of backups, each with its own line."""
    line = line_of(text, "backup", name="recipients")
    for one in content["recipients"]:
        wrong = mistake_in_recipient(one)
        if wrong:
            places = [n for n, found in enumerate(text.splitlines(), 1) if f'"{one}"' in found]
            yield f"line {places[0] if places else line}: backup.recipients: {wrong}."
    if content["recipients"] and content.get("passphrase_file"):
        yield (
            f"line {line}: backup.recipients and backup.passphrase_file exclude one another;"
            " leave one of them out."
        )


def mistake(table: str, name: str, *, value: object) -> str:
    """What is wrong with one setting, if something is."""
    known = {one.name: one for one in SETTINGS if one.table == table}
    setting = known.get(name)
    if setting is None:
        return f"there is no {table}.{name}{nearest(name, known)}."
    if isinstance(setting.default, tuple):
        is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return "" if is_list else f'{setting.key} must be a list of texts, as in ["age1…"].'
    if type(value) is not type(setting.default):
        what = "a whole number" if isinstance(setting.default, int) else 'text in "quotes"'
        return f"{setting.key} must be {what}."
    if isinstance(value, int) and not setting.least <= value <= setting.most:
        return f"{setting.key} must be from {setting.least} to {setting.most}."
    if setting.key == "front.publish" and not all(map(PLACE.fullmatch, str(value).split())):
        return f"{setting.key} must be an address with its port, as in 127.0.0.1:8151."
    wrong = RULES[setting.key](str(value)) if setting.key in RULES else ""
    if wrong:
        return f"{setting.key} {wrong}."
    if setting.one_of and value not in setting.one_of:
        near = nearest(str(value), setting.one_of)
        return f"{setting.key} must be one of {', '.join(setting.one_of)}{near}."
    return ""


def nearest(word: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """The word that was probably meant."""
    [*near] = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]}" if near else ""


def line_of(text: str, table: str, *, name: str = "") -> int:
    """The line on which a table or a setting stands; 1 where it cannot be told."""
    here, first = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.fullmatch(r"\s*\[+\s*([^\]]+?)\s*\]+\s*(#.*)?", line)
        if header:
            here = header[1].strip("\"'")
            if here.partition(".")[0] == table and not name:
                return number
        word = line.partition("=")[0].strip().strip("\"'")
        if (here == table and word == name and name) or word in (table, f"{table}.{name}"):
            return number
    return first


def settings_of(told: Mapping[str, object]) -> Settings:
    """The settings that a file without mistakes stands for."""
    values: dict[str, Any] = {one.key: one.default for one in SETTINGS}
    for table, content in told.items():
        assert isinstance(content, dict)
        values |= {f"{table}.{name}": value for name, value in content.items()}

    def text(key: str) -> str:
        return str(values[key])

    def path(key: str) -> Path | None:
        return Path(text(key)) if values[key] else None

    return Settings(
        data=Path(text("house.data")),
        store=text("house.store"),
        host=text("serve.host"),
        port=int(values["serve.port"]),
        workers=int(values["serve.workers"]),
        base_url=text("serve.base_url"),
        microphones=path("serve.microphones"),
        publish=tuple(text("front.publish").split()),
        backup_to=path("backup.to"),
        backup_every_min=int(values["backup.every_minutes"]),
        backup_keep=int(values["backup.keep"]),
        passphrase_file=path("backup.passphrase_file"),
        recipients=tuple(values["backup.recipients"]),
        paper_to=path("paper.to"),
        paper_every_min=int(values["paper.every_minutes"]),
        site_to=path("site.to"),
        site_base_url=text("site.base_url"),
        site_every_min=int(values["site.every_minutes"]),
        hall=Hall(**{one.name: text(one.key) for one in SETTINGS if one.table == "hall"}),
        metrics=text("watch.metrics"),
        log=text("watch.log"),
    )


def example() -> str:
    """The whole file with every setting explained, as it is when nothing is written."""
    lines = ["# The settings of a house of Hemicycle. What is left out is as it stands here."]
    for table in TABLES:
        lines += ["", f"[{table}]"]
        for one in SETTINGS:
            if one.table == table:
                choice = f" One of: {', '.join(one.one_of)}." if one.one_of else ""
                lines += [f"# {one.says}{choice}", f"{one.name} = {in_toml(one.default)}"]
    return "\n".join(lines) + "\n"


def in_toml(value: str | int | tuple[str, ...]) -> str:
    """The value of a setting as it is written."""
    if isinstance(value, tuple):
        return f"[{', '.join(in_toml(one) for one in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
