"""IP addresses into a yes or no: may a feed, or a redirect, make this machine connect there?"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Sequence

from feeds.errors import FetchError

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""IPv6 addresses that a translator turns into the IPv4 address in their last 32 bits (RFC 6052)."""

LOCAL_NAME = re.compile(r"(?:.*\.)?localhost\.?|[0-9.]+|(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?|.*:.*")
"""Hosts that are this machine, or an address in one of the forms that resolvers take (`127.1`, `0x7f000001`)."""


def is_public(address: str) -> bool:
    """Return whether `address` (an IP address as text) lies in the public internet.

    False for loopback, private (RFC 1918), link-local, unique local, carrier-grade NAT (RFC 6598), multicast,
    documentation and reserved ranges, and for IPv6 addresses that carry such an IPv4 address (mapped, 6to4, Teredo,
    NAT64). False for text that is no address.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _carried(ip)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def plainly_private(host: str) -> bool:
    """Return whether `host` lies in a private network by its spelling alone, without a look-up."""
    return LOCAL_NAME.fullmatch(host.lower()) is not None and not is_public(host)


def is_allowed(host: str, allow_private: Iterable[str]) -> bool:
    """Return whether `allow_private` names the host, without regard to case or a final dot."""
    return host.rstrip(".").lower() in {name.rstrip(".").lower() for name in allow_private}


def checked(host: str, addresses: Sequence[str], allow_private: frozenset[str]) -> list[str]:
    """Return those of a host's `addresses` that may be connected to, in the given order.

    A host named in `allow_private` may have any address.

    Raises:
        FetchError: if none is left.
    """
    if is_allowed(host, allow_private):
        return list(addresses)
    public = [address for address in addresses if is_public(address)]
    if not public:
        raise private_error(host)
    return public


def private_error(host: str) -> FetchError:
    """Return the error for a host in a private network that nobody allowed."""
    return FetchError(
        f"{host} lies in a private network, where feeds may not lead.",
        f"If it is a server of yours, allow it by name: add {host} to allow_private in the configuration.",
    )


def _carried(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, or None."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None
