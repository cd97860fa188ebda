// Pictures, films, sound and files.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { t } from "../../../lib/words";
import { blockMark, fileName, mediaAddress, shownKind, shownWidth } from "../schema/media";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { describePicture } from "../ui/mediaForms";
import { resizeHandles } from "./resize";
import { container, leaf } from "./view";

/** The figure: it has the place and the width, the picture in it only what it shows. */
export const mediaSingleView: NodeViewRenderer = (props) => {
  const content = h("div", { class: "media-content" });
  const dom = h("figure", { class: "media" }, content);
  const handles = resizeHandles(props, dom);
  dom.append(...handles.elements);
  return container(props.node, dom, content, (node) => {
    const width = shownWidth(node.attrs);
    const broad = node.attrs.layout === "wide" || node.attrs.layout === "full-width";
    dom.dataset.layout = String(node.attrs.layout ?? "center");
    dom.toggleAttribute("data-width", width !== null && !broad);
    dom.style.width = width !== null && !broad ? `${width}px` : "";
    handles.show(node, props.editor.isEditable && !broad);
  });
};

export const mediaView: NodeViewRenderer = (props) => {
  const pos = props.getPos();
  const inGroup = pos !== undefined && props.editor.state.doc.resolve(pos).parent.type.name === "mediaGroup";
  return inGroup ? fileView(props) : pictureView(props);
};

const pictureView = (props: NodeViewRendererProps) => {
  const dom = h("div", { class: "media-item" });
  let shown = "";
  return leaf(props.node, dom, (node) => {
    const url = mediaAddress(node.attrs);
    const border = blockMark(node, "border");
    dom.toggleAttribute("data-border", border !== undefined);
    if (border) dom.dataset.borderSize = String(border.attrs?.size ?? 1);
    const key = JSON.stringify([url, node.attrs.alt, node.attrs.width, node.attrs.height, props.editor.isEditable]);
    if (key === shown) return;
    shown = key;
    dom.replaceChildren(url ? player(node, url) : missing(node));
    const undescribed = url && shownKind(url) === "image" && node.attrs.alt === null && props.editor.isEditable;
    if (undescribed) dom.append(nudge(props));
  });
};

function player(node: PmNode, url: string): HTMLElement {
  const kind = shownKind(url);
  const alt = String(node.attrs.alt ?? "");
  const { width, height } = node.attrs as Record<string, number | null>;
  if (kind === "audio") return h("audio", { src: url, controls: true, preload: "metadata", "aria-label": alt });
  const size = width && height ? { width, height } : {};
  if (kind === "video") {
    return h("video", { src: url, controls: true, preload: "metadata", "aria-label": alt, ...size });
  }
  const image = h("img", {
    src: url,
    alt,
    loading: "lazy",
    draggable: "false",
    referrerpolicy: "no-referrer",
    ...size,
  });
  image.addEventListener("error", () => image.replaceWith(missing(node)));
  return image;
}

function missing(node: PmNode): HTMLElement {
  const name = String(node.attrs.alt || fileName(String(node.attrs.url ?? "")) || t("A picture that is not here"));
  return h("span", { class: "media-missing" }, icon("image"), name);
}

/** A picture without words is nothing to those who do not see it. */
function nudge(props: NodeViewRendererProps): HTMLElement {
  const button = h("button", { type: "button", class: "media-nudge" }, icon("warning"), t("Describe this picture"));
  button.addEventListener("click", () => {
    const pos = props.getPos();
    if (pos !== undefined) describePicture(props.editor, pos, button);
  });
  return button;
}

/** A file by its name: in a line, or as a card of a group. */
export const fileView: NodeViewRenderer = ({ node }) => {
  const inline = node.type.name === "mediaInline";
  const dom = h(inline ? "span" : "div", { class: inline ? "file-inline" : "file-card" });
  return leaf(node, dom, (next) => {
    const url = mediaAddress(next.attrs);
    const name = String(next.attrs.alt || fileName(url) || t("File"));
    if (next.attrs.type === "image" && url) {
      dom.replaceChildren(h("img", { class: "media-inline", src: url, alt: String(next.attrs.alt ?? "") }));
    } else dom.replaceChildren(h("span", { class: "file-link" }, icon("paperclip"), h("span", {}, name)));
  });
};
