// htmx, made safe for a strict Content-Security-Policy (its settings are in ui/base.html), and its failures in words.
import htmx from "htmx.org";
import { words } from "../lib/dom";
import { wordsFor } from "./failures";
import { toast } from "./toasts";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}
window.htmx = htmx;

function detailOf(event: Event) {
  return (event as CustomEvent).detail;
}

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  const detail = detailOf(event);
  if (token && detail.verb !== "get") detail.headers["X-CSRFToken"] = token;
});

// A refusal that the server has put into words goes where the server says (the toasts), whatever its status;
// a conflict or a mistake that comes as a partial takes the place of the form, with the typed text in it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const detail = detailOf(event);
  const { status } = detail.xhr;
  const isPlaced = Boolean(detail.xhr.getResponseHeader("HX-Retarget"));
  if (status >= 400 && (isPlaced || status === 422)) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});

document.addEventListener("htmx:responseError", (event) => {
  toast(words(wordsFor(detailOf(event).xhr.status)), { problem: true });
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    toast(words(navigator.onLine ? "failed" : "offline"), { problem: true });
  });
}

window.addEventListener("offline", () => toast(words("offline"), { problem: true }));
window.addEventListener("online", () => toast(words("online")));

// Signing out or an expired session answers with the sign-in page: never swap a whole page into a part of one.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const detail = detailOf(event);
  const landed = new URL(detail.xhr.responseURL || location.href);
  if (landed.pathname.startsWith("/accounts/login") && !location.pathname.startsWith("/accounts/")) {
    event.preventDefault();
    toast(words("signedOut"), { problem: true });
  }
});

// One sending at a time: htmx would send a second press after the first, and the answer would be a conflict with oneself.
const sending = new WeakSet<EventTarget>();
document.addEventListener("htmx:confirm", (event) => {
  const { elt, triggeringEvent } = detailOf(event);
  if (triggeringEvent?.type === "submit" && sending.has(elt)) event.preventDefault();
});
document.addEventListener("htmx:beforeRequest", (event) => sending.add(detailOf(event).elt));
document.addEventListener("htmx:afterRequest", (event) => sending.delete(detailOf(event).elt));

let waiting = 0;
function showWaiting(change: number): void {
  waiting = Math.max(0, waiting + change);
  document.querySelector(".loading-line")?.classList.toggle("is-busy", waiting > 0);
}
document.addEventListener("htmx:beforeRequest", () => showWaiting(1));
document.addEventListener("htmx:afterRequest", () => showWaiting(-1));

export default htmx;
