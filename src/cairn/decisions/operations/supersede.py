"""What takes the place of a decision."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid, Missing
from cairn.decisions.access import can_see_decision, can_supersede, settles, tends
from cairn.decisions.after.words import required_reason
from cairn.decisions.guard import lock
from cairn.decisions.models import Decision, Status, Supersession
from cairn.decisions.operations.spin_up import spin_up_decision
from cairn.decisions.queries import STATUS_ROWS
from cairn.pages.access import can_edit
from cairn.pages.models import TITLE_LENGTH
from cairn.people.actors import Actor, user_of
from cairn.people.models import Workspace

LOST = gettext_lazy(
    "Only whoever drives or decides it, people who may edit its page and admins of the space can replace it."
)


def supersede_decision(decision: Decision, *, by: Actor, replacement: Decision, reason: str) -> Supersession:
    """`replacement` takes its place: at once when that is decided, else from its outcome on.

    Raises Invalid for a ring (also one that parallel requests would close), a withdrawn replacement or no reason.
    """
    with atomic():
        Workspace.objects.select_for_update().order_by("pk").first()  # rings close over several rows: one at a time
        decision = lock(decision, by=by)
        refuse_replacing(decision, by)
        heir = Decision.objects.select_related(*STATUS_ROWS, "page__space").filter(pk=replacement.pk).first()
        if heir is None or not can_see_decision(by, heir):
            raise Missing(_("The decision that should replace this one does not exist, or you may not see it."))
        words = required_reason(reason)
        refuse_unfit(decision, heir)
        supersession = Supersession.objects.create(decision=decision, replacement=heir, reason=words, by=user_of(by))
        _record_both(supersession, by)
    return supersession


def spin_up_replacement(decision: Decision, *, by: Actor, reason: str) -> Decision:
    """A draft that will take its place: its text as the background, its framework as it is now, why it is asked again."""
    with atomic():
        decision = lock(decision, by=by)
        refuse_replacing(decision, by)
        words = required_reason(reason)
        page = decision.page
        parent = page.parent if page.parent is not None and can_edit(by, page.parent) else None
        title = (_("Again: %(title)s") % {"title": page.title})[:TITLE_LENGTH]
        framework = decision.framework.framework.newest
        heir = spin_up_decision(parent or page.space, by=by, title=title, source=page, framework=framework)
        supersede_decision(decision, by=by, replacement=heir, reason=words)
    return heir


def take_back_supersession(decision: Decision, *, by: Actor, reason: str = "") -> None:
    """Nothing takes its place after all."""
    with atomic():
        decision = lock(decision, by=by)
        supersession = getattr(decision, "supersession", None)
        if not settles(by, decision):
            raise Forbidden(_("Only whoever drives or decides it and admins of the space can say that it holds again."))
        if supersession is None:
            raise Conflict(_("Nothing replaces this decision any more. Reload the page."))
        heir = supersession.replacement
        data = {"replacement": heir.pk, "label": _label(heir), "excerpt": reason.strip()[:300]}
        Supersession.objects.filter(pk=supersession.pk).delete()
        record(
            "supersession.ended",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            **data,
        )


def announce_heirs(heir: Decision, *, by: Actor) -> None:
    """It has just been decided: what it replaces holds no longer, and those pages say so from now on."""
    rows = Supersession.objects.filter(replacement=heir, decision__outcome__isnull=False)
    for row in rows.select_related("decision__page", "replacement__outcome"):
        _record_end(row, by, holds=True)


def refuse_replacing(decision: Decision, by: Actor) -> None:
    """Raises Conflict when it holds no longer or has an heir already, Forbidden when it is not hers to replace."""
    if not tends(by, decision):
        raise Forbidden(str(LOST))
    if hasattr(decision, "supersession"):
        heir = decision.supersession.replacement
        label = _label(heir) if can_see_decision(by, heir) else ""
        raise Conflict(
            _("%(heir)s replaces this decision already. Reload the page.") % {"heir": label or _("Another decision")}
        )
    if not can_supersede(by, decision):
        raise Conflict(_("Only a decision that holds can be replaced. Reload the page to see how it stands."))


def refuse_unfit(decision: Decision, heir: Decision) -> None:
    words = ""
    if heir.pk == decision.pk:
        words = _("A decision can’t replace itself. Choose another one.")
    elif heir.status == Status.WITHDRAWN:
        words = _("This one was withdrawn, so it can’t replace anything. Choose another one, or reopen it first.")
    elif _leads_to(heir, decision):
        words = _("This one is itself replaced by the decision you look at. Choose another one.")
    if words:
        raise Invalid(words, fields={"replacement": words})


def _leads_to(heir: Decision, decision: Decision) -> bool:
    """Whether what replaces `heir`, and what replaces that, ends at `decision`."""
    at: int | None = heir.pk
    while at is not None and at != decision.pk:
        at = Supersession.objects.filter(decision=at).values_list("replacement", flat=True).first()
    return at is not None


def _record_both(supersession: Supersession, by: Actor) -> None:
    """On both pages: what replaces it, and what it replaces."""
    old, new = supersession.decision, supersession.replacement
    _record_end(supersession, by, holds=new.status == Status.DECIDED)
    record(
        "decision.inherited", by=by, space_id=new.page.space_id, page_id=new.page_id, target_id=new.pk,
        superseded=old.pk, label=_label(old), supersession=supersession.pk, excerpt=supersession.reason[:300],
    )  # fmt: skip


def _record_end(row: Supersession, by: Actor, *, holds: bool) -> None:
    """On the page of what is replaced; `holds`: it is so from now on."""
    old, new = row.decision, row.replacement
    record(
        "decision.superseded", by=by, space_id=old.page.space_id, page_id=old.page_id, target_id=old.pk,
        supersession=row.pk, replacement=new.pk, label=_label(new), holds=holds, excerpt=row.reason[:300],
    )  # fmt: skip


def _label(decision: Decision) -> str:
    """ "D-9"; of one without a number nothing, as its title may not be for everybody's eyes."""
    outcome = getattr(decision, "outcome", None)
    return outcome.label if outcome else ""
