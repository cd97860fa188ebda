// On phones bar and sheets stand above the on-screen keyboard, which only the visual viewport knows about.
export function followKeyboard(host: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const move = () => {
    const hidden = Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop);
    host.style.setProperty("--keyboard", `${Math.round(hidden)}px`);
  };
  viewport.addEventListener("resize", move);
  viewport.addEventListener("scroll", move);
  return () => {
    viewport.removeEventListener("resize", move);
    viewport.removeEventListener("scroll", move);
  };
}
