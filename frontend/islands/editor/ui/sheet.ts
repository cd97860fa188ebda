// The sheet of shortcuts: all of them from one table, in columns.
import { t } from "../../../lib/words";
import { SECTIONS, type Shortcut, type ShortcutGroup, shortcuts } from "../behaviours/shortcuts";
import { h, keyLabel } from "./dom";
import { icon } from "./icons";

function keys(row: Shortcut): HTMLElement {
  const shown = h("dd", {});
  const both = row.id === "list-in" || row.id === "leave" || row.group === "tables";
  for (const key of both ? row.keys : row.keys.slice(0, 1)) shown.append(h("kbd", {}, keyLabel(key)));
  if (row.typed) shown.append(h("kbd", { class: "is-typed" }, row.typed.trim()));
  return shown;
}

function section(group: ShortcutGroup, rows: Shortcut[]): HTMLElement {
  const list = h("dl", { class: "ed-keys" });
  for (const row of rows) list.append(h("div", {}, h("dt", {}, row.title), keys(row)));
  return h("section", {}, h("h3", {}, SECTIONS[group]()), list);
}

export function openSheet(returnFocus: () => void): void {
  if (document.querySelector("dialog.ed-help")) return;
  const all = shortcuts();
  const sections = (Object.keys(SECTIONS) as ShortcutGroup[]).map((group) => {
    const rows = all.filter((row) => row.group === group);
    return rows.length ? section(group, rows) : null;
  });
  const close = h("button", { type: "button", class: "ed-tool", "aria-label": t("Close") }, icon("close"));
  const dialog = h(
    "dialog",
    { class: "ed-help", "aria-label": t("Writing with the keyboard") },
    h("header", {}, h("h2", {}, t("Writing with the keyboard")), close),
    h("p", { class: "ed-help-note" }, t("What stands in a dashed frame is typed into the text.")),
    h("div", { class: "ed-help-sections", tabindex: "0", role: "group", "aria-label": t("Shortcuts") }, ...sections),
  );
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    returnFocus();
  });
  // A press beside the sheet closes it.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}
