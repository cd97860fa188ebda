"""The one page of the live server."""

from django.http import HttpRequest, JsonResponse

from cairn.live.health import look
from cairn.people.models import User


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 when something is not. Admins of the workspace get the counters too."""
    health = look()
    detailed = health.ok and isinstance(request.user, User) and request.user.is_admin
    return JsonResponse(
        health.answer(detailed=detailed), status=200 if health.ok else 503, headers={"Cache-Control": "no-store"}
    )
