"""What notifications put on a page and on a space: the watch button with its menu."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.notifications.watching import page_facts, watches_everything, watching_of
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.spaces.models import Space
from cairn.ui.drawing import draw

__all__ = ["page_facts", "space_watch_button", "watch_button"]


def watch_button(request: HttpRequest, page: Page) -> SafeString:
    is_on, is_muted = getattr(page, "is_watched", None), getattr(page, "is_muted", False)
    if is_on is None:  # a page that did not come from `page_for`
        watching = watching_of(signed_in(request), page)
        is_on, is_muted = watching.is_on, watching.is_muted
    context = {"page": page, "is_watching": is_on and not is_muted, "is_muted": is_muted}
    return draw(request, "notifications/_watch.html", context)


def space_watch_button(request: HttpRequest, space: Space) -> SafeString:
    is_watching = watches_everything(signed_in(request), space)
    return draw(request, "notifications/_watch_space.html", {"space": space, "is_watching": is_watching})
