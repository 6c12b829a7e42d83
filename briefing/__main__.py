"""`python -m briefing` and the console script."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from briefing.cli import cli

    cli()


if __name__ == "__main__":
    main()
