"""Copying a page: its words and files, and none of what was said about it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast, SignIn

from cairn import documents
from cairn.livedocs import log
from cairn.pages.access import can_view
from cairn.pages.models import Page
from cairn.pages.operations import attach_file, label_page, restrict_page
from cairn.pages.tests.conftest import MakePage

LIST = {
    "type": "taskList",
    "attrs": {"localId": "list-1"},
    "content": [
        {
            "type": "taskItem",
            "attrs": {"localId": "task-1", "state": "TODO"},
            "content": [{"type": "text", "text": "Dig"}],
        }
    ],
}


def test_it_takes_the_words_and_leaves_the_talk(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Well", body={"version": 1, "type": "doc", "content": [LIST]})
    file = attach_file(page, SimpleUploadedFile("well.png", b"stones", "image/png"), by=cast.ben)
    picture = {"type": "media", "attrs": {"type": "external", "url": file.get_absolute_url(), "alt": "The well"}}
    figure = {"type": "mediaSingle", "attrs": {"layout": "center"}, "content": [picture]}
    body = {"version": 1, "type": "doc", "content": [LIST, figure]}
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, body), by=cast.ben)
    for marked in (
        lambda doc: documents.annotate(doc, quote="Dig", prefix="", suffix="", annotation_id="a-1"),
        lambda doc: documents.annotate_media(doc, address=file.get_absolute_url(), annotation_id="a-2"),
    ):
        assert log.edit(page.document_id, marked, by=cast.ben)
    label_page(page, by=cast.ben, labels=["water"])

    answers = {u.name: as_(u).post(f"/pages/{page.pk}/copies/").status_code for u in cast.all()}
    assert answers == {"Ada": 302, "Ben": 302, "Cleo": 403, "Ravi": 403, "Gus": 403, "Sam": 404}

    copy = Page.objects.filter(title="Copy of Well").first()
    assert copy and copy.published is None and set(copy.labels.values_list("name", flat=True)) == {"water"}
    copied, original = (documents.adf_from_doc(log.load(each.document_id)) for each in (copy, page))
    assert documents.annotations(copied) == {} and set(documents.annotations(original)) == {"a-1", "a-2"}
    assert [item.text for item in documents.action_items(copied)] == ["Dig"]
    assert documents.action_items(copied)[0].local_id != "task-1"
    kept = copy.attachments.get()
    assert kept.key in str(copied) and file.key not in str(copied)


def test_who_was_kept_out_stays_out(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Secret well")
    restrict_page(page, by=cast.ada, action="view", users=[cast.ada], teams=[])
    as_(cast.ada).post(f"/pages/{page.pk}/copies/")
    copy = Page.objects.get(title="Copy of Secret well")
    assert can_view(cast.ada, copy) and not can_view(cast.ben, copy)
