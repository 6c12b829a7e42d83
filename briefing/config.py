"""Settings: command line > environment (`BRIEFING_*`) > TOML file > default, and where each value comes from."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from briefing.errors import UsageError
from briefing.model import SLOTS

APP = "briefing"
SORTS = ("rank", "newest", "outlets")
DENSITIES = ("normal", "compact", "full", "airy")
FETCH_TEXTS = ("ask", "auto")
MARK_READ = ("end", "open", "leave", "never")
Table = tuple[tuple[str, tuple[str, ...]], ...]
"""A table of the file: names and their texts."""
_WORDS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; `doc` in the metadata is what `briefing config` prints."""

    database: str = field(default="", metadata={"doc": "the SQLite file; empty = in the user's data folder"})
    theme: str = field(default="night", metadata={"doc": "night, paper, or the name of any theme of Textual's"})
    export_folder: str = field(default="~/briefing", metadata={"doc": "where `e` and `briefing export` write notes"})
    sort: str = field(default="rank", metadata={"doc": "order of the list: rank, newest or outlets", "choices": SORTS})
    density: str = field(
        default="normal",
        metadata={"doc": "room of a story in the list: normal, compact, full or airy", "choices": DENSITIES},
    )
    browser: tuple[str, ...] = field(
        default=(), metadata={"doc": "what opens addresses: a command and its arguments, %u for the address (a list)"}
    )
    pipe_command: str = field(default="", metadata={"doc": "what `|` offers: a shell command that reads a brief"})
    edition_size: int = field(default=30, metadata={"doc": "stories in an edition, at most"})
    edition_hours: int = field(default=48, metadata={"doc": "how far back an edition looks, in hours"})
    slots: tuple[str, ...] = field(
        default=SLOTS, metadata={"doc": "the parts of a brief that are shown, in this order (a list)"}
    )
    entity_engine: str = field(
        default="newsner", metadata={"doc": "what finds names: newsner (built in), or an engine of another package"}
    )
    keep_texts_days: int = field(
        default=90,
        metadata={"doc": "days after which texts of unsaved items go, headlines stay; 0 = never", "least": 0},
    )
    refresh_minutes: int = field(
        default=60,
        metadata={"doc": "minutes between two fetches of one feed, at least", "least": 15},
    )
    auto_refresh: bool = field(default=True, metadata={"doc": "fetch feeds that are due while the app is open"})
    fetch_texts: str = field(
        default="ask",
        metadata={
            "doc": "full texts of stories that have teasers only: ask (`x`), or auto (the edition's first stories)",
            "choices": FETCH_TEXTS,
        },
    )
    mark_read: str = field(
        default="end",
        metadata={"doc": "when a brief counts as read: end (paged through), open, leave, seconds as in 5s, or never"},
    )
    notify: bool = field(
        default=False, metadata={"doc": "tell the desktop when a refresh brings news of a name that you follow"}
    )
    notify_command: tuple[str, ...] = field(
        default=(), metadata={"doc": "what tells it: a command that gets title and text; empty = the terminal (a list)"}
    )
    llm_url: str = field(
        default="", metadata={"doc": "a language model of yours (OpenAI-compatible, ending in /v1); empty = none"}
    )
    llm_model: str = field(default="", metadata={"doc": "the model's name there; its key is BRIEFING_LLM_KEY"})
    llm_timeout_s: int = field(default=60, metadata={"doc": "how long to wait for the model, in seconds"})
    allow_private: tuple[str, ...] = field(
        default=(), metadata={"doc": "hosts that may be fetched although their address is private (a list)"}
    )
    keys: Table = field(
        default=(), metadata={"doc": "the table [keys]: a command's id = its key, keys in a row, or a list of them"}
    )
    macros: Table = field(
        default=(), metadata={"doc": "the table [macros]: a key = commands (a list); it is pressed after a comma"}
    )


TABLES = ("keys", "macros")
"""Settings that are tables of the file; what is in them is checked by who knows the commands."""


@dataclass(frozen=True, slots=True)
class Effective:
    """One setting as it counts now. `origin` is "default", "--db", "BRIEFING_THEME" or the file's path."""

    name: str
    value: Any
    origin: str
    doc: str


def config_file(environ: Mapping[str, str]) -> Path:
    """Return the configuration file's path: `BRIEFING_CONFIG`, else config.toml in the user's configuration folder."""
    if named := environ.get("BRIEFING_CONFIG"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def data_folder() -> Path:
    """Return the folder that holds the reader's database."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def load(environ: Mapping[str, str] | None = None, *, db: str | None = None) -> tuple[Settings, list[Effective]]:
    """Return the settings and, for each, its origin. `db` is the command line's `--db`.

    A missing file is fine: all defaults. Raises UsageError for an unreadable file, an unknown key (with the nearest
    known one) or a value of the wrong type.
    """
    env = os.environ if environ is None else environ
    path = config_file(env)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for key, value in _read_file(path).items():
        values[key], origins[key] = _checked(key, value, str(path)), str(path)
    for item in fields(Settings):
        if item.name in TABLES:
            continue
        name = "BRIEFING_DB" if item.name == "database" else f"BRIEFING_{item.name.upper()}"
        if env.get(name):
            values[item.name], origins[item.name] = _from_text(item.name, env[name], name), name
    if db:
        values["database"], origins["database"] = db, "--db"
    settings = replace(Settings(), **values)
    return settings, [row for f in fields(Settings) for row in _rows(f.name, settings, origins, f.metadata["doc"])]


def _rows(name: str, settings: Settings, origins: Mapping[str, str], doc: str) -> list[Effective]:
    """Return a setting's rows: one, or of a table one for each entry."""
    value, origin = getattr(settings, name), origins.get(name, "default")
    if name in TABLES and value:
        return [Effective(f'{name}."{key}"', texts, origin, doc) for key, texts in value]
    return [Effective(name, value, origin, doc)]


def setting_names() -> list[str]:
    """Return the names of the settings that a text can hold: all but the tables."""
    return [item.name for item in fields(Settings) if item.name not in TABLES]


def choices_of(name: str) -> tuple[str, ...]:
    """Return the values that a setting can have, where there are only some; else none."""
    kinds = {item.name: item for item in fields(Settings)}
    if name not in kinds:
        return ()
    if isinstance(kinds[name].default, bool):
        return ("true", "false")
    return tuple(kinds[name].metadata.get("choices", ()))


def checked_text(name: str, text: str, origin: str) -> Any:
    """Return a setting's value from a text. Raises UsageError for an unknown name or a value that it cannot have."""
    return _from_text(name, text, origin) if name in setting_names() else _checked(name, text, origin)


def database_path(settings: Settings) -> Path:
    """Return the database file's path: the setting, else briefing.db in the user's data folder."""
    return Path(settings.database).expanduser() if settings.database else data_folder() / "briefing.db"


def _read_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The configuration {path} cannot be read: {error}.", "Mend or remove it.") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"The configuration {path} is not valid TOML: {error}.", "Mend that line.") from error


def _checked(key: str, value: Any, origin: str) -> Any:
    """Return `value` in the setting's type, or raise UsageError."""
    known = {f.name: f for f in fields(Settings)}
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Known settings: {', '.join(known)}."
        raise UsageError(f"{origin} has an unknown setting: {key}.", hint)
    default = known[key].default
    if key in TABLES:
        return _table(key, value, origin)
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return _slots(value, origin) if key == "slots" else tuple(value)
        raise UsageError(f"{key} in {origin} must be a list of texts.", f'Example: {key} = ["example.org"]')
    if type(value) is not type(default):
        raise UsageError(f"{key} in {origin} must be {_noun(default)}.", f"The default is {default!r}.")
    if (choices := known[key].metadata.get("choices")) and value not in choices:
        raise UsageError(f"{key} in {origin} is {value!r}, which there is not.", f"There are: {', '.join(choices)}.")
    if key == "mark_read" and value not in MARK_READ and not read_after_s(str(value)):
        raise UsageError(f"{key} in {origin} is {value!r}, which there is not.", f"Say {', '.join(MARK_READ)} or 5s.")
    least = known[key].metadata.get("least", 1)
    if type(value) is int and value < least:
        raise UsageError(f"{key} in {origin} must be {least} or more.", f"The default is {default!r}.")
    return value


def _table(name: str, value: Any, origin: str) -> Table:
    """Return a table's entries; a text stands for a list of one, an empty one for an empty list."""
    if not isinstance(value, dict):
        raise UsageError(f"{name} in {origin} must be a table.", f'Example: [{name}], below it "story.save" = "s".')
    entries: list[tuple[str, tuple[str, ...]]] = []
    for key, texts in value.items():
        if isinstance(texts, dict):  # story.save without quotation marks
            entries += [(f"{key}.{inner}", listed) for inner, listed in _table(name, texts, origin)]
        elif isinstance(texts, str):
            entries.append((key, (texts,) if texts.strip() else ()))
        elif isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            entries.append((key, tuple(texts)))
        else:
            raise UsageError(f"{key} in [{name}] of {origin} must be a text or a list of texts.", "Mend that line.")
    return tuple(entries)


def _slots(names: list[str], origin: str) -> tuple[str, ...]:
    """Return the names of a brief's parts, each once, or raise UsageError for one that there is not."""
    for name in names:
        if name not in SLOTS:
            near = difflib.get_close_matches(name, SLOTS, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known parts: {', '.join(SLOTS)}."
            raise UsageError(f"slots in {origin} names a part that no brief has: {name}.", hint)
    return tuple(dict.fromkeys(names))


def _from_text(key: str, text: str, origin: str) -> Any:
    default = next(f.default for f in fields(Settings) if f.name == key)
    if isinstance(default, tuple):
        return _checked(key, [part.strip() for part in text.split(",") if part.strip()], origin)
    if isinstance(default, bool):
        if text.lower() not in _WORDS:
            raise UsageError(f"{origin} must be true or false, not {text!r}.", f"The default is {default}.")
        return _WORDS[text.lower()]
    if isinstance(default, int):
        try:
            return _checked(key, int(text), origin)
        except ValueError as error:
            raise UsageError(f"{origin} must be a whole number, not {text!r}.", f"The default is {default}.") from error
    return _checked(key, text, origin)


def read_after_s(rule: str) -> int:
    """Return the seconds that a `mark_read` like "5s" stands for, 0 for one of the words."""
    seconds = rule.removesuffix("s")
    return int(seconds) if rule.endswith("s") and seconds.isdecimal() and len(seconds) < 6 else 0


def _noun(value: object) -> str:
    return {str: "a text in quotation marks", int: "a whole number", bool: "true or false"}[type(value)]
