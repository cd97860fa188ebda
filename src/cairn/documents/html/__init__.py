"""ADF → HTML for reading (`render`), and HTML that people paste or import → ADF (`read`)."""

from .context import RenderContext
from .outline import outline
from .render import to_html

__all__ = ["RenderContext", "outline", "to_html"]
