// Pictures and files.
import type { NodeViewRenderer } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { t } from "../../../lib/words";
import { safeHref } from "../schema/dom";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { leaf, setAttrs } from "./view";

export const mediaView: NodeViewRenderer = (props) => {
  const dom = h("div", { class: "media-item" });
  let shown = "";
  return leaf(props.node, dom, (node) => {
    const url = node.attrs.type === "external" ? safeHref(node.attrs.url) : "";
    const alt = String(node.attrs.alt ?? "");
    if (`${url}\n${alt}` === shown) return;
    shown = `${url}\n${alt}`;
    dom.replaceChildren(url ? picture(node, url, alt) : fileChip(node));
    if (url && props.editor.isEditable) dom.append(altButton(alt, (words) => setAttrs(props, { alt: words })));
  });
};

function picture(node: PmNode, url: string, alt: string): HTMLElement {
  const image = h("img", { src: url, alt, loading: "lazy", draggable: "true" });
  const { width, height } = node.attrs as Record<string, number | null>;
  if (width && height) {
    image.width = width;
    image.height = height;
  }
  image.addEventListener("error", () => image.replaceWith(fileChip(node)));
  return image;
}

function fileChip(node: PmNode): HTMLElement {
  const name = String(node.attrs.alt ?? node.attrs.id ?? node.attrs.url ?? t("File"));
  return h("span", { class: "other-chip" }, icon("file"), name);
}

/** Says what a picture shows, for people who do not see it. */
function altButton(alt: string, save: (words: string) => void): HTMLElement {
  const input = h("input", {
    type: "text",
    class: "media-alt",
    value: alt,
    placeholder: t("Describe the picture for those who cannot see it"),
    "aria-label": t("Description of the picture"),
    contenteditable: "false",
  });
  input.addEventListener("change", () => save(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") input.blur();
  });
  return input;
}
