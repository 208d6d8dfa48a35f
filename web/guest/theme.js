// The venue's own accent colour, made readable on both backgrounds. The default one stands in tokens.css already.

const DEFAULT = "#b93a22";
const PAPER = { light: "#fbf8f3", dark: "#201d18" };
const INK = { light: "#ffffff", dark: "#1a1410" };

/** @param {string} hex the venue's colour; anything else than #rrggbb leaves the default */
export function applyAccent(hex) {
  const colour = hex.toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(colour) || colour === DEFAULT) return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const { accent, onAccent, soft } = palette(colour, dark.matches ? "dark" : "light");
    const { style } = document.documentElement;
    style.setProperty("--accent", accent);
    style.setProperty("--on-accent", onAccent);
    style.setProperty("--accent-soft", soft);
  };
  dark.addEventListener("change", apply);
  apply();
}

/**
 * The accent moved towards black or white until it reaches 4.5:1 on the page and under its own text.
 * @param {string} hex @param {"light" | "dark"} mode
 */
export function palette(hex, mode) {
  const goal = mode === "light" ? "#000000" : "#ffffff";
  let accent = hex;
  for (let step = 0; step < 20 && contrast(accent, PAPER[mode]) < 4.6; step += 1) accent = mix(accent, goal, 0.08);
  const onAccent = contrast(accent, INK.light) >= 4.5 ? INK.light : INK.dark;
  return { accent, onAccent, soft: mix(PAPER[mode], accent, 0.12) };
}

/** @param {string} one @param {string} other @returns {number} WCAG contrast ratio */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((first, second) => first - second);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** @param {string} hex @returns {number[]} */
const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** @param {string} hex */
function luminance(hex) {
  const [r = 0, g = 0, b = 0] = channels(hex).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} from @param {string} to @param {number} part 0…1 */
function mix(from, to, part) {
  const target = channels(to);
  return `#${channels(from).map((value, at) => Math.round(value + ((target[at] ?? 0) - value) * part).toString(16).padStart(2, "0")).join("")}`;
}
