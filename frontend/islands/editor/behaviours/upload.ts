// Pictures and files pasted, dropped or chosen: stored by the server, then put into the text.
import { type Editor, Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { fill, t } from "../../../lib/words";
import type { Services, Uploaded } from "../services";
import { announce } from "../ui/announce";
import { h } from "../ui/dom";
import { type Followed, follow } from "./follow";

interface Pending {
  name: string;
  place: Followed;
}

const pending = new WeakMap<Editor, Set<Pending>>();
const key = new PluginKey("uploads");

/** Shows "Storing…" where a file will stand while it travels; the place moves with the text. */
export const Uploads = Extension.create({
  name: "uploads",
  addProseMirrorPlugins() {
    const { editor } = this;
    const widget = (name: string) => () => h("span", { class: "ed-uploading" }, fill(t("Storing {name}…"), { name }));
    return [
      new Plugin({
        key,
        props: {
          decorations: (state) => {
            const files = [...(pending.get(editor) ?? [])];
            if (files.length === 0) return null;
            return DecorationSet.create(
              state.doc,
              files.map(({ name, place }) =>
                Decoration.widget(Math.min(place.pos, state.doc.content.size), widget(name), { key: name }),
              ),
            );
          },
        },
      }),
    ];
  },
});

export function addFiles(editor: Editor, services: Services, files: File[], at: number): void {
  for (const file of files) void addFile(editor, services, file, at);
}

/** Opens the machine's own file chooser. */
export function chooseFiles(editor: Editor, services: Services, accept: string): void {
  const input = h("input", { type: "file", accept, multiple: true });
  input.addEventListener("change", () => {
    addFiles(editor, services, [...(input.files ?? [])], editor.state.selection.from);
  });
  input.click();
}

async function addFile(editor: Editor, services: Services, file: File, at: number): Promise<void> {
  const waiting: Pending = { name: file.name, place: follow(editor, at) };
  const all = pending.get(editor) ?? new Set();
  pending.set(editor, all.add(waiting));
  const repaint = () => editor.view.dispatch(editor.state.tr.setMeta(key, true));
  const done = () => {
    waiting.place.stop();
    all.delete(waiting);
    if (!editor.isDestroyed) repaint();
  };
  repaint();
  try {
    const stored = await services.upload(file);
    const { pos } = waiting.place;
    done();
    if (!editor.isDestroyed) insert(editor, pos, stored);
  } catch (error) {
    done();
    report(editor, error instanceof Error ? error.message : t("The file was not stored."));
  }
}

function report(editor: Editor, message: string): void {
  if (editor.isDestroyed) return;
  announce(message);
  const detail = { text: message, problem: true };
  editor.view.dom.dispatchEvent(new CustomEvent("cairn:toast", { bubbles: true, composed: true, detail }));
}

function insert(editor: Editor, pos: number, stored: Uploaded): void {
  if (!stored.type.startsWith("image/")) {
    const marks = [{ type: "link", attrs: { href: stored.url } }];
    editor.commands.insertContentAt(pos, [
      { type: "text", text: stored.name, marks },
      { type: "text", text: " " },
    ]);
    return;
  }
  const attrs: Record<string, unknown> = { type: "external", url: new URL(stored.url, location.href).pathname };
  if (stored.width && stored.height) Object.assign(attrs, { width: stored.width, height: stored.height });
  const media = { type: "media", attrs };
  const $pos = editor.state.doc.resolve(pos);
  const empty = $pos.parent.type.name === "paragraph" && $pos.parent.content.size === 0;
  const range = empty ? { from: $pos.before(), to: $pos.after() } : $pos.depth ? $pos.after() : pos;
  const single = { type: "mediaSingle", attrs: { layout: "center" }, content: [media] };
  editor.commands.insertContentAt(range, empty ? [single, { type: "paragraph" }] : single);
}
