// What the browser tells about the page: back online, gone offline, looked at again, about to close.

export interface PageEvents {
  wake(): void;
  lost(): void;
  leave(): void;
  /** Whether closing now would lose something. */
  unsafe(): boolean;
}

/** Listens until the returned function is called. */
export function watchPage(on: PageEvents): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  const seen = () => document.visibilityState !== "hidden" && on.wake();
  const guard = (event: BeforeUnloadEvent) => on.unsafe() && event.preventDefault();
  window.addEventListener("online", seen, { signal });
  window.addEventListener("offline", () => on.lost(), { signal });
  window.addEventListener("pagehide", () => on.leave(), { signal });
  window.addEventListener("beforeunload", guard, { signal });
  document.addEventListener("visibilitychange", seen, { signal });
  return () => abort.abort();
}
