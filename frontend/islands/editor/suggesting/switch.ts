// "Editing ▾" in the bar: whether what she does changes the text or suggests to.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import { announce } from "../ui/announce";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { openMenu } from "../ui/popover";
import type { Bar } from "../ui/toolbar";
import { setSuggesting, suggesting } from "./extension";

export function switchTo(editor: Editor, on: boolean): void {
  setSuggesting(editor, { on });
  announce(on ? t("Suggesting: what you change is marked and waits for somebody to accept it.") : t("Editing."));
}

export function modeSwitch(editor: Editor, only: boolean): Bar {
  const name = h("span", {});
  const element = h(
    "button",
    { type: "button", class: "ed-tool ed-mode", "aria-haspopup": "listbox", "aria-expanded": "false" },
    name,
    ...(only ? [] : [icon("chevronDown")]),
  );
  element.addEventListener("mousedown", (event) => event.preventDefault());
  element.addEventListener("click", () => !only && choose(editor, element));
  return {
    element,
    update: () => {
      const on = suggesting(editor.state)?.on ?? false;
      const words = on ? t("Suggesting") : t("Editing");
      element.closest("cairn-editor")?.toggleAttribute("data-suggests", on);
      if (name.textContent === words) return;
      name.textContent = words;
      element.setAttribute("aria-label", `${t("Mode")}: ${words}`);
      if (only) element.setAttribute("aria-disabled", "true");
    },
  };
}

function choose(editor: Editor, element: HTMLElement): void {
  const on = suggesting(editor.state)?.on ?? false;
  const choices = [
    { id: "editing", title: t("Editing"), hint: t("Changes the text"), icon: "pencil" as const, selected: !on },
    { id: "suggesting", title: t("Suggesting"), hint: t("Waits for a yes"), icon: "suggest" as const, selected: on },
  ];
  openMenu(element, t("Mode"), choices, {
    choose: (choice) => switchTo(editor, choice.id === "suggesting"),
    returnFocus: () => editor.view.focus(),
  });
}
