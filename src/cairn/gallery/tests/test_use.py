"""Using a template, at the HTTP edge."""

from tests.cast import Cast, SignIn

from cairn.pages.models import Page


def test_who_may_use_one(cast: Cast, as_: SignIn) -> None:
    url = "/gallery/blank/pages/"
    assert as_(None).post(url, {"title": "x"}).status_code == 302  # to sign in
    guest = as_(cast.gus).post(url, {"title": "x", "space": "STONE"})
    assert (guest.status_code, b"Ask an admin" in guest.content) == (422, True)
    # A commenter of STONE is an editor of MOSS.
    assert as_(cast.cleo).post(url, {"title": "Cleo’s", "space": "STONE"}).status_code == 403
    assert as_(cast.cleo).post(url, {"title": "Cleo’s", "space": "MOSS"}).status_code == 302
    hidden = as_(cast.ben).post(url, {"title": "Parent", "space": "STONE"})
    parent = hidden["Location"].split("/")[2]
    assert as_(cast.sam).post(url, {"title": "x", "parent": parent}).status_code == 404


def test_a_bad_title_keeps_what_was_typed(cast: Cast, as_: SignIn) -> None:
    answer = as_(cast.ben).post("/gallery/proposal/pages/", {"title": "x" * 10_000, "space": "STONE"})
    assert answer.status_code == 422
    assert "x" * 10_000 in answer.content.decode()
    assert not Page.objects.exists()
    assert as_(cast.ben).get("/gallery/no-such/").status_code == 404
