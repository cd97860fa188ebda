"""Which event wakes whom. Every event has a row; NOBODY says on purpose that none is needed (a test checks both)."""

from collections.abc import Callable, Mapping, Sequence

from cairn.action_items import handlers as action_items
from cairn.activity.models import Event
from cairn.comments import handlers as comments
from cairn.extensions import handlers as extensions
from cairn.notifications.handlers import notify, watch_own_work
from cairn.people.handlers import mail_invitation
from cairn.search.handlers import reindex
from cairn.spaces.handlers import keep_spaces_managed

Handler = Callable[[Event], None]

NOBODY: Sequence[Handler] = ()

HANDLERS: Mapping[str, Sequence[Handler]] = {
    "page.created": (watch_own_work,),
    "page.published": (comments.on_published, action_items.on_published, extensions.on_published, reindex, notify),
    "page.read": NOBODY,
    "page.renamed": (reindex,),
    "page.moved": NOBODY,
    "page.restricted": NOBODY,
    "page.unrestricted": NOBODY,
    "page.taken_over": NOBODY,
    "page.trashed": NOBODY,
    "page.restored": (reindex,),
    "page.attached": NOBODY,
    "page.labelled": NOBODY,
    "page.body_replaced": NOBODY,
    "page.reverted": (reindex,),
    "page.draft_restored": NOBODY,
    "page.publication_scheduled": NOBODY,
    "page.publication_cancelled": NOBODY,
    "page.publication_refused": (notify,),
    "page.made_live": NOBODY,
    "page.live_ended": NOBODY,
    "page.watched": NOBODY,
    "page.unwatched": NOBODY,
    "notification.read": NOBODY,
    "notification.unread": NOBODY,
    "inbox.read": NOBODY,
    "mail.stopped": NOBODY,
    "mail.started": NOBODY,
    "decision.created": NOBODY,
    "template.used": NOBODY,
    "decision.changed": (notify,),
    "decision.started": (reindex, notify),
    "decision.decided": (reindex, notify),
    "position.taken": (reindex, notify),
    "option.added": (reindex,),
    "option.renamed": (reindex,),
    "option.removed": (reindex,),
    "criterion.added": (reindex,),
    "criterion.renamed": (reindex,),
    "criterion.removed": (reindex,),
    "cell.filled": (reindex,),
    "thread.started": (reindex, watch_own_work, notify),
    "thread.resolved": (notify,),
    "thread.reopened": (notify,),
    "thread.detached": (notify,),
    "comment.created": (reindex, watch_own_work, notify),
    "comment.edited": (reindex, notify),
    "comment.deleted": (reindex,),
    "action_item.assigned": (notify,),
    "action_item.completed": NOBODY,
    "action_item.reopened": NOBODY,
    "invitation.created": [mail_invitation],
    "invitation.revoked": NOBODY,
    "person.changed": NOBODY,
    "person.deactivated": [keep_spaces_managed],
    "person.entered": NOBODY,
    "person.joined": NOBODY,
    "person.reactivated": NOBODY,
    "person.role_changed": NOBODY,
    "space.changed": NOBODY,
    "space.created": NOBODY,
    "space.member_added": NOBODY,
    "space.member_changed": NOBODY,
    "space.member_removed": NOBODY,
    "team.changed": NOBODY,
    "team.created": NOBODY,
    "team.deleted": NOBODY,
    "team.member_added": NOBODY,
    "team.member_removed": [keep_spaces_managed],
    "workspace.changed": NOBODY,
    "job.retried": NOBODY,
}
