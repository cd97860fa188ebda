"""Addresses of feeds that work without signing in: personal, signed, and revocable by a new key."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from cairn.core.ids import digest
from cairn.decisions.log.asked import Asked
from cairn.decisions.models import FeedKey, LogView
from cairn.people.models import User
from cairn.spaces.models import Space

SALT = "cairn.decisions.feed"


@dataclass(frozen=True)
class Subscription:
    """What a feed's address leads to, for whom."""

    user: User
    space: Space | None
    asked: Asked
    name: str = ""


def feed_path(key: FeedKey, space: Space | None, view: LogView | None = None) -> str:
    """Of the log of `space` (None: of the workspace), or of a saved view. The same each time, until the key is renewed."""
    scope = f"view:{view.pk}" if view else f"space:{space.pk}" if space else "all"
    signed = signing.Signer(salt=SALT).sign_object([key.user_id, digest(key.secret)[:32], scope])
    return reverse("decision_feed_of", args=[signed])


def subscription_of(token: str) -> Subscription | None:
    """None for an address that was never given out, was ended by a new key, or leads to what its owner no longer sees."""
    try:
        pk, proof, scope = signing.Signer(salt=SALT).unsign_object(token)
        kind, _colon, number = scope.partition(":")
    except (signing.BadSignature, TypeError, ValueError, AttributeError):
        return None
    key = FeedKey.objects.filter(user=pk, user__is_active=True).select_related("user").first()
    if key is None or not constant_time_compare(digest(key.secret)[:32], proof):
        return None
    if kind == "view":
        view = LogView.objects.visible_to(key.user).select_related("space").filter(pk=number).first()
        return Subscription(key.user, view.space, Asked.of_text(view.query), view.name) if view else None
    if kind == "space":
        space = Space.objects.visible_to(key.user).filter(pk=number).first()
        return Subscription(key.user, space, Asked()) if space else None
    return Subscription(key.user, None, Asked())
