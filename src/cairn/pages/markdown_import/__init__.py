"""A folder of Markdown files brought in as pages. See docs/subsystems/markdown_import.md."""

from cairn.pages.markdown_import.report import ImportReport, Problem
from cairn.pages.markdown_import.run import import_markdown

__all__ = ["ImportReport", "Problem", "import_markdown"]
