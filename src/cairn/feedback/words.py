"""What is said in more than one place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.clock import now
from cairn.core.errors import Invalid
from cairn.feedback.models import Maturity
from cairn.feedback.times import LONGEST
from cairn.ui.lists import listed

# What is asked at each maturity: a line for the reviewer, and the focus question when the author has none.
ASKED: dict[int, Promise | str] = {
    Maturity.DIRECTION: gettext_lazy("Early: is this the right way? Wording and spelling can wait."),
    Maturity.SUBSTANCE: gettext_lazy("Halfway: what is missing, what is wrong? The wording may still change."),
    Maturity.CORRECTNESS: gettext_lazy("Nearly done: is every sentence right? Small things count now."),
}
QUESTIONS: dict[int, Promise | str] = {
    Maturity.DIRECTION: gettext_lazy("Is this the right direction?"),
    Maturity.SUBSTANCE: gettext_lazy("What is missing or wrong?"),
    Maturity.CORRECTNESS: gettext_lazy("Is everything correct?"),
}


def names(people: Sequence[str]) -> str:
    """ "Ada", "Ada and Ben", "Ada, Ben and 3 others"."""
    if len(people) > 4:
        rest = {"first": ", ".join(people[:2]), "n": len(people) - 2}
        return _("%(first)s and %(n)d others") % rest
    return listed(people)


def one_line(text: str, most: int, field: str) -> str:
    """`text` on one line. Raises Invalid past `most` letters."""
    line = " ".join(text.split())
    if len(line) > most:
        words = _("This has %(n)d letters; %(most)d are the most. Nothing is lost: shorten it, then try again.")
        said = words % {"n": len(line), "most": most}
        raise Invalid(said, fields={field: said})
    return line


def future(due_at: datetime | None) -> datetime:
    """The instant, when it lies ahead and within a year. Raises Invalid."""
    if due_at is None:
        words = _("Say until when: pick a day and an hour. In the night the clock changes, pick another hour.")
    elif due_at <= now():
        words = _("This instant is over. Pick one that lies ahead.")
    elif due_at > now() + LONGEST:
        words = _("This is more than a year ahead. Pick a nearer day.")
    else:
        return due_at
    raise Invalid(words, fields={"due_at": words})
