"""What a person says about herself."""

from dataclasses import dataclass
from datetime import time

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from cairn.core.db import atomic, on_commit
from cairn.core.errors import Forbidden, Invalid
from cairn.core.ids import local_id
from cairn.people.access import can_change_profile
from cairn.people.actors import Actor
from cairn.people.events import record
from cairn.people.models import User
from cairn.people.pictures import square
from cairn.people.zones import is_zone


@dataclass(frozen=True)
class Profile:
    """`working_days` are ISO weekdays, "12345" for Monday to Friday; `time_zone` an IANA name."""

    name: str
    title: str = ""
    time_zone: str = "UTC"
    working_days: str = "12345"
    workday_start: time = time(9)
    workday_end: time = time(17)


@atomic
def change_profile(person: User, profile: Profile, *, by: Actor) -> None:
    """Keep `profile` as hers. Raises Invalid with the fields that are wrong."""
    _check_right(by, person)
    _check(profile)
    person.name, person.title = " ".join(profile.name.split()), profile.title.strip()
    person.time_zone, person.working_days = profile.time_zone, profile.working_days
    person.workday_start, person.workday_end = profile.workday_start, profile.workday_end
    person.save(update_fields=["name", "title", "time_zone", "working_days", "workday_start", "workday_end"])
    record("person.changed", by=by, target_id=person.pk, label=person.name)


@atomic
def set_picture(person: User, file: UploadedFile[bytes], *, by: Actor) -> None:
    """Show `file`, cut to a square, as hers; the one before is deleted."""
    _check_right(by, person)
    picture = square(file, file.size or 0)
    _drop_file(person)
    person.picture.save(f"{local_id()}.webp", picture, save=False)
    person.save(update_fields=["picture"])
    record("person.changed", by=by, target_id=person.pk, label=person.name)


@atomic
def remove_picture(person: User, *, by: Actor) -> None:
    """Back to initials."""
    _check_right(by, person)
    if person.picture:
        _drop_file(person)
        person.picture = ""
        person.save(update_fields=["picture"])
        record("person.changed", by=by, target_id=person.pk, label=person.name)


def _check_right(by: Actor, person: User) -> None:
    if not can_change_profile(by, person):
        raise Forbidden(_("Only %(name)s can change this profile.") % {"name": person.name})


def _check(profile: Profile) -> None:
    wrong: dict[str, str] = {}
    if not profile.name.strip() or len(profile.name) > 120:
        wrong["name"] = _("Write a name of at most 120 characters.")
    if len(profile.title) > 120:
        wrong["title"] = _("At most 120 characters.")
    if not is_zone(profile.time_zone):
        wrong["time_zone"] = _("Choose a time zone from the list.")
    if set(profile.working_days) - set("1234567"):
        wrong["working_days"] = _("Choose days of the week.")
    if profile.workday_start == profile.workday_end:
        wrong["workday_end"] = _("The day ends when it starts. Choose two different times.")
    if wrong:
        raise Invalid(_("Nothing is changed yet. Put right what is marked."), fields=wrong)


def _drop_file(person: User) -> None:
    if person.picture:
        storage, name = person.picture.storage, str(person.picture.name)
        on_commit(lambda: storage.delete(name))
