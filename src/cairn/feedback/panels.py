"""What feedback puts on a page: the banner of what is asked, ways to ask, and what earlier rounds brought."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.feedback.models import ReadRequest, Round
from cairn.feedback.screen import Feedback
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.ui.drawing import draw

NOTHING = SafeString("")


def page_facts(user: User) -> dict[str, Combinable]:
    """Whether anything is asked on a page: most pages have nothing, and need no query for it."""
    rounds, requests = Round.objects.of(OuterRef("pk")).order_by(), ReadRequest.objects.of(OuterRef("pk")).order_by()
    closed = rounds.filter(ended_at__isnull=False, is_cancelled=False).values("page")
    return {
        "round_pk": Subquery(rounds.filter(ended_at=None).values("pk")[:1]),
        "reading_pk": Subquery(requests.filter(ended_at=None).values("pk")[:1]),
        "closed_rounds": Coalesce(Subquery(closed.annotate(n=Count("pk")).values("n")), 0),
    }


def feedback_of(request: HttpRequest, page: Page) -> Feedback:
    """Read once for all panels of one answer."""
    known: dict[int, Feedback] = request.__dict__.setdefault("_feedback", {})
    if page.pk not in known:
        known[page.pk] = Feedback(page, signed_in(request), may_edit=getattr(page, "may_edit", False))
    return known[page.pk]


def header(request: HttpRequest, page: Page) -> SafeString:
    return draw(request, "feedback/_banners.html", {"feedback": feedback_of(request, page), "page": page})


def edit_rail(request: HttpRequest, page: Page) -> SafeString:
    """The same beside the editor: what is asked steers what one writes and suggests."""
    return draw(request, "feedback/_edit_rail.html", {"feedback": feedback_of(request, page), "page": page})


def below(request: HttpRequest, page: Page) -> SafeString:
    if not getattr(page, "closed_rounds", 0):
        return NOTHING
    return draw(request, "feedback/_earlier.html", {"feedback": feedback_of(request, page), "page": page})


def menu(request: HttpRequest, page: Page) -> SafeString:
    """Entries of the page's menu, for those who may ask."""
    if not getattr(page, "may_edit", False):
        return NOTHING
    return draw(request, "feedback/_menu.html", {"feedback": feedback_of(request, page), "page": page})
