"""The sample workspace: made once, whole, and never among real people."""

from tests.cast import Cast

from cairn.config.sample import load_sample
from cairn.decisions.models import BallotMark, Decision, Escalation, LogView
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM
from cairn.people.models import Absence, User, Workspace
from cairn.people.operations import first_link
from cairn.roadmaps.models import Roadmap
from cairn.spaces.models import Space


def test_load_once(db: None) -> None:
    assert load_sample() is True
    assert Workspace.objects.get().is_sample
    assert User.objects.count() == 6 and not any(user.has_usable_password() for user in User.objects.all())
    assert set(Space.objects.values_list("key", flat=True)) == {"PRODUCT", "HANDBOOK", "PEOPLE"}
    assert sorted(decision.status for decision in Decision.objects.all()) == ["decided"] * 2 + ["running"] * 2
    room = Escalation.objects.get()
    assert room.ended_at and room.agenda.exclude(notes="").exists() and room.decision.status == "decided"
    assert BallotMark.objects.count() == 3 and Absence.objects.exists() and LogView.objects.exists()
    roadmap = Roadmap.objects.get()
    assert roadmap.items.count() == 9 and roadmap.items.filter(links__isnull=False).count() == 2
    pages = Page.objects.visible_to(SYSTEM)
    assert pages.count() >= 12 and not pages.filter(published=None)
    counts = [model.objects.count() for model in (User, Space, Page, Decision)]
    assert load_sample() is False
    assert [model.objects.count() for model in (User, Space, Page, Decision)] == counts


def test_not_where_somebody_wanted_it_empty(db: None) -> None:
    link = first_link()
    assert load_sample() is False and not User.objects.exists() and first_link() == link


def test_never_among_real_people(cast: Cast) -> None:
    assert load_sample() is False
    assert not Workspace.objects.get().is_sample and not User.objects.filter(email__endswith="sample.invalid")
