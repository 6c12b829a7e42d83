"""A page and what was extracted from it -> a ParseError that says what it is, when it is no article.

Login pages, bot checks, walls of consent, pages that say "not found", shells that scripts would fill, lists of links.
Words decide only where there are few: an article about logging in is an article.
"""

from __future__ import annotations

import re

from feeds.errors import ParseError
from feeds.kinds import looks_like
from feeds.model import PlainText

MIN_WORDS = 30
"""Words below which a page with a password field, or one built by scripts, is taken for no article."""

FEW_WORDS = 120
"""Words below which a page that asks for consent is taken for no article."""

LOGIN_WORDS = 400
"""Words below which a page with a password field that is called "Sign in" is a login page, terms of use included."""

LINKED = 0.7
"""Share of a page's characters in links from which it is a list of them, when it has not one whole sentence."""

PASSWORD = re.compile(r"<input\b[^<>]*\btype\s*=\s*[\"']?password", re.I)
LOGIN_TITLE = re.compile(
    r"\s*(?:log|sign)[ -]?(?:in|on)\b|\s*(?:anmelden|anmeldung|connexion|iniciar sesión|accedi)\b", re.I
)
BOT_CHECK = re.compile(
    r"""just\ a\ moment | checking\ (?:if\ the\ site\ connection|your\ browser) | are\ you\ a\ robot | unusual\ traffic
    | verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human | enable\ javascript\ and\ cookies | attention\ required
    | request\ unsuccessful | access\ denied | pardon\ our\ interruption | making\ sure\ you.{1,6}re\ not\ a\ bot
    | (?:prove|confirm)\ (?:that\ )?you\ are\ (?:not\ a\ robot|human)""",
    re.I | re.X,
)
CONSENT = re.compile(
    r"""we\ value\ your\ privacy | before\ you\ continue | (?:accept|manage|consent\ to).{0,40}cookies
    | cookies?\ (?:policy|settings|consent) | our\ partners\ store\ and/or\ access""",
    re.I | re.X,
)
_NEEDS_SCRIPTS = re.compile(
    r"""(?:enable|activate|turn\ on|requires?|without|needs?)\ java\ ?script
    | java\ ?script\ (?:is|to\ be)\ (?:disabled|enabled|required)""",
    re.I | re.X,
)
NOT_FOUND = re.compile(
    r"""\s*(?: (?:error\ )?(?:40[34]|410|50[0234])\b | (?:page\ )?(?:could\ )?(?:not|n[’']t)\ (?:be\ )?found\b
    | page\ no\ longer | forbidden\b | internal\ server\ error | seite\ nicht\ gefunden | page\ introuvable )""",
    re.I | re.X,
)
_SENTENCE_END = re.compile(r"[^\W\d_]{2}[.!?…。！？][\"”’»)]*(?:\s|\Z)")
_SAVE = "Open it in a browser, save the page there, and ingest the file."


def refuse_other_kinds(html: str) -> None:
    """Raise ParseError if the characters are no web page at all: JSON, a feed, other XML."""
    kind = looks_like(html)
    if kind == "json":
        raise ParseError("This is JSON, not a web page.", "A JSON Feed is added with: briefing add URL")
    if kind == "feed":
        raise ParseError("This is a feed, not an article.", "Subscribe to it: briefing add URL")
    if kind == "xml" and "<html" not in html[:4096].lower():
        raise ParseError("This is XML, not a web page.", "Feeds, web pages and plain text are read.")


def refuse_no_article(html: str, text: str, title: str, whole: PlainText) -> None:
    """Raise ParseError if a page is no article.

    `text` was extracted from it, `title` is its own, `whole` is all that the page says, menus included.
    """
    words = len(text.split())
    seen = f"{title}\n{text or whole.text[:2000]}"
    if _is_login(html, title, words):
        raise ParseError(
            "This is a login page, not an article.",
            "Save the page from a browser that is logged in, and ingest the file.",
        )
    if words < FEW_WORDS // 2 and BOT_CHECK.search(seen):
        raise ParseError("The site checks whether a person asks (a bot check); this is not the article.", _SAVE)
    if words < FEW_WORDS and CONSENT.search(seen):
        raise ParseError("The site asks for consent to cookies first; this is not the article.", _SAVE)
    if words < MIN_WORDS and (NOT_FOUND.match(title) or NOT_FOUND.match(text.lstrip("# "))):
        raise ParseError(
            "The site answers that there is no such page.", "Check the address, or look for it on the site."
        )
    is_shell = len(whole.text.split()) < MIN_WORDS
    if is_shell and "<script" in html.lower() and (_NEEDS_SCRIPTS.search(seen) or not words):
        raise ParseError(
            "The page is built by scripts and holds no text.", "Save it from a browser, and ingest the file."
        )
    if is_shell and not words:
        raise ParseError("The page holds no text.", "Save it from a browser, and ingest the file.")
    if not words or _is_list(text, whole):
        raise ParseError(
            "No article was found on this page.", "It may be a list of links; add the page as a feed instead."
        )


def _is_login(html: str, title: str, words: int) -> bool:
    asks, called = bool(PASSWORD.search(html)), bool(LOGIN_TITLE.match(title))
    return (asks and called and words < LOGIN_WORDS) or (words < MIN_WORDS and (asks or called))


def _is_list(text: str, whole: PlainText) -> bool:
    """Say whether most of a page is links and what was taken for its text has not one sentence."""
    linked = sum(link.end - link.start for link in whole.links)
    return linked >= LINKED * len(whole.text) and not _SENTENCE_END.search(text)
