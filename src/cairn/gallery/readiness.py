"""Which sections of its template a page has not filled yet."""

from cairn.documents import Adf, named_sections, says_something, section_id
from cairn.gallery.known import definition_behind, use_of
from cairn.gallery.sections.models import SectionChoice
from cairn.pages.models import Page
from cairn.pages.readiness import Gap, Lack


def lack_of(page: Page, body: Adf) -> Lack:
    """Two queries; of a page that was made without a template nothing."""
    use = use_of(page)
    definition = definition_behind(use) if use else None
    if definition is None:
        return Lack()
    unneeded = set(SectionChoice.objects.filter(page=page, choice=SectionChoice.UNNEEDED).values_list("key", flat=True))
    there = [each for each in named_sections(body) if not each.again]
    anchors = {each.key: section_id(each.key) for each in there}
    required = [each for each in definition.unfilled(body) if each.key not in unneeded]
    empty = [each for each in there if each.key not in definition.required and not says_something(each.content)]
    return Lack(
        tuple(Gap(each.heading, anchors.get(each.key, "")) for each in required),
        tuple(Gap(each.heading, anchors[each.key]) for each in empty),
    )
