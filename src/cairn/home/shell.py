"""What the frame around every page shows: her spaces, her unread count, the workspace's name."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Lazy: a partial that shows no frame costs no query."""
    return {}
