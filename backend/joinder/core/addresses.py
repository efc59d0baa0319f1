"""Whence a request comes, for limits: one line is one address, whatever its machines call themselves. Pure."""

import ipaddress

LINE, SITE, BLOCK = 64, 48, 24  # what a provider gives one line or one site (IPv6), and one block of IPv4


def whence(host: str) -> str:
    """Return an IPv4 address as it is (also inside an IPv6 one), of IPv6 the /64; anything else unchanged."""
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((int(found), LINE), strict=False))


def network(address: str) -> str:
    """Return the wider network of what `whence` returned: the /24 of IPv4, the /48 of IPv6."""
    try:
        found = ipaddress.ip_network(address)
    except ValueError:
        return address
    return str(found.supernet(new_prefix=BLOCK if found.version == 4 else SITE))  # noqa: PLR2004
