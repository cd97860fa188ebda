"""What the room does when something happened elsewhere."""

from cairn.activity.models import Event
from cairn.gallery.sections.registry import register_copies, register_origin, register_sections


def on_published(event: Event) -> None:
    if event.page_id is not None:
        register_sections(event.page_id)


def on_used(event: Event) -> None:
    register_origin(event)


def on_copied(event: Event) -> None:
    register_copies(event)
