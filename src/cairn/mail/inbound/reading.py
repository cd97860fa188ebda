"""From a mail to what its writer wrote: text without quotes and signature, and the pictures she sent along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from lxml import etree
from lxml import html as lxml_html

from cairn import documents
from cairn.mail.inbound.words import MOST_TEXT, own_words

LOGO = 20_000  # bytes; a picture inside the HTML that is smaller is a signature's

# How the large mail programs wrap what is quoted, and signatures. Pictures come as files; others' would be fetched.
_QUOTES = (
    "blockquote[@type='cite'] | //*[contains(@class, 'gmail_quote')]//blockquote"
    " | //*[contains(@class, 'gmail_quote')][not(.//blockquote)] | //*[contains(@class, 'gmail_attr')]"
    " | //*[contains(@class, 'gmail_signature')] | //*[contains(@class, 'yahoo_quoted')]"
    " | //*[contains(@class, 'moz-cite-prefix')] | //*[contains(@class, 'moz-signature')]"
    " | //*[contains(@class, 'protonmail_quote')] | //*[@id='Signature'] | //*[@id='ms-outlook-mobile-signature'] | //img | //style | //script | //head | //title"
)
_AND_ALL_AFTER = ("appendonsend", "divRplyFwdMsg", "stopSpelling", "mail-editor-reference-message-container")


@dataclass(frozen=True)
class File:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Answer:
    """`text` is Markdown, as if typed into the comment field."""

    text: str
    files: list[File] = field(default_factory=list)


def parse(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def answer_in(message: EmailMessage) -> Answer:
    plain = _text_of(message.get_body(("plain",)))
    text = own_words(plain) if plain.strip() else ""
    if not text:
        text = own_words(_from_html(_text_of(message.get_body(("html",)))))
    return Answer(text, list(_files(message)))


def _text_of(part: MIMEPart | None) -> str:
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except (LookupError, UnicodeError):  # a character set that nobody knows
        text = bytes(part.get_payload(decode=True) or b"").decode("utf-8", "replace")
    text = text.replace("\x00", "")
    return _unflowed(text) if part.get_param("format") == "flowed" else text


def _unflowed(text: str) -> str:
    """Lines that end in a space go on in the next (RFC 3676); a signature's "-- " does not."""
    return re.sub(r"(?m)^(?!>)(?!-- $)(.* )\n(?!>|-- $|\n)", r"\1", text.replace("\r\n", "\n"))


def _from_html(html: str) -> str:
    """HTML as Markdown, without what the program quoted: by its marks, for HTML has no ">"."""
    if not html.strip():
        return ""
    try:
        root = lxml_html.document_fromstring(html[: MOST_TEXT * 20])
    except (etree.ParserError, ValueError):
        return ""
    for name in _AND_ALL_AFTER:
        for element in _found(root, "//*[@id=$name]", name=name):
            for later in [element, *element.itersiblings()]:
                _drop(later)
    for element in _found(root, "//" + _QUOTES):
        _drop(element)
    body = documents.from_html(lxml_html.tostring(root, encoding="unicode")).body
    return documents.to_markdown(body).text


def _found(root: lxml_html.HtmlElement, path: str, **variables: str) -> list[lxml_html.HtmlElement]:
    found = root.xpath(path, **variables)
    return [each for each in found if isinstance(each, lxml_html.HtmlElement)] if isinstance(found, list) else []


def _drop(element: lxml_html.HtmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in ("blockquote", "div") and (element.tail or "").strip():  # answers around it are paragraphs
        after = etree.SubElement(parent, "p")
        after.text, element.tail = element.tail, None
        element.addnext(after)
    element.drop_tree()


def _files(message: EmailMessage) -> list[File]:
    """What she attached. Small pictures inside the HTML are a signature's, not hers to say something with."""
    found = []
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or (kind.startswith("text/") and part.get_content_disposition() != "attachment"):
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or kind in ("application/pgp-signature", "application/pkcs7-signature"):
            continue
        inside = part["Content-ID"] is not None and part.get_content_disposition() != "attachment"
        if content and not (inside and len(content) < LOGO):
            found.append(File(part.get_filename() or _name_for(kind), kind, content))
    return found


def _name_for(kind: str) -> str:
    return f"picture.{kind.partition('/')[2]}" if kind.startswith("image/") else "file"
