// Pictures as whole things: selecting, removing and changing them. A mediaSingle always goes as one.
import { type Editor, Extension } from "@tiptap/core";
import type { Node as PmNode, ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { COLUMN, NARROWEST, shownWidth } from "../schema/media";

export interface MediaAt {
  /** Position and node of what stands in the text: mediaSingle, a media of a group, mediaInline. */
  pos: number;
  node: PmNode;
  /** Position and node that carry the address: the media in a mediaSingle, else the same. */
  mediaPos: number;
  media: PmNode;
}

/** The picture or file that is selected. */
export function mediaAt(state: EditorState): MediaAt | null {
  const { selection } = state;
  if (!(selection instanceof NodeSelection)) return null;
  const { node, from: pos } = selection;
  if (node.type.name === "mediaSingle") {
    const media = node.firstChild;
    return media?.type.name === "media" ? { pos, node, mediaPos: pos + 1, media } : null;
  }
  const file = node.type.name === "mediaInline" || node.type.name === "media";
  return file ? { pos, node, mediaPos: pos, media: node } : null;
}

/** Changes the attributes of a node and keeps it selected. */
export function setMedia(editor: Editor, pos: number, attrs: Record<string, unknown>): void {
  const { state, view } = editor;
  const node = state.doc.nodeAt(pos);
  if (!node || !editor.isEditable) return;
  const kept = state.selection instanceof NodeSelection ? state.selection.from : null;
  const tr = state.tr.setNodeMarkup(pos, null, { ...node.attrs, ...attrs });
  const target = kept === null ? null : tr.doc.nodeAt(kept);
  if (kept !== null && target) tr.setSelection(NodeSelection.create(tr.doc, kept));
  view.dispatch(tr);
}

/** A width in pixels between the narrowest and the column; null is the picture's own. */
export function setWidth(editor: Editor, pos: number, width: number | null): void {
  const fits = width === null ? null : Math.round(Math.min(COLUMN, Math.max(NARROWEST, width)));
  const layout = editor.state.doc.nodeAt(pos)?.attrs.layout;
  const broad = layout === "wide" || layout === "full-width";
  setMedia(editor, pos, {
    width: fits,
    widthType: fits === null ? null : "pixel",
    ...(fits !== null && broad ? { layout: "center" } : {}),
  });
}

/** Pixels that the picture has now, whatever says so. */
export function widthOf(single: PmNode): number {
  return shownWidth(single.attrs) ?? Math.min(COLUMN, Number(single.firstChild?.attrs.width) || COLUMN);
}

/** Puts the caret into the caption, which is made when there is none. */
export function writeCaption(editor: Editor, at: MediaAt): void {
  const { state, view } = editor;
  const { caption } = state.schema.nodes;
  if (!caption) return;
  const inside = at.pos + 1 + at.media.nodeSize + 1;
  const tr = state.tr;
  if (at.node.childCount < 2) tr.insert(inside - 1, caption.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, inside)).scrollIntoView());
  view.focus();
}

export function removeCaption(editor: Editor, at: MediaAt): void {
  const { tr } = editor.state;
  const from = at.pos + 1 + at.media.nodeSize;
  tr.delete(from, at.pos + at.node.nodeSize - 1);
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at.pos)));
}

export function removeMedia(editor: Editor, at: MediaAt): void {
  const { tr } = editor.state;
  const $pos = tr.doc.resolve(at.pos);
  const lonely = $pos.parent.type.name === "mediaGroup" && $pos.parent.childCount === 1;
  const from = lonely ? $pos.before() : at.pos;
  tr.delete(from, from + (lonely ? $pos.parent.nodeSize : at.node.nodeSize));
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size))));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

function captionOf($from: ResolvedPos): boolean {
  return $from.parent.type.name === "caption" && $from.node(-1)?.type.name === "mediaSingle";
}

export const Media = Extension.create({
  name: "mediaKeys",
  priority: 300,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey("wholePictures"),
        // A click or an arrow that lands on the picture inside its figure means the figure.
        appendTransaction: (_transactions, _old, state) => {
          const { selection } = state;
          if (!(selection instanceof NodeSelection) || selection.node.type.name !== "media") return null;
          if (selection.$from.parent.type.name !== "mediaSingle") return null;
          return state.tr.setSelection(NodeSelection.create(state.doc, selection.$from.before()));
        },
        // Whoever types while a picture or card is selected goes on below it: it is not written over.
        props: { handleTextInput: (view, _from, _to, text) => goOnBelow(view, text) },
      }),
    ];
  },
  addKeyboardShortcuts() {
    const { editor } = this;
    const remove = () => {
      const at = mediaAt(editor.state);
      if (at) removeMedia(editor, at);
      return at !== null;
    };
    const resize = (by: number) => () => {
      const at = mediaAt(editor.state);
      if (at?.node.type.name !== "mediaSingle") return false;
      setWidth(editor, at.pos, widthOf(at.node) + by);
      return true;
    };
    return {
      Backspace: () => remove() || leaveEmptyCaption(editor),
      Delete: remove,
      "Alt-ArrowRight": resize(16),
      "Alt-ArrowLeft": resize(-16),
      "Alt-Shift-ArrowRight": resize(64),
      "Alt-Shift-ArrowLeft": resize(-64),
      Tab: () => {
        if (!mediaAt(editor.state)) return false;
        const bar = document.querySelector<HTMLElement>(".ed-media-bar button");
        bar?.focus();
        return bar !== null;
      },
      Enter: () => belowCaption(editor) || goOnBelow(editor.view, ""),
    };
  },
});

const WHOLE = new Set(["mediaSingle", "blockCard", "embedCard"]);

/** Writes `text` in a new paragraph below the picture or card that is selected. */
function goOnBelow(view: EditorView, text: string): boolean {
  const { selection, schema, tr } = view.state;
  if (!(selection instanceof NodeSelection) || !WHOLE.has(selection.node.type.name)) return false;
  const paragraph = schema.nodes.paragraph?.create(null, text ? schema.text(text) : null);
  if (!paragraph) return false;
  tr.insert(selection.to, paragraph);
  tr.setSelection(TextSelection.create(tr.doc, selection.to + 1 + text.length));
  view.dispatch(tr.scrollIntoView());
  return true;
}

/** Enter in a caption goes on below the picture. */
function belowCaption(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  if (!captionOf($from)) return false;
  const after = $from.after(-1);
  return editor.commands.insertContentAt(after, { type: "paragraph" }, { updateSelection: true });
}

/** Backspace in an empty caption takes it away and selects the picture. */
function leaveEmptyCaption(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || !captionOf($from) || $from.parent.content.size > 0) return false;
  const { tr } = editor.state;
  const single = $from.before(-1);
  tr.delete($from.before(), $from.after());
  editor.view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, single)));
  return true;
}
