// Which threads she asked for last. The list refreshes itself when something changed (comments/_threads.html): one that
// is under way gives way to her choice, one that begins meanwhile brings what she chose and not what stood there before.
import { on } from "../lib/dom";
import htmx from "./htmx";

interface Request {
  elt: Element;
  path: string;
}

let wanted = "";

// Before htmx hears of the press: her own request is the list's as well (hx-sync), and must not be the one that ends.
on(
  "click",
  ".thread-filter a[hx-get]",
  (_event, link) => {
    wanted = link.getAttribute("hx-get") ?? "";
    htmx.trigger("#threads", "htmx:abort", {});
  },
  { capture: true },
);

document.addEventListener("htmx:configRequest", (event) => {
  const request = (event as CustomEvent<Request>).detail;
  if (wanted && request.elt.id === "threads" && request.path.includes("?show=")) request.path = wanted;
});
