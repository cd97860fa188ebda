"""What changed in the background since somebody took her position."""

from typing import Any

from cairn.decisions.closing.changes import Changes
from cairn.decisions.models import Decision
from cairn.pages.comparisons import Comparison, edition_for
from cairn.people.models import User


def text_changes(decision: Decision, user: User) -> dict[str, Any]:
    """What `pages/_changes.html` draws; nothing when her text is the newest."""
    position = decision.positions.select_related("version", "confirmed_version").filter(user=user).first()
    versions = Changes.of(decision).since(position).versions if position else None
    if versions is None:
        return {}
    older, newer = (edition_for(decision.page, str(number)) for number in versions)
    return Comparison.of(older, newer).context()
