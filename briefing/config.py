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
_WORDS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; `doc` in the metadata is what `briefing config` prints."""

    database: str = field(default="", metadata={"doc": "the SQLite file; empty = in the user's data folder"})
    theme: str = field(default="night", metadata={"doc": "night, paper, or the name of any theme of Textual's"})
    export_folder: str = field(default="~/briefing", metadata={"doc": "where `e` and `briefing export` write notes"})
    edition_size: int = field(default=30, metadata={"doc": "stories in an edition, at most"})
    edition_hours: int = field(default=48, metadata={"doc": "how far back an edition looks, in hours"})
    slots: tuple[str, ...] = field(
        default=SLOTS, metadata={"doc": "the parts of a brief that are shown, in this order (a list)"}
    )
    entity_engine: str = field(
        default="newsner", metadata={"doc": "what finds names: newsner (built in), or an engine of another package"}
    )
    auto_refresh: bool = field(default=True, metadata={"doc": "fetch feeds that are due while the app is open"})
    llm_url: str = field(
        default="", metadata={"doc": "a language model of yours (OpenAI-compatible, ending in /v1); empty = none"}
    )
    llm_model: str = field(default="", metadata={"doc": "the model's name there; its key is BRIEFING_LLM_KEY"})
    llm_timeout_s: int = field(default=60, metadata={"doc": "how long to wait for the model, in seconds"})
    allow_private: tuple[str, ...] = field(
        default=(), metadata={"doc": "hosts that may be fetched although their address is private (a list)"}
    )


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
        name = "BRIEFING_DB" if item.name == "database" else f"BRIEFING_{item.name.upper()}"
        if env.get(name):
            values[item.name], origins[item.name] = _from_text(item.name, env[name], name), name
    if db:
        values["database"], origins["database"] = db, "--db"
    settings = replace(Settings(), **values)
    rows = [
        Effective(f.name, getattr(settings, f.name), origins.get(f.name, "default"), f.metadata["doc"])
        for f in fields(Settings)
    ]
    return settings, rows


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
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return _slots(value, origin) if key == "slots" else tuple(value)
        raise UsageError(f"{key} in {origin} must be a list of texts.", f'Example: {key} = ["example.org"]')
    if type(value) is not type(default):
        raise UsageError(f"{key} in {origin} must be {_noun(default)}.", f"The default is {default!r}.")
    if type(value) is int and value < 1:
        raise UsageError(f"{key} in {origin} must be 1 or more.", f"The default is {default!r}.")
    return value


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
    return text


def _noun(value: object) -> str:
    return {str: "a text in quotation marks", int: "a whole number", bool: "true or false"}[type(value)]
