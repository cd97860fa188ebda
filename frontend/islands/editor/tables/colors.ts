// Backgrounds of cells. ADF keeps a colour as hex; the page shows the nearest of its own tones, in light and dark.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import { BACKGROUND_COLORS, HUES, hueOf } from "../schema/colors";
import { hueName } from "../ui/colors";
import { h } from "../ui/dom";
import { openPopover } from "../ui/popover";
import { setCells } from "./commands";
import { spotOf } from "./grid";
import { run } from "./run";

function backgrounds(): [hex: string | null, name: string][] {
  return [[null, t("No background")], ...HUES.map((hue): [string, string] => [BACKGROUND_COLORS[hue], hueName(hue)])];
}

/** A row of swatches beside `anchor` for the selected cells. */
export function chooseBackground(editor: Editor, anchor: HTMLElement): void {
  const spot = spotOf(editor.state);
  if (!spot) return;
  const now = spot.table.nodeAt(spot.map.cellsInRect(spot.rect)[0] ?? 0)?.attrs.background;
  const current = now ? hueOf(now) : "";
  const swatches = backgrounds().map(([hex, name]) => {
    const hue = hex ? hueOf(hex) : "";
    const button = h("button", { type: "button", class: "table-swatch", title: name, "aria-label": name });
    if (hue) button.dataset.hue = hue;
    button.setAttribute("aria-pressed", String(hue === current));
    button.addEventListener("click", () => {
      floating.close();
      run(editor, setCells("background", hex), name);
    });
    return button;
  });
  const box = h("div", { class: "table-swatches", role: "group", "aria-label": t("Cell background") }, ...swatches);
  (swatches.find((button) => button.getAttribute("aria-pressed") === "true") ?? swatches[0])?.setAttribute(
    "data-first",
    "",
  );
  box.addEventListener("keydown", (event) => {
    const at = swatches.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowRight: 1, ArrowDown: 5, ArrowLeft: -1, ArrowUp: -5 }[event.key];
    if (at < 0 || step === undefined) return;
    event.preventDefault();
    swatches[(at + step + swatches.length) % swatches.length]?.focus();
  });
  const floating = openPopover(anchor, box, {
    label: t("Cell background"),
    returnFocus: () => editor.view.focus(),
  });
}
