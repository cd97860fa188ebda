"""The person behind a request."""

from django.http import HttpRequest

from cairn.people.models import User


def signed_in(request: HttpRequest) -> User:
    """Who asks. For views behind `login_required`, which has turned everybody else away."""
    assert isinstance(request.user, User)
    return request.user
