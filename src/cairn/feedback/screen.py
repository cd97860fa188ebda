"""What one person sees of the feedback on a page: the open round, what she is asked to read, what became of earlier rounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from cairn.core.clock import now
from cairn.feedback.closing import summary_of
from cairn.feedback.models import Acknowledgement, ReadRequest, Round, Verdict
from cairn.feedback.progress import Part, Progress
from cairn.feedback.times import again_at, time_left
from cairn.feedback.words import ASKED, names
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.people.zones import zone_of


class RoundScreen:
    """A round for one reader. `may_lead`: she may edit the page, so the round is hers to run."""

    def __init__(self, round_: Round, user: User, *, may_lead: bool) -> None:
        self.round, self.user = round_, user
        self.may_lead = may_lead and round_.is_open

    @cached_property
    def progress(self) -> Progress:
        return Progress.of(self.round)

    @cached_property
    def mine(self) -> Part | None:
        """Her own part, when she is asked."""
        return next((part for part in self.progress.parts if part.review.user_id == self.user.pk), None)

    @property
    def runs_it(self) -> bool:
        """Whether its buttons stand on the page: an editor who is asked herself finds them with the round."""
        return self.may_lead and (self.mine is None or self.round.by_id == self.user.pk)

    @property
    def asked(self) -> str:
        return str(ASKED[self.round.maturity])

    @property
    def time_left(self) -> str:
        return time_left(self.user, now(), self.round.due_at)

    @property
    def is_over_time(self) -> bool:
        return self.round.is_open and self.round.due_at <= now()

    @property
    def late_names(self) -> str:
        return names(self._others([part for part in self.progress.parts if part.state == "late"]))

    @property
    def waiting_names(self) -> str:
        return names(self._others(self.progress.missing))

    @property
    def others_missing(self) -> int:
        return len(self._others(self.progress.missing))

    def _others(self, parts: Sequence[Part]) -> list[str]:
        """Their names; hers is in the part of the banner that speaks to her."""
        return [part.review.user.name for part in parts if part.review.user_id != self.user.pk]

    @property
    def one_nudgeable(self) -> str:
        """The name on the button when there is one to nudge."""
        found = self.progress.nudgeable
        return found[0].review.user.name if len(found) == 1 else ""

    @cached_property
    def summary(self) -> list[Verdict]:
        return summary_of(self.round, self.user)

    @property
    def taken(self) -> int:
        return sum(verdict.is_taken for verdict in self.summary)

    @property
    def not_taken(self) -> int:
        return len(self.summary) - self.taken

    @property
    def ends_for(self) -> list[tuple[User, str]]:
        """The end on each reviewer's own clock, where that differs from the reader's."""
        here = str(zone_of(self.user))
        people = [part.review.user for part in self.progress.missing if str(zone_of(part.review.user)) != here]
        return [(person, f"{self.round.due_at.astimezone(zone_of(person)):%a %H:%M %Z}") for person in people]


class ReadingScreen:
    """A request to read, for one reader."""

    def __init__(self, request: ReadRequest, user: User, *, may_follow: bool) -> None:
        self.request, self.user = request, user
        self.may_follow = may_follow or request.by_id == user.pk

    @cached_property
    def rows(self) -> list[Acknowledgement]:
        """Everybody asked who is here, those who have not confirmed first; `given` is the confirmation that counts."""
        found = self.request.acknowledgements.filter(user__is_active=True).select_related("user", "team", "version")
        rows = list(found.prefetch_related("confirmations__version").order_by("user__name", "pk"))
        for row in rows:
            said = list(row.confirmations.all())
            row.given = next((each for each in said if each.version.number >= row.version.number), None)  # type: ignore[attr-defined]
            row.before = said[-1] if said else None  # type: ignore[attr-defined]
        return sorted(rows, key=lambda row: row.given is not None)  # type: ignore[attr-defined]

    @cached_property
    def mine(self) -> Acknowledgement | None:
        return next((row for row in self.rows if row.user_id == self.user.pk), None)

    @property
    def missing(self) -> list[Acknowledgement]:
        return [row for row in self.rows if row.given is None]  # type: ignore[attr-defined]

    @property
    def given_count(self) -> int:
        return len(self.rows) - len(self.missing)

    @property
    def is_overdue(self) -> bool:
        return self.request.due_at is not None and self.request.due_at <= now()

    @property
    def may_remind(self) -> bool:
        return any(again_at(row.reminded_at) is None for row in self.missing)


class Feedback:
    """The feedback on one page, for one reader; what is known to be absent costs no query."""

    def __init__(self, page: Page, user: User, *, may_edit: bool) -> None:
        self.page, self.user, self.may_edit = page, user, may_edit

    @cached_property
    def round(self) -> RoundScreen | None:
        if getattr(self.page, "round_pk", True) is None:
            return None
        found = Round.objects.of(self.page).select_related("by").filter(ended_at=None).first()
        if found is not None:
            found.page = self.page
        return RoundScreen(found, self.user, may_lead=self.may_edit) if found else None

    @cached_property
    def reading(self) -> ReadingScreen | None:
        if getattr(self.page, "reading_pk", True) is None:
            return None
        found = ReadRequest.objects.of(self.page).select_related("by", "version").filter(ended_at=None).first()
        if found is not None:
            found.page = self.page
        return ReadingScreen(found, self.user, may_follow=self.may_edit) if found else None

    @property
    def earlier(self) -> int:
        """How many rounds were closed; known from the page's own query."""
        return getattr(self.page, "closed_rounds", 0)
