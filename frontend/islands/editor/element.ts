// <cairn-editor>: the editor of a page as a custom element. Its attributes are its whole interface:
//   document, socket, user (JSON id, name, hue), label, mentions-url, card-url, convert-url, upload-url, readonly,
//   resolved-annotations (ids, space separated).
// It tells by bubbling events: cairn:state {state, message}, cairn:comment {quote, prefix, suffix},
// cairn:annotation {id}, cairn:toast {text, problem}. Who else is here: `.live.awareness`.
import type { Editor } from "@tiptap/core";
import * as Y from "yjs";
import { keepOnDevice, LiveProvider, type LiveStatus, NO_PERSISTENCE } from "../../lib/live";
import { t } from "../../lib/words";
import { annotationsKey, leafText } from "./behaviours/annotations";
import { blocks } from "./behaviours/blocks";
import type { Writer } from "./behaviours/carets";
import { BODY, createEditor } from "./editor";
import { commentTool, extraBlocks } from "./extras";
import { Services } from "./services";
import { type Hover, linkBar, selectionBar, tableBar } from "./ui/bubble";
import { closeFloating } from "./ui/floating";
import { buildFrame, type Frame } from "./ui/frame";
import { followKeyboard } from "./ui/keyboard";

export class CairnEditor extends HTMLElement {
  static observedAttributes = ["resolved-annotations", "readonly"];

  editor: Editor | null = null;
  live: LiveProvider | null = null;
  #frame: Frame | null = null;
  #hovers: Hover[] = [];
  #stop: (() => void)[] = [];
  #scheduled = false;

  connectedCallback(): void {
    if (this.editor) return;
    const services = this.#services();
    const user = this.#user();
    this.live = this.#openLive(user);
    const mount = document.createElement("div");
    mount.className = "ed-surface";
    const extra = extraBlocks(services);
    this.editor = createEditor({
      mount,
      label: this.getAttribute("label") ?? t("Page text"),
      live: this.live,
      user,
      services,
      extra,
      resolved: () => this.#resolved(),
    });
    this.#buildFrame(mount, extra);
    this.#listen(mount);
    this.#showStatus(this.live.status);
  }

  disconnectedCallback(): void {
    // Moving the element inside the page is not leaving it.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  attributeChangedCallback(name: string): void {
    if (!this.editor) return;
    if (name === "readonly") this.#allow();
    else this.editor.view.dispatch(this.editor.state.tr.setMeta(annotationsKey, true));
  }

  /** The plain text of the document as it stands. */
  getText(): string {
    const doc = this.editor?.state.doc;
    return doc ? doc.textBetween(0, doc.content.size, "\n\n", leafText) : "";
  }

  override focus(): void {
    this.editor?.commands.focus();
  }

  #openLive(user: Writer): LiveProvider {
    const doc = new Y.Doc();
    const key = this.getAttribute("document") ?? "";
    const readonly = this.hasAttribute("readonly");
    const url = new URL(this.getAttribute("socket") ?? "/live/", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const persistence = readonly || !key ? NO_PERSISTENCE : keepOnDevice(doc, key, String(user.id));
    return new LiveProvider({ doc, url: url.href, persistence, readonly });
  }

  #buildFrame(mount: HTMLElement, extra: ReturnType<typeof extraBlocks>): void {
    const editor = this.editor as Editor;
    const frame = buildFrame(editor, extra);
    this.#frame = frame;
    this.replaceChildren(frame.bar, mount, frame.foot);
    this.#hovers = [selectionBar(editor, [...blocks(), ...extra], commentTool()), tableBar(editor), linkBar(editor)];
    this.#stop.push(followKeyboard(frame.bar));
  }

  #listen(mount: HTMLElement): void {
    const editor = this.editor as Editor;
    const live = this.live as LiveProvider;
    live.on("status", (status) => this.#showStatus(status));
    live.on("synced", () => this.#allow());
    editor.on("transaction", () => this.#schedule());
    editor.on("focus", () => this.#schedule());
    editor.on("blur", () => this.#schedule());
    mount.addEventListener("mousedown", (event) => this.#pressBelow(event, mount));
    this.addEventListener("keydown", (event) => this.#keys(event));
    this.#schedule();
  }

  #keys(event: KeyboardEvent): void {
    const mod = event.ctrlKey || event.metaKey;
    // What the text has answered (Ctrl+K for a link, Ctrl+Enter out of code) is not the page's any more.
    if (event.defaultPrevented && (mod || event.key === "Escape")) event.stopPropagation();
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      this.#frame?.bar.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    } else if (event.key === "Escape" && this.#frame?.bar.contains(event.target as Node)) {
      this.focus();
    } else if (mod && event.altKey && event.code === "KeyM" && this.editor) {
      event.preventDefault();
      commentTool().run(this.editor);
    }
  }

  /** A press in the empty space below the text goes on writing there. */
  #pressBelow(event: MouseEvent, mount: HTMLElement): void {
    const editor = this.editor;
    if (!editor?.isEditable || event.target !== mount) return;
    event.preventDefault();
    const last = editor.state.doc.lastChild;
    if (last?.type.name === "paragraph" && last.content.size === 0) editor.commands.focus("end");
    else editor.chain().insertContentAt(editor.state.doc.content.size, { type: "paragraph" }).focus("end").run();
  }

  #showStatus(status: LiveStatus): void {
    this.#frame?.showStatus(status);
    this.#allow();
    this.dataset.state = status.state;
    this.dispatchEvent(new CustomEvent("cairn:state", { bubbles: true, composed: true, detail: { ...status } }));
  }

  /** Typing before the text has arrived would put a second beginning beside it. */
  #allow(): void {
    const { live, editor } = this;
    if (!live || !editor) return;
    const here = live.synced || (live.status.state === "offline" && live.doc.getXmlFragment(BODY).length > 0);
    const lost = live.status.state === "refused" && live.status.code !== 4413;
    const editable = here && !lost && !this.hasAttribute("readonly");
    if (editor.isEditable !== editable) editor.setEditable(editable, false);
    this.toggleAttribute("ready", here);
    this.#schedule();
  }

  /** The bars follow once per frame, however many transactions a keystroke makes. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      if (!this.editor || this.editor.isDestroyed) return;
      this.#frame?.update();
      for (const hover of this.#hovers) hover.update();
    });
  }

  #services(): Services {
    const at = (name: string) => this.getAttribute(`${name}-url`) ?? "";
    return new Services({ mentions: at("mentions"), card: at("card"), convert: at("convert"), upload: at("upload") });
  }

  #user(): Writer {
    try {
      return JSON.parse(this.getAttribute("user") ?? "") as Writer;
    } catch {
      return { id: "", name: t("Someone"), hue: 0 };
    }
  }

  #resolved(): Set<string> {
    return new Set((this.getAttribute("resolved-annotations") ?? "").split(/[\s,]+/).filter(Boolean));
  }

  #close(): void {
    closeFloating();
    for (const hover of this.#hovers) hover.destroy();
    for (const stop of this.#stop) stop();
    this.#hovers = [];
    this.#stop = [];
    this.editor?.destroy();
    this.live?.destroy();
    this.editor = this.live = this.#frame = null;
  }
}
