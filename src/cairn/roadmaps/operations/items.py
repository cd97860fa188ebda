"""Items: added, changed field by field, taken off and put back."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.people.actors import Actor, user_of
from cairn.people.models import Team, User
from cairn.roadmaps.fields import FIELDS, TEXTS, Stale, clean_title, refuse_backwards
from cairn.roadmaps.guard import lock, lock_item
from cairn.roadmaps.models import Item, ItemLabel, Lane, Removal, Roadmap
from cairn.roadmaps.operations.place import last_position

MOST = 500


def add_item(roadmap: Roadmap, *, by: Actor, title: str, lane: Lane | None = None, start: date | None = None) -> Item:
    """At the end of the lane; of the first one when none is given (or it is another roadmap's)."""
    with atomic():
        roadmap = lock(roadmap.pk, by=by)
        title = clean_title(title)
        if roadmap.items.filter(removal=None).count() >= MOST:
            raise Invalid(
                _("A roadmap holds %(most)d items. Take some off, or begin another; your title is kept.")
                % {"most": MOST}
            )
        lanes = list(roadmap.lanes.all())
        here = lane if lane in lanes else lanes[0]
        who = user_of(by)
        item = Item(roadmap=roadmap, lane=here, title=title, start=start, created_by=who, changed_by=who)
        item.position = last_position(here)
        item.save()
        _record("roadmap_item.added", item, by=by, lane=here.name)
    return item


def change_item(item: Item, *, by: Actor, field: str, value: str, was: str | None = None) -> Item:
    """Write one field (`fields.FIELDS`). `was` is the text that the writer started from, None when she knows of none.

    Raises Stale (409) when somebody changed the same text since; choices and days are last wins.
    """
    with atomic():
        item = lock_item(item, by=by)
        if field not in FIELDS:
            raise Invalid(_("An item has no such field."))
        wanted = FIELDS[field].read(value, by)
        before = FIELDS[field].said(item)
        if field in TEXTS:
            _refuse_stale(item, field, wanted, was)
        _put(item, field, wanted)
        after = FIELDS[field].said(item)
        if before != after or field == "description":
            _touch(item, by)
            _record("roadmap_item.changed", item, by=by, field=field, before=before, after=after)
    return item


def schedule_item(item: Item, *, by: Actor, start: date | None, end: date | None) -> Item:
    """Both ends at once, as a bar on the timeline is dragged."""
    with atomic():
        item = lock_item(item, by=by)
        refuse_backwards(start, end)
        before = [_day(item.start), _day(item.end)]
        item.start, item.end = start, end
        if before != [_day(start), _day(end)]:
            item.save(update_fields=["start", "end"])
            _touch(item, by)
            after = [_day(start), _day(end)]
            _record("roadmap_item.scheduled", item, by=by, before=before, after=after)
    return item


def remove_item(item: Item, *, by: Actor) -> None:
    """Off the roadmap; `restore_item` puts it back as it was."""
    with atomic():
        item = lock_item(item, by=by)
        Removal.objects.create(item=item, by=user_of(by))
        _record("roadmap_item.removed", item, by=by)


def restore_item(item: Item, *, by: Actor) -> Item:
    """Back where it was; twice changes nothing."""
    with atomic():
        item = lock_item(item, by=by, removed=True)
        gone, _rows = Removal.objects.filter(item=item).delete()
        if gone:
            _record("roadmap_item.restored", item, by=by)
    return item


def _refuse_stale(item: Item, field: str, wanted: str, was: str | None) -> None:
    now_there = getattr(item, field)
    if was is None or now_there in (wanted, was.strip().replace("\r\n", "\n")):
        return
    raise Stale(now_there, item.changed_by.name if item.changed_by else _("Somebody"))


def _put(item: Item, field: str, value: Any) -> None:
    if field == "labels":
        item.labels.exclude(name__in=value).delete()
        there = {label.name for label in item.labels.all()}
        ItemLabel.objects.bulk_create(ItemLabel(item=item, name=name) for name in value if name not in there)
        return
    if field == "owner":
        item.person = value if isinstance(value, User) else None
        item.team = value if isinstance(value, Team) else None
        item.save(update_fields=["person", "team"])
        return
    setattr(item, field, value)
    refuse_backwards(item.start, item.end)
    item.save(update_fields=[field])


def _touch(item: Item, by: Actor) -> None:
    item.changed_by, item.changed_at = user_of(by), now()
    item.save(update_fields=["changed_by", "changed_at"])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _record(event: str, item: Item, *, by: Actor, **data: Any) -> None:
    page = item.roadmap.page
    about = {"roadmap": item.roadmap_id, "title": item.title, **data}
    record(event, by=by, space_id=page.space_id, page_id=page.pk, target_id=item.pk, **about)
