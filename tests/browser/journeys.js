// How a journey is run: one restaurant and one browser for a file, and a picture of every open page when a step fails.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { ROOT, openBrowser, openRestaurant } from "./restaurant.js";

const FAILURES = path.join(ROOT, "test-results", "failures");

/** @typedef {{house: import("./restaurant.js").Restaurant, browser: import("playwright-core").Browser, failedAt: string}} Place */

/**
 * Opens a restaurant and a browser for the tests of this file and closes them afterwards.
 * @param {{clock?: Awaited<ReturnType<typeof import("./parties.js").openClock>>}} [how] clock: one that can be moved
 */
export function restaurant({ clock } = {}) {
  const place = /** @type {Place} */ ({ failedAt: "" });
  before(async () => {
    place.house = await openRestaurant(clock && { entry: clock.entry });
    place.browser = await openBrowser();
  });
  after(async () => {
    await place.browser?.close();
    await place.house?.stop();
    await clock?.close();
  });
  return place;
}

/**
 * One step of a journey as a test. When it fails, the pages are kept as pictures, and what follows is not tried: it would only wait.
 * @param {Place} place @param {string} name @param {() => Promise<void>} step
 */
export function journey(place, name, step) {
  test(name, async () => {
    if (place.failedAt) throw new Error(`not reached: “${place.failedAt}” failed`);
    try {
      await step();
    } catch (error) {
      place.failedAt = name;
      await keepPictures(place.browser, name);
      if (error instanceof Error) error.message += `\nThe appliance said: ${place.house.said}`;
      throw error;
    }
  });
}

/** @param {import("playwright-core").Browser} browser @param {string} name */
async function keepPictures(browser, name) {
  await mkdir(FAILURES, { recursive: true });
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [at, page] of pages.entries()) {
    const file = path.join(FAILURES, `${name.replace(/\W+/g, "-").slice(0, 60)}-${at + 1}.png`);
    await page.screenshot({ path: file, timeout: 5_000 }).catch(() => {}); // a page that cannot be drawn must not hide why the step failed
  }
}

/**
 * Nothing went to the console as an error, no policy was broken, no other host was asked.
 * @param {Record<string, {watch: import("./restaurant.js").Watch}>} people @param {RegExp[]} provoked what the journey itself provoked
 */
export function assertQuiet(people, ...provoked) {
  const heard = Object.entries(people).flatMap(([name, { watch }]) => watch.unexpected(...provoked).map((problem) => `${name}: ${problem}`));
  assert.deepEqual(heard, []);
}
