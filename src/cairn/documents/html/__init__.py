"""ADF → HTML for reading (`render`), and HTML that people paste or import → ADF (`reading`)."""

from .context import RenderContext
from .outline import heading_id, outline
from .reading import from_html
from .render import block_to_html, to_html

__all__ = ["RenderContext", "block_to_html", "from_html", "heading_id", "outline", "to_html"]
