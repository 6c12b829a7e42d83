"""The command line: `briefing` opens the app, each command does one thing.

Data goes to stdout, narration to stderr. Exit codes: 0 fine, 1 failed, 2 wrong usage. Commands live in the modules
of this folder and are imported when they are called, so that opening the app pays for none of them.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from briefing import __version__

COMMANDS = {
    "add": "adding",
    "apart": "regrouping",
    "config": "health",
    "doctor": "health",
    "editions": "editions",
    "entities": "entities",
    "export": "export",
    "fetch-text": "texts",
    "feeds": "feeds",
    "hide": "hiding",
    "import": "adding",
    "ingest": "adding",
    "move": "regrouping",
    "note": "tagging",
    "outlets": "outlets",
    "packs": "adding",
    "redo": "undoing",
    "refresh": "refreshing",
    "search": "stories",
    "show": "stories",
    "split": "regrouping",
    "stories": "stories",
    "tag": "tagging",
    "undo": "undoing",
    "unhide": "hiding",
    "unite": "regrouping",
}
"""Command -> the module of this folder that holds it, as a function `NAME_command`."""
ALIASES = {"mute": "hide", "unmute": "unhide"}
"""Other words for a command, which people bring along from other readers; nowhere listed."""


class LazyGroup(click.Group):
    """A group whose commands are imported on use, and which shows our errors without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all command names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, None when there is no such name."""
        cmd_name = ALIASES.get(cmd_name, cmd_name)
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"briefing.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; an unknown name gets the nearest known one as a hint."""
        import difflib

        if args and args[0] not in {**COMMANDS, **ALIASES} and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]}?" if near else " `briefing --help` lists the commands."
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run; a BriefingError or FeedError is printed to stderr, everything else is a bug and keeps its traceback."""
        from briefing.errors import BriefingError
        from feeds.errors import FeedError

        try:
            return super().main(*args, **kwargs)
        except BriefingError as error:
            click.echo(f"briefing: {error}", err=True)
            sys.exit(error.exit_code)
        except FeedError as error:
            click.echo(f"briefing: {error}", err=True)
            sys.exit(1)


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", metavar="PATH", help="The database file (or BRIEFING_DB).")
@click.option("--sample", is_flag=True, help="Open the sample edition.")
@click.option("--theme", metavar="NAME", help="night, paper, or any theme of Textual's.")
@click.option("--plain", is_flag=True, help="The app as lines of text, for screen readers; in a pipe it always is.")
@click.version_option(__version__, message="%(version)s")
@click.pass_context
def cli(ctx: click.Context, db: str | None, sample: bool, theme: str | None, plain: bool) -> None:
    """A news briefing for the terminal. Without a command, it opens the app."""
    ctx.ensure_object(dict)
    ctx.obj.update(db=db, sample=sample)
    if ctx.invoked_subcommand is None:
        from briefing.opening import open_app

        open_app(db=db, sample=sample, theme=theme, plain=plain or None)
