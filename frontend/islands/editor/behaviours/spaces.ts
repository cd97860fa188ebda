// Behind what a menu puts into the text comes a space, so that one can write on at once. Who types it herself gets no
// second one, and a full stop or comma takes its place.
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";

const key = new PluginKey<number | null>("addedSpace");
const CLOSES = /^[,.;:!?)\]}…]$/;

/** Says of a transaction that a space right before the caret came by itself. */
export function addsSpace(tr: Transaction): Transaction {
  return tr.setMeta(key, true);
}

export const Spaces = Extension.create({
  name: "spaces",
  // Before the rules that read what is typed.
  priority: 1000,
  addProseMirrorPlugins() {
    return [
      new Plugin<number | null>({
        key,
        state: {
          init: () => null,
          apply: (tr, pos) => {
            const said = tr.getMeta(key) as boolean | undefined;
            if (said !== undefined) return said ? tr.selection.from : null;
            return tr.docChanged || (tr.selectionSet && tr.selection.from !== pos) ? null : pos;
          },
        },
        props: {
          handleTextInput: (view, from, to, text) => {
            const pos = key.getState(view.state);
            if (pos == null || from !== pos || to !== pos) return false;
            if (text === " ") {
              view.dispatch(view.state.tr.setMeta(key, false));
              return true;
            }
            if (!CLOSES.test(text) || view.state.doc.textBetween(pos - 1, pos) !== " ") return false;
            view.dispatch(view.state.tr.insertText(text, pos - 1, pos));
            return true;
          },
        },
      }),
    ];
  },
});
