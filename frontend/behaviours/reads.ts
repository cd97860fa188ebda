// A link with data-reads marks its notification as read while the browser goes where the link leads.
import { csrfToken } from "./htmx";

document.addEventListener("click", (event) => {
  const link = (event.target as Element | null)?.closest<HTMLElement>("[data-reads]");
  if (!link?.dataset.reads) return;
  void fetch(link.dataset.reads, { method: "POST", headers: { "X-CSRFToken": csrfToken() }, keepalive: true });
});
