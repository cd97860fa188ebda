// Pictures and files pasted, dropped or chosen: sent to the server, then put into the text. Until then, and when the
// server refuses, a card stands in their place: it tells how far it is, what went wrong, and loses nothing.
import { type Editor, Extension } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { t } from "../../../lib/words";
import type { Services, Uploaded } from "../services";
import { announce } from "../ui/announce";
import { h } from "../ui/dom";
import { mediaFor } from "../ui/mediaForms";
import { UploadCard } from "../ui/uploadCard";
import { type Followed, follow } from "./follow";
import { type MediaAt, setMedia } from "./media";
import { placeBlock } from "./placing";

interface Pending {
  card: UploadCard;
  place: Followed;
}

/** Files of one paste or drop stand in the order they came, however long each of them takes. */
interface Batch {
  end: Followed | null;
  turn: Promise<void>;
}

const pending = new WeakMap<Editor, Set<Pending>>();
const key = new PluginKey("uploads");

export const Uploads = Extension.create({
  name: "uploads",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        key,
        props: {
          decorations: (state) => {
            const files = [...(pending.get(editor) ?? [])];
            if (files.length === 0) return null;
            return DecorationSet.create(
              state.doc,
              files.map(({ card, place }) =>
                Decoration.widget(Math.min(place.pos, state.doc.content.size), card.element, {
                  key: card.id,
                  ignoreSelection: true,
                  stopEvent: () => true,
                }),
              ),
            );
          },
        },
      }),
    ];
  },
});

export function addFiles(editor: Editor, services: Services, files: File[], at: number): void {
  const batch: Batch = { end: null, turn: Promise.resolve() };
  for (const file of files) batch.turn = send(editor, services, file, at, { ...batch }, batch);
}

/** Opens the machine's own file chooser. */
export function chooseFiles(editor: Editor, services: Services, accept: string): void {
  const input = h("input", { type: "file", accept, multiple: true });
  input.addEventListener("change", () => {
    addFiles(editor, services, [...(input.files ?? [])], editor.state.selection.from);
  });
  choose(input);
}

/** Another file in place of the selected one; its place, caption and description stay. */
export function replaceFile(editor: Editor, services: Services, at: MediaAt): void {
  const input = h("input", {
    type: "file",
    accept: at.node.type.name === "mediaSingle" ? "image/*,video/*,audio/*" : "",
  });
  const place = follow(editor, at.mediaPos);
  input.addEventListener("change", async () => {
    const [file] = input.files ?? [];
    if (!file) return;
    announce(t("Storing the file…"));
    try {
      const stored = await services.upload(file);
      const size = (await measure(file, stored)) ?? { width: null, height: null };
      const now = editor.state.doc.nodeAt(place.pos);
      if (!editor.isDestroyed && now && now.type === at.media.type) {
        setMedia(
          editor,
          place.pos,
          now.attrs.type === "external" ? { url: pathOf(stored), ...size } : fileAttrs(stored),
        );
      }
    } catch (error) {
      tell(editor, error);
    }
    place.stop();
  });
  choose(input);
}

/** Part of the page until something is chosen: an element that nothing holds may be gone before its answer comes. */
function choose(input: HTMLInputElement): void {
  input.hidden = true;
  for (const name of ["change", "cancel"]) input.addEventListener(name, () => input.remove());
  document.body.append(input);
  input.click();
}

function tell(editor: Editor, error: unknown): void {
  const text = error instanceof Error ? error.message : t("The file was not stored.");
  announce(text);
  const detail = { text, problem: true };
  editor.view.dom.dispatchEvent(new CustomEvent("cairn:toast", { bubbles: true, composed: true, detail }));
}

/** Resolves when the file stands in the text, or was refused for the first time: then the next one's turn has come. */
function send(editor: Editor, services: Services, file: File, at: number, before: Batch, batch: Batch): Promise<void> {
  return new Promise((settled) => {
    const abort = new AbortController();
    const all = pending.get(editor) ?? new Set<Pending>();
    pending.set(editor, all);
    const done = () => {
      waiting.place.stop();
      all.delete(waiting);
      card.destroy();
      repaint(editor);
      settled();
    };
    const card = new UploadCard(file, {
      cancel: () => {
        abort.abort();
        done();
        editor.view.focus();
      },
      again: () => void attempt(),
    });
    const waiting: Pending = { card, place: follow(editor, at) };
    all.add(waiting);
    repaint(editor);
    const attempt = async () => {
      card.start();
      try {
        const stored = await services.upload(file, { progress: (part) => card.progress(part), signal: abort.signal });
        const size = await measure(file, stored);
        await before.turn;
        if (abort.signal.aborted || editor.isDestroyed) return;
        const place = batch.end?.pos ?? waiting.place.pos;
        batch.end?.stop();
        batch.end = follow(editor, insert(editor, place, stored, size));
        done();
      } catch (error) {
        if (abort.signal.aborted) return;
        card.fail(error instanceof Error ? error.message : t("The file was not stored."));
        settled();
      }
    };
    void attempt();
  });
}

function repaint(editor: Editor): void {
  if (editor.isDestroyed) return;
  editor.view.dispatch(editor.state.tr.setMeta(key, true).setMeta("addToHistory", false));
}

interface Size {
  width: number;
  height: number;
}

/** Pixels of a picture as the server measured it, of a video as this browser sees it. */
async function measure(file: File, stored: Uploaded): Promise<Size | null> {
  if (stored.width && stored.height) return { width: stored.width, height: stored.height };
  if (!stored.type.startsWith("video/")) return null;
  const url = URL.createObjectURL(file);
  const video = h("video", { preload: "metadata", src: url });
  await new Promise((known) => {
    for (const event of ["loadedmetadata", "error"]) video.addEventListener(event, known, { once: true });
    setTimeout(known, 3000);
  });
  URL.revokeObjectURL(url);
  return video.videoWidth ? { width: video.videoWidth, height: video.videoHeight } : null;
}

const pathOf = (stored: Uploaded) => new URL(stored.url, location.href).pathname;
const fileAttrs = (stored: Uploaded) => ({ type: "file", id: stored.id, collection: "", alt: stored.name });

/** Puts what was stored at `pos`; returns where what comes after it goes. */
function insert(editor: Editor, pos: number, stored: Uploaded, size: Size | null): number {
  const { state, view } = editor;
  const { tr } = state;
  if (/^(image|video|audio)\//.test(stored.type)) {
    const end = placeBlock(tr, pos, mediaFor(editor, pathOf(stored), { ...size }));
    view.dispatch(tr.scrollIntoView());
    return end;
  }
  const $pos = state.doc.resolve(Math.min(pos, state.doc.content.size));
  const inLine = $pos.parent.isTextblock && $pos.parent.content.size > 0 && !$pos.parent.type.spec.code;
  const attrs = fileAttrs(stored);
  const node = state.schema.nodeFromJSON(
    inLine ? { type: "mediaInline", attrs } : { type: "mediaGroup", content: [{ type: "media", attrs }] },
  );
  const before = $pos.nodeBefore;
  let end: number;
  if (inLine) {
    tr.insert(pos, node);
    end = pos + node.nodeSize;
  } else if (before?.type.name === "mediaGroup" && node.firstChild) {
    end = joinGroup(tr.insert.bind(tr), pos, node.firstChild);
  } else end = placeBlock(tr, pos, node);
  view.dispatch(tr);
  return end;
}

/** A further file of the same drop goes into the group of the one before. */
function joinGroup(put: (pos: number, node: PmNode) => unknown, pos: number, media: PmNode): number {
  put(pos - 1, media);
  return pos + media.nodeSize;
}
