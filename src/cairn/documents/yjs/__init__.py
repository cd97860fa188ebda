"""ADF ↔ Yjs, in the form that y-tiptap 3.0.9 (y-prosemirror's binding for TipTap 3) reads and writes.

A live document is a Yjs document with an XmlFragment named `body`; its children are the blocks of the ADF document:

- a node is an XmlElement named like the ADF type; each entry of ADF `attrs` is an attribute of the element, with its
  JSON type (Yjs knows one kind of number; whole numbers come back as ints);
- neighbouring text nodes are one XmlText; marks are its formatting: key = mark type, value = the mark's attrs (`{}` for
  none). `annotation`, which may overlap itself, has the key `annotation--<hash>` (see `hashing`), so the editor's mark
  needs `excludes: ""` and its attributes in the order `id`, `annotationType`;
- **marks on anything but text** (alignment, indentation, breakout, border, fragment, dataConsumer, fontSize, link on
  media …) have no place in y-tiptap, which drops them. They travel in one more attribute of the element,
  `blockMarks`: a JSON text holding the ADF array, such as `[{"type":"alignment","attrs":{"align":"center"}}]`.
  The editor declares `blockMarks` (default null) on every node, keeps it untouched where it does not understand it,
  and edits it where it does.

The editor must declare every ADF attribute on its nodes: y-tiptap deletes attributes that the schema does not name.
"""

from .annotate import annotate, remove_annotation
from .annotate_media import annotate_media
from .attrs import assign_local_ids, set_node_attrs
from .merge import merge_doc
from .put_under import put_under
from .read import adf_from_doc, adf_from_doc_reported, adf_from_update, read_tree
from .settle import settle
from .take_over import give_back, section_keys, take_over
from .trial import Trial
from .write import FRAGMENT, fill_doc, update_from_adf

__all__ = [
    "FRAGMENT",
    "Trial",
    "adf_from_doc",
    "adf_from_doc_reported",
    "adf_from_update",
    "annotate",
    "annotate_media",
    "assign_local_ids",
    "fill_doc",
    "give_back",
    "merge_doc",
    "put_under",
    "read_tree",
    "remove_annotation",
    "section_keys",
    "set_node_attrs",
    "settle",
    "take_over",
    "update_from_adf",
]
