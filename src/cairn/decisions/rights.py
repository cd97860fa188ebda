"""What one reader may on a decision's page, which she sees: as the page's own query has said, else asked once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from cairn.pages.access import can_comment, can_edit
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.access import can_manage_space


@dataclass
class Rights:
    user: User
    page: Page

    @cached_property
    def edits(self) -> bool:
        return self._known("may_edit", lambda: can_edit(self.user, self.page))

    @cached_property
    def comments(self) -> bool:
        return self._known("may_comment", lambda: can_comment(self.user, self.page))

    @cached_property
    def manages(self) -> bool:
        """The page's space."""
        return self._known("may_manage", lambda: can_manage_space(self.user, self.page.space))

    def _known(self, name: str, ask: Callable[[], bool]) -> bool:
        known = getattr(self.page, name, None)
        return ask() if known is None else bool(known)
