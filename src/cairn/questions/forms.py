"""What people type about questions, read from a request."""

from __future__ import annotations

import re

from django.http import QueryDict

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


def said_in(form: QueryDict) -> Said:
    """`body`, `sending`, `crowd`."""
    return Said(form.get("body", ""), form.get("sending", ""), agreed(form))


def ticket_in(form: QueryDict) -> Ticket:
    """`key` and `signature`, as the browser kept them."""
    part = number(form.get("part", "")) or 0
    return Ticket(form.get("key", "")[:200], form.get("signature", "")[:700], min(part, 1000))
