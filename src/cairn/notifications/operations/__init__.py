"""Writes of the inbox: reading, watching, switching mail off."""

from cairn.notifications.operations.mail import start_mail, stop_mail
from cairn.notifications.operations.reading import mark_all_read, mark_read, mark_unread
from cairn.notifications.operations.watch import unwatch_page, watch_page

__all__ = ["mark_all_read", "mark_read", "mark_unread", "start_mail", "stop_mail", "unwatch_page", "watch_page"]
