"""What a compiled page says of itself: where it comes from, whether it follows, who looks at it again and when."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.core.clock import now
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.questions.models import Compilation, Session
from cairn.ui.drawing import draw

NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Origin:
    """`session` is None for who may not see it: the page was moved since."""

    compilation: Compilation
    session: Session | None
    may_edit: bool

    @property
    def is_due(self) -> bool:
        on = self.compilation.review_at
        return on is not None and on <= now().date()


def page_facts(user: User) -> dict[str, Combinable]:
    """Whether a page is a compiled one: most are not, and need no query for it."""
    return {"compilation_pk": Subquery(Compilation.objects.of(OuterRef("pk")).values("pk")[:1])}  # type: ignore[arg-type]


def header(request: HttpRequest, page: Page) -> SafeString:
    if getattr(page, "compilation_pk", True) is None:
        return NOTHING
    user = signed_in(request)
    found = Compilation.objects.of(page).select_related("session__page", "left_by").first()
    if found is None:
        return NOTHING
    below = page.parent_id == found.session.page_id
    seen = below or Session.objects.visible_to(user).filter(pk=found.session_id).exists()
    origin = Origin(found, found.session if seen else None, bool(getattr(page, "may_edit", False)))
    return draw(request, "questions/_compiled.html", {"origin": origin, "page": page})
