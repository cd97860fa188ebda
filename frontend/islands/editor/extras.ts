// Blocks of the slash menu that need the server or open a popover.
import type { Editor } from "@tiptap/core";
import { t } from "../../lib/words";
import { selectedPassage } from "./behaviours/annotations";
import { type Block, type Group, insertInline } from "./behaviours/blocks";
import { askForEmoji } from "./behaviours/emoji";
import { rangeAnchor } from "./behaviours/links";
import { newId } from "./behaviours/localIds";
import { chooseFiles } from "./behaviours/upload";
import { newDecision } from "./own/decision";
import type { Services } from "./services";
import { announce } from "./ui/announce";
import { mediaByAddress } from "./ui/mediaForms";
import type { Tool } from "./ui/toolbar";

export function extraBlocks(services: Services): Block[] {
  const block = (
    id: string,
    title: string,
    icon: Block["icon"],
    words: string,
    run: Block["run"],
    hint = "",
    group: Group = "insert",
  ) => ({ id, title, hint, icon, words, run, group });
  const inline = (type: string, attrs: () => Record<string, unknown>) => (editor: Editor) => {
    const pos = insertInline(editor, type, attrs());
    openChip(editor, pos);
  };
  const picture = block(
    "image",
    t("Picture or file"),
    "image",
    "image photo file attachment upload",
    (editor) => chooseFiles(editor, services, ""),
    "",
    "media",
  );
  return [
    ...(services.addresses.upload ? [picture] : []),
    block(
      "media-address",
      t("Picture or video by address"),
      "video",
      "image film embed url audio sound link external",
      (editor) => mediaByAddress(editor, rangeAnchor(editor, editor.state.selection.from, editor.state.selection.to)),
      "",
      "media",
    ),
    ...(services.addresses.extension ? [newDecision(services)] : []),
    ...(services.addresses.templates ? [template(services.addresses.templates)] : []),
    block("date", t("Date"), "calendar", "due deadline day", inline("date", today), "//"),
    block("emoji", t("Emoji"), "smile", "smiley icon face symbol", askForEmoji, ":"),
    block("mention", t("Mention a person"), "atSign", "person user assign", mention, "@"),
    block(
      "status",
      t("Status"),
      "status",
      "lozenge label badge",
      inline("status", () => ({ text: t("Status"), color: "neutral", localId: newId() })),
    ),
  ];
}

/** Leads to the gallery; an empty page begins with what is chosen there, of a written one it is a page below. */
function template(url: string): Block {
  return {
    id: "template",
    title: t("Template"),
    hint: "",
    icon: "columns",
    group: "workspace",
    words: "start beginning gallery pattern",
    run: () => location.assign(url),
  };
}

function today(): Record<string, unknown> {
  const now = new Date();
  return { timestamp: String(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) };
}

function mention(editor: Editor): void {
  const before = editor.state.selection.$from.nodeBefore?.text ?? "";
  const space = before && !/\s$/.test(before) ? " " : "";
  editor.chain().focus().insertContent(`${space}@`).run();
}

/** Opens the popover of the chip that was just put in, so that its value can be chosen at once. */
function openChip(editor: Editor, pos: number): void {
  requestAnimationFrame(() => {
    const dom = editor.isDestroyed ? null : editor.view.nodeDOM(pos);
    dom?.dispatchEvent(new CustomEvent("cairnopen"));
  });
}

/** Asks the page for a comment on the selected words. */
export function commentTool(): Tool {
  return {
    id: "comment",
    title: t("Comment"),
    icon: "comment",
    keys: "Mod-Alt-m",
    run: (editor) => {
      const detail = selectedPassage(editor);
      if (!detail) {
        announce(t("Select the words you want to comment on."));
        return;
      }
      editor.view.dom.dispatchEvent(new CustomEvent("cairn:comment", { bubbles: true, composed: true, detail }));
    },
  };
}
