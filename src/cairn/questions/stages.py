"""In which stage a session is, and what everybody may do in it. Pure: instants in, a word out."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open for questions")
    ANSWERING = "answering", _("Answering")
    CLOSED = "closed", _("Closed")


DEEDS = ("ask", "vote", "answer")


def defaults() -> dict[str, list[str]]:
    """What everybody may do unless the hosts say otherwise. Hosts answer in every stage but the first."""
    return {
        Stage.PLANNED.value: [],
        Stage.OPEN.value: ["ask", "vote", "answer"],
        Stage.ANSWERING.value: ["answer"],
        Stage.CLOSED.value: [],
    }


def stage_at(
    moment: datetime, opens_at: datetime | None, closes_at: datetime | None, answers_until: datetime | None
) -> Stage:
    """Without an opening it is only planned; without a closing it stays open; answering ends when somebody said so."""
    if opens_at is None or moment < opens_at:
        return Stage.PLANNED
    if closes_at is None or moment < closes_at:
        return Stage.OPEN
    if answers_until is None or moment < answers_until:
        return Stage.ANSWERING
    return Stage.CLOSED
