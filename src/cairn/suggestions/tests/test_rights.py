"""Each right exists twice; this table holds the two together."""

from tests.cast import Cast

from cairn.pages.models import Page
from cairn.pages.operations import restrict_page
from cairn.pages.tests.conftest import MakePage
from cairn.people.actors import SYSTEM
from cairn.suggestions.access import can_rule, can_see_draft, can_suggest
from cairn.suggestions.models import Ruling
from cairn.suggestions.queries import drafts_open_to


def test_sentence_and_query_agree(cast: Cast, page_of: MakePage) -> None:
    page_of("Published"), page_of("Draft", draft=True), page_of("Open", space=cast.moss, by=cast.sam)
    hidden = page_of("Hidden")
    restrict_page(hidden, by=cast.ben, action="view", users=[cast.ben], teams=[])
    restrict_page(page_of("Closed"), by=cast.ben, action="edit", users=[cast.ada], teams=[])
    for page in Page.objects.all():
        Ruling.objects.create(page=page, suggestion=f"{cast.cleo.pk}-1", outcome="accepted", by=cast.ben)
    for user in [*cast.all(), SYSTEM]:
        may = {page for page in Page.objects.all() if can_see_draft(user, page)}
        assert set(drafts_open_to(user)) == may, user
        assert {ruling.page for ruling in Ruling.objects.all().visible_to(user)} == may
        assert (
            may >= {page for page in may if can_suggest(user, page)} >= {page for page in may if can_rule(user, page)}
        )
    counts = [drafts_open_to(user).count() for user in cast.all()]
    assert len(set(counts)) > 3, counts
