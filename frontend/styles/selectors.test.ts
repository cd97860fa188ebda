// What a selector costs while somebody types: see "Opening and typing fast" in docs/subsystems/editor.md.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ABOVE_THE_TEXT =
  /^(html|body|main|article|\.main|\.shell|\.column|\.page-editing|cairn-editor|\.ed-surface|\.ed-text)/;

const selectors = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".css"))
  .flatMap((name) => {
    const css = readFileSync(join(import.meta.dirname, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
    return [...css.matchAll(/([^{};]+)\{/g)].map(([, selector]) => (selector as string).replace(/\s+/g, " ").trim());
  });

it("has no class counted before what stands below it: each change of a class would style all of that anew", () => {
  const dear = selectors.filter((one) => /\[class\]\)*(, [^()]*\))* ?(>|~| (?![+,{)]))/.test(one));
  expect(dear).toEqual([]);
});

it("asks nothing that holds the text what is in it, for the sake of something else in it", () => {
  const parts = selectors.flatMap((one) => one.split(/,(?![^(]*\))/)).map((one) => one.trim());
  const dear = parts.filter(
    (one) => ABOVE_THE_TEXT.test(one) && /:has\((?:[^()]|\([^()]*\))*\)(?::[\w-]+)* *[> ] *\S/.test(one),
  );
  expect(dear).toEqual([]);
});
