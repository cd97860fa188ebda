"""Being here is noted now and then, and never in the way."""

from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.people.models import User


def _seen(user: User) -> object:
    return User.objects.get(pk=user.pk).last_seen_at


def test_noted_every_five_minutes(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.ben)
    client.get("/people/me/profile/")
    first = _seen(cast.ben)
    assert first is not None
    client.get("/people/me/profile/")
    assert _seen(cast.ben) == first
    with time_machine.travel(now() + timedelta(minutes=6)):
        client.get("/people/me/profile/")
    assert _seen(cast.ben) != first


@pytest.mark.django_db(transaction=True)
def test_reading_goes_on_when_nothing_can_be_written(cast: Cast, as_: SignIn) -> None:
    def read_only(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if sql.startswith("UPDATE"):
            raise OperationalError("attempt to write a readonly database")
        return execute(sql, params, many, context)

    client = as_(cast.ben)
    with connection.execute_wrapper(read_only):
        assert client.get("/people/me/profile/").status_code == 200
    assert _seen(cast.ben) is None
