// Comments in the text: asking for one, showing which passages have one, and following a click to its thread.
import { type Editor, Extension } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { annotationsOf } from "../schema/media";
import { blockwise, eachNode } from "./blockwise";
import { plainDay } from "./days";
import { type MediaAt, mediaAt } from "./media";

const CONTEXT = 32;

export interface CommentRequest {
  quote: string;
  prefix: string;
  suffix: string;
  /** The address or id of a picture that it is about; the quote is its description. */
  media?: string;
}

/** A comment on a whole picture or file. */
export function commentRequest({ media }: MediaAt): CommentRequest {
  const { alt, url, id } = media.attrs;
  return { quote: String(alt ?? ""), prefix: "", suffix: "", media: String(url || id || "") };
}

/** The selected words with up to 32 characters around them, in the plain text of the document; null when none. */
export function selectedPassage(editor: Editor): CommentRequest | null {
  const { doc, selection } = editor.state;
  const picture = mediaAt(editor.state);
  if (picture) return commentRequest(picture);
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

export const annotationsKey = new PluginKey<DecorationSet>("annotations");

/** Which comments light up: those of open threads (null: all), and the one that has the attention. */
export interface Lit {
  open: Set<string> | null;
  active: string;
}

/** Passages of threads that are not open are plain text. What is open comes from outside and can change. */
export const Annotations = Extension.create<{ lit: () => Lit }>({
  name: "annotations",
  addProseMirrorPlugins() {
    const { lit } = this.options;
    return [
      new Plugin<DecorationSet>({
        key: annotationsKey,
        state: {
          init: (_config, state) => dressed(state.doc, lit()),
          apply: (tr, value) => (tr.docChanged || tr.getMeta(annotationsKey) ? dressed(tr.doc, lit()) : value),
        },
        props: {
          decorations: (state) => annotationsKey.getState(state),
          handleClick: (view, _pos, event) => {
            const mark = (event.target as HTMLElement).closest<HTMLElement>("[data-annotation]");
            const id = mark?.dataset.annotation;
            if (!id || lit().open?.has(id) === false) return false;
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

/** What has comments in a text: words, and pictures with their figures. `size` is how far it reaches. */
const commented = blockwise<{ ids: string[]; size: number; picture: boolean }>((block, found) =>
  eachNode(block, (node, at, parent) => {
    if (node.type.name === "media") {
      const figure = parent?.type.name === "mediaSingle" ? parent : null;
      const ids = annotationsOf(node);
      if (ids.length) found({ ids, size: (figure ?? node).nodeSize, picture: true }, figure ? at - 1 : at);
    } else if (node.isText) {
      const ids = node.marks.filter((mark) => mark.type.name === "annotation").map((mark) => String(mark.attrs.id));
      if (ids.length) found({ ids, size: node.nodeSize, picture: false }, at);
    }
    return true;
  }),
);

function dressed(doc: PmNode, { open, active }: Lit): DecorationSet {
  const isOpen = (id: string) => !open || open.has(id);
  const found = commented(doc).flatMap(({ what: { ids, size, picture }, pos }) => {
    const id = ids.find(isOpen);
    if (picture) return id ? [Decoration.node(pos, pos + size, onPicture(id, active))] : [];
    const name = id === undefined ? "annotation-quiet" : ids.includes(active) ? "annotation-active" : null;
    return name ? [Decoration.inline(pos, pos + size, { class: name })] : [];
  });
  return found.length ? DecorationSet.create(doc, found) : DecorationSet.empty;
}

function onPicture(id: string, active: string) {
  return { class: id === active ? "annotation-media is-active" : "annotation-media", "data-annotation": id };
}
