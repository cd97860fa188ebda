"""Which event wakes whom. Every event has a row; NOBODY says on purpose that none is needed (a test checks both)."""

from collections.abc import Callable, Mapping, Sequence

from cairn.action_items import handlers as action_items
from cairn.activity.models import Event
from cairn.comments import handlers as comments
from cairn.people.handlers import mail_invitation
from cairn.spaces.handlers import keep_spaces_managed

Handler = Callable[[Event], None]

NOBODY: Sequence[Handler] = ()

HANDLERS: Mapping[str, Sequence[Handler]] = {
    "page.created": NOBODY,
    "page.published": (comments.on_published, action_items.on_published),
    "page.read": NOBODY,
    "page.renamed": NOBODY,
    "page.moved": NOBODY,
    "page.restricted": NOBODY,
    "page.unrestricted": NOBODY,
    "page.taken_over": NOBODY,
    "page.trashed": NOBODY,
    "page.restored": NOBODY,
    "page.attached": NOBODY,
    "page.labelled": NOBODY,
    "page.body_replaced": NOBODY,
    "page.reverted": NOBODY,
    "decision.created": NOBODY,
    "decision.changed": NOBODY,
    "decision.started": NOBODY,
    "decision.decided": NOBODY,
    "position.taken": NOBODY,
    "option.added": NOBODY,
    "option.renamed": NOBODY,
    "option.removed": NOBODY,
    "criterion.added": NOBODY,
    "criterion.renamed": NOBODY,
    "criterion.removed": NOBODY,
    "cell.filled": NOBODY,
    "template.used": NOBODY,
    "thread.started": NOBODY,
    "thread.resolved": NOBODY,
    "thread.reopened": NOBODY,
    "thread.detached": NOBODY,
    "comment.created": NOBODY,
    "comment.edited": NOBODY,
    "comment.deleted": NOBODY,
    "action_item.assigned": NOBODY,
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
}
