// What the journeys watch for is noticed when it happens: each fault is planted once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FLOOR, show } from "./gallery.js";
import { openBrowser, openDevice, openRestaurant } from "./restaurant.js";
import { tabTo } from "./tabbing.js";

/** @type {import("./restaurant.js").Restaurant} */
let house;
/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  house = await openRestaurant();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

/** @param {() => void} [fault] what happens in a page of the restaurant */
async function visit(fault = () => {}) {
  const { page, watch, context } = await openDevice(browser);
  await page.goto(house.url("/floor/"));
  await page.getByRole("heading", { name: "Connect this device" }).waitFor();
  await page.evaluate(fault);
  return { page, watch, context };
}

const ONLY_LOOK = { ...FLOOR, schemes: /** @type {["light"]} */ (["light"]) };

test("a page without faults passes everything", async () => {
  const { page, watch, context } = await visit();
  await show(page, "watches-none", ONLY_LOOK);
  await tabTo(page, page.getByRole("button", { name: "I am the owner or manager" }));
  assert.deepEqual(watch.unexpected(), []);
  await context.close();
});

test("a picture without words fails axe", async () => {
  const { page, context } = await visit(() => document.body.append(new Image()));
  await assert.rejects(show(page, "watches-axe", ONLY_LOOK), /image-alt/);
  await context.close();
});

test("pale words fail axe", async () => {
  const { page, context } = await visit(() => {
    const words = document.createElement("p");
    words.textContent = "hardly to be read";
    words.style.color = "#c8c4bc";
    document.querySelector("main form")?.append(words);
  });
  await assert.rejects(show(page, "watches-pale", ONLY_LOOK), /color-contrast/);
  await context.close();
});

test("a page wider than the screen is told", async () => {
  const { page, context } = await visit(() => (document.body.style.minWidth = "2000px"));
  await assert.rejects(show(page, "watches-wide", ONLY_LOOK), /wider than the screen/);
  await context.close();
});

test("a focus that cannot be seen is told", async () => {
  const { page, context } = await visit(() => document.querySelectorAll("button").forEach((button) => (button.style.outline = "none")));
  await assert.rejects(tabTo(page, page.getByRole("button", { name: "I am the owner or manager" })), /no mark of focus/);
  await context.close();
});

test("errors, broken policies and other hosts are told", async () => {
  const { page, watch, context } = await visit(() => {
    console.error("something broke");
    setTimeout(() => {
      throw new Error("nobody caught this");
    });
    const script = document.createElement("script");
    script.textContent = "1 + 1";
    document.body.append(script);
  });
  await page.goto("http://elsewhere.lan/").catch(() => {});
  const heard = watch.unexpected().join("\n");
  for (const wanted of [/something broke/, /nobody caught this/, /CSP violation: script-src/, /foreign request: http:\/\/elsewhere/]) assert.match(heard, wanted);
  assert.doesNotMatch(watch.unexpected(/something broke/).join("\n"), /something broke/);
  await context.close();
});
