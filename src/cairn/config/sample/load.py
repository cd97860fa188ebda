"""Filling an empty installation with the sample team, its spaces, pages, decisions and threads."""

from cairn.config.sample.decisions import make_decisions
from cairn.config.sample.pages import make_pages
from cairn.config.sample.people import make_absence, make_people, make_team
from cairn.config.sample.roadmap import make_roadmap
from cairn.config.sample.rounds import make_rounds
from cairn.config.sample.threads import make_threads
from cairn.core.db import atomic
from cairn.decisions.models import Decision
from cairn.decisions.operations.log_views import save_log_view
from cairn.pages.models import Page
from cairn.people.actors import SYSTEM, System
from cairn.people.models import Invitation, User, Workspace
from cairn.spaces.models import Access, Space, SpaceRole
from cairn.spaces.operations import SpaceSettings, add_space_member, create_space


def load_sample(*, by: System = SYSTEM) -> bool:
    """Make the sample workspace in an installation without people. Returns False, changing nothing, in any other.

    One that was started with `--empty` and waits for its first account is somebody's own and stays empty.

    One transaction: a start that is interrupted leaves an empty installation, and the next one begins anew.
    """
    assert isinstance(by, System)
    with atomic():
        if User.objects.exists() or Invitation.objects.open().filter(by=None).exists():
            return False
        Workspace.objects.update_or_create(pk=1, defaults={"name": "Cairn sample", "is_sample": True})
        people = make_people()
        make_team(people)
        spaces = _spaces(people)
        pages = make_pages(spaces, people)
        running = make_decisions(pages, people)
        found: dict[str, Decision] = {
            str(decision.status): decision for decision in Decision.objects.visible_to(SYSTEM)
        }
        make_roadmap(running.page.space, found, people)
        make_rounds(spaces["HANDBOOK"], people)
        save_log_view(spaces["PRODUCT"], by=people["Ines"], name="Decided", query="state=decided", shared=True)
        make_absence(people)
        make_threads(pages, Page.objects.visible_to(SYSTEM).get(pk=running.page_id), people)
    return True


def _spaces(people: dict[str, User]) -> dict[str, Space]:
    ines = people["Ines"]
    product = create_space(
        SpaceSettings("Product", "What we build, why, and what we decided on the way."), by=ines, key="PRODUCT"
    )
    handbook = create_space(
        SpaceSettings("Handbook", "How a small team works together across five time zones."), by=ines, key="HANDBOOK"
    )
    private = SpaceSettings("People", "Hiring and pay. Only those who need it.", Access.RESTRICTED)
    hiring = create_space(private, by=ines, key="PEOPLE")
    add_space_member(product, people["Dario"], SpaceRole.COMMENTER, by=ines)
    add_space_member(hiring, people["Yuna"], SpaceRole.EDITOR, by=ines)
    return {space.key: space for space in (product, handbook, hiring)}
