// Formulas and diagrams while typing: `$x^2$` in a line, `$$` on its own, "```mermaid"; and the keys of extensions.
import { type Editor, Extension, InputRule } from "@tiptap/core";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import { diagramJson, putFormula } from "./blocks";
import { keyOf, openOwn, ownJson } from "./nodes";

const INLINE = /(?:^|[\s(])\$([^\s$](?:[^$]*[^\s$])?)\$$/;
const PRICE = /^\d[\d.,\s]*(?:[^\w\s].*)?$/; // "$5/$" and "$5–$" are money

export const OwnTyping = Extension.create({
  name: "ownTyping",
  priority: 300, // before the rule that makes a code block of ```mermaid, and before what Enter does otherwise
  addInputRules() {
    return [inlineRule(), formulaRule(this.editor), diagramRule()];
  },
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      Enter: () => openSelected(editor) || formulaOnEnter(editor) || leaveDiagram(editor, false),
      Escape: () => leaveDiagram(editor, true),
      "Alt-Enter": () => openSelected(editor) || openAround(editor),
    };
  },
});

/** Whether what stands between dollars is a formula. */
export function isFormula(tex: string): boolean {
  return !PRICE.test(tex) || /[\\^_{}=]/.test(tex);
}

export function inlineTex(before: string): string | null {
  const tex = INLINE.exec(before)?.[1];
  return tex && isFormula(tex) ? tex : null;
}

function inlineRule(): InputRule {
  return new InputRule({
    find: (text) => {
      const tex = inlineTex(text);
      return tex === null ? null : { index: text.length - tex.length - 2, text: `$${tex}$`, data: { tex } };
    },
    handler: ({ state, range, match }) => {
      const tex = String((match.data as { tex: string } | undefined)?.tex ?? "");
      state.tr.replaceWith(
        range.from,
        range.to,
        state.schema.nodeFromJSON(ownJson("inlineExtension", "math", { tex })),
      );
      return undefined;
    },
  });
}

function formulaRule(editor: Editor): InputRule {
  return new InputRule({
    find: /^\$\$\s$/,
    handler: ({ state, range }) => {
      if (state.selection.$from.parent.type.name !== "paragraph") return null;
      state.tr.delete(range.from, range.to);
      queueMicrotask(() => putFormula(editor));
      return undefined;
    },
  });
}

function diagramRule(): InputRule {
  return new InputRule({
    find: /^```mermaid\s$/,
    handler: ({ state }) => {
      const { $from } = state.selection;
      const json = diagramJson("");
      if ($from.depth !== 1 || $from.parent.type.name !== "paragraph") return null;
      const { tr } = state;
      const start = $from.before();
      const node = state.schema.nodeFromJSON(json);
      const paragraph = state.schema.nodes.paragraph?.create();
      const last = tr.mapping.map($from.after()) === tr.doc.content.size;
      tr.replaceWith(start, tr.mapping.map($from.after()), last && paragraph ? [node, paragraph] : [node]);
      tr.setSelection(TextSelection.create(tr.doc, start + 2));
      return undefined;
    },
  });
}

/** Enter on a selected extension opens its settings. */
function openSelected(editor: Editor): boolean {
  const { selection } = editor.state;
  if (!(selection instanceof NodeSelection) || !keyOf(selection.node)) return false;
  openOwn(editor, String(selection.node.attrs.localId));
  return true;
}

/** Alt+Enter inside of one opens the settings of the nearest. */
function openAround(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (!keyOf($from.node(depth))) continue;
    openOwn(editor, String($from.node(depth).attrs.localId));
    return true;
  }
  return false;
}

function formulaOnEnter(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parent.type.name !== "paragraph" || $from.parent.textContent !== "$$") return false;
  editor.view.dispatch(editor.state.tr.delete($from.start(), $from.end()));
  putFormula(editor);
  return true;
}

/** Out of a diagram's source: at once, or after two empty lines at its end. Below it a paragraph, if there is none. */
function leaveDiagram(editor: Editor, atOnce: boolean): boolean {
  const { $from, empty } = editor.state.selection;
  const depth = $from.depth - 1;
  if (depth < 1 || $from.parent.type.name !== "codeBlock" || keyOf($from.node(depth)) !== "diagram") return false;
  const atEnd = empty && $from.parentOffset === $from.parent.content.size;
  if (!atOnce && !(atEnd && $from.parent.textContent.endsWith("\n\n"))) return false;
  const { tr, schema } = editor.state;
  if (!atOnce) tr.delete($from.pos - 2, $from.pos);
  const after = tr.mapping.map($from.after(depth));
  if (!tr.doc.resolve(after).nodeAfter?.isTextblock && schema.nodes.paragraph) {
    tr.insert(after, schema.nodes.paragraph.create());
  }
  tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1)));
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}
