"""Response headers into what the schedule needs: freshness in seconds, waiting time in seconds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT_S = 31 * 24 * 3600
"""The longest Retry-After or max-age that is believed, in seconds: 31 days, as lemon24/reader caps it."""

DIRECTIVE = re.compile(r"([a-z-]+)(?:\s*=\s*\"?([0-9]{1,12})\"?)?")
"""One directive of Cache-Control with its number, after lower-casing (RFC 9111, section 5.2)."""


def max_age_s(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return for how many more seconds the answer is fresh, None when the server does not say or says "not at all".

    `Cache-Control: max-age` less `Age` wins over `Expires` less `Date` (RFC 9111, sections 4.2.1 and 5.3); `no-cache`
    and `no-store` ask for no waiting time at all, whatever else stands there.
    """
    directives = dict(DIRECTIVE.findall(headers.get("cache-control", "").lower()))
    if "no-cache" in directives or "no-store" in directives:
        return None
    if directives.get("max-age"):
        age = headers.get("age", "").partition(",")[0].strip()
        seconds = int(directives["max-age"]) - (int(age) if age.isascii() and age.isdigit() and len(age) < 12 else 0)
    else:
        expires = http_date(headers.get("expires", ""))
        if expires is None:
            return None
        seconds = int((expires - (http_date(headers.get("date", "")) or now)).total_seconds())
    return min(seconds, LONGEST_WAIT_S) if seconds > 0 else None


def retry_after_s(headers: Mapping[str, str], now: datetime) -> int | None:
    """Return how many seconds to wait by `Retry-After` (RFC 9110, section 10.2.3), at most 31 days, or None.

    A date counts from the answer's own `Date`, so that a wrong clock on either side does no harm. Of several numbers
    the largest counts. Negative values and garbage give None.
    """
    value = headers.get("retry-after", "").strip()
    numbers = [part.strip() for part in value.split(",")]
    if all(number.isascii() and number.isdigit() for number in numbers):
        return min(max(int(number[:12]) for number in numbers), LONGEST_WAIT_S)
    then = http_date(value)
    if then is None:
        return None
    seconds = (then - (http_date(headers.get("date", "")) or now)) / timedelta(seconds=1)
    return min(int(seconds), LONGEST_WAIT_S) if seconds >= 0 else None


def is_bot_check(headers: Mapping[str, str]) -> bool:
    """Return whether an answer is a challenge that only a browser can meet, by the header that its maker documents.

    Cloudflare's `cf-mitigated: challenge`, and `x-amzn-waf-action` of Amazon's firewall.
    """
    amazon = headers.get("x-amzn-waf-action", "").strip().lower()
    return headers.get("cf-mitigated", "").strip().lower() == "challenge" or amazon in ("challenge", "captcha")


def http_date(text: str) -> datetime | None:
    """Return an HTTP-date (RFC 9110, section 5.6.7) as aware UTC, or None if it is none."""
    try:
        value = parsedate_to_datetime(text.strip())
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
