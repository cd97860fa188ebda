// The settings of a decision log in a page: which decisions, in which order, and how they are shown.
import type { NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import { h } from "../ui/dom";
import { listOf, nodeNow, numberOf, setGiven, wordsOf } from "./nodes";
import { checksField, listField, openForm, selectField, textField } from "./shell";

type Pair = [value: string, words: string];

const CHOICES = "/decisions/choices/";
const STATES: Pair[] = [
  ["running", "Running"],
  ["decided", "Decided"],
  ["superseded", "Superseded"],
  ["withdrawn", "Withdrawn"],
  ["draft", "Draft"],
];
const said = (pairs: Pair[]) => pairs.map(([value, words]): Pair => [value, t(words)]);

export function openDecisions(props: NodeViewRendererProps, anchor: HTMLElement): void {
  const node = nodeNow(props);
  const counts = [5, 10, 25, 50].map((count): Pair => [String(count), String(count)]);
  const later = h("div", { class: "own-later" });
  openForm(props, anchor, t("Decision log"), [
    selectField(
      t("Decisions"),
      wordsOf(node, "where") || "space",
      [
        ["space", t("Of this space")],
        ["everywhere", t("Of all spaces")],
      ],
      (where) => setGiven(props, { where }),
    ),
    checksField(t("States (none: any)"), listOf(node, "states"), said(STATES), (states) => setGiven(props, { states })),
    selectField(
      t("Whose"),
      wordsOf(node, "role"),
      [
        ["", t("Everybody’s")],
        ["mine", t("With a role of whoever reads")],
        ["drive", t("Driven by whoever reads")],
        ["decide", t("Decided by whoever reads")],
        ["asked", t("Whoever reads is asked")],
      ],
      (role) => setGiven(props, { role }),
    ),
    later,
    listField(t("With all of these labels"), listOf(node, "tags"), (tags) => setGiven(props, { tags }), {
      placeholder: t("Any"),
    }),
    textField(t("With the words"), wordsOf(node, "q"), (q) => setGiven(props, { q: q.trim() })),
    selectField(
      t("Shown as"),
      wordsOf(node, "view") || "list",
      [
        ["list", t("List")],
        ["board", t("Board")],
        ["timeline", t("Timeline")],
      ],
      (view) => setGiven(props, { view }),
    ),
    selectField(
      t("Order"),
      wordsOf(node, "sort"),
      [
        ["", t("What runs, then what was decided")],
        ["decided", t("Decided last first")],
        ["due", t("Due next first")],
        ["title", t("By title")],
      ],
      (sort) => setGiven(props, { sort }),
    ),
    selectField(t("How many"), String(numberOf(node, "count", 10)), counts, (count) =>
      setGiven(props, { count: Number(count) }),
    ),
  ]);
  void offer(props, later);
}

/** What only the server knows: the frameworks in use, and who drives decisions. */
async function offer(props: NodeViewRendererProps, place: HTMLElement): Promise<void> {
  const answer = await fetch(CHOICES).catch(() => null);
  if (!answer?.ok) return;
  const { frameworks, drivers } = (await answer.json()) as { frameworks: Pair[]; drivers: Pair[] };
  const node = nodeNow(props);
  const driver = listOf(node, "drivers")[0] ?? "";
  place.append(
    selectField(t("Driven by"), driver, [["", t("Anybody")], ...drivers], (one) =>
      setGiven(props, { drivers: one ? [one] : [] }),
    ),
  );
  if (frameworks.length > 1) {
    const chosen = listOf(node, "frameworks");
    const save = (found: string[]) => setGiven(props, { frameworks: found });
    place.append(checksField(t("Frameworks (none: any)"), chosen, frameworks, save));
  }
}
