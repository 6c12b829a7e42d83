"""What all tests share: property tests draw the same examples on every machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


def pytest_make_parametrize_id(config: object, val: object, argname: str) -> str | None:
    """Name a case by the length of its data: whole feeds and floods make no names."""
    if isinstance(val, bytes) and len(val) > 40:
        return f"{argname}-{len(val)}-bytes"
    if isinstance(val, str) and len(val) > 80:
        return f"{argname}-{len(val)}-characters"
    return None
