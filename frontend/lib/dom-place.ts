// Where a floating thing stands beside what opened it.

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const GAP = 4;
const EDGE = 8;

/** Under the anchor, its end edges in line when it is in the right half; above it when there is no room below. */
export function place(
  anchor: Box,
  floating: { width: number; height: number },
  view: { width: number; height: number },
) {
  const middle = anchor.left + anchor.width / 2;
  const wanted = middle > view.width / 2 ? anchor.left + anchor.width - floating.width : anchor.left;
  const left = Math.max(EDGE, Math.min(wanted, view.width - floating.width - EDGE));
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - floating.height - GAP;
  const fits = below + floating.height <= view.height - EDGE || above < EDGE;
  const top = fits ? Math.max(EDGE, Math.min(below, view.height - floating.height - EDGE)) : above;
  return { left, top };
}

/** Puts `floating` beside `anchor`; it has to be shown already, because hidden things have no size. */
export function placeNear(anchor: HTMLElement, floating: HTMLElement): void {
  const size = { width: floating.offsetWidth, height: floating.offsetHeight };
  const { left, top } = place(anchor.getBoundingClientRect(), size, {
    width: document.documentElement.clientWidth,
    height: window.innerHeight,
  });
  floating.style.left = `${left}px`;
  floating.style.top = `${top}px`;
}
