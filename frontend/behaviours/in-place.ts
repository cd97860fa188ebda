// "Edit" opens in place (a[data-in-place]): the text makes way for the editor and what stands around it stays, so one
// writes sooner. data-in-place names the modules that the next page needs. Whatever is not as expected (signed out,
// locked meanwhile, no connection, words that were typed and not sent) is left to the browser, which goes to the address.
import { on } from "../lib/dom";
import htmx from "./htmx";

const PART = ".shell-body";
const STYLES = /<link [^>]*href="([^"]+\.css)"/g;
let shown = location.pathname;
let isOpening = false;

function modulesOf(link: HTMLElement): string[] {
  return link.dataset.inPlace?.split(" ").filter(Boolean) ?? [];
}

function addLink(rel: string, href: string): Promise<void> {
  if (document.head.querySelector(`link[rel="${rel}"][href="${href}"]`)) return Promise.resolve();
  const link = document.createElement("link");
  Object.assign(link, { rel, href });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => reject(new Error(href));
  });
}

/** The style sheets that the page names in its head and this one does not have yet. */
function styles(page: string): Promise<unknown> {
  const head = page.slice(0, page.indexOf("</head>"));
  return Promise.all([...head.matchAll(STYLES)].map(([, href]) => addLink("stylesheet", href as string)));
}

async function open(link: HTMLAnchorElement): Promise<void> {
  const modules = modulesOf(link).map((address) => import(/* @vite-ignore */ address));
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const page = await answer.text();
  await Promise.all([styles(page), ...modules]);
  history.pushState(null, "", link.href);
  shown = location.pathname;
  htmx.swap(PART, page, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 0 }, { select: PART });
  scrollTo(0, 0);
  if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
}

// Whoever turns to it will press it: what it needs is fetched meanwhile.
on("pointerover", "a[data-in-place]", (_event, link) => {
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
