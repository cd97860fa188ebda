"""How large a document and its log may grow."""

MAX_DOCUMENT_BYTES = 20 * 1024 * 1024
# A log is compacted into a snapshot whenever it has grown by this many updates or bytes.
COMPACT_UPDATES = 500
COMPACT_BYTES = 1024 * 1024
