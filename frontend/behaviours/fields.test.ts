import { describe, expect, it } from "vitest";
import { keyFrom } from "./fields";

describe("the key of a space", () => {
  it.each([
    ["Product design", "PD"],
    ["Handbook", "HANDBOOK"],
    ["  Überfahrt & Hafen ", "UH"],
    ["2026 plans", "P"],
    ["山の道", ""],
    ["A very long name that is a single-word-free sentence of many words indeed, yes", "AVLNTIASWFSOMWIY"],
  ])("%s", (name, key) => {
    expect(keyFrom(name)).toBe(key);
  });

  it("follows the name until somebody types a key", () => {
    document.body.innerHTML = '<input id="name" data-suggests-key="key"><input id="key">';
    const [name, key] = document.querySelectorAll("input");
    const type = (field: HTMLInputElement, value: string) => {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    type(name as HTMLInputElement, "Trail notes");
    expect(key?.value).toBe("TN");
    type(key as HTMLInputElement, "TRAIL");
    type(name as HTMLInputElement, "Trail notes of May");
    expect(key?.value).toBe("TRAIL");
  });
});
