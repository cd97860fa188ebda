from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import find_nodes, from_markdown, links, outline, to_html, to_markdown, to_text, validate
from .strategies import documents, markdown_documents, quick
from .test_html import assert_safe
from .test_yjs import without_ids


def blocks(markdown: str, **maps: Any) -> list[dict[str, Any]]:
    return without_ids(validate(from_markdown(markdown, **maps).body))["content"]  # type: ignore[no-any-return]


def kinds(markdown: str) -> list[str]:
    return [block["type"] for block in blocks(markdown)]


def test_front_matter_gives_title_labels_and_the_rest() -> None:
    conversion = from_markdown(
        "---\ntitle: A day\ntags: [one, two]\nlabels: three, one\ndate: 2026-01-02\nn: {a: 1.5}\n---\n# Other\n"
    )
    assert conversion.title == "A day"
    assert conversion.labels == ["one", "two", "three"]
    assert conversion.meta == {"date": "2026-01-02", "n": {"a": 1.5}}
    assert conversion.body["content"][0]["type"] == "heading"


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ("---\n{a: [\n---\n", "codeBlock"),
        ("---\na: &x [1]\nb: *x\n---\n", "codeBlock"),
        ("---\njust words\n---\n", "rule"),
        ("---\n---\n", "paragraph"),
        ("---\nx: 2026-99-99\n---\n", "paragraph"),
    ],
)
def test_front_matter_that_is_none(head: str, kept: str) -> None:
    assert kinds(head + "text")[0] == kept


def test_the_first_heading_of_level_one_is_the_title() -> None:
    conversion = from_markdown("intro\n\n# The *title* `x`\n\n# Second\n")
    assert conversion.title == "The title x"
    assert [h.text for h in outline(conversion.body)] == ["Second"]
    assert from_markdown("---\ntitle: Same\n---\n# same\ntext").body["content"][0]["type"] == "paragraph"
    assert from_markdown("text").title is None


def test_tasks_panels_tables_and_strikes() -> None:
    found = blocks(
        "- [ ] a\n  - [x] b\n- c\n\n> [!WARNING]\n> mind\n\n| a | b |\n|---|---|\n| ~~x~~ |\n\n> [!ODD]\n> q"
    )
    assert [b["type"] for b in found] == ["taskList", "bulletList", "panel", "table", "blockquote"]
    assert [item["type"] for item in found[0]["content"]] == ["taskItem", "taskList"]
    assert found[0]["content"][1]["content"][0]["attrs"] == {"state": "DONE"}
    assert found[2]["attrs"] == {"panelType": "warning"}
    assert [len(row["content"]) for row in found[3]["content"]] == [2, 2]
    assert found[3]["content"][1]["content"][0]["content"][0]["content"][0]["marks"] == [{"type": "strike"}]


def test_escaped_boxes_and_callouts_are_text() -> None:
    assert kinds("- \\[ ] a") == ["bulletList"]
    assert kinds("> \\[!NOTE]\n> a") == ["blockquote"]


def test_what_adf_forbids_finds_another_place_and_is_reported() -> None:
    conversion = from_markdown("1. a\n\n   | t |\n   |---|\n   | u |\n\n   after\n2. # head\n\n> > quote\n")
    assert [b["type"] for b in conversion.body["content"]] == [
        "orderedList",
        "table",
        "paragraph",
        "orderedList",
        "blockquote",
    ]
    assert conversion.body["content"][3]["attrs"]["order"] == 2
    assert conversion.dropped == [
        "A table inside a list item was moved out of it.",
        "A heading inside a list item became bold text.",
        "A quote in a quote was opened: its content is kept, the quote is not.",
    ]


def test_html_across_markdown() -> None:
    found = blocks(
        "<details><summary>More</summary>\n\n**b**\n\n</details>\n\n"
        "Vec<T> and <kbd>K</kbd> <u>u</u><!-- c -->\n\n<script>x</script>"
    )
    assert [b["type"] for b in found] == ["expand", "paragraph"]
    assert found[0]["attrs"] == {"title": "More"}
    assert found[0]["content"][0]["content"][0]["marks"] == [{"type": "strong"}]
    assert to_text({"type": "doc", "content": [found[1]]}) == "Vec<T> and K u"


def test_pictures_and_links_are_mapped() -> None:
    seen: list[tuple[str, str]] = []

    def image(source: str, alt: str) -> dict[str, Any] | None:
        seen.append((source, alt))
        if source == "own.png":
            return {"type": "media", "attrs": {"type": "file", "id": "f1", "collection": "", "alt": alt}}
        return None

    found = blocks(
        "a ![one](own.png) b ![two](https://x.org/y.png)\n\n[l](other.md) [gone](dead.md) <b.md>",
        image=image,
        link={"other.md": "/pages/2/"}.get,
    )
    assert [b["type"] for b in found] == ["paragraph", "mediaSingle", "paragraph", "mediaSingle", "paragraph"]
    assert found[1]["content"][0]["attrs"]["id"] == "f1"
    assert found[3]["content"][0]["attrs"] == {"type": "external", "url": "https://x.org/y.png", "alt": "two"}
    assert seen == [("own.png", "one"), ("https://x.org/y.png", "two")]
    assert links({"type": "doc", "content": found}) == ["/pages/2/"]


def test_footnotes_anchors_and_template_tags() -> None:
    conversion = from_markdown(
        'x[^1] [up](#whats-new) [p]({% page "/about/" %})\n\n## What\'s new?\n\n{% include "a.html" %}\n\n[^1]: Note.'
    )
    assert links(conversion.body) == ["#h-what-s-new", "/about/"]
    assert to_text(conversion.body).splitlines() == ["x[1] up p", "What's new?", "Note."]
    assert conversion.dropped == ["A template tag was left out: include."]


def test_writing() -> None:
    body = validate(
        {
            "version": 1,
            "type": "doc",
            "content": [
                {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "A # B"}]},
                {
                    "type": "paragraph",
                    "content": [
                        {"type": "text", "text": "1. not *a* list"},
                        {"type": "hardBreak"},
                        {"type": "text", "text": "bold ", "marks": [{"type": "strong"}]},
                        {"type": "text", "text": "x"},
                        {"type": "mention", "attrs": {"id": "1", "text": "@Ada"}},
                    ],
                },
                {
                    "type": "bulletList",
                    "content": [
                        {
                            "type": "listItem",
                            "content": [{"type": "paragraph", "content": [{"type": "text", "text": "a"}]}],
                        }
                    ],
                },
                {
                    "type": "taskList",
                    "attrs": {"localId": "l"},
                    "content": [
                        {
                            "type": "taskItem",
                            "attrs": {"localId": "i", "state": "DONE"},
                            "content": [{"type": "text", "text": "b"}],
                        }
                    ],
                },
                {
                    "type": "panel",
                    "attrs": {"panelType": "note"},
                    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "c"}]}],
                },
            ],
        }
    )
    exported = to_markdown(body)
    assert exported.text == (
        "## A # B\n\n1\\. not \\*a\\* list\\\n**bold** x@Ada\n\n- a\n\n* [x] b\n\n> [!IMPORTANT]\n> c\n"
    )
    assert exported.dropped == ["A mention became text."]


@quick
@given(markdown_documents())
def test_what_markdown_can_say_survives_it(body: dict[str, Any]) -> None:
    exported = to_markdown(validate(body))
    assert from_markdown(exported.text).body == body, exported.text


@quick
@given(documents())
def test_any_document_can_be_written_and_read_again(body: dict[str, Any]) -> None:
    exported = to_markdown(body)
    validate(from_markdown(exported.text).body)


_tokens = st.sampled_from(
    [
        "# ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "```",
        "| a | b |\n|---|---|\n| ",
        "[x](",
        ")",
        "![",
        "](y)",
        "**",
        "_",
        "~~",
        "<div>",
        "</div>",
        "<b",
        "&amp;",
        "[^1]",
        "[^1]: ",
        "---\n",
        "\n",
        "\n\n",
        "- [ ] ",
        "> [!NOTE]\n",
        "\\",
        "\t",
        "<details>",
        "{% x %}",
        "a b",
        "é😀",
        "\x00",
        "<textarea>",
        "<plaintext>",
        "https://a.b",
        "www.x.y",
        "a@b.co",
        "<!--",
        "<?",
        "]]>",
    ]
)


@quick
@given(st.lists(_tokens | st.text(max_size=5), max_size=25).map("".join) | st.text())
def test_any_text_becomes_valid(markdown: str) -> None:
    conversion = from_markdown(markdown)
    assert_safe(to_html(validate(conversion.body)))
    assert all(isinstance(sentence, str) for sentence in conversion.dropped)


@pytest.mark.parametrize(
    "piece", ["> ", "- ", "1. ", "[", "![", "**a ", "<div>", "<b>", "`", "| ", "\\", "(", "*_", "[^1]", "- [ ] "]
)
def test_repetition_ends_in_time(piece: str) -> None:
    validate(from_markdown(piece * 3000 + "end").body)


def test_code_keeps_its_lines_and_language() -> None:
    code = next(find_nodes(from_markdown("```rust,ignore\nfn a() {\n\n  b\n}\n```").body, "codeBlock"))
    assert code == {
        "type": "codeBlock",
        "attrs": {"language": "rust"},
        "content": [{"type": "text", "text": "fn a() {\n\n  b\n}"}],
    }


def test_a_section_is_no_title_and_a_badge_no_word_of_one() -> None:
    rfc = "- Feature: x\n\n# Summary\n\na\n\n# Motivation\n\nb"
    assert from_markdown(rfc).title is None and to_text(from_markdown(rfc).body).count("Summary") == 1
    assert from_markdown("![badge](b.svg)\n\n# Name\n\n# Use").title == "Name"
    assert from_markdown("# Name [![CI](ci.svg)](https://ci.example)\n\nx").title == "Name"
    assert from_markdown("# A\n\nx", title="Known").title == "Known"
