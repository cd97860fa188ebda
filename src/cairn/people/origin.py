"""Where a request really comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

LOOPBACK_NAMES = {"localhost", "127.0.0.1", "::1", "[::1]"}
FORWARDING = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def is_from_this_machine(request: HttpRequest) -> bool:
    """True only for a browser on the machine itself: a loopback peer that asked for a loopback name, through nobody.

    The name matters as much as the peer: a page of another site that resolves to 127.0.0.1 must not pass.
    """
    if any(header in request.headers for header in FORWARDING):
        return False
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and _host_name(request) in LOOPBACK_NAMES


def client_ip(request: HttpRequest) -> str:
    """The peer, or what a trusted proxy says the peer was (CAIRN_TRUSTED_PROXIES); for rate limits."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if peer not in settings.TRUSTED_PROXIES or not hop.strip():
            break
        peer = hop.strip()
    return peer


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _host_name(request: HttpRequest) -> str:
    host = request.META.get("HTTP_HOST", "")
    name: str = host if host.endswith("]") else host.rsplit(":", 1)[0] if host.count(":") else host
    return name.lower()
