"""The writes: accept, reject, talk about a suggestion."""

from cairn.suggestions.operations.discussions import discuss_suggestion
from cairn.suggestions.operations.rulings import Which, accept_suggestions, reject_suggestions

__all__ = ["Which", "accept_suggestions", "discuss_suggestion", "reject_suggestions"]
