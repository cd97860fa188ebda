"""What a comparison tells, in the words a person would use."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from ..diff import changes_html, columns_html, diff
from ..markdown import from_markdown
from ..text import timestamp_of
from ..types import Adf


def doc(*blocks: Adf) -> Adf:
    return {"version": 1, "type": "doc", "content": list(blocks)}


def words(text: str, *marks: Adf) -> Adf:
    return {"type": "text", "text": text, **({"marks": list(marks)} if marks else {})}


def block(kind: str, *content: Adf | str, **attrs: Any) -> Adf:
    inside = [words(each) if isinstance(each, str) else each for each in content]
    return {"type": kind, **({"attrs": attrs} if attrs else {}), "content": inside}


def p(*content: Adf | str) -> Adf:
    return block("paragraph", *content)


def md(text: str) -> Adf:
    return from_markdown(text).body


def inline(old: Adf, new: Adf) -> str:
    return "".join(shown.html for shown in changes_html(diff(old, new)))


def said(html: str) -> str:
    """What stands there for a reader, with [-removed-] and {+added+}."""
    html = re.sub(r"<ins[^>]*>(.*?)</ins>", r"{+\1+}", re.sub(r"<del[^>]*>(.*?)</del>", r"[-\1-]", html))
    return re.sub(r"<[^>]+>", "", html)


def test_words() -> None:
    html = inline(doc(p("We meet on Monday at ten")), doc(p("We meet on Tuesday at ten, in the hall")))
    assert said(html) == "We meet on [-Monday-]{+Tuesday+} at ten{+, in the hall+}"


def test_a_rewritten_paragraph_is_no_salad() -> None:
    html = inline(doc(p("Stones mark the way")), doc(p("Nobody knows who carried them here or why they did")))
    assert said(html) == "[-Stones mark the way-]{+Nobody knows who carried them here or why they did+}"


def day(of_may: int) -> Adf:
    return {"type": "date", "attrs": {"timestamp": timestamp_of(date(2026, 5, of_may))}}


def test_formatting_and_values_are_told() -> None:
    cases: list[tuple[Adf, Adf, str]] = [
        (p("plain words"), p(words("plain words", {"type": "strong"})), "bold added"),
        (p(words("here", {"type": "link", "attrs": {"href": "/a"}})),
         p(words("here", {"type": "link", "attrs": {"href": "/b"}})), "link changed to /b"),
        (p("by ", day(3)), p("by ", day(5)), "date 3 May 2026 → 5 May 2026"),
        (block("taskList", block("taskItem", "Carry ", day(3), localId="a", state="TODO"), localId="l"),
         block("taskList", block("taskItem", "Carry ", day(5), localId="a", state="DONE"), localId="l"),
         "due date 3 May 2026 → 5 May 2026"),
        (block("heading", "Way", level=2), block("heading", "Way", level=3), "heading 2 → heading 3"),
        (p("A title of sorts"), block("heading", "A title of sorts", level=2), "text → heading 2"),
        (block("panel", p("Mind the gap"), panelType="info"), block("panel", p("Mind the gap"), panelType="warning"),
         "panel changed from info to warning"),
        (block("codeBlock", "x = 1", language="python"), block("codeBlock", "x = 1", language="ruby"),
         "language changed from python to ruby"),
        (block("mediaSingle", {"type": "media", "attrs": {"type": "external", "url": "/x.png"}}, width=50, layout="center"),
         block("mediaSingle", {"type": "media", "attrs": {"type": "external", "url": "/x.png"}}, width=80, layout="center"),
         "picture resized"),
        (p("It is ", {"type": "status", "attrs": {"text": "Open", "color": "blue", "localId": "s"}}),
         p("It is ", {"type": "status", "attrs": {"text": "Done", "color": "green", "localId": "s"}}), "status “Open” → “Done”"),
        (block("bulletList", block("listItem", p("one thing"))), block("orderedList", block("listItem", p("one thing"))),
         "bullet list → numbered list"),
        (block("expand", p("inside"), title="More"), block("expand", p("inside"), title="Less"), "title “More” → “Less”"),
    ]  # fmt: skip
    for old, new, expected in cases:
        assert expected in re.sub(r"<[^>]+>", "", inline(doc(old), doc(new))), expected
        assert all(shown.html for shown in columns_html(diff(doc(old), doc(new))))


def test_a_ticked_action_item() -> None:
    old, new = (
        block("taskList", block("taskItem", "Carry", localId="a", state=s), localId="l") for s in ("TODO", "DONE")
    )
    assert "marked as done" in inline(doc(old), doc(new))


def test_moved_blocks_are_recognised_also_when_they_changed() -> None:
    first, second = p("The first paragraph speaks of stones"), p("The second one tells about moss and lichen")
    third = p("And the third is about the people who walk here")
    found = diff(doc(first, second, third), doc(third, first, p("The second one tells about moss and ferns")))
    assert found.counts() == {"changed": 1, "moved": 1}
    html = inline(doc(first, second, third), doc(third, first, second))
    assert "moved here" in html and "moved from here" in html


def test_passages_of_comments_and_ids_are_no_change() -> None:
    mark = {"type": "annotation", "attrs": {"id": "t", "annotationType": "inlineComment"}}
    assert not diff(doc(p("one two three")), doc(p("one ", words("two", mark), " three")))


TABLE = "| Option | Cost |\n| --- | --- |\n| Stay | None |\n| Leave | Much |\n"


@pytest.mark.parametrize(
    ("after", "notes", "reading"),
    [
        (TABLE.replace("Much", "Very much"), [], "[-Much-]{+Very much+}"),
        (TABLE + "| Wait | Little |\n", ["1 row added"], "{+Wait+}{+Little+}"),
        (TABLE.replace("| Stay | None |\n", ""), ["1 row removed"], "[-Stay-][-None-]"),
        ("| Option | Who | Cost |\n| --- | --- | --- |\n| Stay | Ada | None |\n| Leave | Ben | Much |\n",
         ["column “Who” added"], "Stay{+Ada+}None"),
        ("| Option |\n| --- |\n| Stay |\n| Leave |\n", ["column “Cost” removed"], "Leave[-Much-]"),
    ],
)  # fmt: skip
def test_tables_by_row_column_and_cell(after: str, notes: list[str], reading: str) -> None:
    found = diff(md(TABLE), md(after))
    assert [note.say() for note in found.changes[0].notes] == notes
    assert reading in said(inline(md(TABLE), md(after)))
    assert not diff(found.on("old"), md(TABLE)) and not diff(found.on("new"), md(after))


def test_lists_item_by_item() -> None:
    html = inline(md("- apples\n- pears are green\n- plums\n"), md("- apples\n- pears are ripe\n- plums\n- figs\n"))
    assert said(html) == "applespears are [-green-]{+ripe+}plums{+figs+}"
    assert html.count('data-diff="added"') == 1


def test_two_columns_hold_each_its_side() -> None:
    shown = columns_html(diff(md("## Way\n\nOld words here\n\nGone\n"), md("## Way\n\nNew words here\n")))
    assert [each.number for each in shown] == [0, 1, 2]
    assert "New" not in shown[1].html and "Old" not in shown[1].new and not shown[2].new
    assert 'id="was-h-way"' in shown[0].html and 'id="h-way"' in shown[0].new
