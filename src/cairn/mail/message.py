"""A letter as a mail: text and HTML, one conversation a thread or page, one click to stop (RFC 8058)."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.core.ids import number
from cairn.mail.addresses import bounce_address, reply_address, reply_base
from cairn.mail.attachments import attachments_of
from cairn.mail.digest import PageNews, join, news_of, subject_of
from cairn.mail.kinds import BY_NAME, kind_of
from cairn.mail.links import unsubscribe_path
from cairn.mail.models import Letter
from cairn.mail.worth import scope_of
from cairn.notifications.models import Notification
from cairn.people.queries import workspace
from cairn.people.zones import zone_of


def mail_host() -> str:
    base = reply_base()
    return base[1] if base else urlsplit(settings.BASE_URL).hostname or "localhost"


def message_id(letter: Letter) -> str:
    return f"<cairn.{letter.key}@{mail_host()}>"


def message_for(letter: Letter, things: list[Notification]) -> EmailMultiAlternatives:
    """The letter with what is still worth telling of it. The same letter has the same Message-ID each time."""
    news = news_of(things)
    earlier = _earlier(letter)
    reply_to = _reply_to(letter, things)
    context = _context(letter, things, news) | {"can_reply": bool(reply_to)}
    with timezone.override(zone_of(letter.user)):
        text = render_to_string("mail/letter.txt", context)
        html = render_to_string("mail/mail_letter.html", context)
    subject = " ".join(subject_of(letter.conversation, things, news, again=bool(earlier)).split())
    sender = _sender(letter, things)
    message = EmailMultiAlternatives(
        subject[:200], text, from_email=bounce_address(letter) or sender, to=[letter.user.email],
        headers=_headers(letter, things, earlier) | {"From": sender}, reply_to=[reply_to] if reply_to else None,
    )  # fmt: skip
    message.attach_alternative(html, "text/html")
    for part in attachments_of(things):
        message.attach(part)
    return message


def stop_scope(letter: Letter, things: list[Notification]) -> str:
    """What the mail program's own "unsubscribe" stops: the page, where that is what the mail is about; else its kinds."""
    kinds = list(dict.fromkeys(kind_of(each.reason).name for each in things))
    if letter.conversation and not any(BY_NAME[name].urgent for name in kinds):
        return scope_of(things[0])
    return f"kind:{','.join(kinds)}"


def _context(letter: Letter, things: list[Notification], news: list[PageNews]) -> dict[str, object]:
    kinds = list(dict.fromkeys(kind_of(each.reason).name for each in things))
    stops = []
    if letter.conversation and not all(BY_NAME[name].urgent for name in kinds):
        words = _("Stop mail about this question") if things[0].question_id else _("Stop mail about this page")
        stops.append((words, _link(letter, scope_of(things[0]))))
    labels = ", ".join(str(BY_NAME[name].label) for name in kinds)
    stops.append(
        (_("Stop mail of this kind (%(kinds)s)") % {"kinds": labels}, _link(letter, f"kind:{','.join(kinds)}"))
    )
    stops.append((_("Stop all mail"), _link(letter, "all")))
    return {
        "letter": letter,
        "news": news,
        "is_digest": not letter.conversation,
        "count": len(things),
        "preheader": join([entry.text for group in news for entry in group.entries], most=3),
        "workspace_name": workspace().name,
        "settings_url": f"{settings.BASE_URL}{reverse('mail_preference')}",
        "stops": stops,
    }


def _link(letter: Letter, scope: str) -> str:
    return f"{settings.BASE_URL}{unsubscribe_path(letter.user, scope)}"


def _reply_to(letter: Letter, things: list[Notification]) -> str:
    """A digest has no one thread to answer in."""
    kind, _colon, pk = letter.conversation.partition(":")
    page = things[0].page
    if page is None or not kind:
        return ""
    return reply_address(letter.user, page, number(pk) if kind == "thread" else None)


def _sender(letter: Letter, things: list[Notification]) -> str:
    """ "Ben (Workspace)" where one person is what the mail is about, so that she sees who speaks."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    people = {each.event.by.name for each in things if each.event.by}
    if letter.conversation and len(people) == 1:
        return formataddr((f"{people.pop()} ({workspace().name})", address))
    return formataddr((name or workspace().name, address))


def _earlier(letter: Letter) -> list[Letter]:
    """The letters of the same conversation that she had before, oldest first; five at most."""
    if not letter.conversation:
        return []
    before = Letter.objects.filter(user=letter.user, conversation=letter.conversation, sent_at__isnull=False)
    return list(before.exclude(pk=letter.pk).order_by("-pk")[:5])[::-1]


def _headers(letter: Letter, things: list[Notification], earlier: list[Letter]) -> dict[str, str]:
    host, place = mail_host(), things[0].place
    headers = {
        "Message-ID": message_id(letter),
        "List-Unsubscribe": f"<{_link(letter, stop_scope(letter, things))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"<workspace.{host}>",
    }
    if letter.conversation:
        root = f"<{letter.conversation.replace(':', '-')}@{host}>"
        before = [message_id(each) for each in earlier]
        space = place.space.name.encode("ascii", "ignore").decode().translate({34: None, 60: None, 62: None}).strip()
        headers |= {
            "List-Id": f"{space} <{place.space.key.lower()}.{host}>".strip(),
            "In-Reply-To": before[-1] if before else root,
            "References": " ".join([root, *before]),
        }
    return headers
