// How many are unread, where a tab can show it: before its title and as a dot on its icon.

/** "(3) Inbox · Cairn" from "Inbox · Cairn" or from "(2) Inbox · Cairn"; without a number when nothing is unread. */
export function titled(title: string, unread: number): string {
  const plain = title.replace(/^\(\d+\+?\) /, "");
  return unread > 0 ? `(${unread > 99 ? "99+" : unread}) ${plain}` : plain;
}

let plainIcon = "";

/** Puts a dot on the tab's icon, or takes it off. The icon is ours and small, so it is fetched once and drawn over. */
export function badge(unread: number): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"][type="image/svg+xml"]');
  if (!link) return;
  plainIcon ||= link.href;
  if (unread === 0) {
    if (link.href !== plainIcon) link.href = plainIcon;
    return;
  }
  if (link.href !== plainIcon) return;
  void fetch(plainIcon)
    .then((answer) => answer.text())
    .then((svg) => {
      link.href = `data:image/svg+xml,${encodeURIComponent(dotted(svg))}`;
    })
    .catch(() => undefined);
}

/** The icon's drawing with a dot in its corner, whatever its own size is. */
export function dotted(svg: string): string {
  const [, , width = "32", height = "32"] = /viewBox="([\d.-]+) ([\d.-]+) ([\d.]+) ([\d.]+)"/.exec(svg)?.slice(1) ?? [];
  const radius = Number(width) / 4;
  const dot = `<circle cx="${Number(width) - radius}" cy="${Number(height) - radius}" r="${radius}" fill="#c2410c"/>`;
  return svg.replace("</svg>", `${dot}</svg>`);
}
