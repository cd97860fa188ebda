"""Every write on pages. Each checks the right, writes whole or not at all, and leaves an event."""

from cairn.pages.operations.admit import can_let_in, let_in
from cairn.pages.operations.attach import attach_file, copy_attachment
from cairn.pages.operations.copy import copy_page
from cairn.pages.operations.copy_tree import begin_copy, cancel_copy, make_copy
from cairn.pages.operations.create import begin_page, create_page
from cairn.pages.operations.label import label_page
from cairn.pages.operations.live_pages import end_live, make_live
from cairn.pages.operations.move import move_page
from cairn.pages.operations.publish import publish_page
from cairn.pages.operations.rename import rename_page
from cairn.pages.operations.restore import restore_draft, revert_page
from cairn.pages.operations.restrict import add_to_restriction, lift_restriction, restrict_page, take_over_page
from cairn.pages.operations.schedule import cancel_publication, schedule_publication
from cairn.pages.operations.trash import restore_page, trash_page
from cairn.pages.operations.visit import visit_page
from cairn.pages.operations.write import replace_body

__all__ = [
    "add_to_restriction",
    "attach_file",
    "begin_copy",
    "begin_page",
    "can_let_in",
    "cancel_copy",
    "cancel_publication",
    "copy_attachment",
    "copy_page",
    "create_page",
    "end_live",
    "label_page",
    "let_in",
    "lift_restriction",
    "make_copy",
    "make_live",
    "move_page",
    "publish_page",
    "rename_page",
    "replace_body",
    "restore_draft",
    "restore_page",
    "restrict_page",
    "revert_page",
    "schedule_publication",
    "take_over_page",
    "trash_page",
    "visit_page",
]
