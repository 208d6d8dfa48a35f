// Pictures of screens at the sizes people use, light and dark, and axe's judgement of each.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { ROOT } from "./restaurant.js";

const FOLDER = path.join(ROOT, "test-results", "screens");
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PHONE = { width: 360, height: 740 };
const SMALL_TABLET = { width: 1024, height: 600 };
const LAPTOP = { width: 1280, height: 800 };
const WALL = { width: 1920, height: 1080 };

/** @typedef {{width: number, height: number}} Size */
/** @typedef {{sizes: Size[], judged: Size[], schemes: ("light" | "dark")[]}} Look judged: at which sizes axe looks too */
/** @type {Look} */
export const GUEST = { sizes: [PHONE, SMALL_TABLET, LAPTOP], judged: [PHONE], schemes: ["light", "dark"] };
/** @type {Look} */
export const FLOOR = { ...GUEST, judged: [PHONE, LAPTOP] };
/** A kitchen screen is dark whatever the device prefers. @type {Look} */
export const KITCHEN = { sizes: [PHONE, SMALL_TABLET, LAPTOP, WALL], judged: [PHONE, LAPTOP], schemes: ["dark"] };

await mkdir(FOLDER, { recursive: true });

/**
 * Takes the pictures of one screen and asserts that axe finds nothing wrong with it.
 * @param {import("playwright-core").Page} page @param {string} name @param {Look} [look]
 */
export async function show(page, name, look = GUEST) {
  const before = page.viewportSize();
  const found = /** @type {string[]} */ ([]);
  for (const scheme of look.schemes) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const size of look.sizes) {
      await page.setViewportSize(size);
      await page.evaluate(settled);
      await page.screenshot({ path: path.join(FOLDER, `${name}-${size.width}x${size.height}-${scheme}.png`) });
      if (look.judged.includes(size)) found.push(...(await violations(page)).map((violation) => `${name} ${size.width} ${scheme}: ${violation}`));
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${name} ${size.width}: the page is wider than the screen`);
    }
  }
  if (before) await page.setViewportSize(before);
  assert.deepEqual([...new Set(found)], []);
}

/** The same of a screen from its top, without what was said a moment ago. @param {import("playwright-core").Page} page @param {string} name @param {Look} [look] */
export async function showTop(page, name, look) {
  await page.mouse.move(0, 0);
  await page.getByRole("status").locator(".toast").first().waitFor({ state: "detached" });
  await page.evaluate(() => [document.scrollingElement, ...document.querySelectorAll("dialog[open] .sheet-body")].forEach((one) => one?.scrollTo(0, 0)));
  await show(page, name, look);
}

/** Runs in the page: two frames, and pictures in view are there. */
async function settled() {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const inView = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight && image.getBoundingClientRect().bottom > 0);
  await Promise.all(inView.map((image) => image.decode().catch(() => null)));
}

/** @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const { axe } = /** @type {any} */ (globalThis);
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"], preload: false });
    return violations.map((/** @type {any} */ one) => `${one.id} (${one.impact}): ${one.nodes.slice(0, 3).map((/** @type {any} */ node) => `${node.target.join(" ")} ${node.any?.[0]?.message ?? ""}`).join(" | ")}`);
  }, RULES);
}
