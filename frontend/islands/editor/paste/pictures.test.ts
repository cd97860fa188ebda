import { describe, expect, it } from "vitest";
import { isOnlyPicture, tableOf } from "../behaviours/recognise";
import { cleanHtml } from "./clean";
import { takePictures } from "./pictures";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const hex = [...atob(PNG)].map((sign) => sign.charCodeAt(0).toString(16).padStart(2, "0")).join("");
const rtf = (blip: string) => `{\\rtf1{\\pict{\\*\\picprop}\\picw1\\pich1${blip}\\bliptag1 ${hex}${hex}}}`;
const word = `<html xmlns:w="urn:schemas-microsoft-com:office:word"><p class=MsoNormal><img src="file:///C:/x.png" alt="Ice"></p>`;

describe("pictures on the clipboard", () => {
  it("are taken out of the HTML with their bytes and their names", () => {
    const { root } = cleanHtml(`<p>a</p><p><img src="data:image/png;base64,${PNG}" alt="Two dots"></p>`);
    const { found, missing } = takePictures(root, "");
    expect(missing).toBe(0);
    expect(found.map(({ file }) => [file.name, file.type, file.size])).toEqual([["Two dots.png", "image/png", 70]]);
    expect(root.querySelector("[data-adf='media']")?.getAttribute("data-attrs")).toContain("paste:0");
  });

  it("come from Word's RTF where the HTML names only files on its disk", () => {
    const { root } = cleanHtml(word);
    const { found, missing } = takePictures(root, rtf("\\pngblip"));
    expect([found.length, missing, found[0]?.file.type]).toEqual([1, 0, "image/png"]);
  });

  it("are told about, with their description left, when nobody has their bytes", () => {
    const { root } = cleanHtml(word);
    const { found, missing } = takePictures(root, "");
    expect([found.length, missing]).toEqual([0, 1]);
    expect(root.textContent).toContain("Ice");
  });
});

describe("what browsers and spreadsheets put on the clipboard", () => {
  it("is a picture alone where there are no words", () => {
    expect(isOnlyPicture('<meta charset="utf-8"><img src="https://x.example/a.png" alt="a">')).toBe(true);
    expect(isOnlyPicture("<img src=a><p>words</p>")).toBe(false);
  });

  it("is a table where lines have tabs", () => {
    expect(tableOf("a\tb\r\n1\t2\r\n")).toBe(
      "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>",
    );
    expect(tableOf("a\tb")).toBeNull();
    expect(tableOf("a\tb", true)).toContain("<td>b</td>");
    expect(tableOf("if x:\n\treturn\n")).toBeNull();
    expect(tableOf("\tone\n\ttwo\n")).toBeNull();
    expect(tableOf("a\tb\tc\nd")).toBeNull();
  });
});
