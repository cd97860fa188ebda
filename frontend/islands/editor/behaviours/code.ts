// Moving lines of code in and out.
import { type Command, TextSelection } from "@tiptap/pm/state";

const STEP = "  ";

/** Where the lines of code touched by the selection begin, last first; null outside code. */
function lineStarts(state: Parameters<Command>[0]): number[] | null {
  const { $from, $to } = state.selection;
  if (!$from.parent.type.spec.code || !$from.sameParent($to)) return null;
  const text = $from.parent.textContent;
  const first = text.lastIndexOf("\n", $from.parentOffset - 1) + 1;
  const starts = [first];
  for (let at = text.indexOf("\n", first); at >= 0 && at + 1 < $to.parentOffset; at = text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  return starts.map((start) => $from.start() + start).reverse();
}

/** Tab in code: two spaces at the caret, or before each selected line. */
export const indentCode: Command = (state, dispatch) => {
  const starts = lineStarts(state);
  if (!starts) return false;
  const { tr, selection } = state;
  if (selection.empty) tr.insertText(STEP, selection.from);
  else for (const start of starts) tr.insertText(STEP, start);
  dispatch?.(tr);
  return true;
};

/** Shift+Tab in code: takes up to two spaces or a tab from each line. */
export const outdentCode: Command = (state, dispatch) => {
  const starts = lineStarts(state);
  if (!starts) return false;
  const { tr, doc } = state;
  for (const start of starts) {
    const line = doc.textBetween(start, Math.min(start + 2, state.selection.$from.end()));
    const width = line.startsWith("\t") ? 1 : (/^ */.exec(line)?.[0].length ?? 0);
    if (width) tr.delete(start, start + width);
  }
  if (tr.docChanged && state.selection.empty) {
    tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(state.selection.from)));
  }
  dispatch?.(tr);
  return true;
};
