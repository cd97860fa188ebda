"""From "we should decide this" to a page with everything in place."""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Missing
from cairn.decisions.background import background, may_quote
from cairn.decisions.frameworks.queries import current_version
from cairn.decisions.models import Criterion, Decision, FrameworkVersion, Option, RoleHolder
from cairn.decisions.table.measure import START_CRITERIA
from cairn.documents.types import Adf
from cairn.pages.access import can_view
from cairn.pages.models import Page
from cairn.pages.operations import create_page
from cairn.people.actors import Actor, user_of
from cairn.people.models import User
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space


def spin_up_decision(
    place: Space | Page,
    *,
    by: Actor,
    title: str,
    source: Page | None = None,
    body: Adf | None = None,
    framework: FrameworkVersion | None = None,
) -> Decision:
    """A draft decision in a space or under a page: a page of its own kind, four criteria, two options, `by` as who drives it.

    `framework` stays that of the decision whatever happens to it later; DACI as it is now when none is given.
    `source` is the page it came from: its published text becomes the background, unless it is
    restricted and the decision would be open to others: then a link stands there. `body` replaces that text (a
    template's). Raises Missing when the source is not hers to see, Forbidden when she may not make pages here.
    """
    space, parent = (place.space, place) if isinstance(place, Page) else (place, None)
    if source is not None and not can_view(by, source):
        raise Missing(_("The page this decision should come from does not exist, or you may not see it."))
    if not can_edit_in_space(by, space):
        raise Forbidden(
            _("Only editors of %(space)s can make a decision here. Choose another space.") % {"space": space}
        )
    with atomic():
        page = create_page(
            space,
            by=by,
            title=title,
            parent=parent,
            kind="decision",
            body=body or background(source, quoted=source is None or may_quote(source, parent)),
            owner=user_of(by),
        )
        decision = Decision(page=page, source=source, framework=framework or current_version())
        decision.questions_block = decision.definition.closing.questions
        decision.save()
        _lay_out(decision, driver=user_of(by))
        record(
            "decision.created",
            by=by,
            space_id=space.pk,
            page_id=page.pk,
            target_id=decision.pk,
            source_id=source.pk if source else None,
        )
    return decision


def _lay_out(decision: Decision, *, driver: User | None) -> None:
    """A table with two options to name, and whoever spun it up as who drives it."""
    if driver is not None:
        (drives, *_more) = decision.definition.roles_that("drive")
        RoleHolder.objects.create(decision=decision, role=drives, user=driver)
    for position, (named, measure) in enumerate(START_CRITERIA):
        Criterion.objects.create(decision=decision, name=str(named), position=position, **measure.as_data())
    for position, name in enumerate([_("Option A"), _("Option B")]):
        Option.objects.create(decision=decision, title=name, position=position)
