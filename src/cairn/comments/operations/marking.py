"""What a thread is (a question, a concern, a suggestion) and who sees to it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.comments.access import can_be_assigned, can_reply
from cairn.comments.models import Assignment, Thread, ThreadKind
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.people.models import User


def mark_thread(thread: Thread, *, by: User, kind: str) -> None:
    """Say that it is a "question", "concern" or "suggestion"; the empty word takes that back."""
    _check(thread, by)
    if kind and kind not in ThreadKind.values:
        raise Invalid(_("There is no such kind of thread. Nothing was changed."))
    with atomic():
        changed = Thread.objects.filter(pk=thread.pk).exclude(kind=kind).update(kind=kind)
        thread.kind = kind
        if changed:
            _record("thread.marked", thread, by, kind=kind)


def assign_thread(thread: Thread, *, by: User, person: User | None) -> Assignment:
    """Ask somebody to see to it. It becomes an action item of hers; one person at a time."""
    _check(thread, by)
    if person is None:
        raise Invalid(_("Choose a person from the list. Nothing was changed."))
    if not can_be_assigned(person, thread):
        message = _("%(name)s can't see this thread, so it was not assigned. Give access first, or ask somebody else.")
        raise Invalid(message % {"name": person.name}, fields={"person": _("Can't see this thread")})
    with atomic():
        if thread.state == "resolved":
            raise Conflict(_("This thread is resolved. Reopen it, then assign it."))
        before = Assignment.objects.filter(thread=thread).first()
        if before is not None and before.person_id == person.pk:
            return before
        assignment, _is_new = Assignment.objects.update_or_create(thread=thread, defaults={"person": person, "by": by})
        thread.assignment = assignment
        _record("thread.assigned", thread, by, assignee=person.pk, text=_task(thread))
    return assignment


def unassign_thread(thread: Thread, *, by: User) -> None:
    _check(thread, by)
    with atomic():
        before = Assignment.objects.filter(thread=thread).first()
        if before is not None:
            before.delete()
            _record("thread.unassigned", thread, by, assignee=before.person_id)


def _check(thread: Thread, by: User) -> None:
    if not can_reply(by, thread):
        raise Forbidden(_("Only people who may comment on this page can mark or assign its threads."))


def _task(thread: Thread) -> str:
    """What is to be done, for a list of things to do. Words of the draft stay in the draft."""
    first = thread.comments.filter(deleted_at=None).values_list("text", flat=True).first() or thread.quote
    line = " ".join(first.split())
    return _("See to a comment on the draft") if thread.is_on_draft else line[:200]


def _record(event: str, thread: Thread, by: User, **data: object) -> None:
    record(
        event, by=by, space_id=thread.page.space_id, page_id=thread.page_id, target_id=thread.pk,
        on_draft=thread.is_on_draft, **data,
    )  # fmt: skip
