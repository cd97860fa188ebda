// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { flowOf, fold, locate, passageOf, unwrap, wrap } from "./annotations-text";

const PAGE = `
  <h2 id="why">Why</h2>
  <p>We build <strong>a <em>bridge</em></strong> of stone.</p>
  <ul><li><p>First stone</p></li><li><p>Second stone</p></li></ul>
  <table><tbody><tr><td><p>Wood</p></td><td><p>rots</p></td></tr></tbody></table>
  <div class="panel"><div class="panel-body"><span class="visually-hidden">Note: </span><p>Mind the gap.</p></div></div>
  <pre><code>stones = 3
print(stones)</code></pre>`;

let root: HTMLElement;
beforeEach(() => {
  document.body.innerHTML = `<div id="page-body">${PAGE}</div>`;
  root = document.getElementById("page-body") as HTMLElement;
});

function find(quote: string, prefix = "", suffix = ""): HTMLElement[] {
  const flow = flowOf(root);
  const place = locate(fold(flow.text), { quote, prefix, suffix });
  return place ? wrap(flow, place, (mark) => mark.classList.add("annotation")) : [];
}

const words = (marks: HTMLElement[]) => marks.map((mark) => mark.textContent);

describe("finding a passage again", () => {
  test.each([
    ["a bridge of", ["a ", "bridge", " of"]],
    ["First stone\nSecond", ["First stone", "Second"]],
    ["Wood rots", ["Wood", "rots"]],
    ["print(stones)", ["print(stones)"]],
    ["mind THE gap", ["Mind the gap"]],
  ])("%s", (quote, pieces) => {
    expect(words(find(quote))).toEqual(pieces);
    expect(root.querySelector("ul > mark, tr > mark, tbody > mark")).toBeNull();
  });

  test("of several, the one whose surroundings agree", () => {
    const [mark] = find("stone", "Second ", "");
    expect(mark?.closest("li")?.textContent).toBe("Second stone");
  });

  test("what is not there is not found", () => expect(find("concrete")).toEqual([]));

  test("taking the marks away leaves the page as it was", () => {
    const before = root.innerHTML;
    find("bridge of stone. First").forEach(unwrap);
    expect(root.innerHTML).toBe(before);
  });
});

describe("quoting a selection", () => {
  function select(from: string, to: string) {
    const nodes = flowOf(root).nodes;
    const first = nodes.find((node) => node.data.includes(from)) as Text;
    const last = nodes.find((node) => node.data.includes(to)) as Text;
    const range = document.createRange();
    range.setStart(first, first.data.indexOf(from));
    range.setEnd(last, last.data.indexOf(to) + to.length);
    return passageOf(flowOf(root), range);
  }

  test("across inline nodes, with what stands around", () => {
    const passage = select("bridge", "of stone");
    expect(passage?.quote).toBe("bridge of stone");
    expect(passage?.prefix.endsWith("We build a ")).toBe(true);
    expect(passage?.suffix.startsWith(".")).toBe(true);
    expect(passage?.prefix.length).toBeLessThanOrEqual(32);
  });

  test("across blocks; what it quotes is found again", () => {
    const passage = select("stone.", "Second");
    expect(passage).not.toBeNull();
    if (passage) expect(locate(fold(flowOf(root).text), passage)).not.toBeNull();
  });

  test("white space alone is nothing", () => {
    const range = document.createRange();
    range.setStart(root, 0);
    range.setEnd(root, 1);
    expect(passageOf(flowOf(root), range)).toBeNull();
  });
});
