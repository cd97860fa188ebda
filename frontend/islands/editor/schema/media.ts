// What the attributes of pictures and files say. The reading view says the same: cairn/documents/media.py.
import type { Node as PmNode } from "@tiptap/pm/model";
import { type AdfMark, parseMarks } from "./adf";
import { safeHref } from "./dom";
import { BLOCK_MARKS } from "./spec";

export type MediaKind = "image" | "video" | "audio" | "file";

/** Pixels of the reading column (46 rem): what a width in per cent is a part of. */
export const COLUMN = 736;
export const NARROWEST = 48;

const ENDINGS: Record<MediaKind, string[]> = {
  image: ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp"],
  video: ["mp4", "webm", "mov", "m4v", "ogv"],
  audio: ["mp3", "ogg", "oga", "wav", "m4a", "flac", "opus"],
  file: [],
};

/** By the ending of the name: "/attachments/K/film.mp4" is a video. An ending nobody knows is a file. */
export function mediaKind(address: string): MediaKind {
  const ending = fileName(address).split(".").pop()?.toLowerCase() ?? "";
  const kinds = Object.keys(ENDINGS) as MediaKind[];
  return kinds.find((kind) => ENDINGS[kind].includes(ending)) ?? "file";
}

/** The last part of the address, as people wrote it. */
export function fileName(address: string): string {
  try {
    return decodeURIComponent(new URL(address, "https://x.invalid").pathname.split("/").pop() ?? "");
  } catch {
    return "";
  }
}

/** Where a picture or file is: an address of its own, or the one of a file kept here; empty where there is none. */
export function mediaAddress(attrs: Record<string, unknown>): string {
  if (attrs.url) return safeHref(attrs.url);
  if (attrs.type === "external" || !attrs.id) return "";
  const name = String(attrs.alt || "file")
    .replaceAll("/", "-")
    .slice(0, 100);
  return `/attachments/${encodeURIComponent(String(attrs.id))}/${encodeURIComponent(name)}`;
}

/** What a media node in a figure is: a picture unless its name says otherwise. */
export function shownKind(address: string): Exclude<MediaKind, "file"> {
  const kind = mediaKind(address);
  return kind === "file" ? "image" : kind;
}

/** Pixels that the figure of a mediaSingle is wide, null for as wide as the picture is. */
export function shownWidth(attrs: Record<string, unknown>): number | null {
  const width = Number(attrs.width);
  if (!(width > 0)) return null;
  return Math.round(attrs.widthType === "pixel" ? width : (width * COLUMN) / 100);
}

export function blockMark(node: PmNode, type: string): AdfMark | undefined {
  return parseMarks(node.attrs[BLOCK_MARKS]).find((mark) => mark.type === type);
}

/** Ids of the comments on a picture or file. */
export function annotationsOf(node: PmNode): string[] {
  const marks = parseMarks(node.attrs[BLOCK_MARKS]).filter((mark) => mark.type === "annotation");
  return marks.map((mark) => String(mark.attrs?.id ?? ""));
}

/** The value of `blockMarks` with one mark put, or taken away. */
export function withBlockMark(node: PmNode, type: string, attrs: AdfMark["attrs"] | null): string | null {
  const others = parseMarks(node.attrs[BLOCK_MARKS]).filter((mark) => mark.type !== type);
  const marks = attrs ? [...others, { type, attrs }] : others;
  return marks.length ? JSON.stringify(marks) : null;
}
