// ADF keeps colours as #rrggbb. Pages show them as the nearest of nine tones of our own, which read in light and
// dark; the server's `hue_of` (cairn/documents/html/tags.py) says the same.
import { isColor } from "./dom";

export const HUES = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink"] as const;
export type Hue = (typeof HUES)[number];

/** What the palette writes: colours of Atlassian's own palette, so that other programs show the same. */
export const TEXT_COLORS: Record<Hue, string> = {
  grey: "#97a0af",
  red: "#bf2600",
  orange: "#ff991f",
  yellow: "#ffc400",
  green: "#36b37e",
  teal: "#008da6",
  blue: "#0747a6",
  purple: "#6554c0",
  pink: "#cd519d",
};

export const BACKGROUND_COLORS: Record<Hue, string> = {
  grey: "#dcdfe4",
  red: "#ffd5d2",
  orange: "#fedec8",
  yellow: "#f8e6a0",
  green: "#baf3db",
  teal: "#b3f5ff",
  blue: "#cce0ff",
  purple: "#dfd8fd",
  pink: "#fdd0ec",
};

const LIMITS: [number, Hue][] = [
  [15, "red"],
  [45, "orange"],
  [68, "yellow"],
  [160, "green"],
  [195, "teal"],
  [240, "blue"],
  [290, "purple"],
  [335, "pink"],
  [361, "red"],
];

export function hueOf(color: unknown): Hue {
  if (!isColor(color) || color.length < 7) return "grey";
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ];
  const [high, low] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [lightness, range] = [(high + low) / 2, high - low];
  const saturation = range === 0 ? 0 : range / (lightness <= 0.5 ? high + low : 2 - high - low);
  if (saturation < 0.2 || lightness > 0.985 || lightness < 0.03) return "grey";
  const turn =
    high === red ? (green - blue) / range : high === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  const degrees = (((turn * 60) % 360) + 360) % 360;
  return LIMITS.find(([limit]) => degrees < limit)?.[1] ?? "grey";
}
