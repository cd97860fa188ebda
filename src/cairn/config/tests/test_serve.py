"""`cairn serve` as a person or a service manager runs it: real processes, ports and folders."""

import asyncio
import os
import signal
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from tests.cast import Cast, SignIn
from tests.e2e.product import Product

from cairn.config.serving.port import listen
from cairn.config.tests.house import Caller, database_in, is_alive, serve, until, worker_of, workers_of
from cairn.live.tests.browser import Browser
from cairn.pages.operations import create_page

pytestmark = [pytest.mark.early, pytest.mark.django_db(transaction=True)]
as_nobody = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
of_a_file = pytest.mark.skipif(
    "postgresql" in os.environ.get("DATABASE_URL", ""), reason="about the database file; PostgreSQL has none"
)


@pytest.fixture
def product(request: pytest.FixtureRequest, tmp_path: Path, transactional_db: None) -> Iterator[Product]:
    """Serving the suite's database. `as_` and `cast` first, to be in it."""
    for name in ("cast", "page_id", "session"):
        if name in request.fixturenames:
            request.getfixturevalue(name)
    running = Product(tmp_path, "--empty", environment=database_in(tmp_path)).start()
    yield running
    if running.process and running.process.poll() is None:
        running.kill()


@pytest.fixture
def page_id(cast: Cast) -> int:
    return create_page(cast.stone, by=cast.ada, title="Cairn").document_id


@pytest.fixture
def session(cast: Cast, as_: SignIn) -> str:
    return as_(cast.ada).cookies["sessionid"].value


def test_small_messages_go_out_at_once() -> None:
    """Without TCP_NODELAY the second small frame in a row waits for the first one's acknowledgement: 40 ms."""

    async def is_quick() -> bool:
        opened: asyncio.Future[asyncio.BaseTransport] = asyncio.get_running_loop().create_future()

        class Guest(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                opened.set_result(transport)

        door = listen("127.0.0.1", 0)
        server = await asyncio.get_running_loop().create_server(Guest, sock=door)
        async with server:
            _, writer = await asyncio.open_connection(*door.getsockname())
            guest = await opened
            quick = guest.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            guest.close()
            writer.close()
        return bool(quick)

    assert asyncio.run(is_quick())


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        status, shown = serve(tmp_path / "new", "--port", str(port))
    assert status == 1
    assert f"Port {port} on 127.0.0.1 is in use" in shown and f"--port {port + 1}" in shown
    assert "Traceback" not in shown
    assert not (tmp_path / "new" / "cairn.sqlite3").exists()


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    status, shown = serve(tmp_path / "file" / "data", "--port", "0")
    assert status == 1
    assert "can't be written" in shown and "--data DIR" in shown and "Traceback" not in shown
    assert (tmp_path / "file").read_text() == "in the way"


@of_a_file
@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to start Cairn as somebody with fewer rights")
def test_a_database_that_may_only_be_read(tmp_path: Path, cast: Cast) -> None:
    folder = Path("/tmp") / f"cairn-read-only-{os.getpid()}"  # nobody may not enter pytest's own folders
    folder.mkdir()
    try:
        environment = database_in(folder)
        before = (folder / "cairn.sqlite3").read_bytes()
        (folder / "cairn.sqlite3").chmod(0o444)
        status, shown = serve(folder, "--port", "0", before=as_nobody, **environment)
        assert (status, "can't be written (Permission denied)" in shown) == (1, True), shown
        folder.chmod(0o777)
        status, shown = serve(folder, "--port", "0", before=as_nobody, **environment)
        assert status == 1 and "Traceback" not in shown, shown
        assert "The database can't be used" in shown and "Nothing was changed" in shown
        assert (folder / "cairn.sqlite3").read_bytes() == before
    finally:
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()


@of_a_file
def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "cairn.sqlite3").write_bytes(b"my shopping list, which is longer than a header " * 50)
    status, shown = serve(tmp_path, "--port", "0")
    assert status == 1
    assert "file is not a database" in shown and "Nothing was changed" in shown and "Traceback" not in shown
    assert (tmp_path / "cairn.sqlite3").read_bytes().startswith(b"my shopping list")


def test_its_life(product: Product) -> None:
    """The first link, one Cairn a folder, a worker that comes back, and an end in order with a browser connected."""
    link = product.shown(r"Make the first account \(this link works once\): (\S+)")
    assert link.startswith(product.address)
    caller = Caller(product.address)
    assert caller.get(link.removeprefix(product.address))[0] == 200
    assert caller.get("/healthz")[0] == 200

    status, shown = serve(product.data, "--port", "0", **product.environment)
    assert status == 1
    assert f"process {product.process.pid}" in shown and "already serves the data folder" in shown
    if connection.vendor == "sqlite":  # nor a part of it: one process writes the file
        status, shown = serve(product.data, "--role", "live", "--port", "0", **product.environment)
        assert status == 1 and f"process {product.process.pid}" in shown and "DATABASE_URL" in shown, shown

    worker = worker_of(product)
    os.kill(worker, signal.SIGKILL)
    worker = worker_of(product, after=worker)

    with socket.create_connection(("127.0.0.1", product.port)):  # a browser keeps its connection open
        assert product.stop() == 0
    assert not is_alive(worker)
    with socket.create_server(("127.0.0.1", product.port)):
        pass


def test_kill_9_takes_the_worker_along_and_sigterm_says_goodbye(session: str, page_id: int, product: Product) -> None:
    worker = worker_of(product)
    product.kill()
    until(lambda: not is_alive(worker), "the worker outlived its server")

    product.output.clear()
    product.start()

    async def write() -> tuple[int, str]:
        url = f"ws://127.0.0.1:{product.port}/live/documents/{page_id}/"
        async with Browser(url, session) as ada:
            ada.type("stones")
            await ada.all_saved()
            status = await asyncio.to_thread(product.stop)
            return status, str(await ada.closed())

    assert asyncio.run(write()) == (0, "4503")


@of_a_file
def test_an_upgrade_keeps_a_copy_from_before(tmp_path: Path, cast: Cast) -> None:
    product = Product(tmp_path, "--empty", environment=database_in(tmp_path))
    product.run("migrate", "search", "0001")  # as a Cairn from before full-text search left it
    product.start()
    product.stop()
    (copy,) = (tmp_path / "backups").glob("before-upgrade-*.sqlite3")
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT count(*) FROM people_user").fetchone() == (6,)
        assert not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'search_index'").fetchall()


def test_each_part_alone(tmp_path: Path, session: str, page_id: int) -> None:
    """web answers pages and no sockets, live sockets and /healthz, worker nothing; all on one database."""
    environment = database_in(tmp_path)
    web = Product(tmp_path, "--role", "web", "--empty", environment=environment).start()
    live = Product(tmp_path, "--role", "live", environment=environment).start()
    try:
        assert Caller(web.address, session).get("/spaces/STONE/")[0] == 200
        assert Caller(live.address, session).get("/spaces/STONE/")[0] == 404
        assert Caller(web.address).get("/healthz")[0] == Caller(live.address).get("/healthz")[0] == 200
        assert workers_of(web) == workers_of(live) == []

        async def write() -> None:
            with pytest.raises(Exception, match="404"):
                async with Browser(f"ws://127.0.0.1:{web.port}/live/documents/{page_id}/", session):
                    pass
            async with Browser(f"ws://127.0.0.1:{live.port}/live/documents/{page_id}/", session) as ada:
                ada.type("stones")
                await ada.all_saved()

        asyncio.run(write())
        assert (web.stop(), live.stop()) == (0, 0)
    finally:
        for part in (web, live):
            if part.process and part.process.poll() is None:
                part.kill()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="an SQLite file has one server")
def test_nodes_that_start_at_once_migrate_once(tmp_path: Path, transactional_db: None) -> None:
    """Two on an empty database: each migration is applied once, one workspace is made, both serve."""
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS cairn_two_starts")
        cursor.execute("CREATE DATABASE cairn_two_starts")
    environment = database_in(tmp_path)
    name = connection.settings_dict["NAME"]
    environment["DATABASE_URL"] = environment["DATABASE_URL"].replace(f"/{name}?", "/cairn_two_starts?")
    nodes = [Product(tmp_path / str(n), "--role", "web", environment=environment) for n in range(2)]
    try:
        with ThreadPoolExecutor() as pool:
            list(pool.map(Product.start, nodes))
        assert [Caller(node.address).get("/healthz")[0] for node in nodes] == [200, 200]
    finally:
        for node in nodes:
            if node.process is not None:
                node.kill()
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS cairn_two_starts WITH (FORCE)")
