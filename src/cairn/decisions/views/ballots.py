"""Votes: her ballot, and the count."""

from django.http import HttpRequest, HttpResponse

from cairn.core.errors import Invalid
from cairn.decisions.ballots.box import BallotForm, marks_of
from cairn.decisions.loaders import decision_for
from cairn.decisions.operations import cast_ballot
from cairn.decisions.views.answers import partial, screen_of
from cairn.people.http import signed_in


def cast(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers with her ballot; the count and the list refetch themselves on the event that this answer carries."""
    found = decision_for(signed_in(request), pk)
    try:
        marks = marks_of(found.definition, request.POST.dict())
        cast_ballot(found, by=signed_in(request), marks=marks, reason=request.POST.get("reason", ""))
    except Invalid as error:
        screen = screen_of(request, found)
        form = BallotForm(screen.ballot_box, request.POST.dict(), error)
        return partial(request, "_ballot", {"screen": screen, "ballot": form}, 422)
    screen = screen_of(request, found)
    answer = partial(request, "_ballot", {"screen": screen, "ballot": BallotForm(screen.ballot_box)})
    answer["HX-Trigger-After-Settle"] = "cairn:position.changed"
    return answer


def tally(request: HttpRequest, pk: int) -> HttpResponse:
    return partial(request, "_tally", {"screen": screen_of(request, decision_for(signed_in(request), pk))})
