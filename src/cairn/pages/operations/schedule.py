"""Publishing at an instant: what is published then is the draft as it stands then."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Unpack

from cairn.activity.record import record
from cairn.core.clock import now as instant_now
from cairn.core.db import atomic
from cairn.core.errors import CairnError, Forbidden, Invalid, Missing
from cairn.pages.access import require_open_body
from cairn.pages.crowds import ask_before_telling
from cairn.pages.drafts import draft_body
from cairn.pages.jobs import publish_when_due
from cairn.pages.models import Page, ScheduledPublication
from cairn.pages.operations.checks import clean_title, fresh
from cairn.pages.operations.publish import publish_page
from cairn.pages.operations.versions import Said, clean_remark
from cairn.people.actors import SYSTEM, System
from cairn.people.models import User

FARTHEST = timedelta(days=3653)


def schedule_publication(
    page: Page, *, by: User, at: datetime | None, crowd: int | None = None, **said: Unpack[Said]
) -> ScheduledPublication:
    """Have the page published at `at` (with a zone) in the name of `by`; takes the place of an earlier plan.

    The job waits in the queue until then, also while nothing runs. Raises Invalid for an instant that nobody
    can read, that has passed or is years away; AsksFirst (see `publish_page`) by what the draft says now.
    """
    require_open_body(by, page)
    remark = clean_remark(**said)
    at = _instant(at)
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        clean_title(now.title)
        if crowd is not None:
            ask_before_telling(now, draft_body(now), by=by, agreed=crowd)
        plan, _ = ScheduledPublication.objects.update_or_create(
            page=now,
            defaults={
                "at": at, "by": by, "message": remark.message, "minor": remark.minor, "material": remark.material,
                "made_at": instant_now(),
            },
        )  # fmt: skip
        publish_when_due.using(run_after=at).enqueue(plan.pk)
        record("page.publication_scheduled", by=by, space_id=now.space_id, page_id=now.pk, at=at.isoformat())
    return plan


def _instant(at: datetime | None) -> datetime:
    """The instant, when something can be planned for it."""
    words = ""
    if at is None:
        words = "This is not an instant we can read. Pick a day and an hour; in the night the clock changes, another."
    elif at <= instant_now():
        words = "That instant is not in the future. Pick a later one, or publish now."
    elif at - instant_now() > FARTHEST:
        words = "That instant is more than ten years away. Pick an earlier one."
    if at is None or words:
        raise Invalid(words, fields={"at": words})
    return at


def cancel_publication(page: Page, *, by: User) -> None:
    """Call a planned publication off. Raises Missing when there is none (any more)."""
    with atomic():
        now = fresh(page)
        require_open_body(by, now)
        removed, _ = ScheduledPublication.objects.filter(page=now).delete()
        if not removed:
            raise Missing("Nothing is planned for this page any more. It may have been published already.")
        record("page.publication_cancelled", by=by, space_id=now.space_id, page_id=now.pk)


def publish_as_scheduled(plan_id: int, *, by: System = SYSTEM) -> None:
    """What the job does at the instant. The plan goes in the transaction that publishes, so it happens once.

    Nothing happens for a plan that is gone, or that was put off since the job was made. Refused, with words for her
    who planned it, when she may not publish the page any more or there is nothing to publish.
    """
    with atomic():
        due = ScheduledPublication.objects.select_for_update(of=("self",)).select_related("page", "by")
        plan = due.filter(pk=plan_id, at__lte=instant_now()).first()
        if plan is None:
            return
        page, person = plan.page, plan.by
        ScheduledPublication.objects.filter(pk=plan_id).delete()
        try:
            with atomic():
                if page.trashing_id is not None:
                    raise Forbidden("The page lies in the trash.")
                publish_page(page, by=person, message=plan.message, minor=plan.minor, material=plan.material)
        except CairnError as error:
            record(
                "page.publication_refused", by=by, space_id=page.space_id, page_id=page.pk,
                user_id=person.pk, person=person.name, reason=error.message,
            )  # fmt: skip
