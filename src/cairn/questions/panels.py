"""What a session puts on its page. Costs no query on pages of other kinds."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.questions.loaders import session_on
from cairn.questions.screen import Screen, Wanted
from cairn.spaces.models import Space
from cairn.ui.drawing import draw

NOTHING = SafeString("")


def header(request: HttpRequest, page: Page) -> SafeString:
    """The stage with its instants, the hosts, what may be done now."""
    screen = _screen(request, page)
    return draw(request, "questions/_session.html", {"screen": screen}) if screen else NOTHING


def below(request: HttpRequest, page: Page) -> SafeString:
    """Where to ask, and the questions."""
    screen = _screen(request, page)
    return draw(request, "questions/_below.html", {"screen": screen}) if screen else NOTHING


def space_actions(request: HttpRequest, space: Space) -> SafeString:
    """The way from a space's home to its questions."""
    return draw(request, "questions/_space_action.html", {"space": space})


def _screen(request: HttpRequest, page: Page) -> Screen | None:
    """Read once for a request: both panels show the same session."""
    if page.kind != "ama":
        return None
    known: dict[int, Screen | None] = request.__dict__.setdefault("_ama_screens", {})
    if page.pk not in known:
        session = session_on(page)
        known[page.pk] = Screen(session, signed_in(request), Wanted.of_query(request.GET)) if session else None
    return known[page.pk]
