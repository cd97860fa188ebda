"""What threads may hang on beside words: noun → a callable `(page, subjects) -> {subject: Place}`.

A subject is "noun:key"; see `comments/subjects.py`.
"""

from collections.abc import Mapping

SUBJECTS: Mapping[str, str] = {
    "cell": "cairn.decisions.table.discussion.cells",
    "option": "cairn.decisions.table.discussion.options",
}
