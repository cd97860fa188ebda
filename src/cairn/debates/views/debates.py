"""A debate as a whole: its parts, its end, its conclusion."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.core.clock import now
from cairn.core.errors import CairnError, Conflict, Forbidden, Invalid
from cairn.core.verbs import form_of
from cairn.debates.access import can_conclude
from cairn.debates.answers import parts, said
from cairn.debates.forms import typed_instant
from cairn.debates.guard import ONLY_EDITORS
from cairn.debates.loaders import debate_for
from cairn.debates.models import Debate, Verdict
from cairn.debates.operations import close_debate, conclude_debate, move_closing
from cairn.pages.responses import dialog
from cairn.people.http import signed_in
from cairn.ui.instants import zone_name


def show(request: HttpRequest, pk: int, local_id: str) -> HttpResponse:
    """Its parts as they are now, for a page that was open when something happened."""
    return parts(request, debate_for(signed_in(request), pk, local_id))


def ask_closing(request: HttpRequest, pk: int, local_id: str) -> HttpResponse:
    """The dialog about when it closes."""
    debate = _to_conclude(request, pk, local_id)
    at = timezone.localtime(debate.closes_at).strftime("%Y-%m-%dT%H:%M") if debate.closes_at else ""
    return _closing(request, debate, at if debate.is_open() else "")


def move(request: HttpRequest, pk: int, local_id: str) -> HttpResponse:
    """`closes_at` in her zone; nothing: it stays open until somebody closes it."""
    debate, typed = debate_for(signed_in(request), pk, local_id), form_of(request).get("closes_at", "")
    try:
        move_closing(debate, by=signed_in(request), closes_at=typed_instant(typed))
    except (Invalid, Conflict) as error:
        return _closing(request, debate, typed, error)
    return said(parts(request, debate), _("Saved. Everybody who reads it sees when it closes."))


def close(request: HttpRequest, pk: int, local_id: str) -> HttpResponse:
    debate = close_debate(debate_for(signed_in(request), pk, local_id), by=signed_in(request))
    return said(parts(request, debate), _("The debate is closed. Write what follows from it."))


def ask_conclusion(request: HttpRequest, pk: int, local_id: str) -> HttpResponse:
    """The dialog in which the conclusion is written, or written anew."""
    debate = _to_conclude(request, pk, local_id)
    said = getattr(debate, "conclusion", None) if debate.pk else None
    return _conclusion(request, debate, {"verdict": said.verdict, "text": said.text} if said else {})


def conclude(request: HttpRequest, pk: int, local_id: str) -> HttpResponse:
    """`verdict` and `text`."""
    debate, form = debate_for(signed_in(request), pk, local_id), form_of(request)
    told = {"verdict": form.get("verdict", ""), "text": form.get("text", "")}
    try:
        conclude_debate(debate, by=signed_in(request), **told)
    except (Invalid, Conflict) as error:
        return _conclusion(request, debate, told, error)
    return said(parts(request, debate), _("The conclusion stands in the page. Whoever took part is told."))


def _to_conclude(request: HttpRequest, pk: int, local_id: str) -> Debate:
    debate = debate_for(signed_in(request), pk, local_id)
    if not can_conclude(signed_in(request), debate):
        raise Forbidden(_(ONLY_EDITORS))
    return debate


def _closing(request: HttpRequest, debate: Debate, typed: str, error: CairnError | None = None) -> HttpResponse:
    values: dict[str, Any] = {"typed": typed, "zone": zone_name(now()), "is_open": debate.is_open()}
    return _dialog(request, debate, "debates/_closing.html", values, error)


def _conclusion(
    request: HttpRequest, debate: Debate, typed: dict[str, str], error: CairnError | None = None
) -> HttpResponse:
    return _dialog(request, debate, "debates/_conclude.html", {"typed": typed, "verdicts": Verdict.choices}, error)


def _dialog(
    request: HttpRequest, debate: Debate, name: str, values: dict[str, Any], error: CairnError | None
) -> HttpResponse:
    return dialog(request, name, {"debate": debate, "page": debate.page, **values}, error)
