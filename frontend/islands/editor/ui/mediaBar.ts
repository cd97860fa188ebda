// The bar of the selected picture or file.
import type { Editor } from "@tiptap/core";
import type { EditorState } from "@tiptap/pm/state";
import { t } from "../../../lib/words";
import { commentRequest } from "../behaviours/annotations";
import {
  type MediaAt,
  mediaAt,
  removeCaption,
  removeMedia,
  setMedia,
  setWidth,
  widthOf,
  writeCaption,
} from "../behaviours/media";
import { replaceFile } from "../behaviours/upload";
import { blockMark, COLUMN, mediaAddress, shownKind, withBlockMark } from "../schema/media";
import { BLOCK_MARKS } from "../schema/spec";
import type { Services } from "../services";
import { type Hover, hovering, inUse } from "./bubble";
import type { IconName } from "./icons";
import { describePicture, linkPicture } from "./mediaForms";
import { openMenu } from "./popover";
import { type Bar, buildBar, type Tool } from "./toolbar";

// ADF's plain border.
const BORDER = { size: 1, color: "#758195" };

type Act = (at: MediaAt, editor: Editor) => void;

function tool(id: string, title: string, icon: IconName, act: Act, active?: (at: MediaAt) => boolean): Tool {
  const at = (editor: Editor) => mediaAt(editor.state);
  return {
    id,
    title,
    icon,
    run: (editor) => {
      const found = at(editor);
      if (found) act(found, editor);
    },
    ...(active ? { active: (editor: Editor) => !!at(editor) && active(at(editor) as MediaAt) } : {}),
  };
}

function layoutTool(layout: string, title: string, icon: IconName): Tool {
  return tool(
    layout,
    title,
    icon,
    (at, editor) => setMedia(editor, at.pos, { layout }),
    (at) => at.node.attrs.layout === layout,
  );
}

function places(): Tool[] {
  return [
    layoutTool("wrap-left", t("On the left, words beside it"), "wrapText"),
    layoutTool("align-start", t("On the left"), "mediaStart"),
    layoutTool("center", t("In the middle"), "mediaCenter"),
    layoutTool("align-end", t("On the right"), "mediaEnd"),
    layoutTool("wrap-right", t("On the right, words beside it"), "wrapText"),
    layoutTool("wide", t("Wide"), "wide"),
    layoutTool("full-width", t("Full width"), "full"),
  ];
}

function button(bar: Bar, id: string): HTMLElement | null {
  return bar.element.querySelector(`[data-tool="${id}"]`);
}

/** Sizes that people ask for by name. */
function sizes(editor: Editor, anchor: HTMLElement | null): void {
  const at = mediaAt(editor.state);
  if (!at || !anchor) return;
  const now = at.node.attrs.width === null ? null : widthOf(at.node);
  const size = (id: string, title: string, width: number | null) => ({ id, title, width, selected: width === now });
  const choices = [
    size("small", t("A quarter"), COLUMN / 4),
    size("half", t("Half"), COLUMN / 2),
    size("large", t("Three quarters"), (COLUMN * 3) / 4),
    size("column", t("As wide as the text"), COLUMN),
    size("own", t("Its own size"), null),
  ];
  openMenu(anchor, t("Width"), choices, {
    choose: ({ width }) => setWidth(editor, at.pos, width),
    returnFocus: () => editor.view.focus(),
  });
}

/** What the forms stand beside: the bar goes while they have the focus. */
function element(editor: Editor, at: MediaAt): Element {
  const dom = editor.view.nodeDOM(at.pos);
  return dom instanceof Element ? dom : editor.view.dom;
}

function hasLink(at: MediaAt): boolean {
  return blockMark(at.media, "link") !== undefined || blockMark(at.node, "link") !== undefined;
}

/** Asks the page for a comment on the whole picture or file. */
function commentOn(): Tool {
  return tool("comment-media", t("Comment"), "comment", (at, editor) => {
    const detail = commentRequest(at);
    editor.view.dom.dispatchEvent(new CustomEvent("cairn:comment", { bubbles: true, composed: true, detail }));
  });
}

function details(bar: () => Bar): Tool[] {
  const toggleBorder: Act = (at, editor) => {
    const border = blockMark(at.media, "border") ? null : BORDER;
    setMedia(editor, at.mediaPos, { [BLOCK_MARKS]: withBlockMark(at.media, "border", border) });
  };
  const caption: Act = (at, editor) =>
    at.node.childCount > 1 && !at.node.lastChild?.content.size ? removeCaption(editor, at) : writeCaption(editor, at);
  return [
    { id: "size", title: t("Width"), icon: "cardIcon", run: (editor) => sizes(editor, button(bar(), "size")) },
    tool("border", t("Border"), "border", toggleBorder, (at) => blockMark(at.media, "border") !== undefined),
    tool(
      "picture-link",
      t("Link"),
      "link",
      (at, editor) => linkPicture(editor, at.mediaPos, element(editor, at)),
      hasLink,
    ),
    tool(
      "alt",
      t("Describe this picture"),
      "accessibility",
      (at, editor) => describePicture(editor, at.mediaPos, element(editor, at)),
      (at) => Boolean(at.media.attrs.alt),
    ),
    tool("caption", t("Caption"), "caption", caption, (at) => at.node.childCount > 1),
  ];
}

function fileTools(services: Services): Tool[] {
  const download: Act = (at) => {
    const url = new URL(mediaAddress(at.media.attrs), location.href);
    if (url.origin === location.origin) url.searchParams.set("download", "");
    window.open(url.href, "_blank", "noopener");
  };
  return [
    ...(services.addresses.upload
      ? [tool("replace", t("Replace"), "replace", (at, editor) => replaceFile(editor, services, at))]
      : []),
    tool("download", t("Download"), "download", download),
    tool("remove", t("Remove"), "trash", (at, editor) => removeMedia(editor, at)),
  ];
}

function selected(state: EditorState, wanted: (at: MediaAt) => boolean): MediaAt | null {
  const at = mediaAt(state);
  return at && wanted(at) ? at : null;
}

/** Over a picture, a video (which has no description and no border) and a file there are different tools. */
export function mediaBars(editor: Editor, services: Services): Hover[] {
  const isPicture = (at: MediaAt) => at.node.type.name === "mediaSingle";
  const isImage = (at: MediaAt) => isPicture(at) && shownKind(mediaAddress(at.media.attrs)) === "image";
  const make = (label: string, wanted: (at: MediaAt) => boolean, groups: (bar: () => Bar) => Tool[][]): Hover => {
    const bar: Bar = buildBar(
      editor,
      label,
      groups(() => bar),
    );
    bar.element.classList.add("ed-media-bar");
    bar.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") editor.view.focus();
    });
    return hovering(editor, bar, "top-start", () => {
      const at = inUse(editor, bar) ? selected(editor.state, wanted) : null;
      const dom = at && editor.view.nodeDOM(at.pos);
      return dom instanceof Element ? dom : null;
    });
  };
  const filmTools = (bar: () => Bar) => details(bar).filter(({ id }) => id === "size" || id === "caption");
  return [
    make(t("Picture"), isImage, (bar) => [places(), details(bar), [commentOn(), ...fileTools(services)]]),
    make(
      t("Video"),
      (at) => isPicture(at) && !isImage(at),
      (bar) => [places(), filmTools(bar), [commentOn(), ...fileTools(services)]],
    ),
    make(
      t("File"),
      (at) => !isPicture(at),
      () => [fileTools(services)],
    ),
  ];
}
