"""What an import did, and what it could not carry over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_VARYING = re.compile(r"“[^”]*”|\s*\(\d+ times\)|(?<=left out: ).*|\d+")


@dataclass(frozen=True, slots=True)
class Problem:
    """`path` is a file of the folder ("adr/ADR-7.md"); `what` one sentence for a person."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


@dataclass(slots=True)
class ImportReport:
    """Counts of pages and files; `problems` in the order of the files, each once."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    attachments: int = 0
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: str, what: str) -> None:
        problem = Problem(path, what)
        if problem not in self.problems[-200:]:
            self.problems.append(problem)

    @property
    def summary(self) -> str:
        """One line for the terminal."""
        pages = f"{self.created} pages made, {self.changed} changed, {self.unchanged} unchanged"
        return f"{pages}; {self.attachments} files attached; {len(self.problems)} things to look at"

    def kinds(self) -> list[tuple[int, str, str]]:
        """Problems that say the same of different things: how many, the sentence, and the first file with it."""
        found: dict[str, list[Problem]] = {}
        for problem in self.problems:
            found.setdefault(_VARYING.sub("…", problem.what), []).append(problem)
        ranked = sorted(found.values(), key=len, reverse=True)
        return [(len(alike), alike[0].what, alike[0].path) for alike in ranked]

    def text(self) -> str:
        """The whole report, a section for each file."""
        lines, last = [self.summary, ""], None
        for problem in self.problems:
            if problem.path != last:
                lines.append(problem.path)
                last = problem.path
            lines.append(f"  - {problem.what}")
        return "\n".join(lines).rstrip() + "\n"
