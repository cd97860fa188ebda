// Panels: six that mean something by themselves, and one with an emoji and a colour of one's own.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { t } from "../../../lib/words";
import { allEmoji, type Emoji, findEmoji } from "../behaviours/emoji";
import { BACKGROUND_COLORS, hueOf } from "../schema/colors";
import { palette } from "../ui/colors";
import { h } from "../ui/dom";
import { type IconName, icon } from "../ui/icons";
import type { Choice } from "../ui/listbox";
import { openMenu, openPopover } from "../ui/popover";
import { rove } from "../ui/toolbar";
import { container, focusText, setAttrs } from "./view";

const PANELS: Record<string, IconName> = {
  info: "info",
  note: "note",
  tip: "lightbulb",
  success: "circleCheck",
  warning: "warning",
  error: "octagonX",
};
const OWN = "custom";

function panelName(type: string): string {
  const names: Record<string, string> = {
    info: t("Info"),
    note: t("Note"),
    tip: t("Tip"),
    success: t("Success"),
    warning: t("Warning"),
    error: t("Error"),
  };
  return names[type] ?? t("Panel");
}

export const panelView: NodeViewRenderer = (props) => {
  const content = h("div", { class: "panel-body" });
  const button = h("button", { type: "button", class: "panel-icon", onclick: () => choosePanel(props, button) });
  const dom = h("div", { class: "panel" }, h("div", { contenteditable: "false" }, button), content);
  return container(props.node, dom, content, (node) => {
    const type = String(node.attrs.panelType);
    dom.className = `panel panel-${type}`;
    if (type === OWN && node.attrs.panelColor) dom.dataset.hue = hueOf(node.attrs.panelColor);
    else delete dom.dataset.hue;
    button.replaceChildren(sign(node, type));
    button.setAttribute("aria-label", `${panelName(type)}. ${t("Change the kind of panel")}`);
    button.disabled = !props.editor.isEditable;
  });
};

function sign(node: PmNode, type: string): Node {
  const { panelIconText, panelIcon } = node.attrs;
  const own = type === OWN && (panelIconText || panelIcon);
  return own ? h("span", { class: "emoji" }, String(panelIconText ?? panelIcon)) : icon(PANELS[type] ?? "info");
}

function choosePanel(props: NodeViewRendererProps, button: HTMLElement): void {
  const pos = props.getPos();
  const current = pos === undefined ? null : props.editor.state.doc.nodeAt(pos)?.attrs.panelType;
  const choices: Choice[] = Object.entries(PANELS).map(([id, name]) => ({
    id,
    title: panelName(id),
    icon: name,
    selected: id === current,
  }));
  choices.push({ id: OWN, title: t("Your own emoji and colour …"), icon: "baseline", selected: current === OWN });
  openMenu(button, t("Kind of panel"), choices, {
    choose: ({ id }) => {
      if (id === OWN) return design(props, button);
      setAttrs(props, { panelType: id, panelIcon: null, panelIconId: null, panelIconText: null, panelColor: null });
      props.editor.view.focus();
    },
    returnFocus: focusText(props.editor),
  });
}

/** The form of a panel of one's own; every choice shows at once. */
function design(props: NodeViewRendererProps, button: HTMLElement): void {
  const pos = props.getPos();
  const attrs = pos === undefined ? null : props.editor.state.doc.nodeAt(pos)?.attrs;
  if (!attrs) return;
  const begin =
    attrs.panelType === OWN ? attrs : { ...attrs, panelIconText: "💡", panelColor: BACKGROUND_COLORS.yellow };
  setAttrs(props, { panelType: OWN, panelIconText: begin.panelIconText, panelColor: begin.panelColor });
  const search = h("input", {
    type: "text",
    "data-first": true,
    autocomplete: "off",
    placeholder: t("Find an emoji: rocket, heart …"),
  });
  const found = h("div", { class: "ed-emoji", role: "toolbar", "aria-label": t("Emoji") });
  const choose = ({ text, name }: Emoji) =>
    setAttrs(props, { panelIcon: `:${name}:`, panelIconId: null, panelIconText: text });
  const show = async () => {
    const all = await allEmoji();
    const wanted = search.value.trim().replace(/:/g, "");
    const shown = wanted
      ? findEmoji(all, wanted)
      : START.flatMap((name) => all.find((each) => each.name === name) ?? []);
    found.replaceChildren(...shown.slice(0, 24).map((emoji) => emojiButton(emoji, choose)));
    rove(found);
  };
  search.addEventListener("input", () => void show());
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    found.querySelector("button")?.click();
  });
  const colours = palette({
    label: t("Background"),
    none: t("No colour of its own"),
    shown: "text-background",
    current: begin.panelColor ? hueOf(begin.panelColor) : null,
    choose: (hue) => setAttrs(props, { panelColor: hue && BACKGROUND_COLORS[hue] }),
  });
  openPopover(button, h("div", { class: "ed-form" }, h("label", {}, t("Emoji"), search), found, colours), {
    label: t("Your own panel"),
    returnFocus: focusText(props.editor),
  });
  void show();
}

const START =
  "bulb rocket star tada fire pushpin bell eyes heart thumbsup question memo books calendar hourglass".split(" ");

function emojiButton(emoji: Emoji, choose: (emoji: Emoji) => void): HTMLElement {
  const { text, label, name } = emoji;
  const title = label || name;
  return h(
    "button",
    { type: "button", class: "ed-color emoji", "aria-label": title, title, onclick: () => choose(emoji) },
    text,
  );
}
