"""Roles in the workspace, deactivation, settings: admins only, and never without one."""

from django.contrib.sessions.models import Session
from tests.cast import Cast, SignIn

from cairn.people.models import User, Workspace
from cairn.people.queries import workspace


def test_change_role(cast: Cast, as_: SignIn) -> None:
    url = f"/people/{cast.ben.pk}/role/"
    for user in (cast.ben, cast.cleo, cast.sam, cast.gus):
        assert as_(user).post(url, {"role": "admin"}).status_code == 403, user
    assert as_(cast.ada).post(url, {"role": "owner"}).status_code == 422
    assert as_(cast.ada).post(url, {"role": "guest"}).status_code == 303
    assert User.objects.get(pk=cast.ben.pk).is_guest


def test_the_last_admin_stays(cast: Cast, as_: SignIn) -> None:
    ada = as_(cast.ada)
    demotion = ada.post(f"/people/{cast.ada.pk}/role/", {"role": "member"})
    assert demotion.status_code == 409 and "only admin" in demotion.content.decode()
    assert ada.post(f"/people/{cast.ada.pk}/deactivation/").status_code == 409
    ada.post(f"/people/{cast.ben.pk}/role/", {"role": "admin"})
    assert ada.post(f"/people/{cast.ada.pk}/role/", {"role": "member"}).status_code == 303


def test_deactivate_and_reactivate(cast: Cast, as_: SignIn) -> None:
    url = f"/people/{cast.ben.pk}/deactivation/"
    ben = as_(cast.ben)
    sessions = Session.objects.count()
    assert as_(cast.cleo).post(url).status_code == 403
    sessions += 1
    ada = as_(cast.ada)
    assert ada.post(url).status_code == 303
    assert Session.objects.count() == sessions  # Ada's came, Ben's went
    assert ben.get("/people/").status_code == 302
    gone = as_(cast.cleo).get(f"/people/{cast.ben.pk}/").content.decode()
    assert "Left the workspace" in gone and "Ada deactivated" in gone
    assert "Ben" not in as_(cast.cleo).get("/people/options/?q=ben").content.decode()
    assert as_(cast.cleo).delete(url).status_code == 403
    assert ada.delete(url).status_code == 303
    assert User.objects.get(pk=cast.ben.pk).is_active
    assert ben.get("/people/").status_code == 302  # the old session is over


def test_settings(cast: Cast, as_: SignIn) -> None:
    for user in (cast.ben, cast.gus, cast.sam):
        assert as_(user).get("/settings/").status_code == 403, user
        assert as_(user).post("/settings/", {"name": "Mine"}).status_code == 403, user
    assert as_(cast.ada).get("/settings/").status_code == 200
    assert as_(cast.ada).post("/settings/", {"name": "Shore"}).status_code == 303
    assert workspace().name == "Shore" and Workspace.objects.count() == 1
    assert as_(cast.ada).post("/settings/", {"name": "x" * 10_000}).status_code == 422
