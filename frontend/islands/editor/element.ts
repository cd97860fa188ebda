// <cairn-editor>: the editor of a page as a custom element. Its attributes are its whole interface:
//   document, state (a Yjs update, base64), socket, user (JSON id, name, hue), label, suggesting, mentions-url, card-url,
//   convert-url, upload-url, upload-limit (bytes), embed-url, extension-url, excerpts-url, templates-url, readonly,
//   open-annotations (ids, space separated), active-annotation.
// It tells by bubbling events: cairn:state {state, message}, cairn:comment {quote, prefix, suffix},
// cairn:annotation {id}, cairn:toast {text, problem}. Who else is here: `.live.awareness`.
import type { Editor } from "@tiptap/core";
import { fromBase64 } from "lib0/buffer";
import * as Y from "yjs";
import { keepOnDevice, LiveProvider, type LiveStatus, NO_PERSISTENCE } from "../../lib/live";
import { t } from "../../lib/words";
import type { Lit } from "./behaviours/annotations";
import type { Writer } from "./behaviours/carets";
import { BODY } from "./body";
import { loaded } from "./loaded";
import { Services } from "./services";
import type { Workbench } from "./workbench";

const TOO_LARGE = 4413;

export class CairnEditor extends HTMLElement {
  static observedAttributes = ["open-annotations", "active-annotation", "readonly"];

  live: LiveProvider | null = null;
  #bench: Workbench | null = null;
  #wantsFocus = false;

  get editor(): Editor | null {
    return this.#bench?.editor ?? null;
  }

  connectedCallback(): void {
    if (this.live) return;
    const user = this.#user();
    const live = this.#openLive(user);
    this.live = live;
    live.on("status", (status) => this.#showStatus(status));
    live.on("synced", () => this.#allow());
    // The text is drawn once, for who writes in it: making it so afterwards would style and lay out all of it again.
    live.doc.on("beforeTransaction", () => this.#hasText || this.#bench?.editor.setEditable(this.#mayWrite, false));
    live.doc.on("afterTransaction", () => this.hasAttribute("ready") || this.#allow());
    this.#showStatus(live.status);
    if (loaded.Workbench) this.#open(loaded.Workbench, live, user);
    else {
      // The text travels while the larger part of the editor is still being loaded.
      void import("./workbench").then(({ Workbench }) => {
        if (this.live === live) this.#open(Workbench, live, user);
      });
    }
  }

  disconnectedCallback(): void {
    // Moving the element inside the page is not leaving it.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  attributeChangedCallback(name: string): void {
    if (name === "readonly") this.#allow();
    else this.#bench?.refreshAnnotations();
  }

  /** The plain text of the document as it stands. */
  getText(): string {
    return this.#bench?.getText() ?? "";
  }

  override focus(): void {
    if (!this.editor?.isEditable) {
      this.#wantsFocus = true;
      return;
    }
    this.editor.view.focus(); // at once: the command alone waits for a frame, and what is typed meanwhile goes elsewhere
    this.editor.commands.focus();
  }

  #open(Bench: typeof Workbench, live: LiveProvider, user: Writer): void {
    this.#bench = new Bench({
      host: this,
      label: this.getAttribute("label") ?? t("Page text"),
      live,
      user,
      services: this.#services(),
      lit: () => this.#lit(),
      suggestingOnly: this.getAttribute("suggesting") === "only",
      editable: this.#isEditable,
    });
    this.#bench.showStatus(live.status);
    this.#allow();
  }

  #openLive(user: Writer): LiveProvider {
    const doc = new Y.Doc();
    // A short text comes with the page: it is there before the socket is, which then tells what came since.
    const state = this.getAttribute("state");
    if (state) Y.applyUpdate(doc, fromBase64(state));
    this.removeAttribute("state");
    const key = this.getAttribute("document") ?? "";
    const readonly = this.hasAttribute("readonly");
    const url = new URL(this.getAttribute("socket") ?? "/live/", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    // Apart from what she types as an editor, which would be refused where she may only suggest.
    const kept = this.getAttribute("suggesting") === "only" ? `${key}:suggesting` : key;
    const persistence = readonly || !key ? NO_PERSISTENCE : keepOnDevice(doc, kept, String(user.id));
    return new LiveProvider({ doc, url: url.href, persistence, readonly });
  }

  #showStatus(status: LiveStatus): void {
    this.#bench?.showStatus(status);
    this.dataset.saving = status.state;
    this.#allow();
    this.dispatchEvent(new CustomEvent("cairn:state", { bubbles: true, composed: true, detail: { ...status } }));
  }

  /** The server's, or what this device kept of it: what is typed there merges. */
  get #hasText(): boolean {
    return this.live !== null && (this.live.synced || this.live.doc.getXmlFragment(BODY).length > 0);
  }

  get #mayWrite(): boolean {
    const { state, code } = this.live?.status ?? {};
    return !this.hasAttribute("readonly") && (state !== "refused" || code === TOO_LARGE);
  }

  /** Typing before the text has arrived would put a second beginning beside it. */
  get #isEditable(): boolean {
    return this.#hasText && this.#mayWrite;
  }

  #allow(): void {
    if (!this.#bench) return;
    const editable = this.#isEditable;
    this.#bench.allow(editable);
    this.toggleAttribute("ready", this.#hasText);
    if (editable && this.#wantsFocus) {
      this.#wantsFocus = false;
      this.focus();
    }
  }

  #services(): Services {
    const at = (name: string) => this.getAttribute(`${name}-url`) ?? "";
    const uploadLimit = Number(this.getAttribute("upload-limit")) || 0;
    const [mentions, card, convert, upload, embed] = [
      at("mentions"),
      at("card"),
      at("convert"),
      at("upload"),
      at("embed"),
    ];
    const [extension, excerpts, templates] = [at("extension"), at("excerpts"), at("templates")];
    return new Services({ mentions, card, convert, upload, uploadLimit, embed, extension, excerpts, templates });
  }

  #user(): Writer {
    try {
      return JSON.parse(this.getAttribute("user") ?? "") as Writer;
    } catch {
      return { id: "", name: t("Someone"), hue: 0 };
    }
  }

  #lit(): Lit {
    const open = this.getAttribute("open-annotations");
    return {
      open: open === null ? null : new Set(open.split(" ")),
      active: this.getAttribute("active-annotation") ?? "",
    };
  }

  #close(): void {
    this.#bench?.destroy();
    this.live?.destroy();
    this.#bench = this.live = null;
  }
}
