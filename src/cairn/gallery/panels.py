"""The way from a space to what a page can start from."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.spaces.models import Space
from cairn.ui.drawing import draw


def space_actions(request: HttpRequest, space: Space) -> SafeString:
    return draw(request, "gallery/_space_action.html", {"space": space})
