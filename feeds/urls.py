"""A link as a feed writes it -> the address that may be opened, the form that identifies the page, the host to show.

Only http and https ever come out, without user name and password, controls or anything that a terminal, a shell or
Markdown could take for its own. (WHATWG URL Standard for the clean-up, RFC 3986 section 6 for the identity.)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit

MAX_URL = 2_048
"""Longest address kept, in characters; longer ones are data in disguise, and no browser promises more."""

_PLAIN = re.compile(
    r"https?://[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*(?::[1-9]\d{0,3})?(?:[/?#][\w\-.~:/?#\[@!$&'()*+,;=%]*)?", re.A
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSAFE = re.compile(
    r"""[\s"<>\\^`{|}\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"""
    r"\U000e0000-\U000e0fff]"
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = re.compile(r"(?=.{1,253}\Z)(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
_SAFE_PARTS = re.compile(r"https?://(\[[^\]]+\]|[^/?#:]+)(?::(\d+))?([^?#]*)(?:\?([^#]*))?(?:#.*)?")
"""Host, port, path and query of what `safe_url` gives: a quarter of `urlsplit`'s time, which many items feel."""

_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

TRACKING = frozenset(
    """fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh li_fat_id mc_cid mc_eid _hsenc _hsmi
    hsctatracking mkt_tok oly_anon_id oly_enc_id vero_id vero_conv wickedid rb_clickid s_cid cmpid cmp ncid icid ocid
    xtor ftag taid smid smtyp maca cid_rss ns_mchannel ns_source ns_campaign ns_linkname ns_fee sr_share traffic_source
    traffic_medium guccounter guce_referrer guce_referrer_sig __twitter_impression _ga _gl sref reflink soc_src soc_trk
    ref_src ref_url spm scid tpcc rss_id wt_mc wtmc wt.mc_id""".split()
)
"""Query keys that say where a reader came from and never which page it is (lower case); `utm_*` and `pk_*` besides."""

_TRACKING_PREFIXES = ("utm_", "pk_", "piwik_", "matomo_", "mtm_", "hsa_", "at_")
_RSS_VALUE = re.compile(r"(?:rss|atom|feed)(?:[\W_\d].*)?|rss.*")
_RSS_KEYS = frozenset("source src ref from feed via campaign medium output format mod partner emc".split())
_AMP_VIEWER = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[cv]|(?:www\.)?google\.[a-z.]{2,6}/amp)/(s/)?([^/?#]+\.[^/?#]+/.*)"
)
"""Google's AMP viewer and cache: the page's own address is in theirs (the formats are documented and fixed)."""

_MOBILE_HOSTS = {
    "mobile.nytimes.com": "nytimes.com", "m.nytimes.com": "nytimes.com", "mobile.reuters.com": "reuters.com",
    "m.bbc.co.uk": "bbc.co.uk", "m.bbc.com": "bbc.com", "amp.cnn.com": "cnn.com", "m.cnn.com": "cnn.com",
    "amp.theguardian.com": "theguardian.com", "m.theguardian.com": "theguardian.com", "m.dw.com": "dw.com",
    "amp.dw.com": "dw.com", "m.spiegel.de": "spiegel.de", "m.faz.net": "faz.net", "m.scmp.com": "scmp.com",
    "amp.scmp.com": "scmp.com", "amp.ft.com": "ft.com", "m.huffpost.com": "huffpost.com",
    "amp.economist.com": "economist.com",
    "m.jpost.com": "jpost.com", "amp.france24.com": "france24.com", "m.france24.com": "france24.com",
    "m.economictimes.com": "economictimes.com", "mobile.twitter.com": "twitter.com", "m.youtube.com": "youtube.com",
}  # fmt: skip
"""Mobile and AMP hosts whose paths are those of the main host; no guess is made for any other."""

_MOBILE_WIKI = re.compile(r"\A([a-z-]+)\.m\.(wik[a-z]+\.org)\Z")
_VARIANT = re.compile(r"\A(?:www|m|mobile|amp|touch)\.(?=.*\.)")
_DOT_SEGMENT = re.compile(r"/\.{1,2}(?:/|\Z)")


def safe_url(url: str, base: str = "") -> str:
    """Return `url`, made absolute against `base`, if it may be opened; else "".

    What comes out starts with http:// or https://, has an ASCII host (Punycode for others), no user name or password,
    no controls, spaces, quotes, angle brackets or invisible characters (these are removed or percent-encoded).
    """
    if _PLAIN.fullmatch(url) and len(url) <= MAX_URL:
        return url
    cleaned = _CONTROL.sub("", url).strip()
    if not cleaned or len(cleaned) > MAX_URL:
        return ""
    if base and not cleaned.lower().startswith(("http:", "https:")):
        if _SCHEME.match("".join(cleaned.split())):
            return ""
        cleaned = _join(base, cleaned)
    parts = _split(cleaned)
    if parts is None:
        return ""
    tail = _UNSAFE.sub(_percent, cleaned.split("://", 1)[1][len(parts.netloc) :])
    if not tail.isprintable():
        tail = "".join(c if c.isprintable() else quote(c, safe="") for c in tail)
    host = _netloc(parts)
    safe = f"{parts.scheme}://{host}{tail}"
    return safe if host and len(safe) <= MAX_URL else ""


def canonical_url(url: str) -> str:
    """Return the form of `url` under which the same page is always the same string, "" for what `safe_url` refuses.

    For comparing, not for opening: https, no `www.`, no default port, no fragment, no tracking parameters, the rest
    of the query sorted by key, percent-encoding normalised, AMP and mobile variants led back where certain. Idempotent.
    """
    canonical = _canonical(safe_url(url)) if url else ""
    return canonical if len(canonical) <= MAX_URL else ""


def display_host(url: str) -> str:
    """Return the host of `url` for people, without `www.`; "" when there is none.

    An international name is shown in its own script only if each label keeps to one script and cannot be taken for
    Latin; else as Punycode, so that "exаmple.org" with a Cyrillic а is seen for what it is (Unicode TS 39).
    """
    parts = _split(safe_url(url))
    if parts is None:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return ".".join(_display_label(label) for label in host.split("."))


def same_site(url: str, other: str) -> bool:
    """Say whether two addresses are of one host, or of its mobile, AMP and `www.` variants."""
    first, second = (urlsplit(safe_url(each)).hostname or "" for each in (url, other))
    return bool(first) and _VARIANT.sub("", first) == _VARIANT.sub("", second)


def _join(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def _split(url: str) -> SplitResult | None:
    """Return the parts of an http(s) URL with a host, else None."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname and port != 0 else None


def _netloc(parts: SplitResult) -> str:
    """Return host and port in ASCII and lower case, "" for a host that cannot be one."""
    host = _ascii_host(parts.hostname or "")
    if ":" in host:
        host = f"[{host}]"
    if not _HOST.fullmatch(host):
        return ""
    return host if parts.port is None else f"{host}:{parts.port}"


@lru_cache(maxsize=1024)
def _ascii_host(host: str) -> str:
    host = host.lower().rstrip(".")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _percent(match: re.Match[str]) -> str:
    return quote(match[0], safe="")


@lru_cache(maxsize=4096)
def _canonical(url: str) -> str:
    """Normalise until nothing changes: without its port or `www.` an address may show to be an AMP viewer's."""
    before = ""
    while url != before:
        before, url = url, _normalised(url)
    return url


def _normalised(url: str) -> str:
    if wrapped := _AMP_VIEWER.match(url):
        url = safe_url(f"{'https' if wrapped[1] else 'http'}://{wrapped[2]}")
    parts = _SAFE_PARTS.fullmatch(url)
    if parts is None:
        return ""
    host, port, path, query = parts.groups("")
    host = host.removeprefix("www.") if host.count(".") > 1 else host
    host = _MOBILE_HOSTS.get(host) or (_MOBILE_WIKI.sub(r"\1.\2", host) if ".m." in host else host)
    port = f":{port}" if port not in ("", "80", "443") else ""
    path = _normal_percent(path)
    if "/." in path and _DOT_SEGMENT.search(path):
        path = urlsplit(_join(f"https://{host}/", path)).path
    path = _amp_path(path) or "/"
    query = _identity_query(query) if query else ""
    return f"https://{host}{port}{path}{'?' + query if query else ''}"


def _amp_path(path: str) -> str:
    """Drop the last segment `amp` (the WordPress and Drupal modules' address of the AMP twin)."""
    while path.rstrip("/").endswith("/amp") and len(path.rstrip("/")) > len("/amp"):
        path = path.rstrip("/")[: -len("amp")]
    return path


def _identity_query(query: str) -> str:
    """Return the query without tracking and AMP switches, sorted by key (order of equal keys kept)."""
    pairs = [_normal_percent(pair) for pair in query.split("&") if pair]
    kept = [pair for pair in pairs if not _is_tracking(pair)]
    return "&".join(sorted(kept, key=lambda pair: pair.partition("=")[0]))


def _is_tracking(pair: str) -> bool:
    key, _, value = pair.lower().partition("=")
    if key in TRACKING or key.startswith(_TRACKING_PREFIXES):
        return True
    if key in _RSS_KEYS and _RSS_VALUE.fullmatch(value):
        return True
    return (key == "amp" and value in ("", "1", "true")) or (key == "outputtype" and value == "amp")


def _normal_percent(text: str) -> str:
    """Percent-encode what is not ASCII, decode what need not be encoded, the rest in capitals (RFC 3986, 6.2.2)."""
    if text.isascii() and "%" not in text:
        return text
    encoded = quote(text, safe="/?:@!$&'()*+,;=%[]~") if not text.isascii() else text

    def normal(match: re.Match[str]) -> str:
        character = unquote_to_bytes(match[0]).decode("latin-1")
        return character if character in _UNRESERVED else match[0].upper()

    return _PERCENT.sub(normal, encoded)


@lru_cache(maxsize=1024)
def _display_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        shown = label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
    scripts = {unicodedata.name(c, "?").split(" ")[0].split("-")[0] for c in shown if c.isalpha()}
    one_script = len(scripts) == 1 or scripts <= {"CJK", "HIRAGANA", "KATAKANA"} or scripts <= {"CJK", "HANGUL"}
    return shown if one_script and shown.isprintable() and not set(shown) <= _LATIN_LOOKALIKES else label


_LATIN_LOOKALIKES = frozenset("асеорхуіјѕһԁԛԝӏмтнвкгпαονρυικχγ0123456789-")
"""Cyrillic and Greek letters that look like Latin ones in most fonts; a label of these alone stays Punycode."""
