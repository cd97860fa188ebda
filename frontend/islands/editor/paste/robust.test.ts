import { describe, expect, it } from "vitest";
import { adfToProseMirror } from "../schema/adf";
import { adfSchema } from "../schema/schema";
import { htmlToAdf } from "./read";

const PIECES =
  "<figure>|</figure>|<figcaption>|</figcaption>|<li class=task-list-item>|<p>|</p>|<div>|</div>|<ul>|<li>|</ul>|<ol start=3>|</ol>|<table>|<tr>|<td>|</table>|<blockquote>|</blockquote>|<b>|</b>" +
  "|<h2>|</h2>|<pre>|</pre>|<details><summary>|</summary>|</details>|<br>|<hr>|<img src=/a.png>" +
  "|<input type=checkbox>|<p class=MsoNormal>|<p class=MsoListParagraph style='mso-list:l0 level3 lfo1'>|<o:p>|</o:p>" +
  "|<span style='mso-list:Ignore'></span>|<div style='mso-element:footnote-list'>|<td style='font-weight:700'>" +
  "|<ac:structured-macro ac:name=expand>|</ac:structured-macro>|<div data-panel-type=info>" +
  "|<div class='panel code'>|<div class=expand-container>|<ul class=toggle>|<ul class=to-do-list>|<aside>|<section>|<dl>|<dt>|<dd>" +
  "|<mark>|<a href=/x>|</a>|<span style='color:red;font-weight:700'>|</span>|<div class='confluence-information-macro'>";
const pieces = PIECES.split("|");
const schema = adfSchema();

/** The same numbers in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    yield state;
  }
}

describe("HTML of any quality", () => {
  it("becomes a document that the schema allows, with every word", () => {
    const next = numbers(7);
    for (let round = 0; round < 25; round += 1) {
      let html = "";
      for (let part = 0; part < 12; part += 1)
        html += `${pieces[(next.next().value as number) % pieces.length]} word${part} `;
      const made = htmlToAdf(html, schema);
      const doc = schema.nodeFromJSON(adfToProseMirror(made));
      expect(() => doc.check(), html).not.toThrow();
      // In the text, or in what a node is called by.
      const said = doc.textBetween(0, doc.content.size, " ", " ") + JSON.stringify(made);
      for (let part = 0; part < 12; part += 1) expect(said, html).toMatch(new RegExp(`word${part}\\b`));
    }
  }, 20_000);
});
