"""What each person thinks, and whether it still holds."""

from django.http import HttpRequest, HttpResponse

from cairn.core.errors import Conflict, Invalid
from cairn.decisions.closing.text_changes import text_changes
from cairn.decisions.forms import PositionForm
from cairn.decisions.loaders import decision_for
from cairn.decisions.operations import confirm_position, take_position
from cairn.decisions.operations.confirm import ChangedAgain
from cairn.decisions.views.answers import late, partial, screen_of
from cairn.people.http import signed_in


def show(request: HttpRequest, pk: int) -> HttpResponse:
    return partial(request, "_positions", {"screen": screen_of(request, decision_for(signed_in(request), pk))})


def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Answers with her form; list and head refetch themselves on the event that this answer carries."""
    found = decision_for(signed_in(request), pk)
    form = PositionForm.typed(request.POST)
    try:
        take_position(found, by=signed_in(request), stance=form.stance, reason=form.reason, seen=form.seen)
    except Invalid as error:
        refused = PositionForm.typed(request.POST, error)
        return partial(request, "_my_position", {"screen": screen_of(request, found), "position_form": refused}, 422)
    except Conflict as error:
        return late(request, found, error, typed=form.reason, into="#position")
    screen = screen_of(request, found)
    answer = partial(request, "_my_position", {"screen": screen, "position_form": PositionForm.of(screen.my_position)})
    answer["HX-Trigger-After-Settle"] = "cairn:position.changed"
    return answer


def changed(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed since she took her position."""
    return partial(request, "_changed", {"screen": screen_of(request, decision_for(signed_in(request), pk))})


def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found = decision_for(signed_in(request), pk)
    try:
        confirm_position(found, by=signed_in(request), seen=request.POST.get("seen", ""))
    except ChangedAgain as error:
        answer = partial(request, "_changed", {"screen": screen_of(request, found), "refusal": error.message}, 409)
        answer["HX-Retarget"] = "#position-changed"
        return answer
    answer = partial(request, "_changed", {"screen": screen_of(request, found)})
    answer["HX-Trigger-After-Settle"] = "cairn:position.changed"
    return answer


def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The text as it was when she took her position, and as it is now."""
    return partial(request, "_text_changes", text_changes(decision_for(signed_in(request), pk), signed_in(request)))
