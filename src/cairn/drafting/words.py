"""What is said in the name of a round."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cairn.drafting.gathering import GatheredSection
from cairn.drafting.joining import Point, quote_of
from cairn.people.models import User
from cairn.ui.lists import listed

PAIRS = 2  # of points that are quoted in a thread


def thread_text(section: GatheredSection, concerned: Sequence[User]) -> str:
    """The first comment of the thread on a section where people differ, in Markdown: whom it concerns, and where."""
    names = listed([f"@{user.name}" for user in concerned])
    asks = _("%(names)s: you answered “%(heading)s” differently. What shall stand here?")
    lines = [asks % {"names": names, "heading": section.heading}]
    for one, other in section.joined.near[:PAIRS]:
        lines.append("\n".join(_quoted(each) for each in (one, other)))
    lines.append(_("_Cairn opened this thread when it put the answers together._"))
    return "\n\n".join(lines)


def _quoted(point: Point) -> str:
    return f"> **{point.voice.name}**: {quote_of(point)}  "
