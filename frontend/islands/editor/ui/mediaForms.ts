// The small forms of a picture: its description, its link, a picture or video by address.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import { insertBlock } from "../behaviours/blocks";
import { setMedia } from "../behaviours/media";
import { asHref } from "../behaviours/recognise";
import { blockMark, mediaKind, withBlockMark } from "../schema/media";
import { BLOCK_MARKS } from "../schema/spec";
import { h } from "./dom";
import type { Anchor, Floating } from "./floating";
import { openPopover } from "./popover";

const back = (editor: Editor) => () => editor.view.focus();

/** What a picture shows, in words; or that it says nothing. `pos` is the media's. */
export function describePicture(editor: Editor, pos: number, anchor: Element): void {
  const node = editor.state.doc.nodeAt(pos);
  if (node?.type.name !== "media") return;
  const input = h("textarea", { rows: 3, maxlength: 500, "data-first": true });
  const decorative = h("input", { type: "checkbox", checked: node.attrs.alt === "" });
  input.value = String(node.attrs.alt ?? "");
  const save = (event: Event) => {
    event.preventDefault();
    const words = input.value.trim();
    setMedia(editor, pos, { alt: words || (decorative.checked ? "" : null) });
    popover.close();
    editor.view.focus();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) save(event);
  });
  const body = h(
    "form",
    { class: "ed-form", onsubmit: save },
    h("label", {}, t("What does it show?"), input),
    h("p", { class: "ed-note" }, t("Read aloud to those who do not see it, and shown where it can't load.")),
    h("label", { class: "ed-check" }, decorative, t("Only decoration: nothing to describe")),
    h("div", { class: "ed-actions" }, h("button", { type: "submit", class: "ed-button primary" }, t("Save"))),
  );
  const popover = openPopover(anchor, body, { label: t("Description of this picture"), returnFocus: back(editor) });
}

/** Where a press on the picture leads its readers. */
export function linkPicture(editor: Editor, pos: number, anchor: Element): void {
  const node = editor.state.doc.nodeAt(pos);
  if (!node) return;
  const old = String(blockMark(node, "link")?.attrs?.href ?? "");
  const put = (attrs: Record<string, unknown> | null) => {
    setMedia(editor, pos, { [BLOCK_MARKS]: withBlockMark(node, "link", attrs) });
    popover.close();
    editor.view.focus();
  };
  const popover = addressForm(editor, anchor, t("Link on this picture"), old, {
    take: (href) => put({ href }),
    ...(old ? { remove: () => put(null) } : {}),
  });
}

/** A picture, video or sound from elsewhere. */
export function mediaByAddress(editor: Editor, anchor: Anchor): void {
  addressForm(editor, anchor, t("Address of a picture or video"), "", {
    take: (href, popover, problem) => {
      if (mediaKind(href) === "file") {
        problem.textContent = t("The address must end like a picture, video or sound: .png, .jpg, .mp4, .mp3 …");
        return;
      }
      popover.close();
      insertBlock(editor, mediaFor(editor, href));
    },
  });
}

/** A picture in its figure, ready to be put in. */
export function mediaFor(editor: Editor, url: string, attrs: Record<string, unknown> = {}) {
  const media = { type: "media", attrs: { type: "external", url, ...attrs } };
  return editor.schema.nodeFromJSON({ type: "mediaSingle", attrs: { layout: "center" }, content: [media] });
}

interface AddressActions {
  take(href: string, popover: Floating, problem: HTMLElement): void;
  remove?(): void;
}

function addressForm(editor: Editor, at: Anchor | Element, label: string, old: string, act: AddressActions): Floating {
  const options = { type: "text", inputmode: "url", placeholder: "https://", autocomplete: "off" };
  const input = h("input", { ...options, value: old, "data-first": true });
  const problem = h("p", { class: "ed-problem", role: "alert" });
  const submit = (event: Event) => {
    event.preventDefault();
    const href = asHref(input.value);
    if (href) act.take(href, popover, problem);
    else problem.textContent = t("This is not an address. Begin with https:// or with / for this workspace.");
  };
  const buttons = h(
    "div",
    { class: "ed-actions" },
    h("button", { type: "submit", class: "ed-button primary" }, t("Save")),
    act.remove && h("button", { type: "button", class: "ed-button", onclick: act.remove }, t("Remove link")),
  );
  const body = h("form", { class: "ed-form", onsubmit: submit }, h("label", {}, label, input), problem, buttons);
  const popover = openPopover(at, body, { label, returnFocus: back(editor) });
  return popover;
}
