"""How accounts are made (by invitation only) and reached."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cairn.people.origin import client_ip


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail and password don't belong together. Check both and try again."),
        "too_many_login_attempts": _(
            "Too many tries with this e-mail. Wait five minutes and try again, or choose a new password by e-mail."
        ),
        "incorrect_password": _("This is not your password. Nothing is changed. Type it again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The fifth wrong password says at once that the next one has to wait."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        if not ratelimit.consume(request, app="allauth.account", action="login_failed", key=key, dry_run=True):
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By e-mail alone: asking under another host name does not start a new count."""
        return str(credentials.get("email", "")).lower()

    def add_message(self, *args: object, **kwargs: object) -> None:
        """allauth's own messages are not said: the page that follows shows what happened."""
