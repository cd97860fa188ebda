"""What one person sees of a round: on its page, on its own page, and her own sheet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from cairn.core.clock import now
from cairn.drafting.models import Answer, Invitation, Outcome, Round
from cairn.drafting.progress import Part, Progress
from cairn.drafting.sheet import Line, lines_of, questions_in
from cairn.feedback.times import time_left
from cairn.feedback.words import names
from cairn.pages.models import Page
from cairn.pages.restrictions import restriction_of
from cairn.people.models import User


class RoundScreen:
    """A round for one reader. `may_lead`: she may edit the page, so it is hers to run."""

    def __init__(self, round_: Round, user: User, *, may_lead: bool) -> None:
        self.round, self.user, self.may_lead = round_, user, may_lead

    @cached_property
    def progress(self) -> Progress:
        return Progress.of(self.round)

    @cached_property
    def mine(self) -> Part | None:
        return next((part for part in self.progress.parts if part.invitation.user_id == self.user.pk), None)

    @property
    def sections(self) -> int:
        return len(questions_in(self.round.body))

    @property
    def time_left(self) -> str:
        return time_left(self.user, now(), self.round.ends_at) if self.round.is_open else ""

    @property
    def is_nothing(self) -> bool:
        return self.round.outcome == Outcome.NOTHING

    @property
    def is_cancelled(self) -> bool:
        return self.round.outcome == Outcome.CANCELLED

    @property
    def may_end(self) -> bool:
        return self.may_lead and self.round.is_open and self.progress.is_complete

    @property
    def waiting_names(self) -> str:
        return names([part.invitation.user.name for part in self.progress.missing])

    @property
    def in_names(self) -> str:
        return names([part.invitation.user.name for part in self.progress.parts if part.state == "in"])

    @property
    def late_names(self) -> str:
        return names([part.invitation.user.name for part in self.progress.late])

    @cached_property
    def is_closed_circle(self) -> bool:
        """Only those who were asked see the page, by a restriction of its own."""
        page = self.round.page
        return page.view_gate_id is not None and restriction_of(page, "view") is not None


class Sheet:
    """Her own answers, section by section."""

    def __init__(self, invitation: Invitation, user: User, typed: Mapping[str, str] | None = None) -> None:
        self.invitation, self.user, self.typed = invitation, user, typed or {}
        self.screen = RoundScreen(invitation.round, user, may_lead=False)

    @property
    def round(self) -> Round:
        return self.invitation.round

    @cached_property
    def lines(self) -> list[Line]:
        mine = Answer.objects.hers(self.user).filter(invitation=self.invitation)
        return lines_of(self.round, {answer.section: answer for answer in mine}, self.typed)

    @property
    def answered(self) -> int:
        return sum(line.is_answered for line in self.lines)

    @property
    def is_done(self) -> bool:
        return hasattr(self.invitation, "done")

    @property
    def is_in(self) -> bool:
        return hasattr(self.invitation, "merge")

    @property
    def is_late(self) -> bool:
        return self.round.is_drafted and not self.is_in

    @property
    def may_write(self) -> bool:
        return not self.is_in and (self.round.is_open or self.round.is_drafted)


def on_page(page: Page, user: User, *, may_lead: bool) -> RoundScreen | None:
    """The latest round of a page; `None` where there is none, or it was called off and is nobody's business now."""
    found = Round.objects.of(page).select_related("by", "ended_by").order_by("-pk").first()
    if found is None:
        return None
    found.page = page
    return RoundScreen(found, user, may_lead=may_lead)
