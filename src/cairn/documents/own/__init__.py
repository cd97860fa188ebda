"""Extensions of our own: what ADF has no node for, kept in its `extension` nodes. See docs/subsystems/extensions.md."""

from .nodes import (
    LIVE,
    TYPE,
    WRITTEN,
    Excerpt,
    Property,
    diagram_of,
    excerpts,
    include_address,
    live_block_of,
    live_lines,
    own_key,
    own_text,
    parameters,
    properties,
    source_of,
)

__all__ = [
    "LIVE",
    "TYPE",
    "WRITTEN",
    "Excerpt",
    "Property",
    "diagram_of",
    "excerpts",
    "include_address",
    "live_block_of",
    "live_lines",
    "own_key",
    "own_text",
    "parameters",
    "properties",
    "source_of",
]
