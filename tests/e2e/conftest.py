"""The journeys' browser and product. Each file of journeys has a product of its own, with the sample workspace."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.mailbox import Mailbox, mail_server
from tests.e2e.product import Product, put_sample
from tests.e2e.visitor import Visitor

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
expect.set_options(timeout=15_000)  # a machine that is busy with other tests is slow, not wrong


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CAIRN_CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as box:
        yield box


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the sample workspace."""
    base = tmp_path_factory.getbasetemp()
    return put_sample(tmp_path_factory.mktemp("data"), (base if worker_id == "master" else base.parent) / "sample")


@pytest.fixture(scope="module")
def product(sample: Path, mailbox: Mailbox) -> Iterator[Product]:
    running = Product(sample, environment={"CAIRN_SMTP_URL": f"smtp://127.0.0.1:{mailbox.port}"}).start()
    yield running
    if running.process and running.process.poll() is None:
        running.kill()  # how it ends in order is test_serve's


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, product: Product) -> Iterator[Visit]:
    """`visit("Ada Lovelace")` is a browser signed in as one of the sample's people; `visit(None)` one of a stranger."""
    visitors: list[Visitor] = []

    def come(person: str | None, **options: Any) -> Visitor:
        visitor = Visitor(browser, product.address, person or "stranger", **options)
        visitors.append(visitor)
        if person:
            visitor.sign_in_as(person)
        return visitor

    yield come
    for visitor in visitors:
        visitor.close()
