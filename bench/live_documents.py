"""The documents that the live servers are measured with, in Cairn's database and as files for the others."""

import random
import sqlite3
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.product import person, session_of, set_up

PAGE_BYTES = 8 * 1024  # of text in an ordinary document
MANY = 1000
LARGE_EDITS, LARGE_TEXT = 100_000, 100 * 1024  # single characters; bytes of text before them
RUN = 4  # characters typed in one place before the caret goes elsewhere
LARGE_COPIES = 3
PEOPLE = 50
ORDINARY = [f"{kind}-{number}" for kind in ("steady", "flat") for number in range(6)]


@dataclass
class Documents:
    data: Path  # Cairn's folder
    text: str  # a file with what people type
    page: str  # a file with the Yjs state of an ordinary document
    large: str = ""
    large_bytes: int = 0
    large_units: int = 0
    disk_over_state: float = 0.0
    ids: dict[str, int] = field(default_factory=dict)  # document name → live document in Cairn
    cookies: list[str] = field(default_factory=list)

    @property
    def many(self) -> list[str]:
        return [f"many-{number}" for number in range(MANY)]

    @property
    def seeds(self) -> dict[str, str]:
        """Document name → file with its state."""
        large = {f"large-{number}": self.large for number in range(LARGE_COPIES)}
        return dict.fromkeys([*ORDINARY, *self.many], self.page) | large

    @classmethod
    def make(cls) -> "Documents":
        corpus = _corpus()
        data = set_up()
        folder = Path(tempfile.mkdtemp(prefix="cairn-bench-live-"))
        (folder / "text").write_text(corpus)
        page = _paragraphs(corpus[:PAGE_BYTES])
        (folder / "page").write_bytes(page.get_update())
        documents = cls(data, str(folder / "text"), str(folder / "page"))
        documents._make_large(corpus)
        documents._make_pages(page.get_update())
        return documents

    def _make_large(self, corpus: str) -> None:
        """First, in a database that holds nothing else: so what it takes on disk can be told."""
        from cairn.livedocs import log
        from cairn.people.actors import SYSTEM

        before = _live_bytes(self.data)
        base = _paragraphs(corpus[:LARGE_TEXT])
        document = log.create_document(base.get_update(), by=SYSTEM)
        for number, batch in enumerate(_batches(_typed(base, corpus), 20), start=1):
            log.append_entries({document.pk: [log.Entry(update, None) for update in batch]})
            if number % 25 == 0:
                log.compact(document.pk)
        whole = log.load(document.pk)
        state, body = whole.get_update(), _body(whole)
        self.disk_over_state = round((_live_bytes(self.data) - before) / len(state), 2)
        self.large = str(Path(self.page).with_name("large"))
        Path(self.large).write_bytes(state)
        self.large_bytes, self.large_units = len(state), len(str(body).encode("utf-16-le")) // 2
        self._large_id = document.pk

    def _make_pages(self, state: bytes) -> None:
        from cairn.livedocs import log
        from cairn.livedocs.models import LiveDocument, Snapshot, Update
        from cairn.pages.operations import create_page
        from cairn.people.actors import SYSTEM
        from cairn.spaces.operations import SpaceSettings, create_space

        people = [person(f"typist{number}@example.org") for number in range(PEOPLE)]
        self.cookies = [f"sessionid={session_of(one)}" for one in people]
        space = create_space(SpaceSettings(name="Bench"), by=people[0], key="BENCH")
        head = LiveDocument.objects.get(pk=self._large_id).head
        for name, source in self.seeds.items():
            page = create_page(space, by=SYSTEM, title=name)
            assert page.document_id is not None
            self.ids[name] = page.document_id
            if source == self.page:
                log.append_entries({page.document_id: [log.Entry(state, None)]})
                continue
            LiveDocument.objects.filter(pk=page.document_id).update(head=head)
            for row in [
                *Snapshot.objects.filter(document=self._large_id),
                *Update.objects.filter(document=self._large_id),
            ]:
                row.pk, row.document_id = None, page.document_id
                row.save(force_insert=True)


def _corpus() -> str:
    from tests.conventions.source import ROOT

    folder = ROOT.parent / "shared/data/tsc-wiki"
    files = sorted(folder.rglob("*.md"))[:200]
    assert files, f"the texts are not in {folder}"
    text = " ".join(" ".join(file.read_text(errors="ignore").split()) for file in files)
    return text.encode("ascii", "ignore").decode()


def _paragraphs(text: str) -> Any:
    """A ProseMirror document: the fragment "body" with paragraphs of some 400 characters."""
    from pycrdt import Doc, XmlElement, XmlFragment, XmlText

    doc: Doc[Any] = Doc(client_id=1)
    body = doc.get("body", type=XmlFragment)
    for start in range(0, len(text), 400):
        paragraph = XmlElement("paragraph")
        body.children.append(paragraph)
        words = XmlText()
        paragraph.children.append(words)
        words.insert(0, text[start : start + 400])
    return doc


def _typed(doc: Any, corpus: str) -> list[bytes]:
    """LARGE_EDITS single characters, typed into `doc` by three people here and there."""
    from pycrdt import Doc

    chance = random.Random(7)
    updates: list[bytes] = []
    typists: list[Any] = []
    for client in (11, 12, 13):
        own: Doc[Any] = Doc(client_id=client)
        own.apply_update(doc.get_update())
        own.observe(lambda event: updates.append(event.update))
        typists.append(own)
    for start in range(0, LARGE_EDITS, RUN):
        children = _body(chance.choice(typists)).children
        words = children[chance.randrange(len(children))].children[0]
        place = chance.randrange(len(str(words)))
        for n in range(min(RUN, LARGE_EDITS - start)):
            words.insert(place + n, corpus[start + n])
    return updates


def _body(doc: Any) -> Any:
    from pycrdt import XmlFragment

    return doc.get("body", type=XmlFragment)


def _batches(updates: list[bytes], size: int) -> list[list[bytes]]:
    return [updates[start : start + size] for start in range(0, len(updates), size)]


def _live_bytes(data: Path) -> int:
    """Bytes of the log's tables, their indexes and whatever the file has free, as they lie on disk."""
    with sqlite3.connect(data / "cairn.sqlite3") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        own = database.execute("SELECT SUM(pgsize) FROM dbstat WHERE name LIKE '%livedocs%'").fetchone()[0]
        free = database.execute("PRAGMA freelist_count").fetchone()[0]
        return int(own) + free * int(database.execute("PRAGMA page_size").fetchone()[0])
