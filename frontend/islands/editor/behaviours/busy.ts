// "Ada is editing this table": said above a table, code, formula or diagram that somebody else's caret is in.
import { Extension } from "@tiptap/core";
import type { EditorState } from "@tiptap/pm/state";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { yCursorPluginKey } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import { fill, t } from "../../../lib/words";

const SAID: Record<string, () => string> = {
  table: () => t("{name} is editing this table"),
  codeBlock: () => t("{name} is editing this code"),
};

export const Busy = Extension.create<{ awareness: Awareness | null }>({
  name: "busy",
  addOptions: () => ({ awareness: null }),
  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (!awareness) return [];
    return [new Plugin({ props: { decorations: (state) => decorations(state, awareness) } })];
  },
});

function decorations(state: EditorState, awareness: Awareness): DecorationSet | null {
  const carets = (yCursorPluginKey.getState(state) as DecorationSet | undefined)?.find() ?? [];
  const busy = new Map<number, Set<string>>();
  for (const caret of carets) {
    const person = awareness.getStates().get(Number(caret.spec.key))?.user as { name?: string } | undefined;
    const pos = person?.name ? busyBlock(state, caret.from) : null;
    if (pos !== null && person?.name) busy.set(pos, (busy.get(pos) ?? new Set()).add(person.name));
  }
  return busy.size > 0
    ? DecorationSet.create(
        state.doc,
        [...busy].flatMap(([pos, names]) => said(state, pos, names)),
      )
    : null;
}

/** The outermost block of SAID around a position. */
function busyBlock(state: EditorState, at: number): number | null {
  const $at = state.doc.resolve(Math.min(at, state.doc.content.size));
  for (let depth = 1; depth <= $at.depth; depth++) if ($at.node(depth).type.name in SAID) return $at.before(depth);
  return null;
}

function said(state: EditorState, pos: number, names: Set<string>): Decoration[] {
  const node = state.doc.nodeAt(pos);
  const words = node && SAID[node.type.name]?.();
  if (!node || !words) return [];
  const busy = fill(words, { name: [...names].join(", ") });
  return [Decoration.node(pos, pos + node.nodeSize, { class: "ed-busy", "data-busy": busy })];
}
