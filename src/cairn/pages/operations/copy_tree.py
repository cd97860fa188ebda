"""A page with all below it once more: planned at once, made by the worker page by page, shown when all of it is whole.

The copies lie hidden until then, so nobody meets half a subtree, and calling it off takes away what nobody has seen. Each step
is a transaction that finds its own place again: after a crash the job goes on where it stood.
"""

from __future__ import annotations

from collections import Counter
from time import monotonic

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic, give_way
from cairn.core.errors import CairnError, Conflict, Invalid
from cairn.documents import action_items
from cairn.livedocs.models import LiveDocument
from cairn.pages.access import can_view
from cairn.pages.kinds import kind_of
from cairn.pages.models import CopiedPage, Page, PageCopy, Trashing
from cairn.pages.operations.copy import copy_page, refuse_kind, title_of_copy
from cairn.pages.operations.copy_parts import Making
from cairn.pages.operations.create import parent_now
from cairn.pages.operations.placing import lock_spaces, settle
from cairn.pages.operations.versions import tell_published
from cairn.people.actors import SYSTEM
from cairn.people.models import User
from cairn.spaces.models import Space

MOST = 5000  # pages in one copy
AT_ONCE = 25  # places in one transaction
ATTEMPTS = 4
SLICE_SECONDS = 2.0  # then other jobs have their turn


def parts_of(page: Page, user: User) -> tuple[list[Page], dict[str, int]]:
    """What she would copy of a page and all below it, parents first, and how many of which kind stay out.

    Pages that she can't see are in neither. One query.
    """
    seen = Page.objects.visible_to(user).filter(Q(pk=page.pk) | Q(path__startswith=page.path_below))
    taken, left_out = list[Page](), dict[str, int]()
    for each in seen.only("pk", "path", "kind", "position", "parent").order_by("position", "pk"):
        if kind_of(each).no_copy:
            left_out[each.kind] = left_out.get(each.kind, 0) + 1
        else:
            taken.append(each)
    return sorted(taken, key=lambda each: len(each.ancestor_ids)), left_out


def make_copy(
    page: Page, *, by: User, space: Space, parent: Page | None, title: str = "", below: bool = False
) -> Page | PageCopy:
    """The copy of the page alone, or what becomes one of the page and all `below` it."""
    if below:
        return begin_copy(page, by=by, space=space, parent=parent, title=title)
    return copy_page(page, by=by, space=space, parent=parent, title=title)


def begin_copy(page: Page, *, by: User, space: Space, parent: Page | None, title: str = "") -> PageCopy:
    """Plan a copy of the page and all below it that she sees; the worker makes it.

    It will stand behind the page, or last where she wants it to be. Raises Forbidden where she may not add pages, Conflict
    for a place among the pages that are copied.
    """
    from cairn.pages.jobs import copy_pages  # it runs what is written here

    refuse_kind(page)
    title = title_of_copy(page, title)
    with atomic():
        lock_spaces(space.pk)
        parent = parent_now(space, parent, by)
        if parent is not None and page.pk in (parent.pk, *parent.ancestor_ids):
            raise Conflict(
                _(
                    "A page can't be copied with all below it to a place among these pages. Choose another place, or copy the page alone."
                )
            )
        parts, left_out = parts_of(page, by)
        if len(parts) > MOST:
            words = _(
                "These are %(count)d pages; %(most)d are the most at once. Copy a part of them. Nothing was made."
            )
            raise Invalid(words % {"count": len(parts), "most": MOST})
        # Its root is the original, which is in no trash: so no list of what was thrown away shows the copies.
        hiding = Trashing.objects.create(root=page, by=by)
        copy = PageCopy.objects.create(
            source=page, space=space, parent=parent, title=title, hiding=hiding, left_out=left_out, by=by
        )
        CopiedPage.objects.bulk_create(CopiedPage(copy=copy, source=each) for each in parts)
        record("page.copy_begun", by=by, space_id=space.pk, page_id=page.pk, target_id=copy.pk, pages=len(parts))
        copy_pages.enqueue(copy.pk)
    return copy


def cancel_copy(copy: PageCopy, *, by: User) -> PageCopy:
    """Call it off: what was made goes away, seen by nobody. Raises Conflict when it stands there whole already."""
    from cairn.pages.jobs import copy_pages

    with atomic():
        here: PageCopy = PageCopy.objects.select_for_update().get(pk=copy.pk)
        if here.shown_at is not None:
            raise Conflict(_("The copy is whole already. Move it to the trash if you don't want it."))
        if here.cancelled_at is None:
            here.cancelled_at = now()
            here.save(update_fields=["cancelled_at"])
            record("page.copy_cancelled", by=by, space_id=here.space_id, page_id=here.source_id, target_id=here.pk)
            copy_pages.enqueue(here.pk)  # also where no worker is at it any more
    return here


def continue_copy(copy_id: int) -> None:
    """Make what is missing, however far it came: the worker's job. Whatever stops it, no half copy is ever seen.

    A large one is many jobs, each as long as SLICE_SECONDS, so that nobody's mail waits for it.
    """
    from cairn.pages.jobs import copy_pages

    if not PageCopy.objects.filter(pk=copy_id).update(attempts=F("attempts") + 1):
        return
    try:
        if not _make(copy_id, until=monotonic() + SLICE_SECONDS):
            PageCopy.objects.filter(pk=copy_id).update(attempts=0)
            copy_pages.enqueue(copy_id)
    except CairnError as error:
        _give_up(copy_id, error.message)
    except Exception:
        if PageCopy.objects.get(pk=copy_id).attempts >= ATTEMPTS:
            _give_up(copy_id, _("Something went wrong that we did not foresee; it is in the log of the server."))
        raise


def _make(copy_id: int, *, until: float) -> bool:
    """Whether it is over; False when the time is up and there is more to do."""
    making: Making | None = None
    while True:
        if making and monotonic() > until:
            return False
        with atomic():
            copy = PageCopy.objects.select_for_update(of=("self",)).select_related("space", "parent", "by", "source")
            here = copy.get(pk=copy_id)
            if here.cancelled_at or here.failed or here.shown_at:
                break
            making = making or Making(here)
            waiting = here.parts.filter(page=None).select_related("source")[:AT_ONCE]
            if waiting:
                making.place(list(waiting))
            elif (
                part := here.parts.filter(written_at=None)
                .select_related("source__published", "source__space", "page")
                .first()
            ):
                making.write(part)
            else:
                _show(here)
        give_way()
    if here.shown_at is not None:
        return _tell(here, until)
    _clear(here)
    return True


def _show(copy: PageCopy) -> None:
    """All of it, in one moment, if she still may."""
    lock_spaces(copy.space_id)
    parent_now(copy.space, copy.parent, copy.by)
    root = copy.root
    if root is None or not can_view(copy.by, Page.objects.select_related("space").get(pk=copy.source_id)):
        raise Conflict(_("The page is not there any more. Nothing was copied."))
    Page.objects.filter(trashing=copy.hiding_id).update(trashing=None)
    root = Page.objects.select_related("space", "parent").get(pk=root.pk)
    settle(root)
    hiding, copy.hiding, copy.shown_at = copy.hiding, None, now()
    copy.save(update_fields=["hiding", "shown_at"])
    if hiding is not None:
        hiding.delete()
    record("page.created", by=copy.by, space_id=root.space_id, page_id=root.pk, title=root.title, kind=root.kind)


def _tell(copy: PageCopy, until: float) -> bool:
    """The rest of the house hears of each version, nobody is called by mentions once more; then she hears that it is done."""
    while part := copy.parts.filter(told_at=None).select_related("page__published").first():
        if monotonic() > until:
            return False
        with atomic():
            _tell_of(part, copy.pk)
        give_way()
    with atomic():
        here = PageCopy.objects.select_for_update().get(pk=copy.pk)
        if here.finished_at is None:
            here.finished_at = now()
            here.save(update_fields=["finished_at"])
            record(  # by the system, so that it reaches whoever asked for it
                "page.copied", by=SYSTEM, space_id=copy.space_id, page_id=copy.root_id, target_id=copy.pk,
                user_id=copy.by_id, pages=copy.parts.count(), left_out=copy.left_out, asked=here.asked,
            )  # fmt: skip
    return True


def _tell_of(part: CopiedPage, copy_id: int) -> None:
    """Once. Whose action items came along is counted: each of them hears of all at once, at the end."""
    if not CopiedPage.objects.filter(pk=part.pk, told_at=None).update(told_at=now()):
        return
    version = part.page.published if part.page else None
    if part.page is None or version is None or version.number != 1:
        return
    copy = PageCopy.objects.select_for_update(of=("self",)).select_related("by").get(pk=copy_id)
    tell_published(part.page, version, [copy.by_id], by=copy.by, before=version.body, copied=True)
    asked = Counter(each.assignee_id for each in action_items(version.body) if each.assignee_id and each.text)
    if asked:
        copy.asked = dict(Counter(copy.asked) + asked)
        copy.save(update_fields=["asked"])


def _give_up(copy_id: int, why: str) -> None:
    with atomic():
        here = PageCopy.objects.select_for_update().get(pk=copy_id)
        if here.shown_at is not None or here.is_over:
            return
        here.failed = why[:300]
        here.save(update_fields=["failed"])
        record(
            "page.copy_failed", by=SYSTEM, space_id=here.space_id, page_id=here.source_id, target_id=here.pk,
            user_id=here.by_id, reason=here.failed,
        )  # fmt: skip
    _clear(here)


def _clear(copy: PageCopy) -> None:
    """Take away what was made, the lowest first, a few at a time: nobody has ever seen it."""
    while (
        pages := list(Page.objects.filter(trashing=copy.hiding_id).order_by("-pk")[:AT_ONCE]) if copy.hiding_id else []
    ):
        with atomic():
            gone = [each.pk for each in pages]
            Page.objects.filter(pk__in=gone).update(published=None, parent=None)
            Page.objects.filter(pk__in=gone).delete()
            LiveDocument.objects.filter(pk__in=[each.document_id for each in pages]).delete()
        give_way()
    with atomic():
        Trashing.objects.filter(copying=copy).delete()
        PageCopy.objects.filter(pk=copy.pk).update(hiding=None)
        CopiedPage.objects.filter(copy=copy.pk).delete()
