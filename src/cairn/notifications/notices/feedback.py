"""Who hears of feedback rounds and acknowledgements."""

from cairn.notifications.notices.base import NoticesOf, Reasons, SettledBy

NOTICES: dict[str, NoticesOf] = {}
REASONS: Reasons = {}
ASKS: set[str] = set()
SETTLES: dict[str, SettledBy] = {}
