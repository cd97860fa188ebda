// A small note beside what was just pasted: from where it came, and the ways back. It leaves with the next change.
import { type Editor, Extension } from "@tiptap/core";
import { type EditorState, TextSelection } from "@tiptap/pm/state";
import { t } from "../../../lib/words";
import { announce } from "../ui/announce";
import { h } from "../ui/dom";
import { type Floating, openFloating } from "../ui/floating";

const STAYS = 12_000; // ms without a change

const shown = new WeakMap<Editor, Floating>();

export interface Ways {
  name: string;
  /** What was left out, in sentences. */
  lost: string[];
  plain: () => void;
}

export function offerChoice(editor: Editor, before: EditorState, { name, lost, plain }: Ways): void {
  shown.get(editor)?.close();
  const button = (words: string, run: () => void) =>
    h("button", { type: "button", class: "ed-paste-way", onmousedown: keepFocus, onclick: run }, words);
  const close = () => floating.close();
  const undo = () => {
    close();
    editor.commands.undo();
    const { doc } = editor.state;
    // The undone text has its old selection again, where nobody else has written meanwhile.
    if (doc.eq(before.doc)) {
      const { from, to } = before.selection;
      editor.view.dispatch(editor.state.tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))));
    }
    editor.view.focus();
  };
  const element = h(
    "div",
    { class: "ed-paste-note", role: "group", "aria-label": name },
    h("span", { class: "ed-paste-name" }, name),
    button(t("Plain text"), () => {
      undo();
      plain();
    }),
    button(t("Undo"), undo),
    lost.length > 0 && h("p", { class: "ed-paste-lost" }, lost.join(" ")),
  );
  const floating = openFloating(caretAnchor(editor), element, {
    placement: "bottom-start",
    dismissable: false,
    onClose: () => {
      clearTimeout(timer);
      shown.delete(editor);
    },
  });
  // What was left out stays until it is read and something else is done.
  const timer = setTimeout(() => !element.matches(":hover, :focus-within") && close(), lost.length ? STAYS * 5 : STAYS);
  shown.set(editor, floating);
  announce([`${name}.`, ...lost, t("Alt+F9: plain text, or undo.")].join(" "));
}

const keepFocus = (event: Event) => event.preventDefault();

function caretAnchor(editor: Editor) {
  return {
    contextElement: editor.view.dom,
    getBoundingClientRect: () => {
      const at = Math.min(editor.state.selection.to, editor.state.doc.content.size);
      const { left, top, bottom } = editor.view.coordsAtPos(at);
      return new DOMRect(left, top, 1, bottom - top);
    },
  };
}

/** Any further change of one's own ends the offer, as does a caret elsewhere; Esc too. */
export const PasteChoice = Extension.create({
  name: "pasteChoice",
  priority: 1100,
  onTransaction({ transaction }) {
    if (!transaction.docChanged && !transaction.selectionSet) return;
    if (!transaction.getMeta("paste") && !transaction.getMeta("y-sync$")) {
      shown.get(this.editor)?.close();
    }
  },
  onDestroy() {
    shown.get(this.editor)?.close();
  },
  addKeyboardShortcuts() {
    return {
      Escape: () => {
        const note = shown.get(this.editor);
        note?.close();
        return note !== undefined;
      },
      "Alt-F9": () => {
        const first = shown.get(this.editor)?.element.querySelector("button");
        first?.focus();
        return first !== undefined && first !== null;
      },
    };
  },
});
