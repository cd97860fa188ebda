"""`cairn register-sections`: the sections of every published page anew, and what pages were made from."""

from typing import Any

from django.core.management.base import BaseCommand

from cairn.activity.models import Event
from cairn.gallery.sections.registry import register_origin, register_sections
from cairn.pages.models import Page


class Command(BaseCommand):
    help = "Write the sections of every published page anew. Safe to run at any time, and twice."

    def handle(self, *args: Any, **options: Any) -> None:
        for event in Event.objects.filter(name="template.used").order_by("pk").iterator():
            register_origin(event)
        ids = list(Page.objects.filter(published__isnull=False).order_by("pk").values_list("pk", flat=True))
        for pk in ids:
            register_sections(pk)
        self.stdout.write(f"The sections of {len(ids)} pages are registered.")
