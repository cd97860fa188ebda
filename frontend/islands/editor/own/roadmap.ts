// The settings of a roadmap in a page: which one, and how it is shown.
import type { NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import { nodeNow, numberOf, setGiven, wordsOf } from "./nodes";
import { openForm, selectField } from "./shell";

export function openRoadmap(props: NodeViewRendererProps, anchor: HTMLElement): void {
  void roadmaps().then((found) => {
    const node = nodeNow(props);
    const chosen = String(numberOf(node, "page", 0) || found[0]?.[0] || "");
    if (!numberOf(node, "page", 0) && chosen) setGiven(props, { page: Number(chosen) });
    const options: [string, string][] = found.length ? found : [["", t("There is no roadmap yet")]];
    openForm(props, anchor, t("Roadmap"), [
      selectField(t("Which"), chosen, options, (page) => setGiven(props, { page: Number(page) })),
      selectField(
        t("Shown as"),
        wordsOf(node, "view") || "board",
        [
          ["board", t("Board")],
          ["timeline", t("Timeline")],
          ["table", t("Table")],
        ],
        (view) => setGiven(props, { view }),
      ),
    ]);
  });
}

/** Id and title of those that the writer may see. */
async function roadmaps(): Promise<[string, string][]> {
  const answer = await fetch("/roadmap-pages/?kind=roadmap", { headers: { "HX-Request": "true" } }).catch(() => null);
  const body = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
  return [...body.querySelectorAll<HTMLElement>("[data-value]")].map((option): [string, string] => [
    option.dataset.value ?? "",
    option.dataset.label ?? "",
  ]);
}
