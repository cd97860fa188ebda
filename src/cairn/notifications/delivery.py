"""From notices to rows in inboxes: who may hear of it, one row a person, and the end of what is done.

The number of queries does not grow with the number of people.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cairn.activity.models import Event
from cairn.comments.models import Thread
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.notifications.models import Inbox, Mute, Notification, Withheld
from cairn.notifications.notices import ASKS, MOVES, SETTLES, Notice
from cairn.notifications.notices.base import Place
from cairn.notifications.places import fields_of, hearing, later_events
from cairn.people.models import User
from cairn.questions.models import Question

CROWD = 2_000  # people told in one transaction
UNREACHED = "unreached"
FORGETS = {  # the end of an answer or remark, and the events that told what it said
    "answer.deleted": ("answer.given", "answer.changed"),
    "remark.deleted": ("remark.added", "remark.changed"),
}
BY_NAME = ASKS | {"mentioned"}  # comes through although she has muted the page


def deliver(event: Event, place: Place, notices: Iterable[Notice], *, only: set[int] | None = None) -> None:
    """Tell everybody her first notice, once, however often this runs; `only` these people if given.

    Nobody hears of what she did herself, nor of a page or question (or, for words of the draft, a draft) that she may not see.
    A mention waits for the day she may.
    """
    first: dict[int, Notice] = {}
    for notice in notices:
        first.setdefault(int(notice.user_id), notice)
    first.pop(event.by_id or 0, None)
    wanted = sorted(pk for pk in first if only is None or pk in only)
    for start in range(0, len(wanted), CROWD):
        _tell({pk: first[pk] for pk in wanted[start : start + CROWD]}, event, place)
    if any(first[pk].subject for pk in wanted):
        _settle_again(event, place)


def may_hear(event: Event, place: Place, users: Iterable[User]) -> set[int]:
    """A thread on words that were never published is for those who see the draft."""
    return hearing(place, users, on_draft=is_on_draft(event))


def is_on_draft(event: Event) -> bool:
    """Whether it is about words of the draft, still: those of a thread may have been published since."""
    if not event.data.get("on_draft"):
        return False
    noun = event.name.partition(".")[0]
    pk = event.target_id if noun == "thread" else event.data.get("thread") if noun == "comment" else None
    return pk is None or not Thread.objects.filter(pk=pk, version__isnull=False).exists()


def _tell(first: dict[int, Notice], event: Event, place: Place) -> None:
    people = list(User.objects.active().filter(pk__in=first))
    with atomic():
        heard = may_hear(event, place, people)
        muted = set(Mute.objects.filter(user__in=first, **fields_of(place)).values_list("user", flat=True))
        told = set(Notification.objects.filter(event=event, user__in=first).values_list("user", flat=True))
        new = [
            pk for pk in first if pk in heard and pk not in told and (pk not in muted or first[pk].reason in BY_NAME)
        ]
        Notification.objects.bulk_create([_row(first[pk], event, place) for pk in new], batch_size=200)
        kept = [user.pk for user in people if user.pk not in heard and first[user.pk].reason == "mentioned"]
        Withheld.objects.bulk_create(
            [Withheld(user_id=pk, event=event, **fields_of(place)) for pk in kept],
            ignore_conflicts=True,
            batch_size=200,
        )
        if kept:
            _tell_author([user for user in people if user.pk in kept], event, place)
        if new:
            Inbox.objects.touch(new)


def _tell_author(unreached: list[User], event: Event, place: Place) -> None:
    """Whoever mentioned people that may not see the page hears of it, and may let them in; it is never done silently."""
    if event.by is None or not may_hear(event, place, [event.by]):
        return
    names = ", ".join(user.name for user in unreached[:5]) + ("…" if len(unreached) > 5 else "")
    text = _("Your mention has not reached {names}: this page is not open to them").format(names=names)
    excerpt = _("They hear of it when they may see the page. Until then nothing of it reaches them.")
    if is_on_draft(event):
        text = _("Your mention has not reached {names}: these words are not published yet").format(names=names)
        excerpt = _("They hear of it when the words are published and they may see the page.")
    if isinstance(place, Question):
        text = _("Your mention has not reached {names}: this space is not open to them").format(names=names)
        excerpt = _("They hear of it when they may see the space. Until then nothing of it reaches them.")
    row = _row(Notice(event.by.pk, UNREACHED, text, excerpt, subject=f"withheld:{event.pk}"), event, place)
    if not Notification.objects.filter(user=event.by, event=event).exists():
        row.save()
        Inbox.objects.touch([event.by.pk])


def reached(event: Event) -> None:
    """Nobody is left whom a mention has not reached: its author need not know any more."""
    about = Notification.objects.filter(subject=f"withheld:{event.pk}", done_at=None)
    if not Withheld.objects.filter(event=event).exists() and event.by_id and about.update(done_at=now()):
        Inbox.objects.touch([event.by_id])


def _row(notice: Notice, event: Event, place: Place) -> Notification:
    return Notification(
        user_id=int(notice.user_id),
        event=event,
        **fields_of(place),
        reason=notice.reason,
        text=notice.text[:300],
        excerpt=notice.excerpt[:500],
        link=(notice.link or f"{place.get_absolute_url()}{notice.anchor}")[:300],
        subject=notice.subject,
        due_at=notice.due_at,
        on_draft=is_on_draft(event),
        at=event.at,
        sorted_at=event.at,
    )


def settle(event: Event) -> None:
    """What `event` was the end of is done: it leaves the inboxes, and says why there."""
    if event.name not in SETTLES:
        return
    with atomic():
        gone: set[int] = set()
        for settled in chain.from_iterable(settled_by(event) for settled_by in SETTLES[event.name]):
            about = Notification.objects.filter(subject=settled.subject, done_at=None, event__lt=event.pk)
            if settled.user_id is not None:
                about = about.filter(user=settled.user_id)
            if settled.reason:
                about = about.filter(reason=settled.reason)
            rows = dict(about.values_list("pk", "user"))
            Notification.objects.filter(pk__in=rows).update(done_at=event.at, settled_by=event)
            gone |= set(rows.values())
        if gone:
            Inbox.objects.touch(gone)


def move(event: Event) -> None:
    """What `event` has given another end: the notices that stand say the new one."""
    for moved in MOVES[event.name](event) if event.name in MOVES else ():
        about = Notification.objects.filter(subject=moved.subject, done_at=None, event__lt=event.pk)
        _touched(about if moved.is_all else about.filter(due_at__isnull=False), due_at=moved.due_at)


def forget_words(event: Event) -> None:
    """What was deleted or taken back says nothing any more, in no inbox either."""
    if event.name == "comment.deleted":
        _forget_comment(event)
    elif event.name in FORGETS:
        said = Notification.objects.filter(event__name__in=FORGETS[event.name], event__target_id=event.target_id)
        _touched(said.exclude(excerpt=""), excerpt="")
    elif event.name == "question.withdrawn":
        told = Notification.objects.filter(event__in=event.data.get("told", []))
        _touched(told.filter(done_at=None), done_at=event.at, settled_by=event)
        _touched(told, text=_("A question was taken back"), excerpt="")


def _forget_comment(event: Event) -> None:
    named = Q(event__name__in=("comment.created", "comment.edited"), event__target_id=event.target_id)
    began = Q(event__name="thread.started", event__target_id=event.data.get("thread"))
    found = Notification.objects.filter(named | began, page=event.page_id).exclude(excerpt="").select_related("event")
    gone = [
        each.pk
        for each in found
        if each.event.name != "thread.started" or each.event.data["comment"] == event.target_id
    ]
    _touched(Notification.objects.filter(pk__in=gone), excerpt="")


def _touched(rows: QuerySet[Notification], **changes: Any) -> None:
    with atomic():
        people = set(rows.values_list("user", flat=True))
        if people:
            rows.update(**changes)
            Inbox.objects.touch(people)


def _settle_again(event: Event, place: Place) -> None:
    """Jobs may overtake each other: what ended this subject may have been handled before the notice was written."""
    for later in later_events(event, place, SETTLES):
        settle(later)
