"""From the text of an answer to what its writer wrote: without what she quotes, and without her signature.

Where it is in doubt, words are kept: a name below a comment is a blemish, a list that is cut off is a loss. So
mail-parser-reply is asked only where the mail before begins; its signatures begin with any line that starts with a
hyphen or with "Thanks," and go on to the end.
"""

from __future__ import annotations

import re
import textwrap
from functools import cache

from mailparser_reply.constants import MAIL_LANGUAGES
from mailparser_reply.parser import EmailReplyParser

LANGUAGES = ["en", "de", "fr", "it", "es", "nl", "pl", "sv", "da", "cs", "ja", "ko", "zh"]
MOST_TEXT = 24_000  # letters that are looked at; a comment has 20,000
MOST_QUOTED = 30  # quoted lines in a row that are kept: answers between quotes quote less
LONGEST_LINE = 2_000  # longer ones are broken, for the parser's patterns; Markdown joins them again
SIGNATURE = 10  # lines below "Best regards", at most, each no longer than a line of a card
SIGNATURE_LINE = 80
# Below a sign-off, what is no card: a postscript, a point of a list, a sentence. Then nothing is taken for a signature.
_SAID = re.compile(r"(p\.?\s?p?\.?s\b|[-*•] |\d+[.)] |.*\?$|(\S+\s+){4,}\S*[.!…:]$|(\S+\s+){8,}\S)", re.IGNORECASE)

# Telephones' signatures: one line.
_SENT_FROM = re.compile(
    r"(Von mein\w+ .{1,40} gesendet|Gesendet von .{1,60}|Envoyé de(puis)? mon .{1,60}|Enviado desde mi .{1,60}|Inviato da .{1,60}"
    r"|Verzonden vanaf .{1,60}|Skickat från .{1,60}|Sendt fra .{1,60}|Wysłane z .{1,60}|Sent (from|with) .{1,60}"
    r"|Get \[?Outlook for .{1,60})$",
    re.IGNORECASE,
)
_MAIL_BEFORE = re.compile(r"_{32,}$")  # Outlook's line above it, in every language
_SIGN_OFF = re.compile(
    rf"(?:{'|'.join(words.rstrip(',') for each in LANGUAGES for words in MAIL_LANGUAGES[each].get('signatures', []))})[,.!]?$",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """What the writer of the mail `text` wrote herself. Bounded first, so that no mail keeps the parser busy."""
    lines = _without_signature(_answers(_bounded(text.replace("\r\n", "\n"))))
    lines = _without_signature(_newest(lines))
    return "\n".join(lines).strip("\n").rstrip()


def _bounded(text: str) -> list[str]:
    kept: list[str] = []
    quoted = 0
    for line in text[:MOST_TEXT].split("\n"):
        quoted = quoted + 1 if line.startswith(">") else 0
        if quoted <= MOST_QUOTED:
            kept += [line.rstrip()] if len(line) < LONGEST_LINE else textwrap.wrap(line, LONGEST_LINE)
    return kept


def _answers(lines: list[str]) -> list[str]:
    """Without what is quoted at the end, and without "On Monday Ben wrote:" above a quote, in whatever language.

    Answers below or between quotes stay. One quote above them goes, as the thread has it; several stay, for they say
    what is answered. Of a quoted mail nothing stays from its signature on: there are links there which are hers alone.
    """
    first = next((at for at, line in enumerate(lines) if line.startswith(">")), None)
    if first is None:
        return lines
    above, below = lines[:first], lines[first:]
    had_header = _drop_header(above)
    while below and (not below[-1].strip() or below[-1].startswith(">")):
        below.pop()
    if not any(line.strip() for line in _without_signature(below) if not line.startswith(">")):
        return above
    below = _without_foot(below)
    if had_header and _quotes(below) <= 1:
        below = [line for line in below if not line.startswith(">")]
    return [*_without_signature(above), "", *below]


def _drop_header(above: list[str]) -> bool:
    """Take the paragraph that introduces a quote off the end: it ends in ":" and has a date, or an address."""
    while above and not above[-1].strip():
        above.pop()
    if not above or not above[-1].endswith((":", "\N{FULLWIDTH COLON}")):
        return False
    start = len(above)
    while start and above[start - 1].strip() and len(above[start - 1]) < 300 and len(above) - start < 3:
        start -= 1
        if re.match(r"(On|Am|Le|El|Il|Op|Den|Dne|W dniu|Em)\b.*\d", above[start]):
            break
    if not re.search(r"[\d@<]", " ".join(above[start:])):
        return False
    del above[start:]
    return True


def _without_foot(below: list[str]) -> list[str]:
    kept: list[str] = []
    in_foot = False
    for line in below:
        in_foot = line.startswith(">") and (in_foot or line.lstrip("> ") == "--")
        while in_foot and kept and kept[-1] == ">":
            kept.pop()
        kept += [] if in_foot else [line]
    return kept


def _quotes(lines: list[str]) -> int:
    text = [line.startswith(">") for line in lines if line.strip()]
    return sum(here and not before for before, here in zip([False, *text], text, strict=False))


def _newest(lines: list[str]) -> list[str]:
    """Up to where another mail begins without a mark on its lines, by mail-parser-reply."""
    end = next((at for at, line in enumerate(lines) if _MAIL_BEFORE.match(line)), len(lines))
    lines = lines[:end]
    while lines and not lines[0].strip():
        lines = lines[1:]
    newest = _parser().read("\n".join(lines)).replies[0]
    if str(newest.headers or "").strip():  # it begins with "… wrote:", so nothing is her own
        return []
    # The parser takes spaces off the lines, and code needs them.
    return lines[: len(str(newest.content or "").split("\n"))] if newest.content else []


def _without_signature(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        rest = [each for each in lines[at + 1 :] if each.strip()]
        if any(each.startswith(">") for each in rest):
            continue
        is_short = len(rest) <= SIGNATURE and all(len(each) <= SIGNATURE_LINE for each in rest)
        is_short = is_short and not any(_SAID.match(each.strip()) for each in rest)
        if line == "--" or (at and is_short and _SIGN_OFF.match(line) and any(each.strip() for each in lines[:at])):
            lines = lines[:at]
            break
    while lines and (lines[-1].strip() in ("", "---") or _SENT_FROM.match(lines[-1].strip())):
        lines = lines[:-1]
    return lines


@cache
def _parser() -> EmailReplyParser:
    return EmailReplyParser(languages=LANGUAGES)
