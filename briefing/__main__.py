"""`python -m briefing` and the console script."""

from __future__ import annotations

import sys

from briefing.charset import fit_streams


def main() -> None:
    """Run the command line; without arguments, open the app."""
    fit_streams()
    if len(sys.argv) > 1:
        from briefing.cli import cli

        cli()
    else:
        from briefing.opening import main as open_app

        open_app()


if __name__ == "__main__":
    main()
