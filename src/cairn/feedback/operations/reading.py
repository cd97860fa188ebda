"""Asking people to read a version, and their word that they have."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.feedback.access import can_ask, can_confirm, can_follow
from cairn.feedback.guests import admitted, asked_people
from cairn.feedback.models import Acknowledgement, Confirmation, ReadReminder, ReadRequest
from cairn.feedback.operations.rounds import Ask
from cairn.feedback.times import again_at
from cairn.feedback.words import future, one_line
from cairn.pages.access import can_view
from cairn.pages.models import Page, Version
from cairn.pages.operations.checks import fresh
from cairn.people.actors import System
from cairn.people.models import User
from cairn.ui.instants import relative

LONGEST_NOTE = 200


def ask_to_read(page: Page, ask: Ask, *, by: User) -> ReadRequest:
    """Ask people to read the published version. While a request is open on the page, its people, end and note change.

    `ask.question` is the note, `ask.due_at` may be missing.
    """
    with atomic():
        page = fresh(page)
        if not can_ask(by, page):
            raise Forbidden(_("You can read this page but not ask others to read it. Ask its owner."))
        if page.published is None:
            raise Invalid(_("Nothing is published yet. Publish the page, then ask people to read it."))
        note = one_line(ask.question, LONGEST_NOTE, "question")
        due_at = future(ask.due_at) if ask.due_at else None
        asked = admitted(asked_people(ask.people, ask.teams, by), page, by, ask.blind)
        facts = {"version": page.published, "by": by, "due_at": due_at, "note": note}
        request, is_new = ReadRequest.objects.get_or_create(open_on=page, defaults={**facts, "page": page})
        known = dict(request.acknowledgements.values_list("user", "pk"))
        moved = sorted(known.values()) if request.due_at != due_at else []
        if not is_new:
            request.due_at, request.note = due_at, note
            request.save(update_fields=["due_at", "note"])
        rows = [
            Acknowledgement.objects.create(request=request, user=user, team=team, version=request.version)
            for user, team in asked.items()
            if user.pk not in known
        ]
        if not rows and is_new:
            raise Invalid(_("Nobody is left to ask."))
        _tell(request, rows, moved, by)
    return request


def _tell(request: ReadRequest, rows: list[Acknowledgement], moved: list[int], by: User) -> None:
    record(
        "acknowledgement.asked", by=by, target_id=request.pk, people=_people(rows), postponed=moved,
        number=request.version.number, note=request.note, due_at=request.due_at.isoformat() if request.due_at else "", **_place(request),
    )  # fmt: skip


def confirm_reading(acknowledgement: Acknowledgement, *, by: User, number: int) -> Confirmation:
    """She has read version `number`. Raises Conflict when that is not the one to be read any more."""
    with atomic():
        rows = Acknowledgement.objects.select_for_update(of=("self",)).select_related("request__page__space", "version")
        mine = rows.get(pk=acknowledgement.pk)
        if not can_confirm(by, mine):
            raise Forbidden(_("Only whoever is asked can say that they have read it."))
        version = Version.objects.filter(page=mine.request.page_id, number=number).first()
        if version is None or number < mine.version.number:
            words = _("Version %(n)d was published meanwhile and changes what was agreed. Look at what changed.")
            raise Conflict(words % {"n": mine.version.number})
        confirmation, is_new = Confirmation.objects.get_or_create(acknowledgement=mine, version=version)
        if is_new:
            request = mine.request
            record(
                "acknowledgement.confirmed", by=by, target_id=request.pk, acknowledgement=mine.pk, number=number,
                left=Acknowledgement.objects.missing().filter(request=request).count(), asked_by=request.by_id,
                **_place(request),
            )  # fmt: skip
    return confirmation


def remind_readers(request: ReadRequest, *, by: User) -> list[User]:
    """Remind all who have not confirmed: each at most once a day. Raises Conflict when nobody is left for now."""
    with atomic():
        request = _open(request, by)
        missing = Acknowledgement.objects.missing().filter(request=request).select_related("user")
        waiting = [row for row in missing.select_for_update(of=("self",)) if can_view(row.user, request.page)]
        ready = [row for row in waiting if again_at(row.reminded_at) is None]
        if not ready:
            again = min((at for row in waiting if (at := again_at(row.reminded_at))), default=None)
            words = _("They were reminded less than a day ago. You can remind them again %(when)s.")
            raise Conflict(words % {"when": relative(again)} if again else _("Nobody is left to remind."))
        Acknowledgement.objects.filter(pk__in=[row.pk for row in ready]).update(reminded_at=now())
        record(
            "acknowledgement.reminded", by=by, target_id=request.pk, people=_people(ready),
            number=request.version.number, due_at=request.due_at.isoformat() if request.due_at else "",
            **_place(request),
        )  # fmt: skip
    return [row.user for row in ready]


def remind_reader(acknowledgement: Acknowledgement, kind: str, *, by: System) -> bool:
    """Cairn's own reminder, "half" or "day": once a version, whoever else runs this. Returns whether it was sent now."""
    mine, request = acknowledgement, acknowledgement.request
    with atomic():
        _reminder, is_new = ReadReminder.objects.get_or_create(acknowledgement=mine, version=mine.version, kind=kind)
        if is_new:
            record(
                "acknowledgement.reminded", by=by, target_id=request.pk, people=_people([mine]), kind=kind,
                number=mine.version.number, due_at=request.due_at.isoformat() if request.due_at else "",
                **_place(request),
            )  # fmt: skip
    return is_new


def ask_again(page: Page, version: Version, *, by: System) -> ReadRequest | None:
    """A version that changes what was agreed is out: everybody of the open request is asked to read that one.

    They get as long as they had the first time. Whoever published it knows it. Running it again changes nothing.
    """
    with atomic():
        requests = ReadRequest.objects.select_for_update(of=("self",)).select_related("page", "version")
        request = requests.filter(open_on=page, version__number__lt=version.number).first()
        if request is None:
            return None
        if request.due_at is not None:
            request.due_at = now() + max(request.due_at - request.at, timedelta(days=1))
        before, request.version, request.at = request.version, version, now()
        request.save(update_fields=["version", "due_at", "at"])
        rows = request.acknowledgements.all()
        rows.update(version=version, at=now(), reminded_at=None)
        for mine in rows.filter(user=version.by):
            Confirmation.objects.get_or_create(acknowledgement=mine, version=version)
        asked = list(Acknowledgement.objects.missing().filter(request=request))
        record(
            "acknowledgement.renewed", by=by, target_id=request.pk, people=_people(asked), number=version.number,
            before=before.number, message=version.message, publisher=version.by.name if version.by else "",
            due_at=request.due_at.isoformat() if request.due_at else "", **_place(request),
        )  # fmt: skip
    return request


def stop_asking(request: ReadRequest, *, by: User) -> None:
    """Nobody is asked any more; what was confirmed is kept."""
    with atomic():
        request = _open(request, by)
        request.ended_at, request.ended_by, request.open_on = now(), by, None
        request.save(update_fields=["ended_at", "ended_by", "open_on"])
        rows = list(request.acknowledgements.all())
        record("acknowledgement.withdrawn", by=by, target_id=request.pk, people=_people(rows), **_place(request))


def _open(request: ReadRequest, by: User) -> ReadRequest:
    requests = ReadRequest.objects.select_for_update(of=("self",)).select_related("page__space", "version")
    found = requests.get(pk=request.pk)
    if not can_follow(by, found):
        raise Forbidden(_("Only whoever asked, and the page’s editors, can do that."))
    if found.ended_at is not None:
        raise Conflict(_("Nobody is asked to read this any more."))
    return found


def _people(rows: list[Acknowledgement]) -> list[dict[str, int]]:
    return [{"user_id": row.user_id, "acknowledgement": row.pk} for row in rows]


def _place(request: ReadRequest) -> dict[str, Any]:
    return {"space_id": request.page.space_id, "page_id": request.page_id}
