// Prompts of a template: grey guidance in the line (ADF `placeholder`). The caret stands before one like in an empty
// field; it goes with the first thing that is written there. Tab leads from prompt to prompt, in a table through its
// empty cells too; Enter at one that she leaves as it is goes on, Backspace takes it away.
import { type Editor, Extension, type NodeViewRenderer } from "@tiptap/core";
import type { Node as PmNode, ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { suggesting } from "../suggesting/extension";
import { h } from "../ui/dom";
import { leaf } from "../views/view";
import { sectionPlace } from "./sectionPlace";

export const FIRST = "#first-prompt";
const NAME = "placeholder";

/** Where the line begins in which she has come to a prompt: there Tab goes on to the next, also when it is filled. */
const promptsKey = new PluginKey<number | null>("prompts");

export const promptView: NodeViewRenderer = (props) => {
  const dom = h("span", { class: "placeholder", contenteditable: "false" });
  return leaf(props.node, dom, (next) => {
    dom.textContent = String(next.attrs.text || "…");
  });
};

export const Prompts = Extension.create({
  name: "prompts",
  priority: 400,
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      Tab: () => step(editor, 1),
      "Shift-Tab": () => step(editor, -1),
      Enter: () => isBefore(editor.state) && step(editor, 1),
      Backspace: () => take(editor),
    };
  },
  addProseMirrorPlugins: () => [prompts()],
});

function prompts(): Plugin<number | null> {
  return new Plugin<number | null>({
    key: promptsKey,
    state: {
      init: () => null,
      apply: (tr, line, _old, state) => {
        if (isBefore(state, false)) return state.selection.$from.start();
        const given = tr.getMeta(promptsKey) as number | undefined;
        const kept = given ?? (line === null ? null : tr.mapping.map(line, -1));
        return kept === state.selection.$from.start() ? kept : null;
      },
    },
    appendTransaction: (transactions, _old, state) => {
      const own = transactions.filter((tr) => tr.docChanged && !tr.getMeta(ySyncPluginKey));
      if (own.length === 0 || suggesting(state)?.on) return null;
      const gone = new Set(own.flatMap((tr) => answered(tr, state)));
      return gone.size ? without(state, [...gone]) : null;
    },
    props: {
      decorations: (state) => (isBefore(state, false) ? marked(state) : null),
      handleClickOn: (view, _pos, node, at) => {
        if (node.type.name !== NAME || !view.editable) return false;
        view.dispatch(stand(view.state, at));
        view.focus();
        return true;
      },
    },
    view: (view) => {
      const first = firstPrompt();
      const go = () => goToSection(view);
      window.addEventListener("hashchange", go);
      first(view);
      return { update: first, destroy: () => window.removeEventListener("hashchange", go) };
    },
  });
}

/** Positions of prompts whose line was written in by this transaction. */
function answered(tr: Transaction, state: EditorState): number[] {
  if (tr.doc !== state.doc) return [];
  const found: number[] = [];
  tr.mapping.maps.forEach((map, index) => {
    map.forEach((_oldFrom, _oldTo, start, end) => {
      const later = tr.mapping.slice(index + 1);
      const [from, to] = [later.map(start, -1), later.map(end, 1)];
      const $from = state.doc.resolve(from);
      // What was put in whole (a block that was moved, a template) keeps its prompts.
      if (from >= to || !$from.parent.isTextblock || to > $from.end()) return;
      if (!says(state.doc, from, to)) return;
      const inLine = promptsIn($from.parent, $from.start());
      found.push(...(inLine.length === 1 ? inLine : inLine.filter((pos) => pos + 1 === from || pos === to)));
    });
  });
  return found;
}

function says(doc: PmNode, from: number, to: number): boolean {
  let found = false;
  doc.nodesBetween(from, to, (node) => {
    if (node.isInline && node.type.name !== NAME) found = true;
    return !found;
  });
  return found;
}

function without(state: EditorState, positions: number[]): Transaction {
  const { tr } = state;
  for (const pos of positions.sort((a, b) => b - a)) tr.delete(pos, pos + 1);
  return tr;
}

function promptsIn(node: PmNode, start: number): number[] {
  const found: number[] = [];
  node.descendants((child, pos) => {
    if (child.type.name === NAME) found.push(start + pos);
  });
  return found;
}

/** The caret before the prompt at `pos`. */
function stand(state: EditorState, pos: number): Transaction {
  const $pos: ResolvedPos = state.doc.resolve(pos);
  const tr = state.tr.setSelection(TextSelection.create(state.doc, pos)).setMeta(promptsKey, $pos.start());
  return tr.scrollIntoView();
}

/** Whether the caret stands before a prompt; `alone`: and nothing is written before it in its line. */
function isBefore({ selection }: EditorState, alone = true): boolean {
  const { $from, empty } = selection;
  return empty && $from.nodeAfter?.type.name === NAME && (!alone || $from.parentOffset === 0);
}

/** The prompt at the caret is seen as the field that is being filled. */
function marked(state: EditorState): DecorationSet {
  const { from } = state.selection;
  return DecorationSet.create(state.doc, [Decoration.node(from, from + 1, { class: "is-current" })]);
}

/** Takes the prompt away instead of joining its line with the one above. */
function take({ state, view }: Editor): boolean {
  if (!isBefore(state)) return false;
  view.dispatch(without(state, [state.selection.from]));
  return true;
}

/** Where Tab stops: every prompt, and the empty cells of the table she is in. */
function stops({ doc, selection }: EditorState): number[] {
  const found = promptsIn(doc, 0);
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== "table") continue;
    $from.node(depth).descendants((node, pos) => {
      const isEmpty = node.type.name === "tableCell" && node.childCount === 1 && node.firstChild?.content.size === 0;
      if (isEmpty && node.firstChild?.isTextblock) found.push($from.start(depth) + pos + 2);
    });
    break;
  }
  return found.sort((a, b) => a - b);
}

/** To the next prompt, or the one before; false where Tab means what it always means. */
function step(editor: Editor, by: 1 | -1): boolean {
  const { state, view } = editor;
  const { $from, from } = state.selection;
  const at = promptsKey.getState(state) !== null || promptsIn($from.parent, 0).length > 0;
  if (!at || !$from.parent.isTextblock) return false;
  const all = stops(state);
  const next = by === 1 ? all.find((pos) => pos > from) : all.filter((pos) => pos < from).at(-1);
  // After the last one Tab does not begin to indent what was just written; in a table it adds a row, as always.
  if (next === undefined) return by === 1 && !editor.isActive("table");
  view.dispatch(stand(state, next));
  return true;
}

/** Whoever has just made a page from a template writes at once; so does she who comes back to one that begins with a
 * prompt. Further down it waits: nobody is carried away from where she wants to read. */
function firstPrompt(): (view: EditorView) => void {
  const sent = location.hash === FIRST || location.hash.startsWith("#section-");
  let wanted = sent || location.hash === "";
  return (view) => {
    if (!wanted || !view.editable || isBlank(view.state.doc)) return;
    wanted = false;
    if (goToSection(view)) return;
    const pos = promptsIn(view.state.doc, 0)[0];
    if (pos === undefined) return;
    if (sent) history.replaceState(history.state, "", location.pathname + location.search);
    queueMicrotask(() => {
      if (view.isDestroyed || view.state.doc.nodeAt(pos)?.type.name !== NAME) return;
      const hasPlace = document.querySelector("[autofocus]") !== null || !isNowhere(document.activeElement);
      if (!sent && (hasPlace || !isOnScreen(view, pos))) return;
      view.focus();
      view.dispatch(stand(view.state, pos));
    });
  };
}

/** What "Publish" says is missing leads here; the dialog that says it has done its work. */
function goToSection(view: EditorView): boolean {
  const pos = sectionPlace(view.state.doc, location.hash);
  if (pos === null || !view.editable) return false;
  history.replaceState(history.state, "", location.pathname + location.search);
  document.dispatchEvent(new CustomEvent("cairn:close-dialog"));
  queueMicrotask(() => {
    if (view.isDestroyed || pos > view.state.doc.content.size) return;
    view.focus();
    view.dispatch(stand(view.state, pos));
  });
  return true;
}

/** As it is until its text has come from the server. */
function isBlank(doc: PmNode): boolean {
  return doc.childCount < 2 && doc.textContent === "" && promptsIn(doc, 0).length === 0;
}

/** Whether the focus is where it is when a page has just come. */
function isNowhere(focus: Element | null): boolean {
  return focus === document.body || focus?.id === "main";
}

function isOnScreen(view: EditorView, pos: number): boolean {
  const { top, bottom } = view.coordsAtPos(pos);
  return top >= 0 && bottom <= window.innerHeight;
}
