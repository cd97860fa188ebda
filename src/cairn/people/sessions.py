"""Sessions, for those who hold a connection open longer than a request."""

from collections.abc import Iterable
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from cairn.core.clock import now
from cairn.people.models import User


def person_of_session(session_key: str) -> User | None:
    """Whose session this is; None when it has ended, its password has changed since, or she is deactivated."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(request)
    return user if isinstance(user, User) and user.is_active else None


def sessions_alive(session_keys: Iterable[str]) -> set[str]:
    """Those of the sessions that have not ended, by one query."""
    rows = Session.objects.filter(session_key__in=list(session_keys), expire_date__gt=now())
    return set(rows.values_list("session_key", flat=True))
