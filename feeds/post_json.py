"""A JSON value -> the JSON answer of a server that the user has named in the configuration (a model of their own).

That address is the user's own word, often this very machine, so none of the checks of feed addresses apply; all other
bounds do: one request, no redirects, no cookies, no proxy, a limit of time and of size.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from feeds.errors import FetchError
from feeds.fetch import USER_AGENT, never

MAX_ANSWER = 2**20
"""Largest answer, in bytes: a hundred times what a summary needs."""

POLL_S = 0.05
"""How often `should_stop` is asked, in seconds."""


def post_json(
    url: str, data: object, *, key: str = "", timeout_s: float = 60.0, should_stop: Callable[[], bool] = never
) -> Any:
    """Send `data` and return the answer, or None when `should_stop` said so before it came.

    `key` goes along as a bearer token (RFC 6750). Runs an event loop of its own: for threads that run none.

    Raises:
        FetchError: no answer within `timeout_s` seconds, a status other than 200, too large, or no JSON.
    """
    return asyncio.run(_post(url, data, key, timeout_s, should_stop))


async def _post(url: str, data: object, key: str, timeout_s: float, should_stop: Callable[[], bool]) -> Any:
    task = asyncio.create_task(_answer(url, data, key))
    try:
        async with asyncio.timeout(timeout_s):
            while not task.done():
                if should_stop():
                    return None
                await asyncio.wait([task], timeout=POLL_S)
            return _parsed(url, task.result())
    except TimeoutError as error:
        raise FetchError(f"{url} did not answer within {timeout_s:g} s.", "A smaller model answers sooner.") from error
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _answer(url: str, data: object, key: str) -> bytes:
    import httpx

    headers = {"User-Agent": USER_AGENT, "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    body = b""
    try:
        async with (
            httpx.AsyncClient(timeout=None, trust_env=False, headers=headers) as client,
            client.stream("POST", url, json=data) as response,
        ):
            if response.status_code != 200:
                hint = "Look at its log, and at llm_url and llm_model."
                raise FetchError(f"{url} answered {response.status_code}.", hint, status=response.status_code)
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MAX_ANSWER:
                    raise FetchError(f"{url} answered with more than {MAX_ANSWER:,} bytes.", "Nothing was taken.")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        hint = "Is the model server running? Look at llm_url."
        raise FetchError(f"{url} cannot be asked: {error or type(error).__name__}.", hint) from error
    return body


def _parsed(url: str, body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"{url} did not answer in JSON.", "llm_url should end in /v1 or /chat/completions.") from error
