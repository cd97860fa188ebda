"""What one reader sees of one decision. Every partial takes a `screen`; a part is read when a partial asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.decisions.access import silence_consents
from cairn.decisions.after.screen import After
from cairn.decisions.asking import Ask, ask_of
from cairn.decisions.ballots.box import BallotBox
from cairn.decisions.ballots.outcome import decides_by_count
from cairn.decisions.ballots.stances import StanceChoice, stance_choices, words_with_reason
from cairn.decisions.clock.fair import Left
from cairn.decisions.clock.screen import TimeScreen
from cairn.decisions.closing.changes import Differences
from cairn.decisions.closing.rules import counts_unconfirmed, obstacles_before
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.models import (
    Amendment,
    Approval,
    Decision,
    Dissent,
    Outcome,
    Position,
    Status,
)
from cairn.decisions.positions import Positions
from cairn.decisions.rights import Rights
from cairn.decisions.table.screen import TableParts
from cairn.decisions.timeline import Moment, timeline
from cairn.documents import Adf, prompts_in, to_html, without_prompts
from cairn.pages.drafts import draft_body
from cairn.people.models import Team, User
from cairn.spaces.access import can_see_space
from cairn.spaces.models import Space
from cairn.ui.instants import zone_name
from cairn.ui.lists import listed


@dataclass(frozen=True)
class Tag:
    """A person or a team in a role, with the stance to show on the avatar."""

    holder: User | Team
    members: list[User]
    is_team: bool
    left: Left | None = None  # of a person whose word is waited for


@dataclass(frozen=True)
class RoleLine:
    role: str
    label: str
    explained: str
    tags: list[Tag]


# A heading, and paragraphs with nothing in them.
BARE = re.compile(r"\s*(<h\d[^>]*>[^<]*</h\d>)?\s*(<p[^>]*>\s*(<br[^>]*>)?\s*</p>\s*)*")


def _heard(*names: str) -> str:
    """An htmx trigger: when the live connection says one of these happened to this page (behaviours/changes.ts)."""
    return ", ".join(f"cairn:{name} from:body" for name in names)


# Part of the page → when it fetches itself anew. "noun.changed" stands for every event of the noun.
EVENTS = {
    "facts": _heard(
        "escalation.changed",
        "decision.changed",
        "supersession.ended",
        "trigger.changed",
        "effect.changed",
        "position.changed",
        "page.published",
        "thread.changed",
    ),
    "table": _heard("option.changed", "criterion.changed", "cell.changed", "decision.decided", "thread.changed"),
    "comparison": _heard("option.changed", "criterion.changed", "cell.changed"),
    "positions": _heard("decision.changed", "position.changed", "page.published"),
    "changed": _heard("position.changed", "option.changed", "cell.changed", "decision.decided", "page.published"),
    "afterwards": _heard("trigger.changed", "effect.changed", "supersession.ended", "decision.decided"),
    "timeline": _heard(
        "decision", "escalation.changed", "page.published", "supersession.ended", "trigger.changed", "effect.changed"
    ),
}


class Screen(TableParts):
    events = EVENTS

    def __init__(self, decision: Decision, user: User) -> None:
        self.decision = decision
        self.user = user
        self.page = decision.page
        self.rights = Rights(user, decision.page)
        self.status = decision.status
        self.is_draft = self.status == Status.DRAFT
        self.is_running = self.status == Status.RUNNING
        self.is_decided = self.status.is_closed

    @cached_property
    def outcome(self) -> Outcome | None:
        return getattr(self.decision, "outcome", None)

    @cached_property
    def home(self) -> Space | None:
        """The space in whose log it is numbered; None where she may not see that one (its page has moved away)."""
        if self.outcome is None or self.outcome.space_id == self.page.space_id:
            return self.page.space
        return self.outcome.space if can_see_space(self.user, self.outcome.space) else None

    @cached_property
    def has_background(self) -> bool:
        """More is written than the heading that every new decision begins with."""
        html = self.page.published.html if self.page.published else to_html(without_prompts(self._draft))
        return not BARE.fullmatch(html)

    @property
    def shows_prompts(self) -> bool:
        """Its draft says in grey what to write there."""
        return self.page.published is None and bool(prompts_in(self._draft))

    @cached_property
    def _draft(self) -> Adf:
        return draft_body(self.page)

    @property
    def zone(self) -> str:
        """The reader's time zone, as people write it: "CET"."""
        return zone_name(now())

    @property
    def definition(self) -> Definition:
        """Its framework, as it was when the decision began."""
        return self.decision.definition

    @property
    def waiting_names(self) -> str:
        return listed([user.name for user in self.positions.waiting_for])

    @cached_property
    def after(self) -> After:
        return After(self.decision, self.user, self.rights, lambda: self.roles)

    @cached_property
    def ballot_box(self) -> BallotBox:
        return BallotBox(self.decision, self.user, is_closed=self.is_decided)

    @property
    def is_counted(self) -> bool:
        """The count decides which option it is; words for the outcome may be left to it as well."""
        return decides_by_count(self.decision)

    @property
    def stances(self) -> list[StanceChoice]:
        """What she may answer, in the framework's words."""
        return stance_choices(self.definition)

    @property
    def words_with_reason(self) -> str:
        return words_with_reason(self.definition)

    @cached_property
    def positions(self) -> Positions:
        return Positions.of(self.decision, self.roles, self.user)

    @cached_property
    def dissent(self) -> list[Dissent]:
        """What was said against the outcome, as it stood at the close."""
        return list(self.outcome.dissent.select_related("user")) if self.outcome else []

    @cached_property
    def amendments(self) -> list[Amendment]:
        return list(self.outcome.amendments.select_related("by")) if self.outcome else []

    @cached_property
    def approvals(self) -> list[Approval]:
        return list(self.outcome.approvals.select_related("user")) if self.outcome else []

    @cached_property
    def obstacles(self) -> list[str]:
        """What she who may decide can't overcome herself, in words."""
        found = obstacles_before(self.user, self.decision) if self.may_decide else []
        return [obstacle.words for obstacle in found if not obstacle.answer]

    @property
    def unconfirmed_words(self) -> str:
        """Whose position came before a change, and whether it counts."""
        names = listed([said.user.name for said in self.positions.unconfirmed])
        if not names:
            return ""
        if counts_unconfirmed(self.decision):
            return _("%(names)s did not confirm since something changed. It counts as it stands.") % {"names": names}
        return _("%(names)s did not confirm since something changed. It does not count until then.") % {"names": names}

    @property
    def may_amend(self) -> bool:
        return self.status == Status.DECIDED and (
            self.roles.has(self.user, "drive") or self.roles.has(self.user, "decide")
        )

    @cached_property
    def timeline(self) -> list[Moment]:
        return timeline(self.decision, self.user)

    @cached_property
    def time(self) -> TimeScreen:
        """The clock, silence, rooms, and who has left."""
        return TimeScreen(self.decision, self.user, self.roles, self.positions, self.may_change)

    @cached_property
    def mine(self) -> list[str]:
        """The reader's roles."""
        return self.roles.of_person(self.user)

    @cached_property
    def my_position(self) -> Position | None:
        return self.positions.of_person(self.user)

    @property
    def my_differences(self) -> Differences:
        """What changed since she took her position, and touches it."""
        mine = (said.differences for said in self.positions.lines if said.user.pk == self.user.pk)
        return next(mine, Differences()) if self.is_running else Differences()

    @property
    def may_take_position(self) -> bool:
        return self.is_running and self.roles.has(self.user, "voice")

    @cached_property
    def may_decide(self) -> bool:
        if not self.is_running or self.roles.has(self.user, "decide"):
            return self.is_running
        return self.roles.has(self.user, "drive") and silence_consents(self.decision)

    @cached_property
    def role_lines(self) -> list[RoleLine]:
        lines = []
        for role in self.definition.roles:
            holders = self.roles.holders[role.key]
            tags = [
                Tag(who, self.roles.members.get(who.pk, []), isinstance(who, Team), self.time.left_of(who))
                for who in holders
            ]
            label = role.label if len(holders) == 1 and role.minimum else role.plural
            lines.append(RoleLine(role.key, label, role.explained, tags))
        return lines

    @property
    def ask(self) -> Ask | None:
        """The one thing she is needed for now, if any."""
        return ask_of(self) if self.is_running else None
