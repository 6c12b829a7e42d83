"""The commands of the command line that take words: what each does, and what its words could be."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import choices_of, setting_names
from briefing.errors import UsageError
from briefing.tui.keys.typed import Typed
from briefing.tui.layout.arrangement import DENSITIES, SORTS

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp
    from briefing.tui.screens.edition import EditionScreen

READ = ("above", "below", "all", "older 12h", "older 1d", "older 2d", "older 1w")


def on_edition(app: BriefingApp) -> EditionScreen:
    """Return the edition, on top of every other screen: what is typed about stories is shown there."""
    while len(app.screen_stack) > 1:
        app.pop_screen()
    return app.edition_screen


def _needed(argument: str, what: str) -> str:
    if not argument:
        raise UsageError(f"{what} is missing.", "Type it after the command.")
    return argument


def _one_of(argument: str, known: Sequence[str], what: str) -> str:
    if argument not in known:
        raise UsageError(f"There is no {what} {argument!r}.", f"There are: {', '.join(known)}.")
    return argument


def _theme(app: BriefingApp, name: str) -> None:
    app.set_for_now("theme", _one_of(name, sorted(app.available_themes), "theme"))


def _export(app: BriefingApp, folder: str) -> None:
    on_edition(app).action_export(_needed(folder, "A folder"))


def _folders(app: BriefingApp, typed: str) -> list[str]:
    """Return the folders that a beginning of a path could become."""
    head, _, begun = typed.rpartition("/")
    at = Path(f"{head}/" if head or typed.startswith("/") else ".").expanduser()
    try:
        names = sorted(one.name for one in os.scandir(at) if one.is_dir() and not one.name.startswith("."))
    except OSError:
        return []
    lead = f"{head}/" if head or typed.startswith("/") else ""
    return [f"{lead}{name}" for name in names if name.startswith(begun)]


def _read(app: BriefingApp, scope: str) -> None:
    screen = on_edition(app)
    word, _, age = scope.partition(" ")
    if word == "older":
        screen.action_read_older(age.strip())
        return
    actions: dict[str, Callable[[], None]] = {
        "above": screen.action_read_above,
        "below": screen.action_read_below,
        "all": screen.action_read_all,
    }
    actions[_one_of(word, [*actions, "older"], "such part of the list as")]()


def _set(app: BriefingApp, words: str) -> None:
    name, _, value = words.partition(" ")
    app.set_for_now(_needed(name, "A setting"), value.strip().removeprefix("=").strip())


def _settings(app: BriefingApp, words: str) -> list[str]:
    name, blank, _ = words.partition(" ")
    if not blank:
        return [f"{one} " for one in setting_names()]
    values = sorted(app.available_themes) if name == "theme" else choices_of(name)
    return [f"{name} {value}" for value in values]


def _help(app: BriefingApp, words: str) -> None:
    from briefing.tui.screens.help import HelpScreen

    app.push_screen(HelpScreen(words))


def _add(app: BriefingApp, url: str) -> None:
    on_edition(app).action_add_feed(_needed(url, "An address"))


def _story(app: BriefingApp, number: str) -> None:
    screen = on_edition(app)
    if not number.isdecimal() or not 0 < int(number) <= len(screen.story_list.stories):
        raise UsageError(f"There is no story {number!r} in the list.", f"It has {len(screen.story_list.stories)}.")
    screen.story_list.move_to(int(number) - 1)


TYPED: tuple[Typed, ...] = (
    Typed("theme", "NAME", "Colours, until you quit", _theme, lambda app, _: sorted(app.available_themes)),
    Typed("search", "WORDS", "Search all stored items", lambda app, words: on_edition(app).search_for(words)),
    Typed("name", "NAME", "The page of a person, an organisation, a place", lambda app, name: app.show_entity(name)),
    Typed("story", "NUMBER", "Go to a story by its place in the list", _story),
    Typed("export", "FOLDER", "Write the brief as a Markdown note into a folder", _export, _folders),
    Typed(
        "pipe",
        "COMMAND",
        "Give the brief as Markdown to a shell command",
        lambda app, command: on_edition(app).action_pipe(command),
    ),
    Typed("read", "above, below, all, older 2d", "Mark a part of the list as read", _read, lambda *_: READ),
    Typed(
        "sort",
        "ORDER",
        "The order of the list",
        lambda app, order: on_edition(app).action_sort(_one_of(order, list(SORTS), "order")),
        lambda *_: list(SORTS),
    ),
    Typed(
        "density",
        "NAME",
        "How much room a story takes in the list",
        lambda app, name: on_edition(app).action_density(_one_of(name, list(DENSITIES), "density")),
        lambda *_: list(DENSITIES),
    ),
    Typed("tag", "NAMES", "Tag the story, or those selected", lambda app, names: on_edition(app).tag_with(names)),
    Typed("hide", "WORDS", "Hide stories with these words", lambda app, words: on_edition(app).hide_words(words)),
    Typed("add", "ADDRESS", "Subscribe to a feed, or to what a page offers", _add),
    Typed("set", "NAME VALUE", "Change a setting until you quit", _set, _settings),
    Typed("help", "COMMAND", "Help on a command", _help, lambda app, _: list(app.keymap.by_id)),
)
