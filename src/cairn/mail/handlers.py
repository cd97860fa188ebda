"""What mail does when something happened elsewhere."""

from cairn.activity.models import Event
from cairn.mail.operations.preferences import look_again
from cairn.people.models import User


def on_person_changed(event: Event) -> None:
    """Her zone or her hours may be others now: what waits is asked anew when it may be mailed."""
    user = User.objects.filter(pk=event.target_id or 0).first()
    if user is not None:
        look_again(user)
