"""Instants as people type them."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid


class InstantForm(forms.Form):
    """In the reader's zone; an hour that the clock skips or repeats is no instant."""

    at = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"])


def typed_instant(text: str) -> datetime | None:
    """None when nothing was typed. Raises Invalid when it can't be read."""
    if not text.strip():
        return None
    form = InstantForm({"at": text})
    at: datetime | None = form.cleaned_data["at"] if form.is_valid() else None
    if at is None or not 1970 < at.year < 3000:
        raise Invalid(_("This instant can’t be read. Pick a day and an hour; in the night the clock changes, another."))
    return at
