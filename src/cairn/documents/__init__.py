"""The document format (ADF) and its conversions, in pure Python: no database, no Django.

See docs/subsystems/documents.md.
"""

from .diff import Diff, Shown, changes_html, columns_html, diff, key_of
from .html import RenderContext, block_to_html, from_html, heading_id, outline, to_html
from .ids import ensure_local_ids
from .markdown import from_markdown, from_typed, front_block, markdown_head, to_markdown
from .own import excerpts, properties
from .prompts import prompts_in, without_prompts
from .quotes import annotations
from .sections import Section, named_sections, parts_of, says_something, section_id
from .suggestions import Stamp, Suggestion, rejected, suggestions_in
from .text import inline_text, to_text
from .types import (
    EMPTY,
    ActionItemNode,
    Adf,
    Conversion,
    DecisionItemNode,
    Exported,
    Heading,
    ImageMap,
    InvalidDocument,
    LinkMap,
    empty_document,
)
from .validation import validate
from .walk import action_items, decision_items, find_nodes, links, mentions
from .yjs import (
    Trial,
    adf_from_doc,
    adf_from_doc_reported,
    adf_from_update,
    annotate,
    annotate_media,
    assign_local_ids,
    fill_doc,
    give_back,
    merge_doc,
    put_under,
    read_tree,
    remove_annotation,
    section_keys,
    set_node_attrs,
    settle,
    take_over,
    update_from_adf,
)

__all__ = [
    "EMPTY",
    "ActionItemNode",
    "Adf",
    "Conversion",
    "DecisionItemNode",
    "Diff",
    "Exported",
    "Heading",
    "ImageMap",
    "InvalidDocument",
    "LinkMap",
    "RenderContext",
    "Section",
    "Shown",
    "Stamp",
    "Suggestion",
    "Trial",
    "action_items",
    "adf_from_doc",
    "adf_from_doc_reported",
    "adf_from_update",
    "annotate",
    "annotate_media",
    "annotations",
    "assign_local_ids",
    "block_to_html",
    "changes_html",
    "columns_html",
    "decision_items",
    "diff",
    "empty_document",
    "ensure_local_ids",
    "excerpts",
    "fill_doc",
    "find_nodes",
    "from_html",
    "from_markdown",
    "from_typed",
    "front_block",
    "give_back",
    "heading_id",
    "inline_text",
    "key_of",
    "links",
    "markdown_head",
    "mentions",
    "merge_doc",
    "named_sections",
    "outline",
    "parts_of",
    "prompts_in",
    "properties",
    "put_under",
    "read_tree",
    "rejected",
    "remove_annotation",
    "says_something",
    "section_id",
    "section_keys",
    "set_node_attrs",
    "settle",
    "suggestions_in",
    "take_over",
    "to_html",
    "to_markdown",
    "to_text",
    "update_from_adf",
    "validate",
    "without_prompts",
]
