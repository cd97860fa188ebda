// Tells the server that a page was read, and shows what it answers: what is new since she read the page last.

interface Telling {
  /** A newer version came while the page was open. */
  whileOpen?: boolean;
  /** She sees the newest already; only remember that. */
  quietly?: boolean;
}

/** Sent after the page stands, so that reading never waits for it. What is new floats: nothing on the page moves. */
export async function tellVisit({ whileOpen = false, quietly = false }: Telling = {}): Promise<void> {
  const address = document.querySelector<HTMLElement>("[data-visit]")?.dataset.visit;
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  if (!address || !token) return;
  const answer = await fetch(whileOpen ? `${address}?open=1` : address, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    keepalive: true,
  }).catch(() => null);
  if (answer?.status !== 200 || quietly) return;
  const news = document.createElement("div");
  news.className = "page-news";
  news.innerHTML = await answer.text();
  for (const older of document.querySelectorAll(".page-news")) older.remove();
  document.getElementById("main")?.append(news);
}
