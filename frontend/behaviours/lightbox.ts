// Pictures of a page on their own: a press (or Enter) on one opens it as large as the screen, arrows go through them.
// A picture that is a link stays one. What can't load says so in the place it has.
import { all, on, words } from "../lib/dom";

const PICTURES = ".prose figure.media > img, .prose figure.media > mark > img";

function prepare(): void {
  for (const picture of all<HTMLImageElement>(PICTURES)) {
    if (picture.dataset.opens !== undefined || picture.closest("a, cairn-editor")) continue;
    picture.dataset.opens = "";
    if (picture.alt) {
      // Decoration opens for a pointer only: to a screen reader it is not there.
      picture.tabIndex = 0;
      picture.setAttribute("role", "button");
      picture.setAttribute("aria-haspopup", "dialog");
    }
    if (picture.complete && picture.naturalWidth === 0 && picture.src) lose(picture);
  }
}

function lose(picture: HTMLImageElement): void {
  const said = document.createElement("span");
  said.className = "media-missing";
  said.textContent = picture.alt ? `${picture.alt} (${words("pictureLost")})` : words("pictureLost");
  picture.replaceWith(said);
}

/** Elements of the dialog; made anew for each opening, gone when it closes. */
class Lightbox {
  #dialog = document.createElement("dialog");
  #image = document.createElement("img");
  #caption = document.createElement("footer");
  #count = document.createElement("span");
  #save = document.createElement("a");
  #at: number;

  constructor(
    private pictures: HTMLImageElement[],
    start: HTMLImageElement,
  ) {
    this.#at = Math.max(0, pictures.indexOf(start));
    this.#build();
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.#show();
  }

  #build(): void {
    const dialog = this.#dialog;
    dialog.className = "lightbox";
    dialog.setAttribute("aria-label", words("picture"));
    this.#save.className = "button";
    this.#save.textContent = words("download");
    this.#count.setAttribute("role", "status");
    const close = this.#button("✕", words("close"), () => dialog.close());
    const [back, next] = [
      this.#button("‹", words("previous"), () => this.#go(-1)),
      this.#button("›", words("next"), () => this.#go(1)),
    ];
    for (const button of [back, next]) button.hidden = this.pictures.length < 2;
    const head = document.createElement("header");
    head.append(this.#count, this.#save, close);
    const stage = document.createElement("div");
    stage.className = "lightbox-stage";
    const frame = document.createElement("div");
    frame.append(this.#image);
    stage.append(back, frame, next);
    dialog.append(head, stage, this.#caption);
    dialog.addEventListener("keydown", (event) => this.#key(event));
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.pictures[this.#at]?.focus();
    });
    stage.addEventListener("click", (event) => {
      if (event.target !== this.#image && !(event.target as Element).closest("button")) dialog.close();
    });
    this.#swipe(stage);
  }

  #button(sign: string, label: string, run: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "icon-button";
    button.textContent = sign;
    button.setAttribute("aria-label", label);
    button.addEventListener("click", run);
    return button;
  }

  #key(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.#go(by);
  }

  #swipe(stage: HTMLElement): void {
    let from = 0;
    stage.addEventListener("touchstart", (event) => (from = event.touches[0]?.clientX ?? 0), { passive: true });
    stage.addEventListener("touchend", (event) => {
      const by = (event.changedTouches[0]?.clientX ?? from) - from;
      if (Math.abs(by) > 60) this.#go(by < 0 ? 1 : -1);
    });
  }

  #go(by: number): void {
    const count = this.pictures.length;
    this.#at = (this.#at + by + count) % count;
    this.#show();
  }

  #show(): void {
    const picture = this.pictures[this.#at];
    if (!picture) return;
    const address = new URL(picture.src, location.href);
    this.#image.src = address.href;
    this.#image.alt = picture.alt;
    this.#caption.textContent = picture.closest("figure")?.querySelector("figcaption")?.textContent ?? "";
    this.#count.textContent = this.pictures.length > 1 ? `${this.#at + 1} / ${this.pictures.length}` : "";
    const own = address.origin === location.origin;
    if (own) address.searchParams.set("download", "");
    this.#save.href = address.href;
    this.#save.hidden = !own;
  }
}

function open(picture: HTMLElement): void {
  if (!(picture instanceof HTMLImageElement)) return;
  const body = picture.closest(".prose");
  new Lightbox(all<HTMLImageElement>("img[data-opens]", body ?? document), picture);
}

on("click", "img[data-opens]", (_event, picture) => open(picture));
on("keydown", "img[data-opens]", (event, picture) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  open(picture);
});
// Errors of pictures do not bubble.
document.addEventListener(
  "error",
  (event) => {
    if (event.target instanceof HTMLImageElement && event.target.dataset.opens !== undefined) lose(event.target);
  },
  { capture: true },
);
document.addEventListener("htmx:afterSettle", prepare);
prepare();
