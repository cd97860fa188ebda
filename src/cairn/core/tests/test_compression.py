"""Answers are compressed for who asks, and unpack to the same."""

import gzip

import pytest
from tests.cast import Cast, SignIn


def test_pages_are_packed_for_who_unpacks_them(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.ada)
    plain = client.get("/people/")
    packed = client.get("/people/", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    assert b"Ravi" in gzip.decompress(packed.content)


@pytest.mark.django_db
def test_the_length_tells_nothing(as_: SignIn) -> None:
    browser = as_(None)
    answers = [browser.get("/accounts/login/", headers={"Accept-Encoding": "gzip"}).content for _ in range(12)]
    names = {answer[10 : answer.index(b"\0", 10)] for answer in answers}
    assert len(names) > 3
