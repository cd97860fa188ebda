"""Signing in: the right pair, the wrong pair, too often, deactivated."""

import pytest
from django.core.cache import cache
from tests.cast import PASSWORD, Cast, SignIn

from cairn.people.operations import deactivate_person


@pytest.fixture(autouse=True)
def _forget_tries() -> None:
    cache.clear()


def _try(client, email: str, password: str):
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_sign_in_and_out(cast: Cast, as_: SignIn) -> None:
    client = as_(None)
    assert client.get("/accounts/login/").status_code == 200
    assert _try(client, "BEN@example.org", PASSWORD).status_code == 302
    assert client.get("/people/me/profile/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/people/me/profile/").status_code == 302


def test_wrong_password_says_the_same_for_everybody(cast: Cast, as_: SignIn) -> None:
    known = _try(as_(None), "ben@example.org", "wrong wrong wrong")
    unknown = _try(as_(None), "nobody@example.org", "wrong wrong wrong")
    assert known.status_code == unknown.status_code == 422
    words = "belong together"
    assert words in known.content.decode() and words in unknown.content.decode()
    assert 'value="ben@example.org"' in known.content.decode()


@pytest.mark.parametrize("email", ["ben@example.org", "nobody@example.org"])
def test_five_wrong_passwords(cast: Cast, as_: SignIn, email: str) -> None:
    client = as_(None)
    answers = [_try(client, email, f"wrong {n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    sixth = _try(client, email, PASSWORD)
    assert sixth.status_code == 429
    assert f'value="{email}"' in sixth.content.decode() and "Wait five minutes" in sixth.content.decode()
    assert _try(client, "cleo@example.org", PASSWORD).status_code == 302


def test_deactivated_people_stay_out(cast: Cast, as_: SignIn) -> None:
    ben = as_(cast.ben)
    assert ben.get("/people/").status_code == 200
    deactivate_person(cast.ben, by=cast.ada)
    assert ben.get("/people/").status_code == 302
    answer = _try(as_(None), "ben@example.org", PASSWORD)
    assert answer.headers["Location"] == "/accounts/inactive/"
    wrong = _try(as_(None), "ben@example.org", "wrong")
    assert wrong.status_code == 422 and "belong together" in wrong.content.decode()


def test_nobody_signs_up(db: None, as_: SignIn) -> None:
    assert as_(None).get("/accounts/signup/").status_code == 404
