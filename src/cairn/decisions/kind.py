"""The kind "decision": what pages ask about it without knowing it."""

from collections.abc import Iterable, Mapping
from typing import TypedDict, Unpack

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.core.errors import Invalid
from cairn.decisions.after.kept import kept
from cairn.decisions.frameworks.queries import current_version
from cairn.decisions.models import Decision, Status
from cairn.decisions.operations import spin_up_decision
from cairn.decisions.queries import STATUS_ROWS
from cairn.decisions.words import first_line
from cairn.documents.types import Adf
from cairn.pages.kinds import Facts, Kind
from cairn.pages.models import Page
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.spaces.models import Space

TONES = {
    Status.DRAFT: "",
    Status.RUNNING: "info",
    Status.DECIDED: "success",
    Status.SUPERSEDED: "warning",
    Status.WITHDRAWN: "",
}


def locked(page: Page) -> str | None:
    """A decided decision no longer changes; the reason says what was decided. One query, unless the page's has said no."""
    if getattr(page, "is_closed", None) is False:
        return None
    decision = Decision.objects.select_related(*STATUS_ROWS).filter(page=page).first()
    if decision is None or not decision.status.is_closed:
        return None
    outcome = getattr(decision, "outcome", None)
    if outcome is None:
        return _("This was withdrawn, so its text no longer changes. Reopen it to go on.")
    return _("This was decided as %(number)s, so its text no longer changes.") % {"number": outcome.label}


def card(page_ids: Iterable[int], reader: User) -> Mapping[int, Facts]:
    """State, number and the outcome's first line of each decision among the pages. One query.

    What took its place is named where `reader` may see that.
    """
    found = Decision.objects.filter(page__in=list(page_ids)).select_related(*STATUS_ROWS).with_heirs(reader)
    return {decision.page_id: _facts(decision) for decision in found}


def _facts(decision: Decision) -> Facts:
    status, outcome = decision.status, getattr(decision, "outcome", None)
    if outcome is None:
        return Facts(status.label, TONES[status])
    label = status.label
    if status == Status.SUPERSEDED and decision.sees_heir:  # type: ignore[attr-defined]
        label = _("Superseded by %(number)s") % {"number": decision.supersession.replacement.outcome.label}
    date = date_format(timezone.localtime(outcome.at), "j F Y")
    return Facts(label, TONES[status], outcome=first_line(outcome.statement), number=outcome.label, date=date)


class Spun(TypedDict, total=False):
    """`body` is a template's; `framework` the key of one, DACI when none is named."""

    parent: Page | None
    body: Adf | None
    framework: str


def spin_up(space: Space, *, by: Actor, title: str, **more: Unpack[Spun]) -> Page:
    """For the gallery: a decision from a template. Raises Invalid for a framework there is none of."""
    try:
        version = current_version(more["framework"]) if more.get("framework") else None
    except KeyError:
        words = _("The way to decide that this template uses (%(key)s) is not there any more. Nothing was made.")
        raise Invalid(words % {"key": more["framework"]}) from None
    parent = more.get("parent")
    return spin_up_decision(parent or space, by=by, title=title, body=more.get("body"), framework=version).page


DECISION = Kind(
    "decision",
    gettext_lazy("Decision"),
    icon="scale",
    locked=locked,
    kept=kept,
    card=card,
    spin_up="cairn.decisions.kind.spin_up",
    no_copy=gettext_lazy(
        "What people said and decided here was said once. Begin a new decision and name this one in it, or supersede it."
    ),
)
