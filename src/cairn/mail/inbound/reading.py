"""From a mail to what its writer wrote: text without quotes and signature, and the pictures she sent along."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from functools import cache

from lxml import etree
from lxml import html as lxml_html
from mailparser_reply.parser import EmailReplyParser

from cairn import documents

LANGUAGES = ["en", "de", "fr", "it", "es", "nl", "pl", "sv", "da", "cs", "ja", "ko", "zh"]
MOST_TEXT = 24_000  # letters that are looked at; a comment has 20,000
MOST_QUOTED = 30  # quoted lines in a row that are kept: answers between quotes quote less
LONGEST_LINE = 2_000  # longer ones are broken, for the parser's patterns; Markdown joins them again
LOGO = 20_000  # bytes; a picture inside the HTML that is smaller is a signature's

# How the large mail programs wrap what is quoted, and signatures.
_QUOTES = (
    "blockquote[@type='cite'] | //*[contains(concat(' ', @class, ' '), ' gmail_quote ')]"
    " | //*[contains(@class, 'gmail_quote_container')] | //*[contains(@class, 'gmail_attr')]"
    " | //*[contains(@class, 'gmail_signature')] | //*[contains(@class, 'yahoo_quoted')]"
    " | //*[contains(@class, 'moz-cite-prefix')] | //*[contains(@class, 'moz-signature')]"
    " | //*[contains(@class, 'protonmail_quote')] | //*[@id='Signature'] | //style | //script | //head | //title"
)
# Telephones' signatures that the library does not know.
_SENT_FROM = re.compile(
    r"(Von mein\w+ .{1,40} gesendet|Gesendet von .{1,60}|Envoyé de(puis)? mon .{1,60}|Enviado desde mi .{1,60}|Inviato da .{1,60}"
    r"|Verzonden vanaf .{1,60}|Skickat från .{1,60}|Sendt fra .{1,60}|Wysłane z .{1,60}|Sent from .{1,60}|Get Outlook for .{1,60})$",
    re.IGNORECASE,
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
    text = _own_words(plain) if plain.strip() else ""
    if not text:
        text = _own_words(_from_html(_text_of(message.get_body(("html",)))))
    return Answer(text, list(_files(message)))


def _own_words(text: str) -> str:
    """The newest part of the conversation, by mail-parser-reply; bounded first, so that no mail keeps it busy."""
    text = _bounded(text.replace("\r\n", "\n"))
    replies = _parser().read(text).replies
    if not replies or str(replies[0].headers or "").strip():  # it begins with "… wrote:", so nothing is her own
        return ""
    newest = replies[0]
    return str(newest.body or "").strip() or _unquoted(str(newest.content or ""))


def _unquoted(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(">")).strip()


def _bounded(text: str) -> str:
    kept: list[str] = []
    quoted = 0
    for line in text[:MOST_TEXT].split("\n"):
        quoted = quoted + 1 if line.startswith(">") else 0
        if quoted <= MOST_QUOTED:
            kept += [line] if len(line) < LONGEST_LINE else textwrap.wrap(line, LONGEST_LINE)
    had_quote = _pop(kept, lambda line: line.startswith(">"))
    if had_quote and kept and kept[-1].rstrip().endswith((":", "：")):
        # "Op ma 23 nov. schreef Ben <…>:" in whatever language, before what was quoted.
        while kept and kept[-1].strip() and len(kept[-1]) < 300:
            kept.pop()
        _pop(kept, lambda line: False)
    if kept and _SENT_FROM.match(kept[-1]):
        kept.pop()
    return "\n".join(kept)


def _pop(lines: list[str], also: Callable[[str], bool]) -> bool:
    """Take empty lines and `also` off the end; whether one of the latter was among them."""
    found = False
    while lines and (not lines[-1].strip() or also(lines[-1])):
        found = also(lines[-1]) or found
        lines.pop()
    return found


@cache
def _parser() -> EmailReplyParser:
    return EmailReplyParser(languages=LANGUAGES)


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
    if element.getparent() is not None:
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
