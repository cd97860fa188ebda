"""What became of the pages of a template, and what a page lacks, at the HTTP edge."""

from datetime import timedelta

from tests.cast import Cast, SignIn

from cairn.action_items.models import ActionItem, Completion
from cairn.core.clock import now
from cairn.documents import from_markdown, named_sections
from cairn.gallery.definition import Definition
from cairn.gallery.known import template_for
from cairn.gallery.library import templates
from cairn.gallery.models import TemplateUse
from cairn.gallery.readiness import lack_of
from cairn.gallery.sections.models import SectionChoice
from cairn.gallery.standing import standing_of, uses
from cairn.pages.models import Page, Version
from cairn.pages.operations import create_page, publish_page, restrict_page


def made(cast: Cast, slug: str, *, published: bool = True) -> Page:
    page = create_page(cast.stone, by=cast.ben, title=slug, body=from_markdown("- [ ] Tie the boat\n").body)
    TemplateUse.objects.create(page=page, slug=slug, name=slug, by=cast.ben)
    if published:
        publish_page(page, by=cast.ben)
    return page


def test_what_became_of_the_pages_that_she_may_see(cast: Cast, as_: SignIn) -> None:
    _draft, _alive, old, done, secret = (made(cast, "how-to", published=n > 0) for n in range(5))
    items = [ActionItem(page=page, local_id="boat", text="Tie the boat") for page in (done, old, secret)]
    Completion.objects.create(item=ActionItem.objects.bulk_create(items)[0], by=cast.ben)
    Version.objects.filter(page=old).update(at=now() - timedelta(days=100))
    restrict_page(secret, by=cast.ben, action="view", users=[cast.ben], teams=[])
    mine = standing_of(cast.ben, template_for(cast.ben, "how-to"))
    assert (mine.used, mine.drafts, mine.alive, mine.quiet, mine.finished) == (5, 1, 2, 1, 1)
    hers = standing_of(cast.ravi, template_for(cast.ravi, "how-to"))  # a reader sees no draft, and nothing restricted
    assert (hers.used, hers.drafts, hers.alive, hers.quiet, hers.finished) == (3, 0, 1, 1, 1)
    assert (uses(cast.ben), uses(cast.ravi), uses(cast.sam)) == ({"how-to": 5}, {"how-to": 3}, {})
    shown = as_(cast.ravi).get("/gallery/how-to/").content.decode()
    assert "finished: every action item is done" in shown and "Used here" in shown
    assert "Used here" not in as_(cast.sam).get("/gallery/how-to/").content.decode()


def test_a_decision_is_told_by_its_state(cast: Cast, as_: SignIn) -> None:
    ben = as_(cast.ben)
    asked = templates()["daci"].variables[0].key
    ben.post("/gallery/daci/pages/", {"space": "STONE", f"v-{asked}": "Which rope?"})
    assert standing_of(cast.ben, template_for(cast.ben, "daci")).states == (("Draft", 1),)


def test_what_is_not_needed_here_is_not_required(cast: Cast) -> None:
    page = made(cast, "proposal", published=False)
    template: Definition = templates()["proposal"]
    required = [each.heading for each in template.sections if each.required]
    first = next(each for each in template.sections if each.required)
    assert [gap.heading for gap in lack_of(page, template.body).required] == required and named_sections(template.body)
    SectionChoice.objects.create(page=page, key=first.key, choice=SectionChoice.UNNEEDED, by=cast.ben)
    assert [gap.heading for gap in lack_of(page, template.body).required] == required[1:]
