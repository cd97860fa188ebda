"""What questions do when something happened."""

from cairn.activity.models import Event
from cairn.people.actors import SYSTEM
from cairn.people.models import User
from cairn.questions.models import Session
from cairn.questions.operations.assign import give_back_everywhere
from cairn.questions.operations.hosts import name_hosts


def on_template_used(event: Event) -> None:
    """A session from the gallery: whom the writer named as the one who answers is its host. Twice does no harm."""
    session = Session.objects.filter(page=event.page_id or 0).first()
    if session is not None:
        named = User.objects.active().filter(pk__in=event.data.get("notify", []))
        name_hosts(session, named.order_by("pk"), by=SYSTEM)


def on_person_deactivated(event: Event) -> None:
    """Who has left answers nothing any more. Twice does no harm."""
    give_back_everywhere(event.target_id or 0, by=SYSTEM)
