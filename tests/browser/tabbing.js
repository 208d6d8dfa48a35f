// Walking a page with the Tab key, watching that whoever walks always sees where they are.
import assert from "node:assert/strict";

const MOST_STOPS = 250;

/**
 * Presses Tab until the target has the focus; every stop on the way must be visible, marked, and not covered by something else.
 * @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} target
 */
export async function tabTo(page, target) {
  await target.first().waitFor();
  const lost = /** @type {string[]} */ ([]);
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await hasFocus(target)) return assert.deepEqual([...new Set(lost)].slice(0, 8), [], "stops where the focus cannot be seen");
    await page.keyboard.press("Tab");
    lost.push(...(await page.evaluate(whatHidesFocus)));
  }
  throw new Error(`Tab never reached ${target}; the focus is at ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`);
}

/** @param {import("playwright-core").Locator} target */
const hasFocus = (target) => target.first().evaluate((element) => element === document.activeElement).catch(() => false);

/** Runs in the page: WCAG 2.2 "focus visible" and "focus not obscured". @returns {string[]} */
function whatHidesFocus() {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return [];
  const name = `${at.tagName.toLowerCase()} “${(at.getAttribute("aria-label") ?? at.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 60)}”`;
  const carriers = [at, at.closest("label"), at.closest("li")].filter((one) => one !== null);
  const points = carriers.flatMap((one) => {
    const box = one.getBoundingClientRect();
    return [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((down) => [0.1, 0.5, 0.9].map((across) => [box.left + box.width * across, box.top + box.height * down]));
  });
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x ?? -1, y ?? -1);
    return top !== null && (at.contains(top) || (at instanceof HTMLInputElement && top.closest("label")?.contains(at)));
  });
  const marks = carriers.flatMap((one) => [null, "::before", "::after"].map((part) => getComputedStyle(one, part)));
  const marked = marks.some(({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none");
  return [...(seen ? [] : [`${name} is hidden`]), ...(marked ? [] : [`${name} has no mark of focus`])];
}
