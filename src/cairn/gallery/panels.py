"""The way from a space to what a page can start from."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cairn.spaces.models import Space


def space_actions(request: HttpRequest, space: Space) -> SafeString:
    return render_to_string("gallery/_space_action.html", {"space": space}, request)
