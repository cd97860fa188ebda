// The editor with everything around it: bars, menus, the line below. Loaded while the live document connects.
import type { Editor } from "@tiptap/core";
import type { LiveProvider, LiveStatus } from "../../lib/live";
import { annotationsKey, type Lit, leafText } from "./behaviours/annotations";
import type { Block } from "./behaviours/blocks";
import type { Writer } from "./behaviours/carets";
import { catalogue } from "./behaviours/catalogue";
import { createEditor } from "./editor";
import { commentTool } from "./extras";
import { layoutBar } from "./layouts/bar";
import { loaded } from "./loaded";
import type { Services } from "./services";
import { SuggestionCard } from "./suggesting/card";
import { SuggestionList } from "./suggesting/list";
import { Refused } from "./suggesting/refused";
import { modeSwitch } from "./suggesting/switch";
import { tableBar } from "./tables/bar";
import { type Hover, linkBar, selectionBar } from "./ui/bubble";
import { cardBar } from "./ui/cardBar";
import { Company } from "./ui/company";
import { closeFloating } from "./ui/floating";
import { buildFrame, type Frame } from "./ui/frame";
import { blockHandle } from "./ui/handle";
import { followKeyboard } from "./ui/keyboard";
import { atLeisure } from "./ui/leisure";
import { mediaBars } from "./ui/mediaBar";
import { openSheet } from "./ui/sheet";

export interface WorkbenchParts {
  host: HTMLElement;
  label: string;
  live: LiveProvider;
  user: Writer;
  services: Services;
  lit: () => Lit;
  suggestingOnly: boolean;
  /** Whether she may write in it at once. */
  editable: boolean;
}

const REST = 400; // ms between two looks of the bars at a text that is being typed

export class Workbench {
  readonly editor: Editor;
  #host: HTMLElement;
  #frame: Frame;
  #hovers: Hover[] = [];
  #suggestions: SuggestionList;
  /** What is made once the text can be written in. */
  #later: (() => void)[];
  #abort = new AbortController();
  #unfollow: () => void;
  #scheduled = false;
  #resting: number | undefined;
  /** When the bars followed last. */
  #followed = Number.NEGATIVE_INFINITY;

  constructor(parts: WorkbenchParts) {
    const { host, ...rest } = parts;
    const blocks = catalogue(parts.services);
    const mount = document.createElement("div");
    mount.className = "ed-surface";
    this.#host = host;
    this.editor = createEditor({ ...rest, mount, blocks });
    this.#frame = buildFrame(this.editor, blocks, commentTool(), modeSwitch(this.editor, parts.suggestingOnly));
    host.replaceChildren(this.#frame.bar, mount, this.#frame.foot);
    this.#suggestions = new SuggestionList(this.editor, parts.services, String(parts.user.id));
    if (parts.suggestingOnly) {
      new Refused(this.editor, parts.live, String(parts.user.id), host.getAttribute("document") ?? "");
    }
    this.#unfollow = followKeyboard(host);
    new Company(this.editor, parts.live, this.#abort.signal);
    this.#listen(mount);
    this.#later = [
      () => blockHandle({ editor: this.editor, blocks, comment: commentTool() }, mount, this.#abort.signal),
      ...this.#bars(blocks, parts),
      () => host.dispatchEvent(new Event("cairn:settled", { bubbles: true })),
    ];
  }

  /** The bars beside what is selected, each made when there is time for it. */
  #bars(blocks: Block[], { services, user }: WorkbenchParts): (() => void)[] {
    const { editor } = this;
    const makers: (() => Hover[])[] = [
      () => [selectionBar(editor, blocks, commentTool()), new SuggestionCard(editor, services, String(user.id))],
      () => [linkBar(editor), cardBar(editor)],
      () => [tableBar(editor), layoutBar(editor)],
      () => mediaBars(editor, services),
    ];
    return makers.map((make) => () => {
      this.#hovers.push(...make());
      this.#schedule();
    });
  }

  getText(): string {
    const { doc } = this.editor.state;
    return doc.textBetween(0, doc.content.size, "\n\n", leafText);
  }

  /** Where nobody may type the bars are out of reach too: their commands would change the text all the same. */
  allow(editable: boolean): void {
    this.#host.toggleAttribute("locked", !editable);
    if (this.editor.isEditable !== editable) {
      this.editor.setEditable(editable, false);
      this.#schedule();
    }
    if (editable) atLeisure(this.#later.splice(0), this.#abort.signal);
  }

  showStatus(status: LiveStatus): void {
    this.#frame.showStatus(status);
  }

  /** Which comments light up has changed. */
  refreshAnnotations(): void {
    this.editor.view.dispatch(this.editor.state.tr.setMeta(annotationsKey, true));
  }

  destroy(): void {
    closeFloating();
    this.#abort.abort();
    this.#unfollow();
    this.#frame.destroy();
    for (const hover of this.#hovers) hover.destroy();
    this.editor.destroy();
  }

  #listen(mount: HTMLElement): void {
    const { signal } = this.#abort;
    for (const event of ["focus", "blur"] as const) this.editor.on(event, () => this.#schedule());
    let wasEmpty = true; // what is typed over a selection has to be rid of its bar at once
    this.editor.on("transaction", ({ transaction: { docChanged, selection } }) => {
      this.#schedule(docChanged && wasEmpty && selection.empty);
      wasEmpty = selection.empty;
    });
    mount.addEventListener("mousedown", (event) => this.#pressBelow(event, mount), { signal });
    this.#host.addEventListener("keydown", (event) => this.#keys(event), { signal });
    document.addEventListener("cairn:shortcuts", (event) => this.#showSheet(event), { signal });
    this.#schedule();
  }

  #keys(event: KeyboardEvent): void {
    const mod = event.ctrlKey || event.metaKey;
    // What the text has answered (Ctrl+K for a link, Ctrl+Enter out of code) is not the page's any more.
    if (event.defaultPrevented && (mod || event.key === "Escape")) event.stopPropagation();
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      this.#frame.bar.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    } else if (event.altKey && event.key === "F9" && !event.defaultPrevented) {
      event.preventDefault();
      this.#host.querySelector<HTMLElement>(".ed-bubble button:not([hidden])")?.focus();
    } else if (event.key === "Escape" && (event.target as Element).closest(".ed-bar")) {
      this.editor.commands.focus();
    } else if (mod && event.key === "/") {
      event.preventDefault();
      openSheet(() => this.editor.view.focus());
    } else if (mod && event.altKey && event.code === "KeyM") {
      event.preventDefault();
      commentTool().run(this.editor);
    }
  }

  /** "?" outside the text: on this page the sheet of writing is the one that is wanted. */
  #showSheet(event: Event): void {
    event.preventDefault();
    const back = document.activeElement;
    openSheet(() => back instanceof HTMLElement && back.focus());
  }

  /** A press in the empty space below the text goes on writing there. */
  #pressBelow(event: MouseEvent, mount: HTMLElement): void {
    const { editor } = this;
    if (!editor.isEditable || event.target !== mount) return;
    event.preventDefault();
    const { lastChild, content } = editor.state.doc;
    const empty = lastChild?.type.name === "paragraph" && lastChild.content.size === 0;
    if (empty) editor.commands.focus("end");
    else editor.chain().insertContentAt(content.size, { type: "paragraph" }).focus("end").run();
  }

  /**
   * The bars follow once per frame, however many transactions a keystroke makes, and after it: words come first. Who
   * types on has them a few times a second.
   */
  #schedule(typed = false): void {
    if (this.#scheduled) return;
    clearTimeout(this.#resting);
    const rest = typed ? this.#followed + REST - performance.now() : 0;
    if (rest > 0) this.#resting = window.setTimeout(() => this.#schedule(), rest);
    else {
      this.#scheduled = true;
      requestAnimationFrame(() => setTimeout(() => this.#follow()));
    }
  }

  #follow(): void {
    this.#scheduled = false;
    if (this.editor.isDestroyed) return;
    this.#followed = performance.now();
    this.#frame.update();
    for (const hover of this.#hovers) hover.update();
    this.#suggestions.update();
  }
}

loaded.Workbench = Workbench;
