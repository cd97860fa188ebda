"""Forms of accounts, invitations, profiles and teams. They shape input; operations decide."""

from datetime import time
from typing import Any

from allauth.account import forms as account
from django import forms
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from cairn.people.models import User, WorkspaceRole
from cairn.people.operations import Profile
from cairn.people.zones import zones

LONG_ENOUGH = _("At least 10 characters. A few words in a row are easy to keep in mind and hard to guess.")
DAYS = [
    ("1", _("Mon")),
    ("2", _("Tue")),
    ("3", _("Wed")),
    ("4", _("Thu")),
    ("5", _("Fri")),
    ("6", _("Sat")),
    ("7", _("Sun")),
]


def zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in zones()]


class LoginForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
        )
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def is_limited(self) -> bool:
        return any(error.code == "too_many_login_attempts" for error in self.non_field_errors().as_data())


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget = forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})

    def clean_email(self) -> str:
        """Says nothing about whether there is such a person: neither in words nor in the time it takes."""
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: Any, **kwargs: Any) -> str:
        from cairn.people.jobs import mail_password_reset

        email: str = self.cleaned_data["email"]
        mail_password_reset.enqueue(email)
        return email


class _OneNewPassword(forms.Form):
    """Typed once: the field can show it, and a forgotten one can be reset."""

    user: AbstractBaseUser | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = LONG_ENOUGH


class ResetPasswordKeyForm(_OneNewPassword, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_OneNewPassword, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""


class JoinForm(forms.Form):
    """What the holder of an invitation fills in."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=LONG_ENOUGH,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    time_zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=zone_choices,
        initial="UTC",
        help_text=_("Dates and times are shown in it."),
        widget=forms.Select(attrs={"data-detect-zone": ""}),
    )


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("If you leave it empty, you get the link to pass on yourself.")
    )
    role = forms.ChoiceField(label=_("Joins as"), choices=WorkspaceRole.choices, initial=WorkspaceRole.MEMBER)


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(
        label=_("What you do"), max_length=120, required=False, help_text=_("For example “Product designer”.")
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        widget=forms.Select(attrs={"data-suggest-zone": _("Use %s, as this browser says")}),
    )
    working_days = forms.MultipleChoiceField(
        label=_("Working days"), choices=DAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    workday_start = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    workday_end = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    @classmethod
    def of(cls, person: User, data: Any = None) -> "ProfileForm":
        known = {name: getattr(person, name) for name in cls.base_fields}
        form = cls(data, initial={**known, "working_days": list(person.working_days)})
        if person.time_zone not in zones():
            field = form.fields["time_zone"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(person.time_zone, person.time_zone), *zone_choices()]
        return form

    def profile(self) -> Profile:
        data = self.cleaned_data
        start: time = data["workday_start"]
        return Profile(
            name=data["name"],
            title=data["title"],
            time_zone=data["time_zone"],
            working_days="".join(sorted(data["working_days"])),
            workday_start=start,
            workday_end=data["workday_end"],
        )


class AbsenceForm(forms.Form):
    first_day = forms.DateField(label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(
        label=_("Last day away"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=120,
        required=False,
        help_text=_("For example “Back on the train on Monday”. Everyone here can read it."),
    )


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autofocus": True}))
    description = forms.CharField(label=_("What the team does"), max_length=300, required=False)


class WorkspaceForm(forms.Form):
    name = forms.CharField(label=_("Name of the workspace"), max_length=80)
