// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { isTouched, renew } from "./newer";

vi.mock("./htmx", () => ({ default: { process: () => undefined } })); // its XPath can't run in jsdom

function page(html: string): Document {
  return new DOMParser().parseFromString(`<html><body>${html}</body></html>`, "text/html");
}

describe("renew", () => {
  beforeEach(() => {
    document.body.innerHTML = "";
  });

  it("replaces what changed and takes away what is not there any more", () => {
    document.body.innerHTML = '<a id="page-edit">Edit</a><div id="page-body">old<details open>x</details></div>';
    renew(page('<div id="page-body">new<details>x</details></div>'), ["page-edit", "page-body"]);
    expect(document.getElementById("page-edit")).toBeNull();
    expect(document.getElementById("page-body")?.textContent).toContain("new");
    expect(document.querySelector("details")?.open).toBe(true);
  });

  it("leaves what somebody is typing", () => {
    document.body.innerHTML = '<div id="position"><textarea></textarea></div>';
    const field = document.querySelector("textarea");
    if (field) field.value = "half a reason";
    expect(isTouched(document.body)).toBe(true);
    renew(page(""), ["position"]);
    expect(document.querySelector("textarea")?.value).toBe("half a reason");
  });
});
