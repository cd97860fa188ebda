"""Journey 5: the lid closes mid-sentence, the server dies, both come back, and nothing that was Saved is gone."""

import re
from base64 import b64decode

from playwright.sync_api import expect

from cairn.documents import adf_from_doc, to_text
from cairn.livedocs.reading import Tail, document_of
from tests.e2e.conftest import Visit
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor
from tests.e2e.writing import Writer, open_editor


def test_what_was_saved_survives_and_what_was_typed_offline_merges(visit: Visit, product: Product) -> None:
    mira, teo = visit("Mira Castellan"), visit("Teo Halvorsen")
    address = _begin_a_page(mira)
    hers, his = Writer(mira), open_editor(teo, address)
    hers.goes_to_the_end()
    hers.types("The mole was built in 1911")
    hers.is_told("Saved")
    his.reads("The mole was built in 1911")

    mira.context.set_offline(True)  # the lid, mid-sentence
    hers.types(" and nobody has looked under it since")
    hers.is_told("Offline. What you type is kept on this device")
    _goes_on_while_she_is_away(his)
    mira.look("editor-offline")

    product.kill()
    his.is_told("Offline")
    his.types(" Neither has a diver.")
    product.start()
    his.is_told("Saved")
    _is_still_there_for_others(visit("Kofi Brandt"), address)

    mira.context.set_offline(False)
    hers.is_told("Saved")
    for writer in (hers, his):
        writer.reads("The mole was built in 1911 and nobody has looked under it since")
        writer.reads("Its stones come from the northern shore. Neither has a diver.")
    hers.agrees_with(his)
    assert hers.text().count("nobody has looked") == 1

    hers.titles_it("The mole")
    hers.publishes("")
    expect(mira.page.get_by_text("nobody has looked under it since")).to_be_visible()
    expect(mira.page.get_by_text("Neither has a diver.")).to_be_visible()


def test_a_tab_closed_offline_brings_its_words_when_it_opens_again(visit: Visit) -> None:
    yuna = visit("Yuna Sato-Reid")
    address = _begin_a_page(yuna)
    writer = Writer(yuna)
    writer.goes_to_the_end()
    writer.types("Seven calls today")
    writer.is_told("Saved")
    yuna.context.set_offline(True)
    writer.types(", and one of them was kind")
    writer.is_told("Offline. What you type is kept on this device")
    yuna.page.close()
    yuna.context.set_offline(False)
    yuna.open_a_tab()
    again = open_editor(yuna, address)
    again.reads("Seven calls today, and one of them was kind")
    again.is_told("Saved")
    _reads_the_same(open_editor(visit("Kofi Brandt"), address))


def test_what_comes_with_the_page_is_kept_on_the_device_once(visit: Visit) -> None:
    yuna, kofi = visit("Yuna Sato-Reid"), visit("Kofi Brandt")
    address = _begin_a_page(yuna)
    _writes_and_leaves(yuna, "Seven calls today")
    _writes_and_leaves(kofi, " and three letters", address)
    sizes = []
    for _visit in range(4):
        open_editor(yuna, address).is_told("Saved")
        yuna.page.wait_for_timeout(500)
        kept = [b64decode(row) for row in yuna.page.evaluate(KEPT)]
        assert "Seven calls today and three letters" in to_text(adf_from_doc(document_of(Tail(kept, 0))))
        sizes.append(sum(map(len, kept)))
    assert sizes[3] - sizes[0] < 16, "every visit keeps the text once more"


# The rows that the device keeps of the text on the screen.
KEPT = """async () => {
    const editor = document.querySelector('cairn-editor');
    const name = `cairn:${JSON.parse(editor.getAttribute('user')).id}:${editor.getAttribute('document')}`;
    const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
    const kept = (await asked(indexedDB.open(name))).transaction('updates').objectStore('updates');
    return (await asked(kept.getAll())).map((row) => btoa(String.fromCharCode(...row)));
}"""


def _writes_and_leaves(visitor: Visitor, words: str, address: str = "") -> None:
    writer = open_editor(visitor, address) if address else Writer(visitor)
    writer.goes_to_the_end()
    writer.types(words)
    writer.is_told("Saved")
    visitor.open("/")


def _begin_a_page(visitor: Visitor) -> str:
    visitor.open("/pages/new/?space=PRODUCT")
    expect(visitor.page).to_have_url(re.compile(r"/pages/\d+/edit/$"))
    return visitor.page.url.removesuffix("edit/").replace(visitor.address, "")


def _goes_on_while_she_is_away(his: Writer) -> None:
    his.begins_a_new_line()
    his.types("Its stones come from the northern shore.")
    his.presses("Alt+Shift+ArrowUp")  # her line changes places with his, while she types in it
    expect(his.surface.locator("p").first).to_have_text("Its stones come from the northern shore.")
    his.is_told("Saved")


def _is_still_there_for_others(visitor: Visitor, address: str) -> None:
    """In a browser that has nothing of it."""
    reader = open_editor(visitor, address)
    reader.reads("The mole was built in 1911")
    reader.reads("Its stones come from the northern shore. Neither has a diver.")


def _reads_the_same(writer: Writer) -> None:
    writer.reads("Seven calls today, and one of them was kind")
