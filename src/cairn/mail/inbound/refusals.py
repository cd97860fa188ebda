"""What becomes of a mail that came in, and in which words it is refused.

`IGNORED` are taken off the mail server and answered by nobody, so that no two machines write to each other for ever.
The words of the others go back in the conversation with the mail server ("550 …"), whose own bounce reaches the
sender: nothing is sent to an address that may be forged.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TAKEN = "taken"
AGAIN = "again"  # not decided: the database is away; the mail server keeps it


@dataclass(eq=False)
class Refusal(Exception):
    """Why a mail does not become a comment. `name` is kept with it, `words` are for its sender."""

    name: str
    words: str = ""
    code: str = "550 5.7.1"


IGNORED = {
    "auto": _("An automatic reply (out of office, a list, a robot)."),
    "bounce": _("A mail of ours that came back."),
    "loop": _("A mail that Cairn itself had sent."),
}

WORDS: dict[str, Promise | str] = {
    "unknown": _("No thread takes mail at this address. Answer a mail about one thread; digests can't be answered."),
    "revoked": _("This address was made void by its owner. Open the thread in Cairn, or answer a newer mail."),
    "expired": _("This mail is too old to be answered. Open the thread in Cairn."),
    "forged": _("This address belongs to somebody else than the sender. Answer from the address that got the mail."),
    "unproven": _("The sender could not be verified (SPF, DKIM), so nothing was written in her name."),
    "deactivated": _("This person has no access to Cairn any more."),
    "closed": _("The page of this thread is not open to you any more. Ask somebody of its space."),
    "forbidden": _("You may read this page but not comment on it any more. Ask an admin of the space."),
    "gone": _("This thread was deleted. Nothing was written."),
    "many": _("More mail came from you than a person writes. Wait ten minutes, or write in Cairn."),
    "empty": _("Nothing is left of this mail without quotes and signature. Write above the quoted text."),
    "long": _("This is longer than a comment can be. Shorten it, or make it a page in Cairn."),
    "large": _("This mail is too large. Send it without its attachments, or attach them in Cairn."),
    "unreadable": _("This mail can't be read. Send it as plain text."),
}
CODES = {"unknown": "550 5.1.1", "large": "552 5.3.4", "unreadable": "554 5.6.0", "empty": "554 5.6.0"}


def refusal(name: str, words: str = "") -> Refusal:
    return Refusal(name, words or str(WORDS.get(name, "")), CODES.get(name, "550 5.7.1"))
