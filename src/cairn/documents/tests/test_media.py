"""Pictures, films, sound and files through every format."""

from .. import Adf, from_html, to_html, to_markdown
from .test_html import doc, text


def test_media_keep_their_place_and_size() -> None:
    def single(attrs: Adf, **media: object) -> Adf:
        url = media.pop("url", "/attachments/k/herd.png")
        return {"type": "mediaSingle", "attrs": attrs, "content": [
            {"type": "media", "attrs": {"type": "external", "url": url, **media},
             "marks": [{"type": "border", "attrs": {"size": 2, "color": "#091e4224"}}]},
            {"type": "caption", "content": [text("The herd")]},
        ]}  # fmt: skip

    body = doc(
        single({"layout": "wrap-left", "width": 368, "widthType": "pixel"}, width=1472, height=800, alt="Sheep"),
        single({"layout": "center", "width": 50}, width=1472, height=800),
        single({"layout": "wide"}, url="https://a.example/film.webm?x=1", width=640, height=360),
        single({"layout": "center"}, url="/attachments/k/talk.mp3"),
    )
    html = to_html(body)
    border = ' data-border="grey" data-border-size="2"'
    size = f'loading="lazy" decoding="async" width="368" height="200"{border}'
    assert '<figure class="media" data-layout="wrap-left" data-width="368px">' in html
    assert f'<img src="/attachments/k/herd.png" alt="Sheep" {size}>' in html
    assert f'data-width="50%"><img src="/attachments/k/herd.png" alt="" {size}>' in html
    assert '<video src="https://a.example/film.webm?x=1" controls preload="metadata" playsinline' in html
    assert '<audio src="/attachments/k/talk.mp3" controls' in html
    assert html.count("<figcaption>The herd</figcaption>") == 4
    back = from_html(html).body["content"]
    assert [node["attrs"]["layout"] for node in back] == ["wrap-left", "center", "wide", "center"]
    assert back[0]["attrs"]["width"] == 368
    assert [node["content"][0]["attrs"]["url"].rpartition("/")[2] for node in back] == [
        "herd.png", "herd.png", "film.webm?x=1", "talk.mp3",
    ]  # fmt: skip
    assert "[film.webm](https://a.example/film.webm?x=1)" in to_markdown(body).text


def test_emoji_come_back_as_they_were() -> None:
    attrs = {"shortName": ":thumbsup::skin-tone-4:", "id": "1f44d-1f3fd", "text": "👍🏽"}
    body = doc({"type": "paragraph", "content": [{"type": "emoji", "attrs": attrs}]})
    html = to_html(body)
    assert 'role="img"' in html and "👍🏽" in html
    assert from_html(html).body["content"] == body["content"]
    assert to_markdown(body).text == "👍🏽\n"


def test_files_are_links_in_markdown() -> None:
    attrs = {"type": "file", "id": "k", "collection": "", "alt": "plan.pdf"}
    line = {"type": "paragraph", "content": [text("See "), {"type": "mediaInline", "attrs": attrs}]}
    body = doc(line, {"type": "mediaGroup", "content": [{"type": "media", "attrs": attrs}]})
    written = to_markdown(body, media_url=lambda attrs: f"/attachments/{attrs['id']}/plan.pdf")
    assert written.text == "See [plan.pdf](/attachments/k/plan.pdf)\n\n- [plan.pdf](/attachments/k/plan.pdf)\n"
    assert not written.dropped
    assert to_markdown(body).text == "See plan.pdf\n\n- plan.pdf\n"
