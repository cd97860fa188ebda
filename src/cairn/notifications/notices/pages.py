"""Who hears of a page and its versions."""

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.activity.models import Event
from cairn.documents import mentions
from cairn.notifications.notices.base import Notice, NoticesOf, Reasons, Settled, SettledBy, watchers, who
from cairn.pages.access import can_edit
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM
from cairn.people.crowds import CROWD
from cairn.people.directory import split
from cairn.people.models import Team, User


def is_news(event: Event) -> bool:
    """Not a minor edit, nor what a live page only goes on with."""
    return not (event.data.get("minor") or event.data.get("again"))


def page_published(event: Event, page: Page) -> Iterator[Notice]:
    yield from team_not_told(event, page)
    for user_id in newly_mentioned(event, page):
        text = _("{who} mentioned you on a page").format(who=who(event))
        yield Notice(user_id, "mentioned", text, page.title, subject=f"mention:{page.pk}")
    if not is_news(event):
        return
    words = _("{who} published version {number}")
    if event.data.get("material"):
        words = _("{who} published version {number}, which changes what was agreed")
    elif event.data.get("by_itself"):
        words = _("This live page has a new version {number}")
    text = words.format(who=who(event), number=event.data.get("number"))
    wrote = event.data.get("authors", []) if event.data.get("by_itself") else []
    for user_id in watchers(page):
        if user_id not in wrote:
            yield Notice(user_id, "watching", text, event.data.get("message", ""), subject=f"page:{page.pk}")


def publication_refused(event: Event, page: Page) -> Iterator[Notice]:
    text = _("What you had planned was not published: {title}").format(title=page.title)
    yield Notice(event.data["user_id"], "planned", text, event.data.get("reason", ""))
    if page.owner and can_edit(page.owner, page):  # who planned it may have left
        text = _("What {name} had planned for your page was not published").format(name=event.data.get("person", ""))
        yield Notice(page.owner.pk, "owner", text, page.title)


def page_copied(event: Event, page: Page) -> Iterator[Notice]:
    """One page alone is there before she looks away, so nobody is told. Whose action items came along hears of them at once."""
    asker = event.data.get("user_id")
    if asker is None:
        return
    count = event.data.get("pages", 1)
    text = _("Your copy is there: {title}").format(title=page.title)
    yield Notice(asker, "copied", text, ngettext("{count} page", "{count} pages", count).format(count=count))
    for person, items in event.data.get("asked", {}).items():
        if person.isdecimal() and int(person) != asker:
            text = _("{who} copied pages with action items of yours: {title}")
            text = text.format(who=page.created_by or "", title=page.title)
            words = ngettext("{count} action item is yours there", "{count} action items are yours there", items)
            yield Notice(int(person), "items_copied", text, words.format(count=items))


def page_copy_failed(event: Event, page: Page) -> Iterator[Notice]:
    text = _("What you wanted copied was not: {title}").format(title=page.title)
    yield Notice(event.data["user_id"], "copied", text, event.data.get("reason", ""))


def newly_mentioned(event: Event, page: Page) -> list[int]:
    """Whom the version mentions and the one before it did not, by name or as one of a team.

    A team is whoever is in it now. Those of a team who were called before, in whichever way, are not called again.
    """
    if event.by_id is None and not event.data.get("authors"):
        return []  # Cairn wrote it (a talk's page, an import): no person names anybody there
    before, now = _calls(event, page)
    people, teams = split(each for each in now if each not in before)
    if not teams:
        return people
    known, known_teams = split(before)
    authors = event.data.get("authors", []) if event.data.get("by_itself") else []
    called = [*known, *_members(known_teams, event), *(authors if len(authors) == 1 else [])]
    return people + [pk for pk in _members(teams, event) if pk not in called and pk not in people]


def _calls(event: Event, page: Page) -> tuple[list[str], list[str]]:
    """Ids of the mentions that stood there before, and of those that stand there now."""
    number = event.data.get("number", 0)
    bodies = dict(page.versions.filter(number__in=(number, number - 1)).values_list("number", "body"))
    now = mentions(bodies[number]) if number in bodies else []
    along = page.copied_from.mentions if _is_first_after_copying(page, number) else []
    if event.data.get("again"):
        new = event.data.get("mentioned", [])
        return [each for each in now if each not in new], new
    return [*(mentions(bodies[number - 1]) if number - 1 in bodies else []), *along], now


def _is_first_after_copying(page: Page, number: int) -> bool:
    """What came along with a copy calls nobody when its first version of its own is made."""
    return number <= 2 and hasattr(page, "copied_from") and number == page.copied_from.versions + 1


def _members(teams: list[int], event: Event) -> list[int]:
    """The people of those of `teams` that whoever did it may know of."""
    if not teams:
        return []
    found = _teams(teams, event)
    if event.data.get("by_itself"):
        large = {team.pk for team in _crowds(teams, event)}
        found = found.exclude(pk__in=large)
    people = User.objects.active().filter(team_memberships__team__in=found)
    return list(people.order_by("pk").values_list("pk", flat=True).distinct())


def _teams(teams: list[int], event: Event) -> QuerySet[Team]:
    return Team.objects.visible_to(event.by or SYSTEM).filter(pk__in=teams)


def _crowds(teams: list[int], event: Event) -> list[Team]:
    """Those of `teams` that nobody tells without a question."""
    counted = _teams(teams, event).annotate(size=Count("members", filter=Q(members__is_active=True)))
    return list(counted.filter(size__gt=CROWD).order_by("name"))


def team_not_told(event: Event, page: Page) -> Iterator[Notice]:
    """What publishes itself can ask nobody, so it tells no crowd: whoever wrote it does, if she wants to."""
    authors = event.data.get("authors", []) if event.data.get("by_itself") else []
    if not authors:
        return
    before, now = _calls(event, page)
    _people, teams = split(each for each in now if each not in before)
    for team in _crowds(teams, event) if teams else ():
        text = _("Nobody of {team} was told: it is large, and this page publishes itself").format(team=team.name)
        yield Notice(authors[0], "crowd", text, _("Name the team in a comment here to tell its people."))


def overtaken(event: Event) -> Iterator[Settled]:
    """N versions of a page are one entry: the newest."""
    if is_news(event):
        yield Settled(f"page:{event.page_id}", reason="watching")


def seen(event: Event) -> Iterator[Settled]:
    """Whoever reads the page has seen its newest version."""
    yield Settled(f"page:{event.page_id}", event.by_id, reason="watching")


NOTICES: dict[str, NoticesOf] = {
    "page.published": page_published,
    "page.publication_refused": publication_refused,
    "page.copied": page_copied,
    "page.copy_failed": page_copy_failed,
}
REASONS: Reasons = {
    "mentioned": gettext_lazy("You were mentioned"),
    "owner": gettext_lazy("You own this page"),
    "unreached": gettext_lazy("You mentioned them"),
    "crowd": gettext_lazy("You mentioned a large team"),
    "copied": gettext_lazy("You copied it"),
    "items_copied": gettext_lazy("It is assigned to you"),
    "planned": gettext_lazy("You planned it"),
    "watching": gettext_lazy("You watch this page"),
}
ASKS: set[str] = {"unreached"}
SETTLES: dict[str, SettledBy] = {"page.published": overtaken, "page.read": seen}
