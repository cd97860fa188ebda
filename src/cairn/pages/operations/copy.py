"""A page once more: its words, files and labels, and none of what was said about it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.core.ids import local_id
from cairn.documents import Adf, mentions
from cairn.pages.access import can_edit
from cairn.pages.copying import Copied, anchors_of
from cairn.pages.drafts import draft_body
from cairn.pages.kinds import kind_of
from cairn.pages.models import (
    TITLE_LENGTH,
    Attachment,
    CopiedPage,
    Label,
    Page,
    PageCopy,
    Restriction,
    RestrictionGrant,
)
from cairn.pages.operations.checks import clean_title
from cairn.pages.operations.create import create_page
from cairn.pages.operations.label import label_page
from cairn.pages.operations.placing import settle
from cairn.pages.operations.restrict import keep_inherited
from cairn.pages.operations.write import replace_body
from cairn.people.actors import Actor, user_of
from cairn.people.models import User
from cairn.spaces.models import Space


def copy_page(page: Page, *, by: User, space: Space | None = None, parent: Page | None = None, title: str = "") -> Page:
    """A draft beside the page, or at the end of what is under `parent` or at the top of `space`; of the page's draft where
    she may edit it, else of what is published. `title`: "Copy of …".

    Threads and the marks of their passages stay with the original, so do versions and whose action items they were:
    items and blocks get ids of their own. Who was kept out of the original is kept out of the copy.
    """
    refuse_kind(page)
    words = words_of(page, by)
    with atomic():
        here = (space, parent) if space is not None else (page.space, page.parent)
        copy = create_page(here[0], by=by, title=title_of_copy(page, title), parent=here[1])
        keep_closed(page, copy, by, from_above=here != (page.space, page.parent))
        settle(copy)
        files = {each.key: local_id() for each in Attachment.objects.filter(page=page)}
        copy_files(page, copy, files, by)
        copied = Copied({page.pk: copy.pk}, files, lambda _source: anchors_of(words))
        replace_body(copy, by=by, body=copied.body(words, page.pk))
        labels = list(Label.objects.filter(page=page).values_list("name", flat=True))
        if labels:
            label_page(copy, by=by, labels=labels)
        _remember(page, copy, words, by)
    return copy


def _remember(page: Page, copy: Page, words: Adf, by: User) -> None:
    """Where it came from, as of a copy with all below it."""
    at = now()
    done = PageCopy.objects.create(
        source=page,
        space=copy.space,
        parent=copy.parent,
        root=copy,
        title=copy.title,
        by=by,
        shown_at=at,
        finished_at=at,
    )
    CopiedPage.objects.create(copy=done, source=page, page=copy, mentions=mentions(words), written_at=at, told_at=at)
    record("page.copied", by=by, space_id=copy.space_id, page_id=copy.pk, target_id=done.pk, pages=1)


def refuse_kind(page: Page) -> None:
    if why := kind_of(page).no_copy:
        raise Invalid(_("Nothing was copied. %(why)s") % {"why": why})


def title_of_copy(page: Page, wanted: str = "") -> str:
    """The title that she wants, or "Copy of …". Raises Invalid when hers is too long."""
    return clean_title(wanted) if wanted.strip() else (_("Copy of %(title)s") % {"title": page.title})[:TITLE_LENGTH]


def words_of(page: Page, by: Actor) -> Adf:
    """The draft for those who may edit it, else what is published."""
    if can_edit(by, page) or page.published is None:
        return draft_body(page)
    body: Adf = page.published.body
    return body


def copy_files(page: Page, copy: Page, keys: dict[str, str], by: Actor) -> None:
    """Files of the page for its copy, under the keys that are given: the content itself is kept once."""
    Attachment.objects.bulk_create(
        Attachment(
            page=copy, key=keys[each.key], name=each.name, content_type=each.content_type, size=each.size,
            sha256=each.sha256, file=each.file.name, by=user_of(by),
        )
        for each in Attachment.objects.filter(page=page, key__in=keys)
    )  # fmt: skip


def keep_closed(page: Page, copy: Page, by: Actor, *, from_above: bool) -> None:
    """Who is kept out of `page` is kept out of `copy`: by its own restrictions and, `from_above`, by those of the pages above it.

    Whoever copies is named as well. The caller settles the copy afterwards.
    """
    me = user_of(by)
    if from_above:
        copy.view_gate_id, copy.edit_gate_id = page.view_gate_id, page.edit_gate_id
        keep_inherited(copy, by)
    else:
        for restriction in Restriction.objects.filter(page=page).prefetch_related("grants"):
            kept = Restriction.objects.create(page=copy, action=restriction.action, by=me)
            RestrictionGrant.objects.bulk_create(
                RestrictionGrant(restriction=kept, user_id=each.user_id, team_id=each.team_id)
                for each in restriction.grants.all()
            )
    for kept in Restriction.objects.filter(page=copy):
        if me is not None and not kept.grants.filter(user=me).exists():
            RestrictionGrant.objects.create(restriction=kept, user=me)
