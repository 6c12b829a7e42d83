"""HTML and plain text of an item -> the same without what the publisher's software hung onto it.

Share bars and the like are known by the class names of the common programs (WordPress, Jetpack, AddToAny, Mailchimp,
FeedBurner); tails ("The post … appeared first on …") by their fixed wording, and only at the very end of a text.
"""

from __future__ import annotations

import re

from feeds.model import PlainText

_NAMES = frozenset(
    """sharedaddy sharing share-bar share-button share-buttons share-links share-tools social-share social-sharing
    social-links social-icons social-buttons a2a_kit feedflare jp-relatedposts related-posts wp-caption-text
    newsletter-signup newsletter-form screen-reader-text sr-only visually-hidden post-views mc_embed_signup
    subscribe-widget subscription-widget subscription-widget-wrap subscription-widget-wrap-editor""".split()
)
_NAME_STARTS = ("sd-sharing", "addtoany", "heateor", "ssba")
_CLASS = re.compile(r"""\b(?:class|id)\s*=\s*["']([^"'<>]*)""", re.I)
_CONTAINER = re.compile(r"<(/?)(div|section|aside|ul|p|span|table)\b([^<>]*)>", re.I)

_TAILS = re.compile(
    r"""(?:
      the\ post\ .{1,400}\ (?:appeared\ first|first\ appeared)\ on\ .{1,120}
    | (?:der\ )?beitrag\ .{1,400}\ erschien\ zuerst\ auf\ .{1,120}
    | (?:la\ entrada|el\ post)\ .{1,400}\ (?:se\ publicó|apareció|aparece)\ primero\ en\ .{1,120}
    | l[’']article\ .{1,400}\ est\ apparu\ en\ premier\ sur\ .{1,120}
    | l[’']articolo\ .{1,400}\ (?:proviene|sembra\ essere\ il\ primo\ su)\ .{1,120}
    | het\ bericht\ .{1,400}\ verscheen\ eerst\ op\ .{1,120}
    | o\ post\ .{1,400}\ apareceu\ primeiro\ em\ .{1,120}
    | (?:continue\ reading
      |read\ (?:more|on|(?:the\ )?(?:full|rest\ of\ the|entire|original|whole)?\ ?(?:article|story|post|report)))
      (?:\ (?:on|at|in|about|here)\b.{0,120})?[\s.…:»→>\]\[]*
    | seguir\ leyendo | leer\ más | lire\ la\ suite | weiterlesen | mehr\ lesen | continua\ a\ leggere | leia\ mais
    | lees\ verder
    | (?:click|tap)\ here\ (?:to|for)\ .{1,80}
    | (?:\[link\]|\[comments\]|submitted\ by\ /?u/\S+|\s|to\ r/\S+)+
    | comments | leave\ a\ comment | add\ to\ (?:any|facebook|digg|del\.icio\.us).{0,80}
    | (?:share|tweet|pin\ it)
      (?:[\s|,•]+(?:share|tweet|email|print|pin\ it|facebook|twitter|x|whatsapp|telegram|linkedin|reddit))+
    | share\ (?:this|on|via)\ .{0,60}
    | (?:sign\ up|subscribe)\ (?:for|to)\ (?:our|the|my)\ .{0,60}newsletters?\b.{0,120}
    | (?:follow|like)\ us\ on\ .{1,80}
    )[.!\s»→]*""",
    re.I | re.X,
)
"""A last paragraph that says nothing of the news. English, and WordPress's own sentence in seven languages."""

_SHARE_LIST = re.compile(
    r"""\n+(?:share(?:\ this|\ on|\ via)?|like\ this|follow\ us(?:\ on)?):?\s*
    (?:\n+\ *(?:•\ |\d+\.\ )?(?:facebook|twitter|x|e-?mail|print|whatsapp|telegram|linkedin|reddit|flipboard|mastodon
    |bluesky|threads|pinterest|tumblr|pocket|like|loading\.{3}|click\ to\ .{1,40}))*\s*\Z""",
    re.I | re.X,
)
"""The same as a list: a word that announces it, then lines that each name a network."""

_MAX_TAIL = 700
_ITEM_MARK = re.compile(r"\A *(?:• |\d+\. )")
_SENTENCE_ENDS = '.!?…:]”’»")'
_MAX_TAILS = 4


def is_junk(attributes: str) -> bool:
    """Say whether a tag with these attributes begins a share bar, a sign-up form or a hidden label."""
    if "class" not in attributes and "id=" not in attributes:
        return False
    names = " ".join(_CLASS.findall(attributes)).lower().split()
    return not _NAMES.isdisjoint(names) or any(name.startswith(_NAME_STARTS) for name in names)


def without_junk(html: str) -> str:
    """Return `html` without the elements that `is_junk` names; an unclosed one loses nothing. Linear in time."""
    open_tags: dict[str, list[tuple[int, bool]]] = {}
    junk: list[tuple[int, int]] = []
    for tag in _CONTAINER.finditer(html):
        stack = open_tags.setdefault(tag[2].lower(), [])
        if not tag[1]:
            stack.append((tag.start(), is_junk(tag[3])))
        elif stack:
            start, is_bad = stack.pop()
            junk += [(start, tag.end())] if is_bad else []
    parts: list[str] = []
    done = 0
    for start, end in sorted(junk):
        if end > done:
            parts.append(html[done : max(start, done)])
            done = end
    return " ".join([*parts, html[done:]])


def without_tail(plain: PlainText) -> PlainText:
    """Return `plain` without its last paragraphs as long as they are tails; a text that is nothing else stays whole.

    Inside the last paragraph a tail is known by its link: "… Continue reading", "… The post TITLE appeared first on".
    """
    plain = _without_linked_tail(plain)
    text = plain.text
    for _ in range(_MAX_TAILS):
        if "\n" not in text:
            break
        shares = _SHARE_LIST.search(text, max(0, len(text) - _MAX_TAIL))
        if shares:
            text = text[: shares.start()]
            continue
        head, _, last = text.rpartition("\n")
        if len(last) > _MAX_TAIL or not _TAILS.fullmatch(_ITEM_MARK.sub("", last).strip()):
            break
        text = head.rstrip()
    if len(text) == len(plain.text):
        return plain
    return PlainText(text, tuple(link for link in plain.links if link.end <= len(text)))


def _without_linked_tail(plain: PlainText) -> PlainText:
    """Cut a tail that stands behind a paragraph's words: its last links make up all of it, or hold its names."""
    text = plain.text
    begin = text.rfind("\n") + 1
    links = [link for link in plain.links if link.start >= begin]
    if not links or len(text) - links[-1].end > 5:
        return plain
    starts = [link.start for link in links[-1:] if _TAILS.fullmatch(text[link.start : link.end].strip(" ([]).…"))]
    starts += [at for link in links[-2:] if (at := text.rfind("The post ", begin, link.start)) == link.start - 9]
    for start in starts:
        head = text[:start].rstrip(" [(")
        if head[begin:] and head[-1] in _SENTENCE_ENDS and _TAILS.fullmatch(text[start:].strip(" ([]).…")):
            return PlainText(head, tuple(link for link in plain.links if link.end <= len(head)))
    return plain
