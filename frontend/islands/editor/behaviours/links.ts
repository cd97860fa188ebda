// Links: Ctrl+K on selected words, a popover to change one.
import { type Editor, Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { fill, t } from "../../../lib/words";
import { safeHref } from "../schema/dom";
import { h } from "../ui/dom";
import { openPopover } from "../ui/popover";
import { asHref } from "./recognise";

export const Links = Extension.create({
  name: "links",
  addProseMirrorPlugins() {
    return [new Plugin({ props: { handleClick: (_view, _pos, event) => followOnModifier(event) } })];
  },
  addKeyboardShortcuts() {
    return {
      "Mod-k": () => {
        const { editor } = this;
        if (editor.state.selection.empty && !editor.isActive("link")) return false;
        editLink(editor);
        return true;
      },
    };
  },
});

function followOnModifier(event: MouseEvent): boolean {
  const link = (event.target as Element).closest?.("a[data-mark='link']");
  const href = safeHref(link?.getAttribute("href"));
  if (!href || !(event.ctrlKey || event.metaKey)) return false;
  window.open(href, "_blank", "noopener");
  return true;
}

/** Opens the form for the link at the selection, or for a new one over the selected words. */
export function editLink(editor: Editor): void {
  if (!editor.isEditable) return;
  if (editor.state.selection.empty) editor.commands.extendMarkRange("link");
  const { from, to } = editor.state.selection;
  const old = String(editor.getAttributes("link").href ?? "");
  const input = h("input", {
    type: "text",
    inputmode: "url",
    value: old,
    placeholder: "https://",
    "data-first": true,
    autocomplete: "off",
  });
  const problem = h("p", { class: "ed-problem", role: "alert" });
  const finish = () => {
    popover.close();
    editor.chain().setTextSelection(to).focus().run();
  };
  const apply = (event: Event) => {
    event.preventDefault();
    const href = asHref(input.value);
    if (!href) {
      problem.textContent = t("This is not an address. Begin with https:// or with / for this workspace.");
      return;
    }
    editor.chain().setTextSelection({ from, to }).setMark("link", { href }).run();
    finish();
  };
  const remove = () => {
    editor.chain().setTextSelection({ from, to }).unsetMark("link").run();
    finish();
  };
  const actions = h(
    "div",
    { class: "ed-actions" },
    h("button", { type: "submit", class: "ed-button primary" }, old ? t("Change") : t("Link")),
    old && h("button", { type: "button", class: "ed-button", onclick: remove }, t("Remove link")),
    old && h("a", { href: safeHref(old), target: "_blank", rel: "noopener", class: "ed-button" }, t("Open")),
  );
  const body = h("form", { class: "ed-form", onsubmit: apply }, h("label", {}, t("Address"), input), problem, actions);
  const popover = openPopover(rangeAnchor(editor, from, to), body, {
    label: old ? fill(t("Link to {address}"), { address: old }) : t("Link"),
    returnFocus: () => editor.chain().setTextSelection({ from, to }).focus().run(),
  });
}

export function rangeAnchor(editor: Editor, from: number, to: number) {
  return {
    contextElement: editor.view.dom,
    getBoundingClientRect: () => {
      // The text may have become shorter before the bar hears of it.
      const last = editor.state.doc.content.size;
      const start = editor.view.coordsAtPos(Math.min(from, last));
      const end = editor.view.coordsAtPos(Math.min(to, last), -1);
      const left = Math.min(start.left, end.left);
      const [top, bottom] = [Math.min(start.top, end.top), Math.max(start.bottom, end.bottom)];
      const oneLine = Math.abs(start.top - end.top) < 4;
      return new DOMRect(left, top, oneLine ? Math.max(1, end.right - left) : 1, bottom - top);
    },
  };
}
