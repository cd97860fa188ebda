"""Words about people. Load with `{% load people %}`."""

from django import template
from django.utils.translation import gettext as _

from cairn.people.forms import DAYS
from cairn.people.models import User

register = template.Library()


@register.filter
def working_days(person: User) -> str:
    """ "Mon–Fri" for a run of days, else "Mon, Wed, Thu"."""
    names = [str(label) for value, label in DAYS if value in person.working_days]
    if not names:
        return _("no fixed days")
    if len(names) > 2 and "".join(sorted(person.working_days)) in "1234567":
        return f"{names[0]}–{names[-1]}"
    return ", ".join(names)
