"""Each request in the person's own time zone; a deactivated person is signed out (the backend knows her no more)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.contrib.auth import get_user
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cairn.core.clock import now
from cairn.people.models import User
from cairn.people.zones import zone_of

SEEN_EVERY = timedelta(minutes=5)


class PersonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Asks who it is only of browsers that have a session: others cost no query."""
        user = get_user(request) if "sessionid" in request.COOKIES else None
        if isinstance(user, User):
            request.user = user  # as she is: Django's lazy stand-in costs a detour at each look
        with timezone.override(zone_of(user) if isinstance(user, User) else "UTC"):
            if isinstance(user, User):
                _note_seen(user)
            return self.get_response(request)


def _note_seen(user: User) -> None:
    """At most one write in five minutes; a database that can't be written to can still be read."""
    moment = now()
    if user.last_seen_at is None or moment - user.last_seen_at > SEEN_EVERY:
        with suppress(DatabaseError):
            User.objects.filter(pk=user.pk).update(last_seen_at=moment)
