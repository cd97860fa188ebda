"""The writes of the gallery."""

from cairn.gallery.operations.use import Filled, begin_from_template, use_template

__all__ = ["Filled", "begin_from_template", "use_template"]
