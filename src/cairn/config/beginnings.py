"""What the page of a new decision asks its maker to write: a callable `(user, space, framework) -> [ADF blocks]`.

By name: templates are no business of decisions, nor decisions of templates.
"""

SECTIONS_FOR = "cairn.gallery.beginnings.sections_for"
