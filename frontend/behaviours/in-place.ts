// "Edit" opens in place (a[data-in-place]): the text makes way for the editor and what stands around it stays, so one
// writes sooner. data-in-place names the modules that the next page needs; they and the page itself are asked for as soon
// as the pointer is on the link. Whatever is not as expected (signed out, locked meanwhile, no connection, words that were
// typed and not sent) is left to the browser, which goes to the address.
import { on } from "../lib/dom";
import htmx from "./htmx";

const PART = ".shell-body";
const FRESH = 5000; // ms that a page asked for ahead may be old
const WAITING = "not all";
const STYLES = /<link [^>]*href="([^"]+\.css)"/g;
let shown = location.pathname;
let isOpening = false;
let ahead: { href: string; at: number; answer: Promise<Response> } | null = null;

function modulesOf(link: HTMLElement): string[] {
  return link.dataset.inPlace?.split(" ").filter(Boolean) ?? [];
}

function addLink(rel: string, href: string, media = ""): Promise<void> {
  if (document.head.querySelector(`link[rel="${rel}"][href="${href}"]`)) return Promise.resolve();
  const link = document.createElement("link");
  Object.assign(link, { rel, href, media });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => reject(new Error(href));
  });
}

/** The style sheets that the page names in its head and this one does not have yet; they dress nothing before `wear`. */
function styles(page: string): Promise<unknown> {
  const head = page.slice(0, page.indexOf("</head>"));
  return Promise.all([...head.matchAll(STYLES)].map(([, href]) => addLink("stylesheet", href as string, WAITING)));
}

function wear(): void {
  for (const link of document.head.querySelectorAll<HTMLLinkElement>(`link[media="${WAITING}"]`)) link.media = "all";
}

function ask(href: string): Promise<Response> {
  return fetch(href, { headers: { Accept: "text/html" } });
}

function isAhead(href: string): boolean {
  return ahead?.href === href && Date.now() - ahead.at < FRESH;
}

/** The page, asked for a moment ago where it was; each answer is read once. */
function take(href: string): Promise<Response> {
  const answer = isAhead(href) && ahead ? ahead.answer : ask(href);
  ahead = null;
  return answer;
}

async function open(link: HTMLAnchorElement): Promise<void> {
  const modules = modulesOf(link).map((address) => import(/* @vite-ignore */ address));
  const answer = await take(link.href);
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const page = await answer.text();
  await Promise.all([styles(page), ...modules]);
  wear();
  history.pushState(null, "", link.href);
  shown = location.pathname;
  htmx.swap(PART, page, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 }, { select: PART });
  scrollTo(0, 0);
  if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
}

// Whoever turns to it will press it: what it needs is fetched meanwhile.
on("pointerover", "a[data-in-place]", (_event, link) => {
  const { href } = link as HTMLAnchorElement;
  if (!isAhead(href) && !isOpening) {
    ahead = { href, at: Date.now(), answer: ask(href) };
    ahead.answer.catch(() => {}); // asked again, or told, when it is pressed
  }
  for (const address of modulesOf(link)) void addLink("modulepreload", address).catch(() => {});
});

on("click", "a[data-in-place]", (event, link) => {
  const isPlain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (event.defaultPrevented || !isPlain || document.querySelector("form[data-dirty]")) return;
  event.preventDefault();
  if (isOpening) return;
  isOpening = true;
  link.setAttribute("aria-busy", "true");
  const { href } = link as HTMLAnchorElement;
  open(link as HTMLAnchorElement)
    .catch(() => location.assign(href))
    .finally(() => {
      isOpening = false;
    });
});

// Back to what stood here before: only the server has it.
addEventListener("popstate", () => {
  if (location.pathname !== shown) location.reload();
});
