// Wet hands tap twice: what slides under the finger, or grows there, is not meant.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { FLOOR, KITCHEN, show } from "./gallery.js";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { Party, Staff } from "./parties.js";
import { CALM_MS, Cook, Waiter } from "./people.js";

const UNPAIRED = /401 \(Unauthorized\).*\/api\//;
/** What the appliance says no to; the browser notes each. */
const REFUSED = /409 \(Conflict\)/;
const DISH = "Burrata with cherry tomatoes";
const TOUCH = { viewport: { width: 1280, height: 800 }, hasTouch: true };
const HURRY_MS = 300;

const place = restaurant();
/** @type {Cook} */
let cook;
/** @type {Waiter} */
let waiter;
/** @type {Staff} */
let manager;

/** Two taps of one finger in the same place. @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} button @param {number} [apart_ms] */
async function tapsTwice(page, button, apart_ms = HURRY_MS) {
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.touchscreen.tap(x, y);
  await pause(apart_ms);
  await page.touchscreen.tap(x, y);
}

/** @param {string} table @param {number} [dishes] */
async function orders(table, dishes = 1) {
  const party = await Party.at(place.house, table);
  await party.orders([DISH, dishes]);
  return party;
}

const kitchen = (/** @type {string} */ name) => cook.page.getByRole("button", { name, exact: true });
const openTickets = async () => (await cook.page.evaluate(async () => (await (await fetch("/api/kitchen")).json()).tickets.length));

journey(place, "kitchen: Start tapped twice starts, and its place stays", async () => {
  manager = await Staff.on(place.house, "manager");
  cook = await Cook.at(place.browser, place.house, TOUCH);
  await orders("Table 1");
  await kitchen("Start #1").waitFor();
  const before = await kitchen("Ready #1").boundingBox();
  await tapsTwice(cook.page, kitchen("Start #1"));
  await kitchen("Cooking").waitFor();
  assert.deepEqual(await kitchen("Ready #1").boundingBox(), before);
  await orders("Table 2");
  await kitchen("Start #2").waitFor();
  await tapsTwice(cook.page, kitchen("Start #2"), 0);
  await kitchen("Cooking").nth(1).waitFor();
  await pause(CALM_MS);
  assert.equal(await openTickets(), 2);
});

journey(place, "kitchen: Ready tapped twice makes one ticket ready, not the next one too", async () => {
  await tapsTwice(cook.page, kitchen("Ready #1"));
  await kitchen("Ready #1").waitFor({ state: "detached" });
  await pause(CALM_MS);
  assert.equal(await openTickets(), 1);
  await kitchen("Ready #2").waitFor();
});

journey(place, "kitchen: a calm second tap counts, and keys are never held back", async () => {
  await orders("Table 3");
  await kitchen("Ready #3").waitFor();
  await kitchen("Ready #2").tap();
  await kitchen("Ready #2").waitFor({ state: "detached" });
  await orders("Table 4");
  await kitchen("Ready #4").waitFor();
  for (const key of ["1", "Enter", "1", "Enter"]) {
    await cook.page.keyboard.press(key);
    await pause(100);
  }
  await cook.sees("Nothing to cook");
});

journey(place, "kitchen: a screen whose stations are gone says so instead of having nothing to cook", async () => {
  await cook.page.route(/\/api\/kitchen$/, async (route) => {
    const answer = await place.house.deliver(route);
    await route.fulfill({ response: answer, json: { ...(await answer.json()), showing: ["gone"], tickets: [] } });
  }, { times: 1 });
  await cook.page.reload();
  await cook.page.getByRole("heading", { name: "Choose stations" }).waitFor();
  assert.equal(await cook.page.getByText("Nothing to cook").count(), 0);
  await show(cook.page, "kitchen-nowhere", KITCHEN);
  await kitchen("Choose stations").click();
  await pause(CALM_MS);
  await kitchen("Show these").click();
  await cook.page.getByRole("heading", { name: "All stations", level: 1 }).waitFor();
  await cook.sees("Nothing to cook");
});

journey(place, "floor: a call is told in the bar wherever the table stands, and what else it asked for on its card", async () => {
  waiter = await Waiter.at(place.browser, place.house, { options: { viewport: { width: 360, height: 740 }, hasTouch: true } });
  await waiter.button("All well").waitFor();
  const [first, second] = [await Party.at(place.house, "Table 1"), await Party.at(place.house, "Table 2")];
  await first.calls("bill");
  await waiter.button("Table 1: bill").waitFor();
  await second.calls("waiter");
  await waiter.button("2 tables call").click();
  const sheet = waiter.page.getByRole("dialog", { name: "What needs you" });
  await sheet.getByText("asks for the bill").waitFor();
  await show(waiter.page, "floor-calls", FLOOR);
  await sheet.getByRole("button", { name: "On my way: Table 2" }).click();
  await waiter.page.keyboard.press("Escape");
  await waiter.button("Table 1: bill").waitFor();
  await first.calls("waiter");
  await waiter.button("Table 1 calls").waitFor();
  await waiter.card("Table 1").getByText("Bill requested").waitFor();
  await pause(CALM_MS);
  await waiter.card("Table 1").getByRole("button", { name: "On my way" }).click();
  await waiter.button("Table 1: bill").waitFor();
});

journey(place, "floor: Print bill tapped twice prints one bill", async () => {
  await waiter.opens("Table 2");
  const asked = /** @type {string[]} */ ([]);
  waiter.page.on("request", (request) => request.url().endsWith("/print_bill") && asked.push(request.url()));
  await tapsTwice(waiter.page, waiter.button("Print bill"));
  await waiter.sees("The bill is printing");
  await pause(CALM_MS);
  assert.equal(asked.length, 1);
});

journey(place, "floor: who comes second with cash reads who took it, and when", async () => {
  const colleague = await Waiter.at(place.browser, place.house);
  await colleague.card("Table 1").getByRole("button", { name: "Payment: Table 1" }).click();
  await colleague.button(/^Take /).waitFor();
  const party = await Party.at(place.house, "Table 1");
  await manager.takesCash(party.id);
  await colleague.sees(/^Demo manager took €11\.50 in cash at \d\d:\d\d\.$/);
  await show(colleague.page, "floor-settled", FLOOR);
  assertQuiet({ colleague }, UNPAIRED, REFUSED);
  await colleague.leave();
});

journey(place, "floor: a sum nobody pays is refused before it is sent", async () => {
  await waiter.page.goto(place.house.url("/floor/#/pay/table-2"));
  await waiter.button(/^Take /).waitFor();
  for (const digit of "199999999") await waiter.page.keyboard.press(digit);
  await waiter.page.getByRole("alert").filter({ hasText: "At most €1,000,000.00 can be taken at once." }).waitFor();
  assert.equal(await waiter.button(/^Take /).isDisabled(), true);
  await show(waiter.page, "floor-payment-too-much", FLOOR);
});

journey(place, "floor: Free the table tapped twice frees it once, opens nothing and takes nothing back", async () => {
  await waiter.page.reload();
  await waiter.button(/Exact/).click();
  await waiter.button(/^Take /).click();
  await waiter.button("Free the table").waitFor();
  await pause(CALM_MS);
  await tapsTwice(waiter.page, waiter.button("Free the table"));
  await waiter.card("Table 2").getByText("Free", { exact: true }).waitFor();
  await pause(CALM_MS);
  assert.equal(await waiter.page.getByRole("dialog").count(), 0);
  await waiter.card("Table 2").getByText("Free", { exact: true }).waitFor();
  await waiter.card("Table 1").getByRole("button", { name: "Free table: Table 1" }).waitFor();
  await tapsTwice(waiter.page, waiter.card("Table 1").getByRole("button", { name: "Free table: Table 1" }));
  await pause(CALM_MS);
  await waiter.card("Table 1").getByText("Free", { exact: true }).waitFor();
  await waiter.card("Table 1").getByRole("button", { name: "Undo close: Table 1" }).waitFor();
});

journey(place, "floor: closing with money owed says so; who restores second is told it is back already", async () => {
  await waiter.card("Table 3").getByRole("button", { name: "Close: Table 3" }).click();
  await waiter.sees("Table 3 closed, €11.50 unpaid");
  await waiter.goes("History");
  const other = await Waiter.at(place.browser, place.house, { role: "manager" });
  await other.goes("History");
  await other.button("Restore: Table 3").waitFor();
  await waiter.press("Restore: Table 3");
  await waiter.card("Table 3").getByRole("button", { name: "Close: Table 3" }).waitFor();
  await other.press("Restore: Table 3");
  await other.sees("Table 3 is back already.");
  await other.button("Restore: Table 3").waitFor({ state: "detached" });
  assertQuiet({ other }, UNPAIRED, REFUSED);
});

journey(place, "floor: Revoke and Remove tapped twice ask, and take nothing away", async () => {
  const boss = await Waiter.at(place.browser, place.house, { role: "manager", options: TOUCH });
  await boss.toHardware();
  await tapsTwice(boss.page, boss.page.getByRole("button", { name: /^Revoke: / }).first());
  await pause(CALM_MS);
  await boss.button("Revoke now").waitFor();
  await boss.card("Bar printer").getByRole("link").tap();
  await boss.dialog("Bar printer").getByText("Name, model and address").tap();
  await pause(CALM_MS);
  await tapsTwice(boss.page, boss.dialog("Bar printer").getByRole("button", { name: "Remove" }));
  await boss.dialog("Bar printer").getByRole("button", { name: "Remove for good" }).waitFor();
  await pause(CALM_MS);
  assertQuiet({ boss }, UNPAIRED);
  await boss.leave();
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ cook, waiter }, UNPAIRED);
});
