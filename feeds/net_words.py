"""What went wrong below HTTP, and HTTP's own refusals, into errors in plain words."""

from __future__ import annotations

import errno
import socket
import ssl

from feeds.errors import FetchError

BOT_CHECK_WAIT_S = 24 * 3600
"""How long a host that answers with a bot check is left alone, in seconds: asking often makes such checks stricter."""

EXPIRED, SELF_SIGNED, SELF_SIGNED_CHAIN, UNKNOWN_ISSUER, WRONG_NAME = 10, 18, 19, 20, 62
"""OpenSSL's verification codes (X509_V_ERR_...) that get words of their own."""

LATER = "It is asked again later."

ELSEWHERE = "Look in a browser where the feed is now, and subscribe to that address."
"""What to do about a redirect that leads nowhere."""

CERTIFICATE_WORDS = {
    EXPIRED: "its certificate has expired",
    SELF_SIGNED: "it signed its certificate itself",
    SELF_SIGNED_CHAIN: "nobody known signed its certificate",
    UNKNOWN_ISSUER: "nobody known signed its certificate",
    WRONG_NAME: "its certificate is made out to another name",
}

STATUS_WORDS: dict[int, tuple[str, str]] = {
    304: ("says that nothing has changed (304), although it was not asked that", LATER),
    400: ("does not understand the request (400)", "Check the feed's address."),
    401: (
        "asks for a user name and a password (401)",
        "Put them into the feed's address: https://name:password@host/…",
    ),
    402: (
        "asks for payment (402)",
        "The feed is for subscribers; look for the address that your subscription gives you.",
    ),
    403: ("refuses to give the feed (403)", "It may be closed to feed readers; look whether it opens in a browser."),
    404: ("has no feed at this address (404)", "The feed may have moved; add the outlet's home page to find it again."),
    405: ("refuses to give the feed (405)", "Check the feed's address."),
    406: ("cannot give the feed in a form that is understood (406)", "Check the feed's address."),
    407: ("cannot be reached, because the proxy asks for a password (407)", "Put it into the proxy's address."),
    408: ("gave up waiting (408)", LATER),
    410: ("has taken the feed down for good (410)", "Its stored items stay; unsubscribe, or look for a new address."),
    421: ("answered for another server (421)", LATER),
    429: ("asks for fewer requests (429)", "It does not say for how long; it is asked less often for a while."),
    451: ("may not give the feed for legal reasons (451)", "There is nothing to do here."),
    500: ("has an error of its own (500)", LATER),
    502: ("has an error of its own (502)", LATER),
    503: ("is too busy or under repair (503)", LATER),
    504: ("has an error of its own (504)", LATER),
}


def network_error(error: BaseException, host: str, *, connecting: bool) -> FetchError:
    """Return what a failed connection to `host` looks like to a person.

    `connecting` says that no connection stood yet. Takes OSError with its kinds (name look-up, TLS, time-out) and
    EOFError for an answer that ended early.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        why = CERTIFICATE_WORDS.get(error.verify_code, "its certificate cannot be checked")
        return FetchError(
            f"{host} cannot be trusted: {why}.",
            "Nothing was fetched. The outlet has to repair this; check your clock too.",
        )
    if isinstance(error, ssl.SSLError):
        words = f"No safe connection to {host} could be made."
        return FetchError(words, "Its server may be too old or broken.", unreached=host)
    if isinstance(error, socket.gaierror):
        return _lookup_error(error, host)
    if isinstance(error, TimeoutError):
        if connecting:
            return FetchError(f"{host} did not answer in time.", LATER, unreached=host)
        return FetchError(f"{host} was too slow.", LATER)
    if isinstance(error, ConnectionRefusedError):
        hint = "Check the address and the port, or wait: it may be down."
        return FetchError(f"{host} refused the connection.", hint, unreached=host)
    if isinstance(error, OSError) and error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN):
        return FetchError(f"{host} cannot be reached from here.", "Check the network connection.", offline=True)
    if connecting:
        words = f"No connection to {host} could be made."
        return FetchError(words, "Check the network connection, or wait.", unreached=host)
    return FetchError(f"{host} stopped in the middle of its answer.", LATER)


def status_error(status: int, host: str, *, bot_check: bool = False, retry_after_s: int | None = None) -> FetchError:
    """Return the error for an answer with a status that holds no feed (RFC 9110, section 15).

    `bot_check` says that the answer is a challenge for browsers (`cf-mitigated: challenge`); such a host is left
    alone for a day. Nothing that the server wrote is quoted.
    """
    if bot_check:
        return FetchError(
            f"{host} answers with a bot check, which only a browser can pass ({status}).",
            "Ask the outlet to let feed readers in, or use another feed of it.",
            status=status,
            retry_after_s=max(retry_after_s or 0, BOT_CHECK_WAIT_S),
        )
    usual = (
        ("has an error of its own", LATER) if status >= 500 else ("did not give the feed", "Check the feed's address.")
    )
    what, hint = STATUS_WORDS.get(status, (f"{usual[0]} ({status})", usual[1]))
    if status == 429 and retry_after_s:
        hint = "It is left alone for as long as it asks."
    return FetchError(f"{host} {what}.", hint, status=status, retry_after_s=retry_after_s)


def _lookup_error(error: socket.gaierror, host: str) -> FetchError:
    if error.errno == socket.EAI_AGAIN:
        return FetchError(f"The name {host} could not be looked up.", "Check the network connection.", offline=True)
    return FetchError(f"There is no server named {host}.", "Check the spelling; the outlet may have moved or closed.")
