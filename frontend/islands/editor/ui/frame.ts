// The frame around the text: the bar above, the line below, the help.
import type { Editor } from "@tiptap/core";
import type { LiveStatus } from "../../../lib/live";
import { t } from "../../../lib/words";
import type { Block } from "../behaviours/blocks";
import { openFind } from "../find/find";
import { tableTool } from "../tables/picker";
import { announce } from "./announce";
import { colorTool } from "./colors";
import { wordCount } from "./count";
import { h, keyLabel } from "./dom";
import { type Fit, fitBar } from "./fit";
import { blockTool } from "./handle";
import { icon } from "./icons";
import { openSheet } from "./sheet";
import { type Bar, buildBar, type Tool, turnInto } from "./toolbar";
import { historyTools, linkTool, markTools, moreTool, narrow } from "./tools";

const CALM = 300; // ms

export interface Frame {
  bar: HTMLElement;
  foot: HTMLElement;
  update(): void;
  destroy(): void;
  showStatus(status: LiveStatus): void;
}

const byId = (all: Block[], ids: string[]): Tool[] =>
  ids.flatMap((id) => {
    const block = all.find((candidate) => candidate.id === id);
    if (!block) return [];
    const { title, icon: iconName, run, active } = block;
    return [{ id, title, icon: iconName, run, ...(active ? { active } : {}) }];
  });

export function buildFrame(editor: Editor, all: Block[], comment: Tool, mode: Bar): Frame {
  const turn = turnInto(editor, all);
  const state = h("span", { class: "ed-state" });
  const insert: Tool = {
    id: "insert",
    title: t("Insert a block"),
    icon: "plus",
    keys: "/",
    run: openSlash,
  };
  const lists = byId(all, ["bulletList", "orderedList", "taskItem"]);
  const put = [...byId(all, ["mention"]), tableTool()];
  const history = historyTools();
  const lesser = [...put, linkTool(), ...[...lists].reverse(), ...[...history].reverse()];
  const rest = () =>
    narrow()
      ? [...lists, ...byId(all, ["decisionItem", "image", "date", "status"]), ...put, linkTool()]
      : fit.hidden().reverse();
  const bar = buildBar(editor, t("Formatting"), [
    [insert],
    turn.element,
    [...markTools(), colorTool(), moreTool(rest), blockTool(() => ({ editor, blocks: all, comment }))],
    lists,
    [linkTool(), ...put],
    history,
    mode.element,
  ]);
  const fit: Fit = fitBar(bar.element, lesser);
  let calm = 0;
  const words = wordCount(editor);
  const help = h(
    "button",
    {
      type: "button",
      class: "ed-tool",
      "aria-label": t("Keyboard help"),
      title: `${t("Keyboard help")} (${keyLabel("Mod-/")})`,
    },
    icon("keyboard"),
  );
  const find = h(
    "button",
    {
      type: "button",
      class: "ed-tool ed-foot-find",
      "aria-label": t("Find"),
      title: `${t("Find")} (${keyLabel("Mod-f")})`,
    },
    icon("search"),
  );
  find.addEventListener("click", () => openFind(editor, false));
  help.addEventListener("click", () => openSheet(() => help.focus()));
  return {
    bar: h("div", { class: "ed-head" }, bar.element, state),
    foot: h("div", { class: "ed-foot" }, words.element, find, help),
    update: () => {
      turn.update();
      mode.update();
      bar.update();
      words.update();
    },
    destroy: () => {
      clearTimeout(calm);
      fit.stop();
    },
    showStatus: (status) => {
      // Heard only when it matters: "Saving" and "Saved" at every pause would talk over the text.
      const trouble = (name?: string) => name === "offline" || name === "refused";
      if (trouble(status.state) || trouble(state.dataset.status)) announce(status.message);
      // "Saved" once it stays so: changing the word twice a keystroke would flicker, and draw the bar each time.
      clearTimeout(calm);
      const show = () => {
        if (state.textContent !== status.message) state.textContent = status.message;
        if (state.dataset.status !== status.state) state.dataset.status = status.state;
      };
      if (status.state === "saved" && state.dataset.status === "saving") calm = window.setTimeout(show, CALM);
      else show();
    },
  };
}

function openSlash(editor: Editor): void {
  // Behind what is selected, not in its place.
  const { $to } = editor.state.selection;
  const before = $to.parent.textBetween(0, $to.parentOffset, " ", " ");
  const space = before && !before.endsWith(" ") ? " " : "";
  editor.chain().focus().setTextSelection($to.pos).insertContent(`${space}/`).run();
}
