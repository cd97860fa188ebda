"""What a letter tells: things grouped by page, the changes of one page as one entry."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.comments.models import Comment, Thread
from cairn.mail.worth import comment_of, scope_of, thread_of
from cairn.notifications.models import Notification
from cairn.pages.models import Page
from cairn.questions.models import Question
from cairn.ui.lists import listed

SHOWN = 5  # things of one page; the rest is counted
LONGEST = 1_500  # letters of a comment


@dataclass
class Entry:
    """One line of what happened, with the words that were said and where to see it."""

    text: str
    at: object
    url: str
    words: str = ""
    changes_url: str = ""


@dataclass
class PageNews:
    """What happened on one page, or about one everyday question, and why it concerns her."""

    page: Page | Question
    reasons: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    quote: str = ""  # of the thread, when all of it is about one

    @property
    def url(self) -> str:
        return f"{settings.BASE_URL}{self.page.get_absolute_url()}"

    @property
    def shown(self) -> list[Entry]:
        return self.entries[-SHOWN:]

    @property
    def more(self) -> int:
        return len(self.entries) - len(self.shown)


def news_of(things: list[Notification]) -> list[PageNews]:
    """In the order in which the pages first had news. Two queries for what was said, two a page with new versions."""
    said = Comment.objects.in_bulk({comment_of(each) or 0 for each in things})
    threads = Thread.objects.in_bulk({thread_of(each) or 0 for each in things})
    news: dict[str, PageNews] = {}
    versions: dict[str, list[Notification]] = {}
    for each in things:
        group = news.setdefault(scope_of(each), PageNews(each.place))
        if each.reason_words and each.reason_words not in group.reasons:
            group.reasons.append(each.reason_words)
        if each.event.name == "page.published" and each.event.data.get("number"):
            versions.setdefault(scope_of(each), []).append(each)
        else:
            group.entries.append(_entry(each, said.get(comment_of(each) or 0)))
    for scope, published in versions.items():
        news[scope].entries.append(_changes(published[-1]))
    for scope, group in news.items():
        about = {thread_of(each) for each in things if scope_of(each) == scope}
        if len(about) == 1 and (thread := threads.get(next(iter(about)) or 0)) is not None:
            group.quote = thread.quote
    return list(news.values())


def _entry(thing: Notification, comment: Comment | None) -> Entry:
    # A comment's blocks are lines of its text; in a mail they are paragraphs.
    words = "\n\n".join(comment.text.splitlines()) if comment is not None else thing.excerpt
    words = words.strip() if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
    return Entry(thing.text, thing.at, f"{settings.BASE_URL}{thing.link}", words)


def _untold(last: Notification) -> list[Notification]:
    """With `last`, the versions before it that no mail told of and that she did not read: each one ends the one before."""
    hers = Notification.objects.filter(user=last.user_id, page=last.page_id, event__name="page.published")
    told = (
        hers.filter(mailed_at__isnull=False, pk__lt=last.pk).order_by("-pk").values_list("pk", flat=True).first() or 0
    )
    return list(hers.filter(pk__gt=told, pk__lte=last.pk, read_at=None).select_related("event__by").order_by("pk"))


def _changes(last: Notification) -> Entry:
    """All versions of a page that she was not told of yet, as one entry with one comparison."""
    published = _untold(last)
    numbers = [int(each.event.data["number"]) for each in published]
    names = list(dict.fromkeys(each.event.by.name for each in published if each.event.by))
    text = last.text
    if len(published) > 1:
        text = ngettext("%(who)s published %(n)d version", "%(who)s published %(n)d versions", len(published)) % {
            "who": join(names) or "Cairn", "n": len(published),
        }  # fmt: skip
    changes = ""
    if max(numbers) > 1:
        address = reverse("version_changes", args=[last.page_id, max(numbers)])
        changes = f"{settings.BASE_URL}{address}?since={min(numbers) - 1}"
    messages = [each.event.data["message"] for each in published if each.event.data.get("message")]
    return Entry(text, last.at, f"{settings.BASE_URL}{last.link}", "\n".join(messages), changes)


def join(names: list[str], most: int = 3) -> str:
    """ "Ada, Ben and 2 more"."""
    if len(names) > most:
        return _("%(names)s and %(n)d more") % {"names": ", ".join(names[:most]), "n": len(names) - most}
    return listed(names)


def subject_of(conversation: str, things: list[Notification], news: list[PageNews], *, again: bool) -> str:
    """What is inside. In a thread it stays the same, as mail programs need it to show one conversation."""
    first = things[0]
    title = first.place.title
    if conversation.startswith("thread:"):
        group = news[0]
        about = group.quote or (group.entries[0].words if group.entries and not again else "")
        about = opening_of(thread_of(first)) if not group.quote else about
        subject = f"{title}: “{_short(about, 60)}”" if about else title
        return f"Re: {subject}" if again or first.event.name != "thread.started" else subject
    if len(things) == 1:
        return first.text if title in first.text else f"{first.text}: {title}"
    count = ngettext("%(n)d thing", "%(n)d things", len(things)) % {"n": len(things)}
    return f"{count}: {join([group.page.title for group in news], most=2)}"


def opening_of(thread_id: int | None) -> str:
    """The first words of a thread."""
    first = Comment.objects.filter(thread=thread_id or 0, deleted_at=None).order_by("pk").first()
    return first.text if first else ""


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
