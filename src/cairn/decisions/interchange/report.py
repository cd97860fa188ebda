"""What an import of decisions did, and what it did not understand, per file."""

from __future__ import annotations

from dataclasses import dataclass, field

from cairn.pages.markdown_import.report import ImportReport


@dataclass(slots=True)
class DecisionReport(ImportReport):
    """Counts of decisions. `kept` are those that people have changed since; `others` files that are no decision."""

    decided: int = 0
    drafts: int = 0
    withdrawn: int = 0
    superseded: int = 0
    numbers: list[int] = field(default_factory=list)
    kept: int = 0
    others: int = 0
    refused: int = 0
    matched: int = 0
    unmatched: int = 0

    @property
    def summary(self) -> str:
        """A few lines for the terminal."""
        made = (
            f"{self.created} decisions made ({self.decided} decided, {self.superseded} of them superseded; "
            f"{self.drafts} drafts, {self.withdrawn} withdrawn), {self.changed} changed, {self.unchanged} unchanged, "
            f"{self.kept} left as people have changed them"
        )
        numbers = f"; numbers D-{self.numbers[0]} to D-{self.numbers[-1]}" if self.numbers else ""
        people = f"{self.matched} names matched to people, {self.unmatched} kept as words"
        files = f"{self.others} files are no decisions, {self.refused} could not be read"
        return f"{made}{numbers}; {people}; {files}; {len(self.problems)} things to look at"
