"""Every check in one command: format, lint, types, import contracts, tests. Stops at the first that fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("lint", ["-m", "ruff", "check", "."]),
    ("types", ["-m", "mypy"]),
    ("imports", [str(BIN / "lint-imports")]),
    ("tests", ["-m", "pytest", "-n", str(os.cpu_count() or 1), "--dist", "loadgroup", "-m", "not slow", *sys.argv[1:]]),
)


def main() -> int:
    """Run the checks in order and return the first exit code that is not 0."""
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        done = subprocess.run([sys.executable, *command], cwd=ROOT)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
