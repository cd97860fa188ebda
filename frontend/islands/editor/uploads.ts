// Sending one file, with how far it is. `fetch` can't tell that, so this is XMLHttpRequest.
import { fill, t } from "../../lib/words";

export interface Uploaded {
  url: string;
  id: string;
  name: string;
  width?: number | null;
  height?: number | null;
  type: string;
}

export interface Watch {
  /** Called with the part that has been sent, 0 to 1. */
  progress?: (part: number) => void;
  signal?: AbortSignal;
}

/** Rejects with words for the person. `limit` in bytes, 0 for none known. */
export function sendFile(url: string, file: File, limit: number, token: string, watch: Watch): Promise<Uploaded> {
  if (!url) return Promise.reject(new Error(t("Files cannot be added here.")));
  if (limit && file.size > limit) return Promise.reject(new Error(tooLarge(file.size, limit)));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file);
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => watch.progress?.(total ? loaded / total : 0));
    request.addEventListener("load", () => {
      const said = parsed(request.responseText);
      if (request.status < 300 && said?.url) resolve(said as Uploaded);
      else reject(new Error(said?.message ?? refusal(request.status)));
    });
    const lost = t("The connection was lost before the file was stored. Your text is safe. Try again in a moment.");
    request.addEventListener("error", () => reject(new Error(lost)));
    request.addEventListener("abort", () => reject(new Error(lost)));
    watch.signal?.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

function refusal(status: number): string {
  if (status === 403 || status === 404) {
    return t("You can no longer add files to this page. Copy your words, and ask its owner.");
  }
  if (status === 413)
    return t("The file is larger than this workspace takes. Make it smaller, or link to it elsewhere.");
  return t("The file was not stored. Your text is safe. Try again in a moment.");
}

function tooLarge(size: number, limit: number): string {
  const megabytes = (bytes: number) => (bytes / 1048576).toFixed(bytes < 10 * 1048576 ? 1 : 0);
  return fill(
    t("It has {size} MB; up to {most} MB can be kept here. Make it smaller, or keep it elsewhere and link to it."),
    { size: megabytes(size), most: megabytes(limit) },
  );
}

function parsed(text: string): (Partial<Uploaded> & { message?: string }) | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
