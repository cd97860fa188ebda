// The settings of a decision log in a page: which decisions, and how they are shown.
import type { NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import { listOf, nodeNow, numberOf, setGiven, wordsOf } from "./nodes";
import { listField, openForm, selectField, textField } from "./shell";

const STATES: [string, string][] = [
  ["running", "Running"],
  ["decided", "Decided"],
  ["superseded", "Superseded"],
  ["withdrawn", "Withdrawn"],
  ["draft", "Draft"],
];

export function openDecisions(props: NodeViewRendererProps, anchor: HTMLElement): void {
  const node = nodeNow(props);
  const counts = [5, 10, 25, 50].map((count): [string, string] => [String(count), String(count)]);
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
    selectField(
      t("State"),
      listOf(node, "states")[0] ?? "",
      [["", t("Any")], ...STATES.map(([state, label]): [string, string] => [state, t(label)])],
      (state) => setGiven(props, { states: state ? [state] : [] }),
    ),
    selectField(
      t("Whose"),
      wordsOf(node, "role"),
      [
        ["", t("Everybody’s")],
        ["mine", t("With a role of whoever reads")],
      ],
      (role) => setGiven(props, { role }),
    ),
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
    selectField(t("How many"), String(numberOf(node, "count", 10)), counts, (count) =>
      setGiven(props, { count: Number(count) }),
    ),
  ]);
}
