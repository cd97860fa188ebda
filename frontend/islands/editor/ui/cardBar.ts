// The bar of a smart link: its shapes, and what one does with a link.
import type { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { t } from "../../../lib/words";
import { type LinkAt, linkAt, removeCard, type Shape, shapesOf, showAs } from "../behaviours/cards";
import { editLink, rangeAnchor } from "../behaviours/links";
import { safeHref } from "../schema/dom";
import { announce } from "./announce";
import { type Hover, hovering, inUse } from "./bubble";
import type { IconName } from "./icons";
import { type Bar, buildBar, type Tool } from "./toolbar";

function shapeTool(shape: Shape, title: string, icon: IconName): Tool {
  return {
    id: `show-${shape}`,
    title,
    icon,
    run: (editor) => {
      const at = linkAt(editor.state);
      if (at) showAs(editor, at, shape);
    },
    active: (editor) => linkAt(editor.state)?.shape === shape,
  };
}

const shapes = (): Tool[] => [
  shapeTool("url", t("Show the address"), "globe"),
  shapeTool("inline", t("Show the title in the line"), "file"),
  shapeTool("card", t("Show a card"), "cardIcon"),
  shapeTool("embed", t("Show the page itself"), "embed"),
  shapeTool("media", t("Show the picture or video"), "image"),
];

const acts = (): Tool[] => [
  {
    id: "open-card",
    title: t("Open"),
    icon: "external",
    run: (editor) => {
      const href = safeHref(linkAt(editor.state)?.url);
      if (href) window.open(href, "_blank", "noopener");
    },
  },
  { id: "edit-link", title: t("Change the link"), icon: "link", keys: "Mod-k", run: editLink },
  {
    id: "remove-link",
    title: t("Remove link"),
    icon: "unlink",
    run: (editor) => void editor.chain().focus().extendMarkRange("link").unsetMark("link").run(),
  },
  {
    id: "remove-card",
    title: t("Remove"),
    icon: "trash",
    run: (editor) => {
      const at = linkAt(editor.state);
      if (at) removeCard(editor, at);
    },
  },
];

export function cardBar(editor: Editor): Hover {
  const built = buildBar(editor, t("Smart link"), [shapes(), acts()]);
  const buttons = [...built.element.querySelectorAll<HTMLElement>("[data-tool]")];
  let said = "";
  const bar: Bar = {
    element: built.element,
    update: () => {
      built.update();
      const at = linkAt(editor.state);
      const possible: string[] = at ? shapesOf(at.url) : [];
      for (const button of buttons) {
        const id = button.dataset.tool ?? "";
        if (id.startsWith("show-")) button.hidden = !possible.includes(id.slice(5));
        else if (id !== "open-card") button.hidden = (at?.shape === "url") === (id === "remove-card");
      }
    },
  };
  return hovering(editor, bar, "top-start", () => {
    const at = inUse(editor, bar) ? linkAt(editor.state) : null;
    if (!at) said = "";
    else if (said !== at.url) {
      said = at.url;
      announce(t("This link can be shown in other ways: Alt+F9."));
    }
    return at && anchorOf(editor, at);
  });
}

function anchorOf(editor: Editor, at: LinkAt): Parameters<typeof hovering>[3] extends () => infer A ? A : never {
  const selected = editor.state.selection instanceof NodeSelection || at.shape !== "url";
  const dom = selected ? editor.view.nodeDOM(at.from) : null;
  return dom instanceof Element ? dom : rangeAnchor(editor, at.from, at.to);
}
