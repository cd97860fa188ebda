"""The start page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.action_items.models import ActionItem
from cairn.decisions.models import Decision
from cairn.feedback.models import Acknowledgement, Review
from cairn.home.queries import anything_published, changed_for, read_last
from cairn.people.http import signed_in
from cairn.spaces.models import Space

SHOWN = 8


@login_required
def home(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    changed = list(changed_for(user)[: SHOWN + 1])
    context = {
        "decisions": list(Decision.objects.needs(user)[:SHOWN]),
        "reviews": list(Review.objects.needs(user)[:SHOWN]),
        "readings": list(Acknowledgement.objects.needs(user)[:SHOWN]),
        "action_items": list(ActionItem.objects.open_for(user)[:SHOWN]),
        "changed": changed[:SHOWN],
        "more_changed": len(changed) > SHOWN,
        "is_empty": not changed and not anything_published(user),
        "recent": list(read_last(user)[:5]),
        "my_spaces": Space.objects.visible_to(user),
    }
    return render(request, "home/home.html", context)
