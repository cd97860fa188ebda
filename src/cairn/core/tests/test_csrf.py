"""A form that comes with an old token, or after all cookies are gone, is told what to do."""

from django.test import Client


def test_old_forms(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/mail-preference/stop/")
    assert page.status_code == 403 and "reload the page" in page.content.decode()
    assert strict.post("/mail-preference/stop/", headers={"HX-Request": "true"}).status_code == 401
