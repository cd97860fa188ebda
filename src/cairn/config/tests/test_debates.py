"""A debate in the inboxes and in search: what the apps above make of its events."""

from tests.cast import Cast

from cairn.activity.models import Event
from cairn.debates.operations import close_debate, conclude_debate
from cairn.debates.tests.conftest import Scene, page, scene
from cairn.notifications.handlers import notify
from cairn.notifications.models import Notification
from cairn.search.index import index_page
from cairn.search.models import SearchEntry

__all__ = ["page", "scene"]  # fixtures


def test_who_hears_of_it(cast: Cast, scene: Scene) -> None:
    close_debate(scene.debate, by=cast.ada)
    for name in ("argument.added", "debate.closed"):
        for event in Event.objects.filter(name=name).order_by("pk"):
            notify(event)
    told = set(Notification.objects.values_list("user__name", "reason", "text"))
    assert ("Ben", "owner", "Cleo argued for “We carry the stones by hand”") in told
    assert (
        "Ben",
        "concludes",
        "The debate “We carry the stones by hand” has closed: write what follows from it",
    ) in told
    assert ("Cleo", "debate", "The debate “We carry the stones by hand” has closed with 1 for and 1 against") in told
    conclude_debate(scene.debate, by=cast.ben, verdict="holds", text="By hand, then.")
    notify(Event.objects.get(name="debate.concluded"))
    assert Notification.objects.filter(user=cast.cleo, excerpt="By hand, then.").exists()
    assert not Notification.objects.filter(user=cast.ben, reason="concludes", done_at=None).exists()


def test_found_with_its_page(cast: Cast, scene: Scene) -> None:
    index_page(scene.page.pk)
    assert "Backs do not last." in SearchEntry.objects.get(page=scene.page).decision
    assert "We carry the stones" in SearchEntry.objects.get(page=scene.page).body
