"""An Approver who leaves mid-way: told, shown, replaced; the decision is never stuck."""

from tests.cast import Cast, SignIn
from tests.told import notices
from tests.worker import drain

from cairn.decisions.models import Decision
from cairn.people.models import User
from cairn.people.operations import deactivate_person


def approver_leaves(cast: Cast, decision: Decision) -> User:
    """Cleo approves alone, then leaves."""
    decision.role_holders.filter(role="approver").update(user=cast.cleo)
    deactivate_person(cast.cleo, by=cast.ada)
    drain()
    return User.objects.get(pk=cast.cleo.pk)


def test_it_is_told_shown_and_filled(cast: Cast, as_: SignIn, running: Decision) -> None:
    gone = approver_leaves(cast, running)
    told = notices(event__name="decision.vacated")
    assert {row.user.name for row in told} == {"Ada", "Ben"}  # admins and the Driver
    assert all("Cleo (Approver and Contributor) no longer has an account" in row.text for row in told)
    html = as_(cast.ravi).get(running.get_absolute_url()).content.decode()
    assert "nobody can decide this" in html and "Name a replacement" not in html
    assert "Name a replacement" in as_(cast.ada).get(running.get_absolute_url()).content.decode()
    address = f"/decisions/{running.pk}/vacancies/{gone.pk}/"
    assert as_(cast.ravi).post(address, {"replacement": cast.ada.pk}).status_code == 403
    assert as_(cast.sam).post(address, {"replacement": cast.ada.pk}).status_code == 404
    unseeing = as_(cast.ben).post(address, {"replacement": cast.sam.pk})
    assert unseeing.status_code == 422 and "Sam can’t see this page" in unseeing.content.decode()
    assert as_(cast.ben).post(address, {}).status_code == 422
    assert as_(cast.ben).post(address, {"replacement": cast.ada.pk}).status_code == 302
    held = {(row.role, row.user.name) for row in running.role_holders.select_related("user") if row.user}
    assert held == {("driver", "Ben"), ("approver", "Ada"), ("contributor", "Ada"), ("informed", "Ravi")}
    assert as_(cast.ben).post(address, {"replacement": cast.ravi.pk}).status_code == 409
    drain()
    assert notices(user=cast.ada, event__name="decision.changed", reason="approver").exists()
    assert all(row.done_at is not None for row in told.all())
    assert as_(cast.ada).post(f"/decisions/{running.pk}/outcome/", {"statement": "NATS."}).status_code == 302
    assert "named Ada in the place of Cleo" in as_(cast.ravi).get(running.get_absolute_url()).content.decode()


def test_whoever_holds_nothing_up_is_only_shown(cast: Cast, as_: SignIn, running: Decision) -> None:
    deactivate_person(cast.cleo, by=cast.ada)
    drain()
    assert not notices(event__name="decision.vacated").exists()
    html = as_(cast.ravi).get(running.get_absolute_url()).content.decode()
    assert "Cleo (Contributor) no longer has an account" in html and "nobody can decide" not in html
    assert (
        as_(cast.ben)
        .post(f"/decisions/{running.pk}/vacancies/{cast.ada.pk}/", {"replacement": cast.ben.pk})
        .status_code
        == 409
    )
