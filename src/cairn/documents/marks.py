"""The order of marks on a piece of text. ADF gives it no meaning; one fixed order makes equal texts equal bodies."""

from __future__ import annotations

from .types import Adf

ORDER = (
    "annotation", "link", "backgroundColor", "code", "subsup", "textColor", "underline", "strike", "strong", "em",
)  # fmt: skip
_RANK = {kind: rank for rank, kind in enumerate(ORDER)}


def in_order(marks: list[Adf]) -> list[Adf]:
    """The marks in the fixed order; several annotations by their id."""
    if len(marks) < 2:
        return marks
    return sorted(marks, key=_key)


def _key(mark: Adf) -> tuple[int, str, str]:
    kind = str(mark.get("type"))
    attrs = mark.get("attrs")
    return _RANK.get(kind, len(_RANK)), kind, str(attrs.get("id", "")) if isinstance(attrs, dict) else ""
