// Our own extensions in the slash menu.
import type { Editor } from "@tiptap/core";
import { findWrapping } from "@tiptap/pm/transform";
import { t } from "../../../lib/words";
import { type Block, type Group, insertBlock } from "../behaviours/blocks";
import type { Services } from "../services";
import { openOwn, ownJson } from "./nodes";

type Json = ReturnType<typeof ownJson>;

const STARTER = "flowchart LR\n  A[Question] --> B[Answer]";
const text = (words: string) => ({ type: "paragraph", content: [{ type: "text", text: words }] });

export function ownBlocks(services: Services): Block[] {
  const block = (
    id: string,
    title: string,
    icon: Block["icon"],
    group: Group,
    words: string,
    run: Block["run"],
    hint = "",
  ): Block => ({ id, title, icon, group, words, run, hint });
  const asked = Boolean(services.addresses.extension);
  const served = [
    block("children", t("Pages below this one"), "folderTree", "workspace", "children list subpages tree index", (e) =>
      putBlock(e, ownJson("extension", "children", { depth: 1, sort: "tree" })),
    ),
    block("include", t("Excerpt of another page"), "fileSymlink", "workspace", "include reuse transclude embed", (e) =>
      putBlock(e, ownJson("extension", "include")),
    ),
    block(
      "includeInline",
      t("Words of another page"),
      "fileSymlink",
      "insert",
      "include excerpt reuse transclude inline",
      (e) => putInline(e, ownJson("inlineExtension", "include")),
    ),
    block("report", t("Report of page properties"), "sheet", "workspace", "report properties table query", (e) =>
      putBlock(e, ownJson("extension", "report", { where: "space" })),
    ),
    block("decisions", t("Decision log"), "scale", "workspace", "decision log decisions list board timeline adr", (e) =>
      putBlock(e, ownJson("extension", "decisions", { where: "space" })),
    ),
    block(
      "sections",
      t("Sections across pages"),
      "sheet",
      "workspace",
      "sections template table risks posters query across",
      (e) => putBlock(e, ownJson("extension", "sections", { where: "space" })),
    ),
    block("roadmap", t("Roadmap"), "map", "workspace", "roadmap board timeline now next later plan", (e) =>
      putBlock(e, ownJson("extension", "roadmap", { view: "board" })),
    ),
    block(
      "ama",
      t("Ask me anything"),
      "messageCircleQuestion",
      "workspace",
      "ama session questions ask answer hosts vote",
      (e) => putBlock(e, ownJson("extension", "ama")),
    ),
    block(
      "project",
      t("State of the project"),
      "circleCheck",
      "workspace",
      "project state poster decisions tasks",
      (e) => putBlock(e, ownJson("extension", "project"), false),
    ),
  ];
  return [
    block("toc", t("Table of contents"), "listTree", "structure", "toc outline headings navigation", (e) =>
      putBlock(e, ownJson("extension", "toc", { from: 1, to: 3 }), false),
    ),
    block("excerpt", t("Excerpt"), "bookmark", "workspace", "reuse snippet named part", (e) =>
      putBlock(e, excerptJson()),
    ),
    {
      ...block("excerptAround", t("Excerpt around it"), "bookmark", "workspace", "reuse wrap", wrapExcerpt),
      turn: true,
    },
    block("excerptInline", t("Words as an excerpt"), "bookmark", "insert", "excerpt reuse snippet inline", (e) =>
      putInline(e, ownJson("inlineExtension", "excerpt", { name: "" })),
    ),
    block("properties", t("Page properties"), "tableProperties", "workspace", "details metadata fields facts", (e) =>
      putBlock(e, ownJson("bodiedExtension", "properties", {}, [startTable()]), false),
    ),
    ...(asked ? served : []),
    block("debate", t("Debate"), "scale", "workspace", "debate argument for against pro con statement vote", (e) =>
      putBlock(e, ownJson("extension", "debate", { statement: "" })),
    ),
    block("math", t("Formula"), "sigma", "code", "math latex tex equation katex", putFormula, "$$"),
    block(
      "mathInline",
      t("Inline formula"),
      "sigma",
      "insert",
      "math latex tex equation katex",
      (e) => putInline(e, ownJson("inlineExtension", "math", { tex: "" })),
      "$x$",
    ),
    block("diagram", t("Diagram"), "workflow", "code", "mermaid flowchart chart sequence graph", putDiagram),
  ];
}

export function putFormula(editor: Editor): void {
  putBlock(editor, ownJson("extension", "math", { tex: "" }));
}

export function diagramJson(source: string) {
  const code = { type: "codeBlock", attrs: { language: "mermaid" } };
  return ownJson("bodiedExtension", "diagram", { alt: "" }, [
    source ? { ...code, content: [{ type: "text", text: source }] } : code,
  ]);
}

function putDiagram(editor: Editor): void {
  putBlock(editor, diagramJson(STARTER));
}

function putBlock(editor: Editor, json: Json, open = true): void {
  insertBlock(editor, editor.schema.nodeFromJSON(json));
  if (open) openOwn(editor, json.attrs.localId);
}

function putInline(editor: Editor, json: Json): void {
  editor
    .chain()
    .focus()
    .insertContent([json, { type: "text", text: " " }])
    .run();
  openOwn(editor, json.attrs.localId);
}

const excerptJson = () => ownJson("bodiedExtension", "excerpt", { name: "" }, [{ type: "paragraph" }]);

/** Around the blocks of the selection; a new one where it may not stand around them. */
function wrapExcerpt(editor: Editor): void {
  const json = excerptJson();
  const { selection, tr, schema } = editor.state;
  const type = schema.nodes.bodiedExtension;
  const top = ["doc", "layoutColumn"];
  const range = selection.$from.blockRange(selection.$to, (node) => top.includes(node.type.name));
  const wrapping = range && type && findWrapping(range, type, json.attrs);
  if (!range || !wrapping) {
    putBlock(editor, json);
    return;
  }
  editor.view.dispatch(tr.wrap(range, wrapping));
  openOwn(editor, json.attrs.localId);
}

function startTable(): object {
  const row = (key: string) => ({
    type: "tableRow",
    content: [
      { type: "tableHeader", content: [text(key)] },
      { type: "tableCell", content: [{ type: "paragraph" }] },
    ],
  });
  return { type: "table", content: [row(t("Owner")), row(t("State")), row(t("Due"))] };
}
