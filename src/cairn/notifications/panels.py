"""What notifications put on a page: the watch button."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cairn.notifications.models import Watch
from cairn.pages.models import Page
from cairn.people.http import signed_in


def watch_button(request: HttpRequest, page: Page) -> SafeString:
    is_watching = Watch.objects.of(signed_in(request), page).exists()
    return render_to_string("notifications/_watch.html", {"page": page, "is_watching": is_watching}, request)
