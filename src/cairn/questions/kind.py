"""The kind "ama": what pages ask about it without knowing it."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy, ngettext

from cairn.documents.types import Adf
from cairn.pages.kinds import Facts, Kind
from cairn.pages.models import Page
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.questions.models import Session
from cairn.questions.operations import begin_session, create_session
from cairn.questions.queries import SHOWN
from cairn.questions.stages import Stage
from cairn.spaces.models import Space

TONES = {Stage.PLANNED: "", Stage.OPEN: "success", Stage.ANSWERING: "info", Stage.CLOSED: ""}


def card(page_ids: Iterable[int], user: User) -> Mapping[int, Facts]:
    """The stage of each session and how much was asked. One query."""
    shown = Q(questions__state__in=SHOWN, questions__merged_into=None)
    found = Session.objects.filter(page__in=list(page_ids)).annotate(asked=Count("questions", filter=shown))
    return {session.page_id: _facts(session) for session in found}


def _facts(session: Session) -> Facts:
    asked: int = session.asked  # type: ignore[attr-defined]
    words = ngettext("%(n)d question", "%(n)d questions", asked) % {"n": asked}
    return Facts(str(session.stage.label), TONES[session.stage], outcome=words)


def spin_up(space: Space, *, by: Actor, title: str, parent: Page | None = None, body: Adf | None = None) -> Page:
    """For the gallery: a session from a template's body."""
    return create_session(parent or space, by=by, title=title, body=body).page


def take(page: Page, given: Mapping[str, object], *, by: Actor) -> None:
    """For the gallery: who answers and until when, as the form of a template said."""
    session = Session.objects.get(page=page)
    host, day = given.get("host"), given.get("closes")
    begin_session(
        session, by=by, host=host if isinstance(host, User) else None, last_day=day if isinstance(day, date) else None
    )


AMA = Kind(
    "ama",
    gettext_lazy("Ask me anything"),
    icon="message-circle-question",
    card=card,
    spin_up="cairn.questions.kind.spin_up",
    takes={"host": "person", "closes": "date"},
    take="cairn.questions.kind.take",
)
