// What the page and the frame in which diagrams are drawn say to each other.

export interface Order {
  id: number;
  source: string;
  dark: boolean;
}

export interface Answer {
  id: number;
  svg?: string;
  width?: number;
  height?: number;
  /** What is wrong with the source. */
  problem?: string;
}

/** The frame's first word: it can draw now. */
export const READY = "cairn:diagrams-ready";
