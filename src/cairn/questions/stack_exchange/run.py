"""An import from end to end: questions, answers, which of them settled it, comments, duplicates and votes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from cairn.core.errors import Forbidden
from cairn.documents import Adf, from_html, from_markdown, to_html, to_text
from cairn.people.actors import Actor
from cairn.questions.models.question import LABEL_LENGTH, TITLE_LENGTH
from cairn.questions.operations.importing import (
    Carried,
    Kept,
    import_answers,
    import_questions,
    import_remarks,
    settle_imported,
    unite_imported,
)
from cairn.questions.stack_exchange.dump import ACCEPTED, DOWN, UP, Comment, Dump, Post
from cairn.questions.stack_exchange.report import QuestionReport
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space

BATCH = 200
KINDS = {
    "3": "an orphaned tag wiki",
    "4": "the excerpt of a tag",
    "5": "the wiki of a tag",
    "6": "a nomination",
    "7": "a wiki",
}

Progress = Callable[[int, int], None]
Write = Callable[[Space, list[Carried]], Kept]


def import_dump(folder: Path, *, space: Space, by: Actor, progress: Progress | None = None) -> QuestionReport:
    """Bring the dump in `folder` into `space`. `progress` is told (done, of how many posts).

    A batch is a transaction: whatever stops an import leaves whole ones, and importing again goes on. Raises Invalid for
    a folder or file that can't be read, Forbidden where `by` may not write in the space; all else is in the report.
    """
    if not can_edit_in_space(by, space):
        raise Forbidden(f"You may not write in the space {space.key}. Ask one of its admins. Nothing was imported.")
    run = _Run(Dump.read(folder), space, by, progress or (lambda done, total: None))
    run.write()
    run.say_what_is_left()
    return run.report


class _Run:
    def __init__(self, dump: Dump, space: Space, by: Actor, progress: Progress) -> None:
        self.dump, self.space, self.by, self.progress = dump, space, by, progress
        self.report, self.done = QuestionReport(), 0
        self.total = len(dump.questions) + len(dump.answers)

    def write(self) -> None:
        dump, space, by = self.dump, self.space, self.by
        for batch in _batches(self._post(post) for post in dump.posts(questions=True)):
            self._count("questions", import_questions(space, batch, by=by), len(batch))
        for batch in _batches(self._post(post) for post in dump.posts(questions=False)):
            self._count("answers", import_answers(space, batch, by=by), len(batch))
        accepted = {self._source(question): self._source(answer) for question, answer in dump.accepted.items()}
        self._count("accepted answers", settle_imported(space, accepted, by=by))
        for batch in _batches(self._comment(comment) for comment in dump.comments()):
            self._count("comments", import_remarks(space, batch, by=by))
        into = dump.united()
        named = {self._source(here): self._source(there) for here, there in into.items()}
        carried = {self._source(pk): dump.scores[pk] for pk in dump.questions}
        self._count("duplicates", unite_imported(space, carried, named, by=by))

    def _count(self, what: str, kept: Kept, done: int = 0) -> None:
        self.report.count(what, kept)
        for source in kept.homeless:
            self.report.add(source, "What it stands under is not in the dump.")
        if done:
            self.done += done
            self.progress(self.done, self.total)

    def _source(self, pk: str, kind: str = "") -> str:
        return f"{self.dump.name}/{kind}{pk}"

    def _post(self, post: Post) -> Carried:
        source = self._source(post.id)
        read = from_html(post.html, image=_picture)
        for sentence in read.dropped:
            self.report.add(source, sentence)
        if len(post.title) > TITLE_LENGTH or (post.is_question and not post.title):
            self.report.add(source, "Its title was fitted.")
        if post.is_closed and post.id not in self.dump.duplicates:
            self.report.add(source, "It was closed on its site; here it can be answered.")
        return Carried(
            source=source, on=self._source(post.parent) if post.parent else "",
            title=(post.title or "Without a title")[:TITLE_LENGTH], body=read.body, html=to_html(read.body),
            text=to_text(read.body), votes=post.score, who=post.who, at=post.at,
            labels=tuple(dict.fromkeys(tag[:LABEL_LENGTH] for tag in post.tags)),
        )  # fmt: skip

    def _comment(self, comment: Comment) -> Carried:
        body = from_markdown(comment.text).body
        return Carried(
            source=self._source(comment.id, "comment-"), on=self._source(comment.post), title="", body=body,
            html=to_html(body), text=to_text(body), votes=0, who=comment.who, at=comment.at,
        )  # fmt: skip

    def say_what_is_left(self) -> None:
        """What a dump has and Cairn has no place for, in numbers."""
        dump, say = self.dump, self.report.add
        for kind, n in sorted(dump.others.items()):
            say("Posts.xml", f"{n} posts are {KINDS.get(kind, 'of the kind ' + kind)}, which has no place here.")
        wrong = [pk for pk, score in dump.scores.items() if dump.tally[pk] != score]
        for pk in wrong[:50]:
            say(
                "Votes.xml",
                f"Post {pk} has the score {dump.scores[pk]}, its votes say {dump.tally[pk]}. The score counts.",
            )
        if dump.lost_votes:
            say(
                "Votes.xml",
                f"{dump.lost_votes} votes are for posts that are not in the dump, or that have no place here.",
            )
        rest = sum(dump.votes.values()) - sum(dump.votes[kind] for kind in (ACCEPTED, UP, DOWN))
        if rest:
            say("Votes.xml", f"{rest} rows are no votes (flags, edits, deletions, bounties).")
        if dump.lost_duplicates:
            say("PostLinks.xml", f"{dump.lost_duplicates} duplicates name a question that is not in the dump.")
        related = dump.links - len(dump.duplicates) - dump.lost_duplicates
        if related:
            say("PostLinks.xml", f"{related} links between posts are no duplicates; they stand in the texts.")
        stray = len(dump.duplicates) - len(dump.united())
        if stray:
            say("PostLinks.xml", f"{stray} duplicates go round in a circle and were not united.")


def _picture(source: str, words: str) -> Adf:
    """A link to it: a picture on another site would be fetched by every reader's browser, and tell that site who reads."""
    mark = {"type": "link", "attrs": {"href": source}}
    return {"type": "text", "text": words.strip() or "Picture", "marks": [mark]}


def _batches(carried: Iterable[Carried]) -> Iterator[list[Carried]]:
    rows = iter(carried)
    while batch := list(islice(rows, BATCH)):
        yield batch
