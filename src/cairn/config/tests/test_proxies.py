"""What a proxy says about the browser behind it counts only when an admin has named that proxy."""

from typing import Any

import pytest
from django.test import Client

from cairn.people.origin import client_ip

PROXY, STRANGER = "10.0.0.7", "203.0.113.9"


@pytest.mark.parametrize(
    ("peer", "said", "secure", "address"),
    [
        (PROXY, {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.4"}, True, "198.51.100.4"),
        (PROXY, {"X-Forwarded-Proto": "http, https", "X-Forwarded-For": "6.6.6.6, 198.51.100.4"}, True, "198.51.100.4"),
        (PROXY, {"X-Forwarded-Proto": "gopher"}, False, PROXY),
        (STRANGER, {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}, False, STRANGER),
    ],
)
def test_only_a_named_proxy_is_believed(
    db: None, settings: Any, peer: str, said: dict[str, str], secure: bool, address: str
) -> None:
    settings.TRUSTED_PROXIES = [PROXY]
    answer = Client(REMOTE_ADDR=peer).get("/accounts/login/", headers=said)
    assert answer.status_code == 200
    assert (answer.wsgi_request.is_secure(), client_ip(answer.wsgi_request)) == (secure, address)


def test_a_form_over_tls_behind_a_proxy(db: None, settings: Any) -> None:
    """Django compares the Origin of a form with the scheme of the request: without the proxy's word it would refuse."""
    settings.TRUSTED_PROXIES, settings.CSRF_TRUSTED_ORIGINS = [PROXY], []
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR=PROXY)
    client.cookies["csrftoken"] = token = "t" * 32
    for scheme, status in (("https", 200), ("http", 403)):
        headers = {
            "Host": "testserver",
            "X-Forwarded-Proto": scheme,
            "Origin": "https://testserver",
            "X-CSRFToken": token,
        }
        form = {"login": "nobody@example.org", "password": "x"}
        answer = client.post("/accounts/login/", form, headers=headers)
        assert (answer.status_code == 403) == (status == 403), answer.status_code
