"""Who answers in a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.pages.access import can_view, is_open_to
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.questions.guard import run_session
from cairn.questions.models import Host, Session
from cairn.questions.models.session import EXPERTISE_LENGTH, NAME_LENGTH
from cairn.questions.operations.assign import give_back
from cairn.questions.operations.files import keep_file

MOST_LINKS = 4
MOST_HOSTS = 12


@dataclass(frozen=True)
class Introduced:
    """A host as introduced: a person of the workspace, or a name; what she knows, addresses, a picture."""

    user: User | None = None
    name: str = ""
    expertise: str = ""
    links: tuple[str, ...] = ()
    picture: UploadedFile[Any] | None = None


def introduce_host(session: Session, introduced: Introduced, *, by: Actor, host: Host | None = None) -> Host:
    """Add a host, or say anew who she is. A person has to see the page: else she could not answer on it."""
    with atomic():
        fresh = run_session(session, by=by)
        row = host or Host(session=fresh, position=(fresh.hosts.aggregate(last=Max("position"))["last"] or 0) + 1)
        _check(fresh, introduced, row)
        row.user = introduced.user
        row.name = "" if introduced.user else " ".join(introduced.name.split())[:NAME_LENGTH]
        row.expertise = " ".join(introduced.expertise.split())[:EXPERTISE_LENGTH]
        row.links = [_address(link) for link in introduced.links if link.strip()][:MOST_LINKS]
        if introduced.picture is not None:
            row.picture = keep_file(fresh, introduced.picture, by=by)
        row.save()
        _tell(fresh, by, row.user_id)
    return row


def begin_session(session: Session, *, by: Actor, host: User | None = None, last_day: date | None = None) -> Session:
    """What its maker has said of it already: who answers, instead of her (she runs it as the owner of its page), and
    until the end of which day in her zone questions are taken. When they begin is planned later.

    Raises Invalid, by "host" for somebody who will not see the page, by "closes" for a day that is over.
    """
    with atomic():
        fresh = run_session(session, by=by)
        if last_day is not None:
            fresh.closes_at = _end_of(last_day)
            fresh.zone = str(get_current_timezone())
            fresh.save(update_fields=["closes_at", "zone"])
        if host is not None and not fresh.hosts.filter(user=host).exists():
            if not is_open_to(host, fresh.page):
                words = _("%(name)s can’t see this space, so nobody could answer. Let them in first, or name another.")
                raise Invalid(words % {"name": host.name}, fields={"host": words % {"name": host.name}})
            fresh.hosts.all().delete()
            Host.objects.create(session=fresh, user=host)
            _tell(fresh, by, host.pk)
    return fresh


def _end_of(day: date) -> datetime:
    """Its last minute, on the clock of whoever says it."""
    end = datetime.combine(day, time(23, 59), tzinfo=get_current_timezone())
    if end <= now():
        words = _("Questions can’t end on %(day)s, that is over. Choose a day to come.") % {
            "day": date_format(day, "j F Y")
        }
        raise Invalid(words, fields={"closes": words})
    return end.astimezone(UTC)


def remove_host(host: Host, *, by: Actor) -> None:
    """She hosts it no longer; her answers stay marked as a host's, which she was. What she was to answer waits for
    another host."""
    with atomic():
        fresh = run_session(host.session, by=by)
        if fresh.hosts.count() == 1:
            raise Conflict(_("A session has at least one host. Add another one first."))
        fresh.hosts.filter(pk=host.pk).delete()
        given_back = give_back(host.user_id, fresh)
        _tell(fresh, by, None, left=host.user_id, given_back=given_back)


def _check(session: Session, introduced: Introduced, row: Host) -> None:
    person = introduced.user
    if person is None and not introduced.name.strip():
        words = _("Choose a person of the workspace, or give the name of a guest from outside.")
        raise Invalid(words, fields={"user": words})
    if person is not None and not can_view(person, session.page):
        words = _("%(name)s can’t see this page yet. Publish it, or let them into the space first.") % {
            "name": person.name
        }
        raise Invalid(words, fields={"user": words})
    others = session.hosts.exclude(pk=row.pk)
    if person is not None and others.filter(user=person).exists():
        words = _("%(name)s is a host already.") % {"name": person.name}
        raise Invalid(words, fields={"user": words})
    if others.count() >= MOST_HOSTS:
        raise Invalid(_("A session has %(n)d hosts at most.") % {"n": MOST_HOSTS})


def _address(typed: str) -> str:
    link = typed.strip()[:500]
    link = link if "://" in link else f"https://{link}"
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or ""):
        words = _("“%(link)s” is no address of a page. It begins with https://.") % {"link": typed.strip()[:60]}
        raise Invalid(words, fields={"links": words})
    return link


def _tell(session: Session, by: Actor, host: int | None, **data: Any) -> None:
    where = {"space_id": session.page.space_id, "page_id": session.page_id, "target_id": session.pk}
    record("ama.hosts_changed", by=by, **where, host=host, **data)
