"""What happened, in sentences."""

from django.http import HttpRequest, HttpResponse

from cairn.decisions.loaders import decision_for
from cairn.decisions.views.answers import partial, screen_of
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return partial(request, "_timeline", {"screen": screen_of(request, decision_for(signed_in(request), pk))})
