"""The log as an Atom feed: https://www.rfc-editor.org/rfc/rfc4287."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cairn.decisions.log.addresses import Subscription
from cairn.decisions.log.finding import narrowed, scoped
from cairn.decisions.log.rows import Row, rows_of
from cairn.decisions.log.screen import Log

MOST = 50


def atom(what: Subscription, own_path: str) -> str:
    """The 50 decisions that changed last, without drafts. `own_path` is the address that it is read from."""
    log = Log(what.user, what.space, what.asked)
    rows = rows_of(_latest(what), what.user)
    place = what.space.name if what.space else _("all spaces")
    title = _("Decisions of %(place)s") % {"place": place}
    feed = Atom1Feed(
        title=f"{title}: {what.name}" if what.name else title,
        link=settings.BASE_URL + log.address(),
        description=None,
        feed_url=settings.BASE_URL + own_path,
        feed_guid=_tag(f"decisions:{what.space.key if what.space else ''}:{what.asked.query()}"),
        author_name="Cairn",
    )
    for row in rows:
        _add(feed, row)
    return str(feed.writeString("utf-8"))


def _latest(what: Subscription) -> list[int]:
    found = narrowed(scoped(what.user, what.space), what.user, what.asked).exclude(start=None, outcome=None)
    touched = Coalesce("withdrawal__at", "supersession__at", "outcome__at", "start__at")
    return list(found.annotate(touched=touched).order_by("-touched", "-pk").values_list("pk", flat=True)[:MOST])


def _add(feed: Atom1Feed, row: Row) -> None:
    decision = row.decision
    name = decision.page.title or _("Untitled")
    feed.add_item(
        title=f"{row.number} {name}: {row.status.label}".strip(),
        link=settings.BASE_URL + decision.get_absolute_url(),
        description=_summary(row),
        unique_id=_tag(f"decision:{decision.pk}"),
        unique_id_is_permalink=False,
        pubdate=decision.created_at,
        updateddate=_touched(row),
        author_name=row.outcome.who if row.outcome and row.outcome.who else _("The team"),
        categories=[str(row.status.label), *row.tags],
    )


def _summary(row: Row) -> str:
    """HTML, as the feed's summaries are: what was decided in full, what took its place."""
    parts = [f"<p>{escape(part)}</p>" for part in (row.outcome.statement if row.outcome else "").split("\n") if part]
    if row.outcome and row.outcome.option:
        parts.insert(0, f"<p><strong>{escape(row.outcome.option.title)}</strong></p>")
    if row.heir:
        parts.insert(0, f"<p>{escape(_('Superseded by %(what)s') % {'what': row.heir})}</p>")
    return mark_safe("".join(parts))


def _touched(row: Row) -> datetime:
    decision = row.decision
    rows = [getattr(decision, name, None) for name in ("withdrawal", "supersession", "outcome", "start")]
    return next((each.at for each in rows if each is not None), decision.created_at)


def _tag(what: str) -> str:
    """An id that stays wherever the workspace moves its pages: https://www.rfc-editor.org/rfc/rfc4151."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},2026:{what}"
