// A link with data-reads marks its notification as read while the browser goes where the link leads.
document.addEventListener("click", (event) => {
  const link = (event.target as Element | null)?.closest<HTMLElement>("[data-reads]");
  if (!link?.dataset.reads) return;
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  void fetch(link.dataset.reads, { method: "POST", headers: { "X-CSRFToken": token }, keepalive: true });
});
