"""A session becomes a page: once, by whoever runs it, with its owner and the day on which it is looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.pages.access import can_edit, can_view
from cairn.pages.drafts import draft_body, head_of
from cairn.pages.models import TITLE_LENGTH, Page
from cairn.pages.operations import create_page, publish_page
from cairn.people.actors import SYSTEM, Actor, user_of
from cairn.people.models import User
from cairn.questions.afterwards.gathered import gathered
from cairn.questions.afterwards.news import digest_of, taken_of
from cairn.questions.afterwards.text import body_of
from cairn.questions.afterwards.themes import NAME_LENGTH, Theme
from cairn.questions.guard import run_session
from cairn.questions.models import Compilation, Session

MOST_THEMES = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """How the page is to be. `owner` None: whoever owns the session's page."""

    title: str
    themes: Sequence[Theme] = ()
    owner: User | None = None
    review_at: date | None = None
    as_draft: bool = False


def compile_session(session: Session, plan: Plan, *, by: Actor) -> Compilation:
    """The page, below the session's own: who reads that reads this. Pressed twice it is the same page.

    Who runs the session without being allowed to write pages here has it made by the house.
    """
    with atomic():
        fresh = run_session(session, by=by)
        before = Compilation.objects.select_related("page", "session").filter(session=fresh).first()
        if before is not None and before.page.trashing_id is None:
            return before
        found = _worth_a_page(fresh)
        owner = _owner(plan, fresh)
        writer: Actor = by if can_edit(by, fresh.page) else SYSTEM
        title = clean_name(plan.title, TITLE_LENGTH)
        body = body_of(found, plan.themes)
        page = create_page(fresh.page.space, by=writer, title=title, parent=fresh.page, owner=owner, body=body)
        if before is not None:
            before.delete()
        made = Compilation(session=fresh, page=page, review_at=plan.review_at, by=user_of(by))
        made.themes, made.taken = clean_themes(plan.themes), taken_of(found)
        if not plan.as_draft:
            publish_page(page, by=writer, message=_("Compiled from the session"), minor=True)
        remember_written(made)
        made.save()
        record("compilation.created", by=by, **where(made), session=fresh.pk, draft=plan.as_draft)
        if not plan.as_draft:
            announce_compilation(made, by=by)
    return made


def arrange_compilation(compilation: Compilation, plan: Plan, *, by: Actor) -> Compilation:
    """Other themes or another day, while the page follows its session: the worker writes them with what else is new."""
    with atomic():
        run_session(compilation.session, by=by)
        fresh = compilation_now(compilation)
        if not fresh.follows:
            raise Conflict(_("Somebody edits this page by hand. Move the questions there; nothing was changed."))
        fresh.themes, moment = clean_themes(plan.themes), now()
        fresh.waits_since, fresh.changed_at = fresh.waits_since or moment, moment
        if fresh.review_at != plan.review_at:
            fresh.review_at, fresh.review_asked_at = plan.review_at, None
        fresh.save(update_fields=["themes", "waits_since", "changed_at", "review_at", "review_asked_at"])
        record("compilation.arranged", by=by, **where(fresh))
    return fresh


def announce_compilation(compilation: Compilation, *, by: Actor) -> None:
    """Those who took part are told that it is there: once, when readers see it."""
    with atomic():
        fresh = compilation_now(compilation)
        if fresh.told_at is not None or fresh.page.published_id is None:
            return
        fresh.told_at = now()
        fresh.save(update_fields=["told_at"])
        session = fresh.session.page
        place = {"space_id": session.space_id, "page_id": session.pk, "target_id": fresh.page_id}
        record("ama.compiled", by=by, **place, title=fresh.page.title)


def set_review(compilation: Compilation, on: date | None, *, by: Actor) -> Compilation:
    """When its owner looks at it again; none: nobody is asked."""
    with atomic():
        fresh = compilation_now(compilation)
        require_tending(by, fresh)
        if on is not None and on <= now().date():
            words = _("Choose a day to come.")
            raise Invalid(words, fields={"review_at": words})
        fresh.review_at, fresh.review_asked_at = on, None
        fresh.save(update_fields=["review_at", "review_asked_at"])
        record("compilation.review_set", by=by, **where(fresh), on=on.isoformat() if on else None)
    return fresh


def ask_for_review(compilation: Compilation, *, by: Actor) -> None:
    """On its day, once: whoever answers for the page."""
    with atomic():
        fresh = compilation_now(compilation)
        if fresh.review_asked_at is not None or fresh.review_at is None or fresh.page.trashing_id is not None:
            return
        fresh.review_asked_at = now()
        fresh.save(update_fields=["review_asked_at"])
        record("compilation.review_due", by=by, **where(fresh), title=fresh.page.title)


def compilation_now(compilation: Compilation) -> Compilation:
    """As it is, and nobody else's until the transaction ends."""
    list(Compilation.objects.select_for_update().filter(pk=compilation.pk).values_list("pk", flat=True))
    related = ("page__space", "page__owner", "page__published", "session__page__space")
    return Compilation.objects.select_related(*related).get(pk=compilation.pk)


def require_tending(by: Actor, compilation: Compilation) -> None:
    if not can_edit(by, compilation.page):
        raise Forbidden(_("You can read this page but not change it. Nothing was changed."))


def remember_written(compilation: Compilation) -> None:
    """What stands on the page now was written by the house: whatever differs later is somebody's."""
    page = Page.objects.get(pk=compilation.page_id)
    compilation.digest, compilation.upto = digest_of(draft_body(page)), head_of(page.document_id)


def clean_themes(themes: Sequence[Theme]) -> list[dict[str, object]]:
    if len(themes) > MOST_THEMES:
        raise Invalid(_("%(n)d themes are the most. Join some of them.") % {"n": MOST_THEMES})
    return [Theme(" ".join(each.name.split())[:NAME_LENGTH], each.questions).as_json for each in themes]


def clean_name(title: str, most: int) -> str:
    words = " ".join(title.split())
    if not words or len(words) > most:
        said = _("Give the page a title of up to %(n)d letters.") % {"n": most}
        raise Invalid(said, fields={"title": said})
    return words


def where(compilation: Compilation) -> dict[str, Any]:
    page = compilation.page
    return {"space_id": page.space_id, "page_id": page.pk, "target_id": compilation.pk}


def _worth_a_page(session: Session) -> Any:
    if session.page.published_id is None:
        raise Conflict(_("Publish the session’s page first: its readers are the readers of the new page."))
    found = gathered(session)
    if not found.entries:
        raise Conflict(_("Nothing was asked here yet, so there is nothing to compile."))
    return found


def _owner(plan: Plan, session: Session) -> User | None:
    if plan.owner is not None and not (plan.owner.is_active and can_view(plan.owner, session.page)):
        words = _("%(name)s can’t see the session. Choose somebody who can.") % {"name": plan.owner.name}
        raise Invalid(words, fields={"owner": words})
    return plan.owner or session.page.owner
