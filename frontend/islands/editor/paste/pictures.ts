// Pictures that come along as bytes: written into the HTML itself, or in the RTF that Word puts beside it.
import { each } from "./tree";

export const WAITING = "paste:";

export interface Picture {
  /** Its address in the pasted HTML until it is stored: "paste:0". */
  url: string;
  file: File;
}

/** Takes the bytes of pictures out of the HTML; a placeholder marks where each will stand. */
export function takePictures(root: HTMLElement, rtf: string): { found: Picture[]; missing: number } {
  const found: Picture[] = [];
  let missing = 0;
  const local = [...root.querySelectorAll("img[data-lost]")];
  const fromRtf = local.length ? picturesOfRtf(rtf) : [];
  // Only when there is one for each do we know which is which.
  const matched = fromRtf.length === local.length;
  each(root, "img", (image) => {
    const source = image.getAttribute("src") ?? "";
    const index = local.indexOf(image);
    const alt = image.getAttribute("alt") ?? "";
    const file = index >= 0 ? matched && fromRtf[index] : fileOf(source, alt);
    if (file) {
      const url = `${WAITING}${found.length}`;
      found.push({ url, file });
      image.replaceWith(placeholder(image.ownerDocument, url));
    } else if (index >= 0 || /^data:/i.test(source)) {
      missing += 1;
      image.replaceWith(alt);
    }
  });
  return { found, missing };
}

function placeholder(page: Document, url: string): HTMLElement {
  const figure = page.createElement("figure");
  figure.setAttribute("data-adf", "mediaSingle");
  const media = page.createElement("div");
  media.setAttribute("data-adf", "media");
  media.setAttribute("data-attrs", JSON.stringify({ type: "external", url }));
  figure.append(media);
  return figure;
}

/** The file that a data: address holds; null where it is no picture or can't be read. */
function fileOf(source: string, name: string): File | null {
  const found = /^data:(image\/(png|jpe?g|gif|webp|avif|bmp));base64,([\s\S]+)$/i.exec(source);
  if (!found) return null;
  try {
    const bytes = Uint8Array.from(atob((found[3] ?? "").replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
    return named(bytes, found[1] ?? "", found[2] ?? "png", name);
  } catch {
    return null;
  }
}

function named(bytes: Uint8Array<ArrayBuffer>, type: string, ending: string, name: string): File {
  const stem = name.replace(/[^\p{L}\p{N} _-]+/gu, "").slice(0, 60) || "picture";
  return new File([bytes], `${stem}.${ending === "jpeg" ? "jpg" : ending}`, { type });
}

const PICT = /\{\\pict[\s\S]+?(\\pngblip|\\jpegblip)[^{}]*?(?:\{\\\*\\blipuid[^{}]*\})?([\da-f\s]{200,})\}/gi;

function picturesOfRtf(rtf: string): File[] {
  return [...rtf.matchAll(PICT)].map((found) => {
    const hex = (found[2] ?? "").replace(/[^\da-f]/gi, "");
    const bytes = new Uint8Array(Math.floor(hex.length / 2));
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
    const png = found[1]?.toLowerCase() === "\\pngblip";
    return named(bytes, png ? "image/png" : "image/jpeg", png ? "png" : "jpg", "");
  });
}
