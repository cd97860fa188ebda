"""What notifications put on a page: the watch button."""

from django.db.models import Exists, OuterRef
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.notifications.models import Watch
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.ui.drawing import draw


def page_facts(user: User) -> dict[str, Combinable]:
    """Whether she watches a page, read along with the page itself (config/panels.py ANNOTATIONS)."""
    return {"is_watched": Exists(Watch.objects.of(user, OuterRef("pk")))}  # type: ignore[arg-type]


def watch_button(request: HttpRequest, page: Page) -> SafeString:
    is_watching = getattr(page, "is_watched", None)
    if is_watching is None:  # a page that did not come from `page_for`
        is_watching = Watch.objects.of(signed_in(request), page).exists()
    return draw(request, "notifications/_watch.html", {"page": page, "is_watching": is_watching})
