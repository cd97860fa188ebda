"""Invitations: making, accepting, and every way in which a link does not work."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.people.invitations import path_of
from cairn.people.models import Invitation, User, Workspace
from cairn.people.operations import create_invitation, deactivate_person, first_link, revoke_invitation

FORM = {"name": "Nia New", "email": "Nia@example.org", "password": "a heap of stones", "time_zone": "Europe/Zagreb"}


def test_create_and_accept(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    made = as_(cast.ada).post("/invitations/new/", {"email": "nia@example.org", "role": "member"})
    assert made.status_code == 201
    run_jobs()
    path = path_of(Invitation.objects.get())
    assert path in made.content.decode() and path in mail.outbox[0].body and mail.outbox[0].to == ["nia@example.org"]
    nia = as_(None)
    assert 'value="nia@example.org"' in nia.get(path).content.decode()
    assert nia.post(path, FORM).status_code == 303
    user = User.objects.get(email="nia@example.org")
    assert (user.name, user.role, user.time_zone) == ("Nia New", "member", "Europe/Zagreb")
    assert nia.get("/people/me/profile/").status_code == 200
    used = as_(None).get(path)
    assert used.status_code == 410 and "has been used" in used.content.decode()


def test_only_admins_invite(cast: Cast, as_: SignIn) -> None:
    for user in (cast.ben, cast.cleo, cast.gus, cast.sam):
        assert as_(user).get("/invitations/new/").status_code == 403, user
        assert as_(user).post("/invitations/new/", {"role": "admin"}).status_code == 403, user
    assert as_(None).post("/invitations/new/", {"role": "admin"}).status_code == 302
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("secret", ["wrong", "wrong.wrong", "x" * 300, ".."])
def test_wrong_link(db: None, as_: SignIn, secret: str) -> None:
    answer = as_(None).get(f"/invitations/{secret}/")
    assert answer.status_code == 404 and "ask whoever invited you" in answer.content.decode()


def test_expired_revoked_and_orphaned_links(cast: Cast, as_: SignIn) -> None:
    late, back, orphan = (create_invitation(by=cast.ada) for _ in range(3))
    with time_machine.travel(now() + timedelta(days=8)):
        expired = as_(None).get(path_of(late))
        assert expired.status_code == 410 and "has expired" in expired.content.decode()
        assert as_(None).post(path_of(late), FORM).status_code == 410
    assert as_(cast.ben).post(f"/invitations/{back.pk}/revocation/").status_code == 404
    assert as_(cast.ada).post(f"/invitations/{back.pk}/revocation/").status_code == 303
    assert as_(None).post(path_of(back), FORM).status_code == 410
    cast.ben.role = "admin"
    cast.ben.save()
    deactivate_person(cast.ada, by=cast.ben)
    assert as_(None).post(path_of(orphan), FORM).status_code == 410
    assert User.objects.count() == 6


def test_bad_input_keeps_what_was_typed(cast: Cast, as_: SignIn) -> None:
    path = path_of(create_invitation(by=cast.ada, role="guest"))
    bad = [
        {"email": "ben@example.org"},
        {"password": "short"},
        {"name": "  "},
        {"name": "x" * 10_000},
        {"email": "nia"},
    ]
    for change in bad:
        answer = as_(None).post(path, {**FORM, **change})
        assert answer.status_code == 422, change
        if "name" not in change:
            assert 'value="Nia New"' in answer.content.decode()
    assert as_(None).post(path, FORM).status_code == 303
    assert User.objects.get(email="nia@example.org").is_guest


def test_revoking_a_used_link_is_a_conflict(cast: Cast, as_: SignIn) -> None:
    invitation = create_invitation(by=cast.ada)
    as_(None).post(path_of(invitation), FORM)
    assert as_(cast.ada).post(f"/invitations/{invitation.pk}/revocation/").status_code == 409
    assert User.objects.filter(email="nia@example.org").exists()


def test_the_first_account(db: None, as_: SignIn) -> None:
    link = first_link()
    assert link is not None and first_link() == link
    assert "Lay the first stone" in as_(None).get(link).content.decode()
    assert as_(None).post(link, FORM).status_code == 303
    assert User.objects.get().is_admin and Workspace.objects.get().pk == 1
    assert first_link() is None
    assert as_(None).post(link, {**FORM, "email": "two@example.org"}).status_code == 410


def test_a_revoked_link_stays_revoked(cast: Cast) -> None:
    invitation = create_invitation(by=cast.ada)
    revoke_invitation(invitation, by=cast.ada)
    revoke_invitation(invitation, by=cast.ada)
    assert not Invitation.objects.open().exists()
