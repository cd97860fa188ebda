"""Changing a password, and choosing a new one by mail."""

import re
from collections.abc import Callable

from django.core import mail
from django.core.cache import cache
from tests.cast import PASSWORD, Cast, SignIn

NEW = "moss grows on the north side"


def test_change(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.ben)
    url = "/accounts/password/change/"
    assert as_(None).get(url).status_code == 302
    assert client.post(url, {"oldpassword": "wrong", "password1": NEW}).status_code == 422
    assert client.post(url, {"oldpassword": PASSWORD, "password1": "short"}).status_code == 422
    assert client.post(url, {"oldpassword": PASSWORD, "password1": NEW}).status_code == 302
    assert client.get("/people/").status_code == 200  # this browser stays signed in
    assert as_(None).post("/accounts/login/", {"login": "ben@example.org", "password": NEW}).status_code == 302


def test_reset(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    cache.clear()
    client = as_(None)
    asked = client.post("/accounts/password/reset/", {"email": "Ben@example.org"})
    assert asked.headers["Location"] == "/accounts/password/reset/done/"
    run_jobs()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    form_url = client.get(link).headers["Location"]
    assert client.get(form_url).status_code == 200
    assert client.post(form_url, {"password1": "short"}).status_code == 422
    assert client.post(form_url, {"password1": NEW}).status_code == 302
    assert client.get("/people/me/profile/").status_code == 200
    again = as_(None).get(link)
    assert again.status_code == 410 and "no longer works" in again.content.decode()


def test_reset_says_nothing_about_strangers(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    cache.clear()
    cast.cleo.is_active = False
    cast.cleo.save()
    for email in ("nobody@example.org", "cleo@example.org"):
        answer = as_(None).post("/accounts/password/reset/", {"email": email})
        assert answer.headers["Location"] == "/accounts/password/reset/done/"
    run_jobs()
    assert mail.outbox == []
