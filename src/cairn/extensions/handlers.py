"""What extensions do when something happened elsewhere."""

from cairn.activity.models import Event
from cairn.extensions.registry import register_parts


def on_published(event: Event) -> None:
    if event.page_id is not None:
        register_parts(event.page_id)
