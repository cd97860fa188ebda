// The others' carets and selections, with their names and hues.
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import type { Awareness } from "y-protocols/awareness";
import type { LiveProvider } from "../../../lib/live";
import { t } from "../../../lib/words";
import { hue } from "../ui/avatar";
import { h } from "../ui/dom";

export interface Writer {
  id: string;
  name: string;
  hue: number | string;
}

export function carets(provider: LiveProvider, user: Writer) {
  return CollaborationCaret.configure({
    provider: { awareness: ofOthers(provider.awareness) },
    user: { ...user },
    render: (other) => {
      const name = h("span", { class: "caret-name" }, String(other.name ?? t("Someone")));
      const caret = h(
        "span",
        { class: "caret", "data-hue": hue(other.hue), "data-person": String(other.id) },
        "\u2060",
        name,
        "\u2060",
      );
      // The name shows while its owner moves and fades then; hovering the caret brings it back.
      setTimeout(() => caret.classList.add("caret-still"), 2500);
      requestAnimationFrame(() => keepInSight(caret));
      caret.addEventListener("pointerenter", () => keepInSight(caret));
      return caret;
    },
    selectionRender: (other) => ({ class: "caret-selection", "data-hue": hue(other.hue) }),
  });
}

/** The name stands above the caret; below it where the bar over the text would cover it. */
function keepInSight(caret: HTMLElement): void {
  const bar = caret.closest("cairn-editor")?.querySelector(".ed-head")?.getBoundingClientRect();
  const { top, height } = caret.getBoundingClientRect();
  const covered = bar !== undefined && bar.top < window.innerHeight / 2 && top - height < bar.bottom;
  caret.classList.toggle("caret-below", covered);
}

type Changes = Record<"added" | "updated" | "removed", number[]>;
type Heard = (changes: Changes, ...rest: unknown[]) => void;

/** The awareness without the news of one's own caret while no other is in sight: each would cost a transaction. */
function ofOthers(awareness: Awareness): Awareness {
  const heard = new Map<Heard, Heard>();
  const concerns = ({ added, updated, removed }: Changes) =>
    [...added, ...updated, ...removed].some((id) => id !== awareness.clientID) ||
    [...awareness.getStates()].some(([id, state]) => id !== awareness.clientID && state?.cursor);
  return Object.assign(Object.create(awareness) as Awareness, {
    on(name: "change", listener: Heard) {
      const told: Heard = (changes, ...rest) => concerns(changes) && listener(changes, ...rest);
      heard.set(listener, told);
      awareness.on(name, told);
    },
    off(name: "change", listener: Heard) {
      awareness.off(name, heard.get(listener) ?? listener);
      heard.delete(listener);
    },
  });
}
