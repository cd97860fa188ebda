"""A published page in STONE with a debate in it; ben made it, cleo has argued for and he against."""

from dataclasses import dataclass

import pytest
from django.test import Client
from tests.cast import Cast

from cairn.debates.handlers import register_debates
from cairn.debates.loaders import debate_for
from cairn.debates.models import Argument, Debate
from cairn.debates.operations import add_argument
from cairn.documents import Adf
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page

LOCAL = "11111111-2222-4333-8444-555555555555"


def body(statement: str = "We carry the stones by hand", closes: str = "", local_id: str = LOCAL) -> Adf:
    attrs = {
        "extensionType": "cairn",
        "extensionKey": "debate",
        "parameters": {"statement": statement, "closes": closes},
        "localId": local_id,
    }
    return {"type": "doc", "version": 1, "content": [{"type": "extension", "attrs": attrs}]}


@dataclass
class Scene:
    page: Page
    yes: Argument
    no: Argument

    @property
    def address(self) -> str:
        return f"/pages/{self.page.pk}/debates/{LOCAL}/"

    @property
    def debate(self) -> Debate:
        return Debate.objects.select_related("page__space", "page__published").get(page=self.page, local_id=LOCAL)

    def send(self, client: Client, **typed: str) -> int:
        sent = {"side": "for", "text": "It is quiet.", "sources": "", **typed}
        return client.post(f"{self.address}arguments/", sent, headers={"HX-Request": "true"}).status_code


@pytest.fixture
def page(cast: Cast) -> Page:
    made = create_page(cast.stone, by=cast.ben, title="The way up", body=body())
    publish_page(made, by=cast.ben)
    return Page.objects.select_related("space", "published").get(pk=made.pk)


@pytest.fixture
def scene(cast: Cast, page: Page) -> Scene:
    register_debates(page)
    debate = debate_for(cast.ben, page.pk, LOCAL)
    yes = add_argument(debate, by=cast.cleo, side="for", text="Hands feel what holds.")
    no = add_argument(
        debate, by=cast.ben, side="against", text="Backs do not last.", sources="Backs https://example.org/backs"
    )
    return Scene(page, yes, no)
