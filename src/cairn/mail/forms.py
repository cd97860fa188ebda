"""The form of what reaches her by mail. It shapes input; the operation decides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.core.errors import Invalid
from cairn.mail.kinds import KINDS
from cairn.mail.models import MailPreferences, Rhythm
from cairn.mail.operations import Choices

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]
DAYS = [
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
]
CLOCK = {"type": "time"}


class MailForm(forms.Form):
    digest_hour = forms.TypedChoiceField(label=_("Digests come at"), choices=HOURS, coerce=int)
    digest_day = forms.TypedChoiceField(label=_("Weekly ones on"), choices=DAYS, coerce=int)
    working_hours_only = forms.BooleanField(
        label=_("Only in my working hours"),
        required=False,
        help_text=_("What comes at once or hourly waits until you work again; daily digests skip your days off."),
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("Quiet until"), required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M")
    )
    urgent_any_time = forms.BooleanField(
        label=_("Mentions and asks may come at any time"),
        required=False,
        help_text=_("Also in quiet hours and outside working hours, when they come at once."),
    )

    def __init__(self, prefs: MailPreferences, data: Any = None) -> None:
        names = [*self.base_fields, *(kind.name for kind in KINDS)]
        super().__init__(data, initial={name: getattr(prefs, name) for name in names})
        for kind in KINDS:
            self.fields[kind.name] = forms.ChoiceField(
                label=str(kind.label), choices=Rhythm.choices, help_text=str(kind.hint)
            )

    @property
    def kinds(self) -> list[forms.BoundField]:
        return [self[kind.name] for kind in KINDS]

    def choices(self) -> Choices:
        data = self.cleaned_data
        start, end = data["quiet_from"], data["quiet_to"]
        if (start is None) != (end is None):
            words = str(_("Quiet hours need a beginning and an end. Leave both empty for none."))
            raise Invalid(words, fields={"quiet_from" if start is None else "quiet_to": words})
        return Choices(
            rhythms={kind.name: data[kind.name] for kind in KINDS},
            digest_hour=data["digest_hour"],
            digest_day=data["digest_day"],
            quiet=(start, end) if start is not None else None,
            working_hours_only=data["working_hours_only"],
            urgent_any_time=data["urgent_any_time"],
        )
