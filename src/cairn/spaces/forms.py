"""Forms of spaces. They shape input; operations decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.spaces.models import Access, SpaceRole
from cairn.spaces.operations import SpaceSettings
from cairn.spaces.operations.spaces import CHOSEN

ROLES = [
    (SpaceRole.READER, _("Reader: reads")),
    (SpaceRole.COMMENTER, _("Commenter: reads and comments")),
    (SpaceRole.EDITOR, _("Editor: writes and publishes")),
    (SpaceRole.ADMIN, _("Admin: also decides who is in the space")),
]


class SpaceSettingsForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    description = forms.CharField(
        label=_("What it is for"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two sentences that tell a newcomer what belongs here."),
    )
    access = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[(each.value, each.label) for each in CHOSEN],
        initial=Access.OPEN,
        widget=forms.RadioSelect,
    )
    open_role = forms.ChoiceField(
        label=_("Everyone in the workspace is"),
        choices=ROLES[:3],
        initial=SpaceRole.EDITOR,
        help_text=_("Counts while the space is open. People and teams that you add can have more."),
    )

    readers_comment = forms.BooleanField(
        label=_("Readers may comment"),
        required=False,
        help_text=_("They can ask, answer, resolve and suggest, and still change nothing by themselves."),
    )

    def settings(self) -> SpaceSettings:
        data = self.cleaned_data
        return SpaceSettings(
            data["name"], data["description"], data["access"], data["open_role"], data["readers_comment"]
        )


class NewSpaceForm(SpaceSettingsForm):
    key = forms.CharField(
        label=_("Key"),
        max_length=16,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Stands in the space's address and in its decisions. It stays as it is when the name changes."),
    )
    field_order = ["name", "key", "description", "access", "open_role", "readers_comment"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"].widget.attrs.update({"autofocus": True, "data-suggests-key": "id_key"})


class MemberForm(forms.Form):
    role = forms.ChoiceField(label=_("As"), choices=ROLES, initial=SpaceRole.EDITOR)
