"""The end of a debate: when it comes, that it has come, and what follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.debates.guard import lock_to_conclude
from cairn.debates.models import CONCLUSION_LENGTH, Closing, Conclusion, Debate, Verdict
from cairn.documents import InvalidDocument, from_typed, to_html, validate
from cairn.people.actors import Actor, user_of
from cairn.people.models import User


def move_closing(debate: Debate, *, by: Actor, closes_at: datetime | None) -> Debate:
    """Another instant, or none: it stays open until somebody closes it. A closed debate is opened again by it."""
    with atomic():
        debate = lock_to_conclude(debate, by=by)
        if closes_at is not None and closes_at <= now():
            raise Invalid(_("This instant is over. Choose a later one, or close the debate now."))
        was_open = debate.is_open()
        before, debate.closes_at = debate.closes_at, closes_at
        if before != closes_at:
            debate.save(update_fields=["closes_at"])
            Closing.objects.filter(debate=debate).delete()
            moved = {"before": _iso(before), "closes_at": _iso(closes_at)}
            _record("debate.closing_moved" if was_open else "debate.reopened", debate, by=by, **moved)
    return debate


def close_debate(debate: Debate, *, by: Actor) -> Debate:
    """Now, whatever was planned. Conflict once it is closed."""
    with atomic():
        debate = lock_to_conclude(debate, by=by)
        if not debate.is_open():
            raise Conflict(_("This debate is closed already. Nothing was changed."))
        debate.closes_at = now()
        debate.save(update_fields=["closes_at"])
        _say_closed(debate, by)
    return debate


def tell_debate_is_over(debate: Debate, *, by: Actor) -> None:
    """Its time is over: said once, however often this is asked for."""
    with atomic():
        debate = lock_to_conclude(debate, by=by)
        if not debate.is_open() and not Closing.objects.filter(debate=debate).exists():
            _say_closed(debate, by)


def conclude_debate(debate: Debate, *, by: User, verdict: str, text: str) -> Debate:
    """What follows, in Markdown; written again it replaces what stood there. Conflict as long as people still argue."""
    with atomic():
        debate = lock_to_conclude(debate, by=by)
        if debate.is_open():
            raise Conflict(_("People are still arguing. Close the debate first; your text is kept."))
        words = text.strip()
        if verdict not in Verdict.values:
            raise Invalid(_("Say what follows: it holds, it does not, or it stays open. Your text is kept."))
        if not words or len(words) > CONCLUSION_LENGTH:
            raise Invalid(
                _("A conclusion has between one letter and %(most)d; yours has %(have)d. Your text is kept.")
                % {"most": CONCLUSION_LENGTH, "have": len(words)}
            )
        said = {"verdict": verdict, "text": words, "html": _html(words), "by": by, "at": now()}
        Conclusion.objects.update_or_create(debate=debate, defaults=said)
        _record("debate.concluded", debate, by=by, verdict=verdict, excerpt=" ".join(words.split())[:200])
    return debate


def _html(words: str) -> str:
    try:
        return to_html(validate(from_typed(words).body))
    except InvalidDocument as error:
        raise Invalid(
            _("This can't be kept as a conclusion: %(why)s Your text is kept.") % {"why": error.message}
        ) from error


def _say_closed(debate: Debate, by: Actor) -> None:
    Closing.objects.get_or_create(debate=debate, defaults={"by": user_of(by)})
    sides = list(debate.arguments.filter(withdrawal=None).values_list("side", flat=True))
    _record("debate.closed", debate, by=by, n_for=sides.count("for"), n_against=sides.count("against"))


def _people(debate: Debate) -> list[int]:
    """Whoever argued or voted."""
    here = debate.arguments.filter(withdrawal=None)
    found = {*here.values_list("by", flat=True), *here.values_list("votes__user", flat=True)}
    return sorted(found - {None})


def _iso(instant: datetime | None) -> str:
    return instant.isoformat() if instant else ""


def _record(event: str, debate: Debate, *, by: Actor, **data: Any) -> None:
    about = {
        "debate": debate.pk,
        "local_id": debate.local_id,
        "statement": debate.statement,
        "people": _people(debate),
        **data,
    }
    record(event, by=by, space_id=debate.page.space_id, page_id=debate.page_id, target_id=debate.pk, **about)
