// In the outline of a long page the heading that one is reading is marked.
import { all } from "../lib/dom";

let watcher: IntersectionObserver | null = null;

function start(): void {
  watcher?.disconnect();
  const links = new Map(all<HTMLAnchorElement>('.outline a[href^="#"]').map((link) => [link.hash.slice(1), link]));
  if (!links.size) return;
  const headings = [...links.keys()].flatMap((id) => document.getElementById(decodeURIComponent(id)) ?? []);
  const mark = () => {
    const past = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
    const current = past.at(-1) ?? headings[0];
    for (const [id, link] of links) {
      if (decodeURIComponent(id) === current?.id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  watcher = new IntersectionObserver(mark, { rootMargin: "-100px 0px -60% 0px" });
  for (const heading of headings) watcher.observe(heading);
  mark();
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target instanceof Element && event.target.querySelector(".outline")) start();
});
start();
