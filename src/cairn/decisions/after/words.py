"""Why somebody did it: every turn in a decision's life has its reason."""

from django.utils.translation import gettext as _

from cairn.core.errors import Invalid

LONGEST = 2000


def required_reason(reason: str, field: str = "reason") -> str:
    """The reason without space around it. Raises Invalid when there is none, or too much of it."""
    reason = reason.strip()
    words = ""
    if not reason:
        words = _("Say why. Those who were not there will ask.")
    elif len(reason) > LONGEST:
        words = _("This is longer than %(limit)d characters. Sum it up here; details belong in a page.") % {
            "limit": LONGEST
        }
    if words:
        raise Invalid(words, fields={field: words})
    return reason
