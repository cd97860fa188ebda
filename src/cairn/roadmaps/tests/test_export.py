"""A roadmap as files: what the reader may see, and nothing that runs."""

import csv
from io import BytesIO, StringIO

from lxml import etree
from PIL import Image
from tests.cast import Cast, SignIn

from cairn.roadmaps.drawing.text import fitted, width
from cairn.roadmaps.models import Item, Roadmap
from cairn.roadmaps.operations import add_item, change_item


def test_a_table_for_spreadsheets(cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item]) -> None:
    add_item(roadmap, by=cast.ben, title='=HYPERLINK("http://example.org")')
    change_item(items[0], by=cast.ben, field="owner", value=str(cast.cleo.pk))
    answer = as_(cast.ravi).get(f"/roadmaps/{roadmap.pk}/roadmap.csv")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Title"] for row in rows] == ["Ropes", "Boots", '\'=HYPERLINK("http://example.org")', "Summit"]
    assert rows[0]["Owner"] == "Cleo" and rows[0]["Lane"] == "Now" and rows[0]["State"] == "Planned"
    assert as_(cast.sam).get(f"/roadmaps/{roadmap.pk}/roadmap.csv").status_code == 404


def test_pictures(cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item]) -> None:
    change_item(items[0], by=cast.ben, field="start", value="2027-02-01")
    change_item(items[1], by=cast.ben, field="title", value="<b>Boots & laces</b> 日本 Łódź")
    for view in ("board", "timeline"):
        drawing = as_(cast.ravi).get(f"/roadmaps/{roadmap.pk}/roadmap.svg?view={view}").content
        words = "".join(etree.fromstring(drawing).itertext())
        assert "Ropes" in words and "<b>Boots & laces</b>" in words and "The way up" in words
        assert b"href" not in drawing
        picture = as_(cast.gus).get(f"/roadmaps/{roadmap.pk}/roadmap.png?view={view}")
        assert picture["Content-Type"] == "image/png"
        image = Image.open(BytesIO(picture.content))
        assert image.width > 800 and len(image.convert("RGB").getcolors(1_000_000)) > 5
        assert as_(cast.sam).get(f"/roadmaps/{roadmap.pk}/roadmap.png?view={view}").status_code == 404


def test_words_are_cut_where_they_would_be_too_wide() -> None:
    assert fitted("Ropes", 200, 13) == "Ropes"
    cut = fitted("A very long title that goes on and on", 100, 13)
    assert cut.endswith("…") and width(cut, 13) <= 100
