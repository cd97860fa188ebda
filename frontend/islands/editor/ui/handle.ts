// The handle at the left of the block under the pointer: drag it to move the block, press it for what can be done.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import { type BlockMenu, currentUnit, openBlockMenu } from "../behaviours/blockMenu";
import type { Unit } from "../behaviours/units";
import { h } from "./dom";
import { type Drag, startDrag } from "./drag";
import { icon } from "./icons";
import type { Tool } from "./toolbar";
import { boxOf, unitUnder } from "./whereabouts";

/** Puts the handle into `surface`, the box around the text. Ends with `signal`. */
export function blockHandle(menu: BlockMenu, surface: HTMLElement, signal: AbortSignal): void {
  const { editor } = menu;
  const words = `${t("This block: drag to move, press for more")}`;
  const button = h(
    "button",
    { type: "button", class: "ed-handle", tabindex: "-1", "aria-label": words, title: words },
    icon("grip"),
  );
  const pick = h("div", { class: "ed-pick", hidden: true });
  surface.append(pick, button);
  let unit: Unit | null = null;
  let frame = 0;

  const show = (next: Unit | null) => {
    unit = next;
    const at = next && place(editor, surface, next);
    button.classList.toggle("is-shown", !!at);
    if (!at) return;
    button.style.left = `${at.left}px`;
    button.style.top = `${at.top}px`;
  };
  const open = (beside: HTMLElement) => {
    const held = unit;
    if (!held) return;
    mark(editor, surface, pick, held);
    openBlockMenu(menu, held, beside, () => {
      pick.hidden = true;
    });
  };
  const drag = (held: Unit): Drag => ({
    editor,
    surface,
    unit: held,
    press: () => open(button),
    hold: (on) => {
      if (on) mark(editor, surface, pick, held);
      else pick.hidden = true;
    },
  });
  const follow = (event: PointerEvent) => {
    if (event.pointerType === "touch" || !editor.isEditable || event.buttons) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (editor.isDestroyed || button.getAttribute("aria-expanded") === "true") return;
      if (!button.contains(event.target as Node)) show(unitUnder(editor, event.clientX, event.clientY));
    });
  };
  surface.addEventListener("pointermove", follow, { signal });
  surface.addEventListener("pointerleave", () => button.getAttribute("aria-expanded") !== "true" && show(null), {
    signal,
  });
  editor.on("update", () => show(null));
  surface.addEventListener(
    "cairnblockmenu",
    () => {
      show(currentUnit(editor));
      open(button);
    },
    { signal },
  );
  button.addEventListener("pointerdown", (event) => unit && startDrag(event, drag(unit)));
}

/** For the toolbar of a phone, where nothing hovers. */
export const blockTool = (menu: () => BlockMenu): Tool => ({
  id: "block",
  title: t("This block"),
  icon: "grip",
  run: (editor, button) => {
    const unit = currentUnit(editor);
    if (unit && button) openBlockMenu(menu(), unit, button);
  },
});

/** Beside the first line of the unit, left of bullets and numbers, in the coordinates of the surface. */
function place(editor: Editor, surface: HTMLElement, unit: Unit): { left: number; top: number } | null {
  const box = boxOf(editor, unit);
  const dom = editor.view.nodeDOM(unit.from);
  if (!box || !(dom instanceof HTMLElement)) return null;
  const origin = surface.getBoundingClientRect();
  const bullets = unit.nodes[0]?.type.name === "listItem" ? 24 : 0;
  const line = Number.parseFloat(getComputedStyle(dom).lineHeight) || 26;
  const text = unit.nodes[0]?.isTextblock || bullets ? line : Math.min(box.height, 44);
  return { left: box.left - origin.left - bullets - 26, top: box.top - origin.top + (text - 24) / 2 };
}

function mark(editor: Editor, surface: HTMLElement, pick: HTMLElement, unit: Unit): void {
  const box = boxOf(editor, unit);
  const origin = surface.getBoundingClientRect();
  pick.hidden = !box;
  if (!box) return;
  pick.style.left = `${box.left - origin.left - 4}px`;
  pick.style.top = `${box.top - origin.top - 2}px`;
  pick.style.width = `${box.width + 8}px`;
  pick.style.height = `${box.height + 4}px`;
}
