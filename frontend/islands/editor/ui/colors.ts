// The palette for words: nine tones for the letters, nine behind them.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import { setColor } from "../behaviours/formatting";
import { BACKGROUND_COLORS, HUES, type Hue, hueOf, TEXT_COLORS } from "../schema/colors";
import { h } from "./dom";
import { rove, type Tool } from "./toolbar";
import { openBox } from "./toolbox";

export function hueName(hue: Hue): string {
  const names: Record<Hue, string> = {
    grey: t("Grey"),
    red: t("Red"),
    orange: t("Orange"),
    yellow: t("Yellow"),
    green: t("Green"),
    teal: t("Teal"),
    blue: t("Blue"),
    purple: t("Purple"),
    pink: t("Pink"),
  };
  return names[hue];
}

interface Palette {
  label: string;
  none: string;
  current: Hue | null;
  /** The class that shows a tone on a swatch. */
  shown: string;
  choose(hue: Hue | null): void;
}

/** A row of tones that one walks with the arrows. */
export function palette({ label, none, current, shown, choose }: Palette): HTMLElement {
  const swatch = (hue: Hue | null) => {
    const face = h("span", hue ? { class: shown, "data-hue": hue } : {}, "A");
    const button = h(
      "button",
      {
        type: "button",
        class: "ed-color",
        "aria-label": hue ? hueName(hue) : none,
        title: hue ? hueName(hue) : none,
        "aria-pressed": String(hue === current),
      },
      face,
    );
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => choose(hue));
    return button;
  };
  const row = h("div", { class: "ed-colors", role: "toolbar", "aria-label": label }, ...[null, ...HUES].map(swatch));
  rove(row);
  return h("section", {}, h("h3", { class: "ed-group", "aria-hidden": "true" }, label), row);
}

export const colorTool = (): Tool => ({
  id: "color",
  title: t("Colours"),
  icon: "baseline",
  run: (editor, button) => button && openColors(editor, button),
  active: (editor) => editor.isActive("textColor") || editor.isActive("backgroundColor"),
  enabled: (editor) => !editor.state.selection.$from.parent.type.spec.code,
});

function openColors(editor: Editor, button: HTMLElement): void {
  const row = (mark: "textColor" | "backgroundColor", label: string, none: string, shown: string) => {
    const color: unknown = editor.getAttributes(mark).color;
    const colors = mark === "textColor" ? TEXT_COLORS : BACKGROUND_COLORS;
    return palette({
      label,
      none,
      shown,
      current: color ? hueOf(color) : null,
      choose: (hue) => {
        setColor(mark, hue && colors[hue])(editor.state, editor.view.dispatch);
        floating.close();
        editor.view.focus();
      },
    });
  };
  const floating = openBox(editor, button, t("Colours"), [
    row("textColor", t("Text"), t("Colour of the text"), "text-color"),
    row("backgroundColor", t("Background"), t("No background"), "text-background"),
  ]);
}
