// Google Docs, and tables of Word, Excel and Google Sheets.
import { chosenByHand, type Source } from "./source";
import { each, rename, styles, unwrap, words } from "./tree";

export function readDocs(root: HTMLElement): void {
  each(root, "[id^='docs-internal-guid']", (wrapper) => {
    if (wrapper.matches("b, span")) unwrap(wrapper);
  });
  each(root, "li[role='checkbox']", (item) => {
    item.className = "action-item";
    item.setAttribute("data-state", item.getAttribute("aria-checked") === "true" ? "DONE" : "TODO");
    // It strikes out what is done; the tick says that already.
    for (const line of item.querySelectorAll("span")) {
      if (line.closest("li") === item && item.dataset.state === "DONE") {
        line.setAttribute("data-style", (line.getAttribute("data-style") ?? "").replaceAll("line-through", "none"));
      }
    }
    for (const box of item.querySelectorAll("img")) if (box.closest("li") === item) box.remove();
  });
  // The title of a document is a paragraph in large letters.
  each(root, "p", (line) => {
    const size = Number.parseFloat(styles(line.querySelector(":scope > span") ?? line).get("font-size") ?? "0");
    if (size >= 20 && line.children.length === 1 && !line.closest("li, td")) rename(line, "h1");
  });
}

export function readTables(root: HTMLElement, source: Source): void {
  each(root, "table[role='presentation']", openTable);
  // Elsewhere a table of one cell is a box that somebody drew.
  if (source === "excel" || source === "sheets" || source === "web") {
    each(root, "table", (table) => {
      if (table.querySelectorAll("td, th").length === 1) openTable(table);
    });
  }
  each(root, "[data-sheets-hyperlink]", (cell) => {
    if (!cell.querySelector("a")) inLink(cell, cell.getAttribute("data-sheets-hyperlink") ?? "");
  });
  for (const table of [...root.querySelectorAll("td table, th table")].reverse()) asLines(table);
  each(root, "thead td", (cell) => void headOf(cell));
  if (chosenByHand(source)) each(root, "table", boldFirstRow);
  each(root, "table > caption", (caption) => {
    const table = caption.parentElement;
    table?.before(rename(caption, "p"));
  });
  each(root, "colgroup, col", (column) => column.remove());
}

function inLink(cell: HTMLElement, href: string): void {
  const link = cell.ownerDocument.createElement("a");
  link.href = href;
  link.append(...cell.childNodes);
  cell.append(link);
}

function openTable(table: HTMLElement): void {
  for (const cell of table.querySelectorAll("td, th")) {
    if (cell.closest("table") === table) rename(cell, "div");
  }
  for (const part of [...table.querySelectorAll("tr, tbody, thead, tfoot, colgroup, col")]) {
    if (part.closest("table") === table) unwrap(part);
  }
  unwrap(table);
}

/** A table in a cell: a line for each of its rows. */
function asLines(table: Element): void {
  const lines = [...table.querySelectorAll("tr")].map((row) => {
    const line = table.ownerDocument.createElement("p");
    line.textContent = [...row.children].map(words).join(" | ");
    return line;
  });
  table.replaceWith(...lines);
}

function headOf(cell: HTMLElement): HTMLElement {
  const kept = ["colspan", "rowspan", "data-style", "data-background"].filter((name) => cell.hasAttribute(name));
  return rename(cell, "th", Object.fromEntries(kept.map((name) => [name, cell.getAttribute(name) ?? ""])));
}

/** A first row that is bold throughout, above others, heads the table. */
function boldFirstRow(table: HTMLElement): void {
  const [first, second] = table.querySelectorAll("tr");
  if (!first || !second) return;
  const cells = [...first.children].filter((cell): cell is HTMLElement => cell.matches("td"));
  const filled = cells.filter((cell) => words(cell));
  if (cells.length < 2 || filled.length === 0 || cells.length !== first.children.length) return;
  if (filled.every(isBold) && ![...second.children].filter((cell) => words(cell)).every(isBold)) cells.forEach(headOf);
}

function isBold(cell: Element): boolean {
  if (/^(bold|[6-9]00)$/.test(styles(cell).get("font-weight") ?? "")) return true;
  const bold = [...cell.querySelectorAll("b, strong, span")].filter(
    (part) => part.matches("b, strong") || /^(bold|[6-9]00)$/.test(styles(part).get("font-weight") ?? ""),
  );
  return bold.length > 0 && bold.map(words).join("").length >= words(cell).replace(/ /g, "").length;
}
