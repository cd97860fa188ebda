// The rail that comments stand in: beside the page, or a sheet over it.

const SHEET = "(max-width: 1180px)"; // as in layout/rail.css

export function comments(): HTMLElement | null {
  return document.getElementById("comments");
}

/** Words of the comments panel, translated by the server. */
export function words(key: string): string {
  return comments()?.querySelector<HTMLElement>("[data-comment-words]")?.dataset[key] ?? "";
}

/** Whether comments stand in a sheet over the text, and not beside it. */
export function isSheet(): boolean {
  return matchMedia(SHEET).matches;
}

export function showRail(): void {
  const rail = document.getElementById("rail");
  if (!rail || !isSheet() || rail.matches(":popover-open")) return;
  rail.dataset.only = "comments"; // the sheet was asked for by a passage: nothing else in it, and the text stays in sight
  rail.showPopover();
}

document.addEventListener(
  "toggle",
  ({ target, newState }: ToggleEvent) => {
    if (target instanceof HTMLElement && target.id === "rail" && newState === "closed") delete target.dataset.only;
  },
  { capture: true },
);

export function hideRail(): void {
  const rail = document.getElementById("rail");
  if (rail?.matches(":popover-open")) rail.hidePopover();
}
