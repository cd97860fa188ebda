"""Open suggestions in a live document: what they are, and the text without them or with them.

**A suggestion only adds.** Nothing of the text moves, goes or changes before somebody accepts; so the text without a
person's suggestions is had by leaving out what carries her stamp, and two suggestions never stand in each other's way.
A stamp is `{"id", "user", "at"}`, all texts: one id for what was done in one go, the person's id, the instant (ISO, UTC).

In text, as formatting (marks in the editor):

- `insertion` stamp: these words are suggested. U+2029 (paragraph separator) in one means "a new paragraph here";
- `deletion` stamp: these words shall go;
- `modification` stamp + `add` (a mark as JSON text) or `remove` (a mark's type): this formatting shall change.

On elements, as attributes holding a stamp as JSON text:

- `suggestedInsertion`: the block (or chip) with all in it is suggested;
- `suggestedDeletion`: it shall go;
- `suggestedJoin`: it shall be joined to the one before it;
- `suggestedChange`, with `type` and `attrs` beside the stamp: it shall become another kind of block.

None of these is ADF: they live in live documents alone, and every road out of one leaves them out (`yjs.read`).
"""

from .found import Suggestion, suggestions_in
from .project import rejected
from .stamps import BLOCK_ATTRS, SPLIT, TEXT_MARKS, Stamp, stamp_of

__all__ = [
    "BLOCK_ATTRS",
    "SPLIT",
    "TEXT_MARKS",
    "Stamp",
    "Suggestion",
    "rejected",
    "stamp_of",
    "suggestions_in",
]
