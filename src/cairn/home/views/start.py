"""The start page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.home import needs
from cairn.home.queries import anything_published, by_space, changed_for, drafts_of, owned_by, read_last
from cairn.people.http import signed_in
from cairn.spaces.models import Space

SHOWN = 10
YOURS = 4


@login_required
def home(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    changed, waiting = list(changed_for(user)[: SHOWN + 1]), needs.needs_of(user)
    context = {
        "needs": waiting[: needs.SHOWN],
        "more_needs": len(waiting) > needs.SHOWN,
        "changed": by_space(changed[:SHOWN]),
        "more_changed": len(changed) > SHOWN,
        "is_empty": not changed and not anything_published(user),
        "drafts": list(drafts_of(user)[:YOURS]),
        "owned": list(owned_by(user)[:YOURS]),
        "recent": list(read_last(user)[:5]),
        "my_spaces": Space.objects.visible_to(user),
    }
    return render(request, "home/home.html", context)
