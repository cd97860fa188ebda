"""The kinds of things that reach a person by mail. Each has a rhythm of its own in `MailPreferences`."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cairn.notifications.notices import ASKS


@dataclass(frozen=True)
class Kind:
    """`name` is a field of MailPreferences; `urgent` ones may come at any time when she says so."""

    name: str
    label: Promise | str
    hint: Promise | str
    urgent: bool = False


KINDS = (
    Kind("mentions", _("Mentions"), _("Somebody names you on a page or in a comment."), urgent=True),
    Kind(
        "asks", _("Asks and due things"),
        _("Decisions you have a part in, reviews, action items, what is due soon."), urgent=True,
    ),
    Kind("threads", _("Replies"), _("Answers in threads that you take part in.")),
    Kind("own", _("Your pages"), _("What others do on pages that you own.")),
    Kind("watching", _("What you watch"), _("Changes and comments on what you watch.")),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}

_OF_REASON = {
    "mentioned": "mentions",
    "thread": "threads",
    "owner": "own",
    "watching": "watching",
    "host": "own",
    # A part in a decision, to be informed included, was given to her by name.
    **dict.fromkeys(("driver", "approver", "contributor", "informed", "assigned", "planned", "silent", "room"), "asks"),
}


def kind_of(reason: str) -> Kind:
    """By the reason of a notification. Reasons unknown here are asks when their app says so, else like watching."""
    return BY_NAME[_OF_REASON.get(reason) or ("asks" if reason in ASKS else "watching")]
