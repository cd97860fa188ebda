import { expect, test } from "vitest";
import { isPicture } from "./parse";

test("a pasted picture is one elsewhere or a file of this workspace", () => {
  expect(isPicture("https://example.org/stone.png")).toBe(true);
  expect(isPicture("/attachments/3f/stone.png")).toBe(true);
  expect(isPicture(`${location.origin}/pages/1/edit/x`)).toBe(false);
  expect(isPicture("x")).toBe(false);
  expect(isPicture("javascript:alert(1)")).toBe(false);
});
