"""Why a socket is refused or closed: a code for the browser, a sentence for the person.

The browser adds that her text is kept on her device, and what to do; see frontend/lib/live/state.ts.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Refusal:
    """`code` is the WebSocket close code; 44xx are ours."""

    code: int
    message: str | Promise


BAD_FRAME = Refusal(4400, _("The connection sent something that can't be read. It starts over by itself."))
UNFIT = Refusal(4422, _("An edit that no page can hold was refused. Reload the page to go on."))
NO_SUGGESTION = Refusal(
    4422, _("This went further than a suggestion, so it was not taken in. Reload the page to go on.")
)
SIGNED_OUT = Refusal(4401, _("You are signed out. Sign in again to go on writing."))
NOT_YOURS = Refusal(4403, _("You can no longer edit this page."))
NOT_TO_SUGGEST = Refusal(4403, _("You can no longer suggest changes to this page."))
GONE = Refusal(4404, _("This page is gone or is no longer shared with you."))
FRAME_TOO_LARGE = Refusal(4413, _("This is more than can be sent in one step (20 MB)."))
UPDATE_TOO_LARGE = Refusal(4413, _("This is more than can be added in one step (1 MB)."))
DOCUMENT_TOO_LARGE = Refusal(4413, _("This page has reached the largest size a page can have (20 MB)."))
TOO_FAST = Refusal(4529, _("Too many changes at once. The connection comes back by itself in a moment."))
TOO_MANY = Refusal(4529, _("Too many connections are open. Close some of the tabs that show this workspace."))
CROWDED = Refusal(4529, _("As many people as a page can take have it open. The connection tries again by itself."))
FULL = Refusal(4529, _("The server has as many connections as it can take. The connection tries again by itself."))
TOO_SLOW = Refusal(4529, _("The connection could not keep up. It comes back by itself in a moment."))
BEHIND = Refusal(4503, _("The server can't save at the moment. The connection comes back by itself."))
DRAINING = Refusal(4503, _("The server is restarting. The connection comes back by itself."))


def locked(reason: str) -> Refusal:
    """A page that nobody may change now, for the reason its kind gives."""
    return Refusal(4403, reason)
