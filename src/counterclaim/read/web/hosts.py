"""Which hosts are never fetched: a page must not make the program call a machine of its own network.

Judged by the address that a name resolves to, at the moment of connecting, and for every redirect: a
name may resolve to another address a second later (DNS rebinding).
"""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Services that tell every machine of a cloud its secrets, where they have addresses of their own.
_METADATA = frozenset(
    map(ipaddress.ip_address, ("169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254"))
)
#: IPv6 that carries IPv4 (RFC 6052): the inner address is the one that is reached.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SHARED = ipaddress.ip_network("100.64.0.0/10")


def find_refusal(words: str, *, allow_private: bool) -> str | None:
    """Find why an IP address is not fetched; None where it may be.

    Args:
        words: the address, as a resolver gives it.
        allow_private: machines of one's own network and this one may be.
    """
    try:
        address = unwrap(ipaddress.ip_address(words.partition("%")[0]))
    except ValueError:
        return "no internet address"
    if address in _METADATA:
        return "a metadata service"
    kind = _find_kind(address)
    if kind in ("private", "this machine"):
        return None if allow_private else kind
    return kind


def unwrap(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for, if it stands for one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
    return inner or address


def _find_kind(address: Address) -> str | None:
    """Name what an address is besides public (IANA special-purpose registries)."""
    if address.is_multicast:
        return "multicast"
    if address.is_unspecified or (address.version == 4 and address.is_reserved):
        return "no single machine"
    if address.is_link_local:
        return "link-local"
    if address.is_loopback:
        return "this machine"
    if address.is_private or address in _SHARED:
        return "private"
    return None if address.is_global else "not public"
