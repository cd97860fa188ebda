"""The writes of the gallery."""

from cairn.gallery.operations.arrange import end_standard, hide_template, make_standard, offer_template
from cairn.gallery.operations.copy import copy_template
from cairn.gallery.operations.keep import (
    Keeping,
    change_template,
    keep_as_template,
    put_back_template,
    remove_template,
    rewrite_template,
)
from cairn.gallery.operations.use import Filled, use_template

__all__ = [
    "Filled",
    "Keeping",
    "change_template",
    "copy_template",
    "end_standard",
    "hide_template",
    "keep_as_template",
    "make_standard",
    "offer_template",
    "put_back_template",
    "remove_template",
    "rewrite_template",
    "use_template",
]
