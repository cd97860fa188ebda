"""At the review date: did what was expected come?"""

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import tends
from cairn.decisions.after.keepers import keepers
from cairn.decisions.guard import lock
from cairn.decisions.models import Came, Decision, EffectReview, Status
from cairn.people.actors import System
from cairn.people.models import User

LONGEST = 5000


def ask_for_effect(decision: Decision, *, by: System) -> EffectReview | None:
    """The day has come: whoever looks after it is asked, once. None when that was done, or it holds no longer."""
    with atomic():
        decision = lock(decision, by=by)
        if decision.status != Status.DECIDED or EffectReview.objects.filter(outcome=decision.outcome).exists():
            return None
        review = EffectReview.objects.create(outcome=decision.outcome)
        record(
            "effect.asked",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            number=decision.outcome.number,
            excerpt=decision.outcome.expected_effect[:300],
            people=[{"user_id": user.pk} for user in keepers(decision)],
        )
    return review


def answer_effect(decision: Decision, *, by: User, came: str, learnt: str) -> EffectReview:
    """ "yes", "partly" or "no", and what we learnt (needed unless it came). Changeable; before the day as well."""
    learnt = learnt.strip()
    with atomic():
        decision = lock(decision, by=by)
        if not tends(by, decision):
            raise Forbidden(_("Only whoever drives or decides it and people who may edit its page answer for it."))
        if decision.status != Status.DECIDED:
            raise Conflict(_("This decision is not in force, so there is no effect to look at. Reload the page."))
        _refuse_unclear(came, learnt)
        answered = {"came": came, "learnt": learnt, "by": by, "at": now()}
        review, _is_new = EffectReview.objects.update_or_create(outcome=decision.outcome, defaults=answered)
        record(
            "effect.answered",
            by=by,
            space_id=decision.page.space_id,
            page_id=decision.page_id,
            target_id=decision.pk,
            came=came,
            excerpt=learnt[:300],
        )
    return review


def _refuse_unclear(came: str, learnt: str) -> None:
    fields = {}
    if came not in Came.values:
        fields["came"] = _("Choose one: yes, partly or no.")
    if not learnt and came != Came.YES:
        fields["learnt"] = _("Say what we learnt, so that the next decision can start from there.")
    elif len(learnt) > LONGEST:
        fields["learnt"] = _("This is longer than %(limit)d characters. Sum it up here; details belong in a page.") % {
            "limit": LONGEST
        }
    if fields:
        raise Invalid(" ".join(fields.values()), fields=fields)
