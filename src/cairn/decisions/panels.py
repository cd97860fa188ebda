"""What a decision puts on its page, and the way to one from any page. Costs no query on pages of other kinds."""

from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.decisions.ballots.box import BallotForm
from cairn.decisions.forms import OutcomeForm, PositionForm, SetupForm
from cairn.decisions.loaders import room_for
from cairn.decisions.models import Decision
from cairn.decisions.queries import is_closed_page, room_of_page
from cairn.decisions.room.form import MoveForm
from cairn.decisions.room.screen import RoomScreen
from cairn.decisions.screen import Screen
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.spaces.models import Space
from cairn.ui.drawing import draw

NOTHING = SafeString("")


def header(request: HttpRequest, page: Page) -> SafeString:
    screen = _screen(request, page)
    if screen is None:
        return NOTHING
    form = SetupForm.of(screen.decision) if screen.is_draft and screen.may_change else None
    context = {"screen": screen, "form": form}
    return draw(request, "decisions/_header.html", context)


def origin(request: HttpRequest, page: Page) -> SafeString:
    """Where an imported one came from: its file, what its set calls it, and whom it names without an account here."""
    screen = _screen(request, page)
    imported = getattr(screen.decision, "imported", None) if screen else None
    return draw(request, "decisions/_imported.html", {"imported": imported}) if imported else NOTHING


def below(request: HttpRequest, page: Page) -> SafeString:
    screen = _screen(request, page)
    if screen is None:
        return NOTHING
    taken = screen.my_position if screen.may_take_position else None
    position = PositionForm.of(taken, screen.positions.changes.seen)
    context = {"screen": screen, "outcome_form": OutcomeForm(), "position_form": position}
    if screen.definition.is_ballot:
        context["ballot"] = BallotForm(screen.ballot_box)
    return draw(request, "decisions/_below.html", context)


def menu(request: HttpRequest, page: Page) -> SafeString:
    """An entry of the page's menu."""
    if request.user.is_guest:  # type: ignore[union-attr]
        return NOTHING
    return draw(request, "decisions/_menu_item.html", {"page": page})


def space_actions(request: HttpRequest, space: Space) -> SafeString:
    """The way from a space's home to its log."""
    return draw(request, "decisions/_space_action.html", {"space": space})


def _screen(request: HttpRequest, page: Page) -> Screen | None:
    """Read once for all panels of one answer."""
    if page.kind != "decision":
        return None
    screens: dict[int, Screen | None] = request.__dict__.setdefault("_decision_screens", {})
    if page.pk not in screens:
        decisions = Decision.objects.of(page).for_lists().with_traces()
        found = decisions.select_related("start__by", "source", "imported", "outcome__effect_review__by").first()
        if found is not None:
            found.page = page
        screens[page.pk] = Screen(found, request.user) if found else None  # type: ignore[arg-type]
    return screens[page.pk]


def page_facts(user: User) -> dict[str, Combinable]:
    """Read in the page's own query: which room it is, if any, and whether its decision is closed."""
    return {"room_id": room_of_page(), "is_closed": is_closed_page()}


def room(request: HttpRequest, page: Page) -> SafeString:
    """On the page of a room: when it is for each, its agenda, its notes."""
    pk = getattr(page, "room_id", None)
    if pk is None:
        return NOTHING
    found = room_for(signed_in(request), pk)
    context = {"room_screen": RoomScreen(found, signed_in(request)), "move_form": MoveForm(found)}
    return draw(request, "decisions/_room.html", context)
