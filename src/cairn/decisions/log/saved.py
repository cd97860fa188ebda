"""The views that somebody kept, beside the log that she looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cairn.decisions.access import can_change_log_view, can_share_log_view
from cairn.decisions.log.asked import Asked
from cairn.decisions.models import LogView
from cairn.people.models import User
from cairn.spaces.models import Space


@dataclass
class Saved:
    user: User
    space: Space | None
    asked: Asked

    @cached_property
    def views(self) -> list[LogView]:
        """Hers and those shared with the space, by name."""
        found = LogView.objects.visible_to(self.user).of_log(self.space)
        return list(found.select_related("space", "owner"))

    @property
    def query(self) -> str:
        return self.asked.query().removeprefix("?")

    @property
    def current(self) -> LogView | None:
        """The one that asks what is being asked: hers before another's."""
        same = [view for view in self.views if view.query == self.query]
        return min(same, key=lambda view: view.owner_id != self.user.pk, default=None)

    @property
    def may_save(self) -> bool:
        return bool(self.query) and self.current is None

    @cached_property
    def may_share(self) -> bool:
        return can_share_log_view(self.user, self.space)

    @cached_property
    def may_change(self) -> bool:
        return self.current is not None and can_change_log_view(self.user, self.current)
