"""A folder of files as records: each file goes to the reader that knows its form."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from cairn.core.errors import CairnError, Invalid
from cairn.decisions.interchange.readers import confluence, madr, own, rfc
from cairn.decisions.interchange.record import Record
from cairn.pages.markdown_import import confluence as export
from cairn.pages.markdown_import.folder import Folder
from cairn.pages.markdown_import.source import Source, read_source

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Found:
    """`records` with the source of each by its path; `others` are files that are no decision record; `refused` says
    why a file could not be read; `logs` what stood in a log beside its rows."""

    records: list[Record] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    logs: dict[str, confluence.Log] = field(default_factory=dict)


def read_folder(folder: Folder) -> Found:
    """Everything below the folder that is a decision, in the order of paths."""
    found = Found(refused=dict(folder.refused))
    for path in folder.markdown:
        try:
            _read_file(path, folder, found)
        except Exception as error:  # whatever is wrong with one file, the others are read
            found.refused[path] = why_not(error)
    for path, log in found.logs.items():
        _follow_log(path, log, found)
    return found


def why_not(error: Exception) -> str:
    """Why one file was left out, in words; what nobody foresaw goes into the log as well."""
    if isinstance(error, CairnError):
        return error.message
    if isinstance(error, OSError):
        return f"It can't be read: {error.strerror}."
    logger.exception("a file of decisions could not be brought in", exc_info=error)
    return f"It can't be understood ({type(error).__name__}); it was left out. Nothing of it was imported."


def _read_file(path: str, folder: Folder, found: Found) -> None:
    source = read_source(path, folder.read(path))
    found.sources[path] = source
    record = read_record(source, folder.root.name)
    if record is not None:
        found.records.append(record)
        if source.note:
            record.note(source.note)
    elif log := confluence.read_log(source.text):
        found.logs[path] = log
    else:
        found.others.append(path)


def read_record(source: Source, root: str = "") -> Record | None:
    """The decision of one file, None where it is none; `root` is the name of the folder that is imported. Raises Invalid where its front matter is broken."""
    if source.crumbs:
        return confluence.read_page(source.path, source.title, source.text)
    if "\x00" in source.text:
        raise Invalid("It is not text (it holds zero bytes); it was left out.")
    exported = own.read(source.path, source.text)
    return exported or rfc.read(source.path, source.text) or madr.read(source.path, source.text, root)


def _follow_log(path: str, log: confluence.Log, found: Found) -> None:
    by_id = {own: record for record in found.records if (own := export.own_id(record.path))}
    by_name = {record.path.rsplit("/", 1)[-1]: record for record in found.records}
    for row in log.rows:
        there = by_id.get(str(export.linked_id(row.href))) or by_name.get(row.href.rsplit("/", 1)[-1])
        if there is not None:
            confluence.complete(there, row)
        else:
            found.records.append(confluence.record_of(f"{path}#{row.title}", row))
