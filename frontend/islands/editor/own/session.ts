// The settings of a session in a page: which one.
import type { NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import { nodeNow, numberOf, setGiven } from "./nodes";
import { openForm, selectField } from "./shell";

export function openSession(props: NodeViewRendererProps, anchor: HTMLElement): void {
  void sessions().then((found) => {
    const before = numberOf(nodeNow(props), "page", 0);
    const chosen = String(before || found[0]?.[0] || "");
    if (!before && chosen) setGiven(props, { page: Number(chosen) });
    // What she can't see stays chosen: somebody else has put it there.
    const isHidden = before && !found.some(([page]) => page === chosen);
    const hidden: [string, string][] = isHidden ? [[chosen, t("A session that you can’t see")]] : [];
    const options = [...hidden, ...found];
    const shown: [string, string][] = options.length ? options : [["", t("There is no session yet")]];
    openForm(props, anchor, t("Ask me anything"), [
      selectField(t("Which"), chosen, shown, (page) => setGiven(props, { page: Number(page) })),
    ]);
  });
}

/** Id and title of those that the writer may see, the newest first. */
async function sessions(): Promise<[string, string][]> {
  const answer = await fetch("/ama-pages/", { headers: { "HX-Request": "true" } }).catch(() => null);
  const body = new DOMParser().parseFromString(answer?.ok ? await answer.text() : "", "text/html");
  return [...body.querySelectorAll<HTMLElement>("[data-value]")].map((option): [string, string] => [
    option.dataset.value ?? "",
    option.dataset.label ?? "",
  ]);
}
