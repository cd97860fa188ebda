"""The same question across all pages: one fills Risks, the other reads them all, and takes over what is new."""

import re
from textwrap import dedent

from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer, open_editor

# A poster from before its template asked what the project will not do.
OLD_POSTER = """
    from cairn.documents import from_markdown
    from cairn.gallery.library import templates
    from cairn.gallery.models import TemplateUse
    from cairn.gallery.sections.models import Origin
    from cairn.pages.operations import create_page, publish_page
    from cairn.people.models import User
    from cairn.spaces.models import Space
    mira = User.objects.get(name="Mira Castellan")
    text = "## Risks <!-- section: risks -->\\n\\nNobody knows.\\n\\n## Who does what <!-- section: people -->\\n\\nMira.\\n"
    page = create_page(Space.objects.get(key="HANDBOOK"), by=mira, title="Project: A new path", body=from_markdown(text).body)
    TemplateUse.objects.create(page=page, slug="project-poster", name="Project poster", by=mira)
    keys = [each.key for each in templates()["project-poster"].sections if each.key != "not"]
    Origin.objects.create(page=page, template="project-poster", keys=keys)
    publish_page(page, by=mira)
    print("page", page.pk)
"""
TABLE = "/gallery/project-poster/sections/?section=risks"


def test_one_fills_the_risks_and_the_other_reads_them_all(visit: Visit, product: Product) -> None:
    found = re.search(r"page (\d+)", product.run("shell", "-c", dedent(OLD_POSTER)))
    assert found
    mira, teo = visit("Mira Castellan"), visit("Teo Halvorsen")
    address = f"/pages/{found[1]}/"
    writer = open_editor(mira, address)
    writer.page.get_by_text("Nobody knows.").click()
    writer.presses("End")
    writer.types(" It may rain")
    _takes_over_while_she_types(teo, writer, address)
    writer.publishes("What could go wrong")
    page = teo.open(TABLE)
    row = page.get_by_role("row", name=re.compile("A new path"))
    teo.reload_until_seen(row.get_by_text("It may rain for weeks."))
    teo.look("sections-table")
    row.get_by_role("link", name="Read it on its page").click()
    expect(page).to_have_url(re.compile(rf"{address}#b-section-risks"))
    _embeds_it(teo)


def _takes_over_while_she_types(teo: Visitor, writer: Writer, address: str) -> None:
    page = teo.open(address)
    drift = page.get_by_role("region", name=re.compile("has a new section: What we will not do"))
    drift.get_by_text("See what it asks").click()
    expect(drift.get_by_role("heading", name="What we will not do")).to_be_visible()
    drift.get_by_role("button", name="Take it over").last.click()
    expect(page.get_by_text("What we will not do is in the draft now.")).to_be_visible()
    expect(drift).to_have_count(0)
    expect(writer.surface.get_by_role("heading", name="What we will not do")).to_be_visible()
    writer.types(" for weeks.")
    writer.reads("Nobody knows. It may rain for weeks.")
    heads = writer.surface.get_by_role("heading")
    expect(heads).to_have_text(["What we will not do", "Risks", "Who does what"])


def _embeds_it(teo: Visitor) -> None:
    page = teo.open("/pages/new/?space=HANDBOOK")
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    writer = Writer(teo)
    writer.titles_it("What we fear")
    writer.surface.focus()
    writer.inserts("sections", "Sections across pages")
    form = page.get_by_role("dialog", name="Sections across pages")
    form.get_by_label("Pages made from").select_option("project-poster")
    form.get_by_role("checkbox", name="Risks").check()
    form.get_by_role("button", name="Done").click()
    expect(page.get_by_text("It may rain for weeks.")).to_be_visible()
    writer.publishes("All of them")
    expect(page.get_by_role("table").get_by_text("It may rain for weeks.")).to_be_visible()
    teo.look("sections-embedded")
