"""From an event to who should hear of it, and why: one function an event, each returning notices."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.documents import mentions
from cairn.notifications.models import Watch
from cairn.pages.access import can_edit
from cairn.pages.models import Page


@dataclass(frozen=True)
class Notice:
    """One person's reason to hear of an event. `text` is one line; `anchor` is added to the page's address."""

    user_id: int
    reason: str
    text: str
    excerpt: str = ""
    anchor: str = ""


Notices = Iterable[Notice]


def who(event: Event) -> str:
    return event.by.name if event.by else "Cairn"


def watchers(page: Page) -> list[int]:
    return list(Watch.objects.filter(page=page).values_list("user_id", flat=True))


def decision_started(event: Event, page: Page) -> Iterator[Notice]:
    asks = {
        "driver": _("{who} started this decision with you as its Driver"),
        "approver": _("{who} asks you to decide, as Approver"),
        "contributor": _("{who} asks what you think, as Contributor"),
        "informed": _("{who} started a decision and keeps you informed"),
    }
    for person in event.data.get("people", []):
        text = asks.get(person["role"], asks["informed"]).format(who=who(event))
        yield Notice(person["user_id"], person["role"], text)


def decision_decided(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} recorded the decision D-{number}").format(who=who(event), number=event.data.get("number"))
    told = event.data.get("people", [])
    for person in told:
        yield Notice(person["user_id"], person["role"], text, event.data.get("excerpt", ""), "#outcome")
    for user_id in watchers(page):
        yield Notice(user_id, "watching", text, event.data.get("excerpt", ""), "#outcome")


def position_taken(event: Event, page: Page) -> Iterator[Notice]:
    said = {
        "agree": _("{who} agrees"),
        "concern": _("{who} has a concern"),
        "block": _("{who} blocks this decision"),
        "abstain": _("{who} abstains"),
    }
    text = said.get(event.data.get("stance", ""), _("{who} took a position")).format(who=who(event))
    for person in event.data.get("people", []):
        yield Notice(person["user_id"], person["role"], text, event.data.get("excerpt", ""), "#positions")


def thread_started(event: Event, page: Page) -> Iterator[Notice]:
    words = {"excerpt": event.data.get("excerpt", ""), "anchor": f"#thread-{event.target_id}"}
    for user_id in event.data.get("mentions", []):
        yield Notice(user_id, "mentioned", _("{who} mentioned you").format(who=who(event)), **words)
    if page.owner_id:
        yield Notice(page.owner_id, "owner", _("{who} commented on your page").format(who=who(event)), **words)
    for user_id in watchers(page):
        yield Notice(user_id, "watching", _("{who} commented").format(who=who(event)), **words)


def comment_created(event: Event, page: Page) -> Iterator[Notice]:
    words = {"excerpt": event.data.get("excerpt", ""), "anchor": f"#comment-{event.target_id}"}
    for user_id in event.data.get("mentions", []):
        yield Notice(user_id, "mentioned", _("{who} mentioned you").format(who=who(event)), **words)
    for user_id in event.data.get("participants", []):
        yield Notice(user_id, "thread", _("{who} answered in a thread of yours").format(who=who(event)), **words)
    if page.owner_id:
        yield Notice(page.owner_id, "owner", _("{who} commented on your page").format(who=who(event)), **words)
    for user_id in watchers(page):
        yield Notice(user_id, "watching", _("{who} commented").format(who=who(event)), **words)


def comment_edited(event: Event, page: Page) -> Iterator[Notice]:
    """A word put right is no news; only people who were not mentioned before hear of it."""
    words = {"excerpt": event.data.get("excerpt", ""), "anchor": f"#comment-{event.target_id}"}
    for user_id in event.data.get("mentions", []):
        yield Notice(user_id, "mentioned", _("{who} mentioned you").format(who=who(event)), **words)


def thread_changed(event: Event, page: Page) -> Iterator[Notice]:
    done = {
        "thread.resolved": _("{who} resolved a thread of yours"),
        "thread.reopened": _("{who} reopened a thread of yours"),
        "thread.detached": _("The passage of a thread of yours is gone; the thread is kept"),
    }
    for user_id in event.data.get("participants", []):
        text = done[event.name].format(who=who(event))
        yield Notice(user_id, "thread", text, event.data.get("quote", ""), f"#thread-{event.target_id}")


def action_item_assigned(event: Event, page: Page) -> Iterator[Notice]:
    if assignee := event.data.get("assignee"):
        text = _("{who} assigned an action item to you").format(who=who(event))
        yield Notice(
            assignee, "assigned", text, event.data.get("text", ""), f"#action-{event.data.get('local_id', '')}"
        )


def page_published(event: Event, page: Page) -> Iterator[Notice]:
    for user_id in newly_mentioned(event, page):
        yield Notice(user_id, "mentioned", _("{who} mentioned you on a page").format(who=who(event)), page.title)
    if event.data.get("minor") or event.data.get("again"):
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
            yield Notice(user_id, "watching", text, event.data.get("message", ""))


def publication_refused(event: Event, page: Page) -> Iterator[Notice]:
    text = _("What you had planned was not published: {title}").format(title=page.title)
    yield Notice(event.data["user_id"], "planned", text, event.data.get("reason", ""))
    if page.owner and can_edit(page.owner, page):  # who planned it may have left
        text = _("What {name} had planned for your page was not published").format(name=event.data.get("person", ""))
        yield Notice(page.owner.pk, "owner", text, page.title)


def newly_mentioned(event: Event, page: Page) -> list[int]:
    """Whom the version mentions and the one before it did not."""
    if event.data.get("again"):
        return [int(each) for each in event.data.get("mentioned", []) if each.isdecimal()]
    number = event.data.get("number", 0)
    bodies = dict(page.versions.filter(number__in=(number, number - 1)).values_list("number", "body"))
    before = set(mentions(bodies[number - 1])) if number - 1 in bodies else set()
    now = mentions(bodies[number]) if number in bodies else []
    return [int(each) for each in dict.fromkeys(now) if each not in before and each.isdecimal()]


NOTICES: dict[str, Callable[[Event, Page], Notices]] = {
    "decision.started": decision_started,
    "decision.changed": decision_started,
    "decision.decided": decision_decided,
    "position.taken": position_taken,
    "thread.started": thread_started,
    "comment.created": comment_created,
    "comment.edited": comment_edited,
    "thread.resolved": thread_changed,
    "thread.reopened": thread_changed,
    "thread.detached": thread_changed,
    "action_item.assigned": action_item_assigned,
    "page.published": page_published,
    "page.publication_refused": publication_refused,
}

# Why something reached her, as the inbox and the mail say it.
REASONS = {
    "driver": gettext_lazy("You are Driver"),
    "approver": gettext_lazy("You are Approver"),
    "contributor": gettext_lazy("You are Contributor"),
    "informed": gettext_lazy("You are Informed"),
    "mentioned": gettext_lazy("You were mentioned"),
    "thread": gettext_lazy("You take part in this thread"),
    "owner": gettext_lazy("You own this page"),
    "assigned": gettext_lazy("It is assigned to you"),
    "planned": gettext_lazy("You planned it"),
    "watching": gettext_lazy("You watch this page"),
}
