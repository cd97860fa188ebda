"""ADF × ADF: what changed between two bodies, block by block and word by word, as a person would say it."""

from .compare import diff
from .html import Shown, changes_html, columns_html
from .items import key_of
from .model import Change, Diff, Note, Piece

__all__ = ["Change", "Diff", "Note", "Piece", "Shown", "changes_html", "columns_html", "diff", "key_of"]
