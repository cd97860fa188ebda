"""What people call the nodes and marks of a document, for messages and reports."""

from __future__ import annotations

NODES = {
    "blockCard": "link card",
    "blockTaskItem": "action item",
    "blockquote": "quote",
    "bodiedExtension": "extension",
    "bodiedSyncBlock": "synced block",
    "bulletList": "bullet list",
    "caption": "caption",
    "codeBlock": "code block",
    "date": "date",
    "decisionItem": "decision",
    "decisionList": "list of decisions",
    "doc": "document",
    "embedCard": "embedded page",
    "emoji": "emoji",
    "expand": "expandable section",
    "extension": "extension",
    "hardBreak": "line break",
    "heading": "heading",
    "inlineCard": "link card",
    "inlineExtension": "extension",
    "layoutColumn": "column",
    "layoutSection": "column layout",
    "listItem": "list item",
    "media": "picture or file",
    "mediaGroup": "group of files",
    "mediaInline": "file",
    "mediaSingle": "picture",
    "mention": "mention",
    "nestedExpand": "expandable section",
    "orderedList": "numbered list",
    "panel": "panel",
    "paragraph": "paragraph",
    "placeholder": "placeholder",
    "rule": "dividing line",
    "status": "status",
    "syncBlock": "synced block",
    "table": "table",
    "tableCell": "table cell",
    "tableHeader": "table header",
    "tableRow": "table row",
    "taskItem": "action item",
    "taskList": "list of action items",
    "text": "text",
}

_MARKS = {
    "alignment": "The alignment",
    "annotation": "The mark of a comment",
    "backgroundColor": "A background colour",
    "border": "A border",
    "breakout": "The width",
    "code": "Code formatting",
    "em": "Italic",
    "fontSize": "The text size",
    "indentation": "The indentation",
    "link": "A link",
    "strike": "Strikethrough",
    "strong": "Bold",
    "subsup": "Raised or lowered text",
    "textColor": "A text colour",
    "underline": "Underline",
}


def mark_noun(mark_type: object) -> str:
    """`Bold` for `strong`, to start a sentence with."""
    return _MARKS.get(str(mark_type), f"The mark “{str(mark_type)[:40]}”")


def noun(node_type: object) -> str:
    """`decision` for `decisionItem`; an unknown type is quoted."""
    return NODES.get(str(node_type), f"“{str(node_type)[:40]}”")


def a_noun(node_type: object) -> str:
    """The noun with its article, to start a sentence with: `An action item`."""
    word = noun(node_type)
    if word == "text":
        return "Text"
    return f"{'An' if word[:1] in 'aeiou' else 'A'} {word}"


def in_a_noun(node_type: object) -> str:
    """`in a table cell`, `in the document`."""
    word = noun(node_type)
    if word in ("document", "text"):
        return f"in the {word}" if word == "document" else "in text"
    return f"in {'an' if word[:1] in 'aeiou' else 'a'} {word}"
