"""Which sections of its template a page has not filled yet."""

from cairn.documents import Adf, named_sections, says_something
from cairn.gallery.known import definition_behind, use_of
from cairn.gallery.sections.models import SectionChoice
from cairn.pages.models import Page
from cairn.pages.readiness import Lack


def lack_of(page: Page, body: Adf) -> Lack:
    """Two queries; of a page that was made without a template nothing."""
    use = use_of(page)
    definition = definition_behind(use) if use else None
    if definition is None:
        return Lack()
    unneeded = set(SectionChoice.objects.filter(page=page, choice=SectionChoice.UNNEEDED).values_list("key", flat=True))
    required = [each.heading for each in definition.unfilled(body) if each.key not in unneeded]
    there = [each for each in named_sections(body) if not each.again and each.key not in definition.required]
    return Lack(tuple(required), tuple(each.heading for each in there if not says_something(each.content)))
