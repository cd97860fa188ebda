"""What each app puts on a page's view: slot → dotted names of callables `(request, page) -> SafeString`.

`header` stands under the title, `below` after the text, `rail` beside it, `actions` in the top row, `menu` first in
its "More" menu (elements with the class menu-item), `edit_start` under the editor,
`edit_rail` beside it. Reading a page has a budget of 8 queries in all: a panel has one or two, or fetches itself by htmx.
"""

from collections.abc import Mapping, Sequence

PANELS: Mapping[str, Sequence[str]] = {
    "header": [
        "cairn.decisions.after.banner.header",
        "cairn.gallery.sections.panels.header",
        "cairn.drafting.panels.header",
        "cairn.feedback.panels.header",
        "cairn.decisions.panels.header",
        "cairn.decisions.panels.origin",
        "cairn.questions.afterwards.panels.header",
        "cairn.questions.panels.header",
    ],
    "below": [
        "cairn.decisions.panels.below",
        "cairn.decisions.panels.room",
        "cairn.roadmaps.panels.below",
        "cairn.questions.panels.below",
        "cairn.feedback.panels.below",
    ],
    "rail": ["cairn.comments.panels.rail", "cairn.gallery.panels.rail"],
    "actions": ["cairn.notifications.panels.watch_button", "cairn.suggestions.panels.actions"],
    "menu": ["cairn.feedback.panels.menu", "cairn.decisions.panels.menu", "cairn.gallery.panels.menu"],
    "edit_start": ["cairn.gallery.panels.edit_start"],
    "edit_rail": [
        "cairn.gallery.panels.edit_rail",
        "cairn.gallery.sections.panels.edit_rail",
        "cairn.drafting.panels.edit_rail",
        "cairn.feedback.panels.edit_rail",
        "cairn.suggestions.panels.edit_rail",
        "cairn.comments.panels.edit_rail",
    ],
}

# The same on a space's home: slot → dotted names of callables `(request, space) -> SafeString`.
SPACE_PANELS: Mapping[str, Sequence[str]] = {
    "actions": [
        "cairn.decisions.panels.space_actions",
        "cairn.questions.panels.space_actions",
        "cairn.gallery.panels.space_actions",
        "cairn.notifications.panels.space_watch_button",
        "cairn.pages.space_panels.actions",
    ],
    "main": ["cairn.series.panels.main", "cairn.pages.space_panels.main"],
    "rail": ["cairn.pages.space_panels.rail"],
}

# The same beside an everyday question, and over a space's list of them: `(request, question)`, `(request, space)`.
QUESTION_PANELS: Mapping[str, Sequence[str]] = {
    "question": ["cairn.notifications.panels.question_watch_button"],
    "space": ["cairn.notifications.panels.questions_watch_button"],
}

# Beside "Use this template": callables `(request, gallery.known.Known, gallery.place.Place) -> SafeString`.
TEMPLATE_ACTIONS: Sequence[str] = ["cairn.drafting.panels.template_action"]

# Facts about a reader and a page that are read in the page's own query: callables `(user) -> {name: expression}`.
ANNOTATIONS: Sequence[str] = [
    "cairn.notifications.panels.page_facts",
    "cairn.comments.panels.page_facts",
    "cairn.feedback.panels.page_facts",
    "cairn.decisions.after.banner.page_facts",
    "cairn.decisions.panels.page_facts",
    "cairn.gallery.panels.page_facts",
    "cairn.gallery.sections.panels.page_facts",
    "cairn.drafting.panels.page_facts",
    "cairn.questions.afterwards.panels.page_facts",
]

# What a page still lacks before it is published: callables `(page, body) -> pages.readiness.Lack`.
READINESS: Sequence[str] = ["cairn.gallery.readiness.lack_of"]

# What lays the current state over a version's HTML: callables `(request, page, html) -> html`.
OVERLAYS: Sequence[str] = [
    "cairn.action_items.overlay.boxes",
    "cairn.comments.overlay.passages",
    "cairn.extensions.overlay.live_parts",
]

# What is written out beside the text when a page becomes a file: callables `(page, body, user) -> body`.
WRITERS: Sequence[str] = ["cairn.debates.export.written_out"]
