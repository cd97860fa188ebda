"""A database that is full or may only be read, while Cairn runs: reading goes on, writing says so, nothing is lost."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from tests.cast import Cast, SignIn
from tests.e2e.product import Product

from cairn.config.tests.house import Caller, database_in
from cairn.live.tests.browser import Browser, until
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page

pytestmark = [pytest.mark.early, pytest.mark.django_db(transaction=True)]
KEPT = "Nothing was saved by this, and what was saved before is safe"


@contextmanager
def only_readable() -> Iterator[None]:
    """The database refuses writes by itself, as it does on a read-only disk or a standby."""
    words = {
        "postgresql": "SET default_transaction_read_only = {}",
        "sqlite": "PRAGMA query_only = {}",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(words.format("on"))
        try:
            yield
        finally:
            cursor.execute(words.format("off"))


@contextmanager
def full() -> Iterator[None]:
    """SQLite gets no more room: SQLITE_FULL, as on a full disk."""
    with connection.cursor() as cursor:
        most = cursor.execute("PRAGMA max_page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {cursor.execute('PRAGMA page_count').fetchone()[0]}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {most}")


@pytest.fixture
def page(cast: Cast) -> Page:
    page = create_page(cast.stone, by=cast.ada, title="Cairn")
    publish_page(page, by=cast.ada)
    return page


def test_a_read_only_database_can_be_read(page: Page, cast: Cast, as_: SignIn) -> None:
    ada = as_(cast.ada)
    with only_readable():
        assert ada.get(f"/pages/{page.pk}/").status_code == 200
        written = ada.post("/pages/", {"place": "STONE", "title": "Lost?"})
        asked = ada.put(f"/pages/{page.pk}/title/", "title=Lost", headers={"Accept": "application/json"})
        part = ada.post(f"/pages/{page.pk}/threads/", {"text": "Lost?"}, headers={"HX-Request": "true"})
    for answer in (written, asked, part):
        assert answer.status_code == 503 and answer["Retry-After"]
        assert KEPT in answer.content.decode() and "can only be read" in answer.content.decode()
        assert "Traceback" not in answer.content.decode()
    assert part["HX-Retarget"] == "#toasts" and asked.json()["message"]


def test_a_read_only_database_lets_nobody_in_but_says_why(cast: Cast, as_: SignIn) -> None:
    stranger = as_(None)
    stranger.raise_request_exception = False
    with only_readable():
        assert stranger.get("/accounts/login/").status_code == 200
        answer = stranger.post("/accounts/login/", {"login": "ada@example.org", "password": "stones-on-stones"})
    assert answer.status_code == 503 and KEPT in answer.content.decode()


@pytest.mark.skipif("postgresql" in os.environ.get("DATABASE_URL", ""), reason="SQLite alone can be told to be full")
def test_a_full_database_can_be_read(page: Page, cast: Cast, as_: SignIn) -> None:
    ada = as_(cast.ada)
    with full():
        answers = [ada.post(f"/pages/{page.pk}/threads/", {"text": "x" * 20_000}) for _ in range(3)]
        assert ada.get(f"/pages/{page.pk}/").status_code == 200
    assert answers[-1].status_code == 503
    assert "is full" in answers[-1].content.decode() and KEPT in answers[-1].content.decode()
    assert ada.post(f"/pages/{page.pk}/threads/", {"text": "Room again"}).status_code < 400


def test_a_full_disk_takes_no_file(page: Page, cast: Cast, as_: SignIn, settings: Any, tmp_path: Path) -> None:
    with small_disk(tmp_path / "files", "64k") as files:
        stores = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": {"location": files}}}
        settings.STORAGES = stores
        sent = SimpleUploadedFile("stones.txt", b"stone " * 50_000)
        answer = as_(cast.ada).post(f"/pages/{page.pk}/attachments/", {"file": sent})
    assert answer.status_code == 503
    assert "is full" in answer.content.decode() and not page.attachments.exists()


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip(f"needs the right to mount a small disk: {made.stderr.decode().strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@pytest.mark.skipif("postgresql" in os.environ.get("DATABASE_URL", ""), reason="about the database file")
def test_a_disk_that_fills_up_while_people_write(cast: Cast, as_: SignIn, tmp_path: Path) -> None:
    page = create_page(cast.stone, by=cast.ada, title="Cairn")
    publish_page(page, by=cast.ada)
    session = as_(cast.ada).cookies["sessionid"].value
    with small_disk(tmp_path / "data", "24m") as folder:
        product = Product(folder, "--empty", environment=database_in(folder)).start()
        try:
            asyncio.run(fill_and_make_room(product, Caller(product.address, session), page, session))
            assert product.stop() == 0
        finally:
            if product.process and product.process.poll() is None:
                product.kill()
    assert not any("Traceback" in line for line in product.output), "\n".join(product.output)


async def fill_and_make_room(product: Product, ada: Caller, page: Page, session: str) -> None:
    def fill() -> None:
        with (product.data / "filler").open("wb", buffering=0) as filler:
            try:
                while filler.write(b"\0" * 4096):
                    pass
            except OSError:
                return

    def post() -> tuple[int, str]:
        return ada.post(f"/pages/{page.pk}/threads/", text="stone " * 3000)

    url = f"ws://127.0.0.1:{product.port}/live/documents/{page.document_id}/"
    async with Browser(url, session) as writer:
        writer.type("before ")
        await writer.all_saved()
        fill()
        for _ in range(60):  # the write-ahead log goes over its own old pages first
            status, words = await asyncio.to_thread(post)
            if status == 503:
                break
            fill()
        assert status == 503 and "is full" in words and KEPT in words
        assert (await asyncio.to_thread(ada.get, f"/pages/{page.pk}/"))[0] == 200
        for n in range(50):
            writer.type(f"unsaved-{n} " * 200)
            await asyncio.sleep(0.03)
        await asyncio.sleep(0.3)
        assert writer.saved < writer.sent, "it says saved on a full disk"
        assert (await asyncio.to_thread(ada.get, "/healthz"))[0] == 503
        (product.data / "filler").unlink()
        await writer.all_saved()
        assert (await asyncio.to_thread(post))[0] < 400
        # What was promised is what somebody else now reads.
        async with Browser(url, session) as reader:
            await until(lambda: str(reader.text) == str(writer.text))
