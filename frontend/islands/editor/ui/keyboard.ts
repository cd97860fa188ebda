// On phones the bar stands above the on-screen keyboard, which only the visual viewport knows about.
export function followKeyboard(bar: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const move = () => {
    const hidden = Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop);
    bar.style.setProperty("--keyboard", `${Math.round(hidden)}px`);
  };
  viewport.addEventListener("resize", move);
  viewport.addEventListener("scroll", move);
  move();
  return () => {
    viewport.removeEventListener("resize", move);
    viewport.removeEventListener("scroll", move);
  };
}
