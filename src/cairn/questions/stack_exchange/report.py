"""What an import of questions did, and what it could not place."""

from __future__ import annotations

from dataclasses import dataclass, field

from cairn.pages.markdown_import.report import ImportReport
from cairn.questions.operations.importing import Kept


@dataclass(slots=True)
class QuestionReport(ImportReport):
    """`kept`: what ("questions", "answers", …) → how many are new, changed, were there."""

    kept: dict[str, list[int]] = field(default_factory=dict)

    def count(self, what: str, kept: Kept) -> None:
        row = self.kept.setdefault(what, [0, 0, 0])
        for place, n in enumerate((kept.created, kept.changed, kept.unchanged)):
            row[place] += n

    @property
    def summary(self) -> str:
        parts = [
            f"{what}: {created} made, {changed} changed, {unchanged} unchanged"
            for what, (created, changed, unchanged) in self.kept.items()
        ]
        return "\n".join([*parts, f"{len(self.problems)} things to look at"])
