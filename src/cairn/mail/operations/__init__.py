"""Writes of mail: what a person chose, and the answers she sent."""

from cairn.mail.operations.preferences import (
    Choices,
    change_mail_preferences,
    revoke_reply_addresses,
    start_mail,
    stop_by_link,
    stop_mail,
    unmute_mail,
)

__all__ = [
    "Choices",
    "change_mail_preferences",
    "revoke_reply_addresses",
    "start_mail",
    "stop_by_link",
    "stop_mail",
    "unmute_mail",
]
