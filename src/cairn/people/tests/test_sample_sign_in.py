"""One click into the sample: only there, only its people, only from the machine itself."""

import pytest
from django.test import Client
from tests.cast import Cast

from cairn.people.models import User, Workspace

LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000"}


@pytest.fixture
def ines(cast: Cast) -> User:
    Workspace.objects.update(is_sample=True)
    return User.objects.create_user("ines@sample.invalid", "Ines Marlow")


def _enter(person: User, **headers: str) -> tuple[int, bool]:
    client = Client(**{**LOCAL, **headers})
    status = client.post(f"/accounts/sample/{person.pk}/session/").status_code
    return status, "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_HOST": "localhost:8000"},
        {"HTTP_HOST": "localhost"},
        {"REMOTE_ADDR": "::1", "HTTP_HOST": "[::1]:8000"},
    ],
)
def test_from_the_machine_itself(ines: User, headers: dict[str, str]) -> None:
    assert "Ines Marlow" in Client(**{**LOCAL, **headers}).get("/accounts/login/").content.decode()
    assert _enter(ines, **headers) == (303, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"REMOTE_ADDR": "192.168.1.7", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_FOR": ""},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_HOST": "cairn.example.org"},
        {"HTTP_HOST": "localhost.example.org"},
        {"HTTP_HOST": "127.0.0.1.example.org:8000"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_from_anywhere_else(ines: User, headers: dict[str, str]) -> None:
    assert "Ines Marlow" not in Client(**{**LOCAL, **headers}).get("/accounts/login/").content.decode()
    assert _enter(ines, **headers) == (404, False)


def test_only_in_the_sample(ines: User) -> None:
    Workspace.objects.update(is_sample=False)
    assert _enter(ines) == (404, False)


def test_only_its_people_while_active(ines: User, cast: Cast) -> None:
    assert _enter(cast.ada) == (404, False)
    User.objects.filter(pk=ines.pk).update(is_active=False)
    assert _enter(ines) == (404, False)


def test_they_have_no_password_to_change(ines: User) -> None:
    client = Client(**LOCAL)
    client.post(f"/accounts/sample/{ines.pk}/session/")
    form = {"password1": "a heap of stones"}
    assert client.get("/people/me/profile/").status_code == 200
    assert client.post("/accounts/password/change/", form).status_code == 409


def test_not_by_a_link(ines: User) -> None:
    assert Client(**LOCAL).get(f"/accounts/sample/{ines.pk}/session/").status_code == 405
    assert Client(enforce_csrf_checks=True, **LOCAL).post(f"/accounts/sample/{ines.pk}/session/").status_code == 403
