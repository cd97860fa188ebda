// Comments in the text: asking for one, showing which passages have one, and following a click to its thread.
import { type Editor, Extension } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { plainDay } from "./days";

const CONTEXT = 32;

export interface CommentRequest {
  quote: string;
  prefix: string;
  suffix: string;
}

/** The selected words with up to 32 characters around them, in the plain text of the document; null when none. */
export function selectedPassage(editor: Editor): CommentRequest | null {
  const { doc, selection } = editor.state;
  const words = (from: number, to: number) => doc.textBetween(from, to, "\n", leafText);
  const quote = words(selection.from, selection.to);
  if (!quote.trim()) return null;
  return {
    quote,
    prefix: words(Math.max(0, selection.from - CONTEXT * 4), selection.from).slice(-CONTEXT),
    suffix: words(selection.to, Math.min(doc.content.size, selection.to + CONTEXT * 4)).slice(0, CONTEXT),
  };
}

export function leafText(node: PmNode): string {
  switch (node.type.name) {
    case "hardBreak":
      return "\n";
    case "mention":
    case "status":
    case "emoji":
      return String(node.attrs.text ?? node.attrs.shortName ?? "");
    case "date":
      return plainDay(Number(node.attrs.timestamp));
    case "inlineCard":
      return String(node.attrs.url ?? "");
    case "mediaInline":
      return String(node.attrs.alt ?? "");
    default:
      return "";
  }
}

export const annotationsKey = new PluginKey<AnnotationState>("annotations");

interface AnnotationState {
  resolved: Set<string>;
  decorations: DecorationSet;
}

/** Annotations whose thread is resolved lose their highlight. The list comes from outside and can change. */
export const Annotations = Extension.create<{ resolved: () => Set<string> }>({
  name: "annotations",
  addProseMirrorPlugins() {
    const { resolved } = this.options;
    const build = (doc: PmNode): AnnotationState => ({ resolved: resolved(), decorations: quiet(doc, resolved()) });
    return [
      new Plugin<AnnotationState>({
        key: annotationsKey,
        state: {
          init: (_config, state) => build(state.doc),
          apply: (tr, value) => (tr.docChanged || tr.getMeta(annotationsKey) ? build(tr.doc) : value),
        },
        props: {
          decorations: (state) => annotationsKey.getState(state)?.decorations,
          handleClick: (view, _pos, event) => {
            const mark = (event.target as HTMLElement).closest<HTMLElement>("[data-annotation]");
            const id = mark?.dataset.annotation;
            if (!id || resolved().has(id)) return false;
            view.dom.dispatchEvent(
              new CustomEvent("cairn:annotation", { bubbles: true, composed: true, detail: { id } }),
            );
            return false;
          },
        },
      }),
    ];
  },
});

function quiet(doc: PmNode, resolved: Set<string>): DecorationSet {
  if (resolved.size === 0) return DecorationSet.empty;
  const found: Decoration[] = [];
  doc.descendants((node, pos) => {
    if (!node.isText) return;
    const marks = node.marks.filter((mark) => mark.type.name === "annotation");
    if (marks.length && marks.every((mark) => resolved.has(String(mark.attrs.id)))) {
      found.push(Decoration.inline(pos, pos + node.nodeSize, { class: "annotation-resolved" }));
    }
  });
  return DecorationSet.create(doc, found);
}
