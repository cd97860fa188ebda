"""What people type about questions, read from a request."""

from __future__ import annotations

import re

from django.http import QueryDict
from django.utils.translation import gettext as _

from cairn.core.errors import Conflict
from cairn.core.ids import number
from cairn.people.crowds import agreed
from cairn.questions.anonymity import Ticket
from cairn.questions.writing import Asked, Said


def asked_in(form: QueryDict) -> Asked:
    """`title`, `body`, `labels` (separated by commas or spaces behind #), `sending`, `crowd`."""
    return Asked(
        title=form.get("title", ""),
        body=form.get("body", ""),
        labels=tuple(re.split(r"[,;#]", form.get("labels", "")[:400])),
        sending=form.get("sending", ""),
        crowd=agreed(form),
    )


def asked_by_name_in(form: QueryDict) -> Asked:
    """The same for what goes out under her name. What she began without it (`nameless`) never does by mistake: only
    where she has read whose name it gets and agreed (`named`). Raises Conflict.
    """
    if "nameless" in form and "named" not in form:
        raise Conflict(
            _("It was not sent: without your name it can’t be asked here. Nobody has seen your text, and it is kept.")
        )
    return asked_in(form)


def said_in(form: QueryDict) -> Said:
    """`body`, `sending`, `crowd`."""
    return Said(form.get("body", ""), form.get("sending", ""), agreed(form))


def ticket_in(form: QueryDict) -> Ticket:
    """`key` and `signature`, as the browser kept them."""
    part = number(form.get("part", "")) or 0
    return Ticket(form.get("key", "")[:200], form.get("signature", "")[:700], min(part, 1000))
