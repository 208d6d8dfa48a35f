// A whole evening at one table: scan, share the cart, order, cook, call, bill, cash, close, undo, close, bring back.
import assert from "node:assert/strict";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { Cook, Guest, Waiter } from "./people.js";
import { openDevice } from "./restaurant.js";

const TABLE = "Table 12";
/** A device that is not signed in yet asks who it is. */
const UNPAIRED = /401 \(Unauthorized\).*\/api\//;
/** A phone asks once more whether its visit is over. */
const ENDED = /410 \(Gone\)/;

const place = restaurant();
/** @type {Guest} */
let first;
/** @type {Guest} */
let second;
/** @type {Cook} */
let cook;
/** @type {Waiter} */
let waiter;

journey(place, "a guest scans the code and chooses a dish before any typing", async () => {
  first = await Guest.at(place.browser, place.house, TABLE);
  assert.equal(await first.page.evaluate(() => isSecureContext), false);
  await first.add("Burrata with cherry tomatoes");
  await first.saysNickname("First guest");
  await first.button(/1 item .*€11.50.*Review/).waitFor();
});

journey(place, "a dish with choices asks for them, with its price at the button", async () => {
  await first.add("Sliced rib-eye, rocket and parmesan");
  const sheet = first.page.getByRole("dialog", { name: "Sliced rib-eye, rocket and parmesan" });
  await sheet.getByRole("button", { name: /^Choose first/ }).click();
  assert.equal(await sheet.isVisible(), true);
  await sheet.getByLabel("Medium rare").check();
  await sheet.getByLabel("Salsa verde").check();
  await sheet.getByLabel(/Note for the kitchen/).fill("no rocket, please");
  await sheet.getByRole("button", { name: "Add · €23.50" }).click();
  await first.button(/2 items .*€35.00.*Review/).waitFor();
});

journey(place, "a second phone sees the shared cart, joins without a name and adds to it", async () => {
  second = await Guest.at(place.browser, place.house, TABLE);
  await second.button(/2 items .*€35.00.*Review/).waitFor();
  await second.skipNickname();
  await first.sees("Guest 2 joined the table");
  await second.choose("Draught lager", []);
  await first.button(/3 items .*€39.20.*Review/).waitFor();
  await first.cart();
  await first.page.getByRole("region", { name: "Guest 2" }).getByText("Draught lager").waitFor();
});

journey(place, "Send becomes Kitchen has it, on both phones one order", async () => {
  await first.sees("no rocket, please");
  await first.send();
  await first.sees("Kitchen has it");
  await first.page.getByRole("heading", { name: "Your order", level: 1 }).waitFor();
  await second.button(/Order 1 /).waitFor();
  assert.equal(await second.button(/Review$/).count(), 0);
});

journey(place, "the kitchen screen shows a ticket for each station and the guests see the dishes become ready", async () => {
  cook = await Cook.at(place.browser, place.house);
  await cook.tickets(TABLE).first().waitFor();
  assert.equal(await cook.tickets(TABLE).count(), 3);
  await cook.sees("no rocket, please");
  const grill = cook.tickets(TABLE).filter({ hasText: "Sliced rib-eye" });
  await grill.getByRole("button", { name: "Start #1" }).click();
  await first.page.getByRole("listitem").filter({ hasText: "Sliced rib-eye" }).getByText("Cooking").waitFor();
  await cook.bumps(TABLE);
  await cook.sees("Nothing to cook");
  await first.page.getByRole("status").filter({ hasText: "Ready, coming to you" }).waitFor();
});

journey(place, "a waiter signs in by PIN; a call shows on the table and is answered", async () => {
  waiter = await Waiter.at(place.browser, place.house);
  await first.press("Call a waiter");
  await first.button("A waiter is coming").waitFor();
  await waiter.card(TABLE).getByText("Calls a waiter").waitFor();
  await waiter.card(TABLE).getByRole("button", { name: "On my way" }).click();
  await first.button("Call a waiter").waitFor();
});

journey(place, "what is ready is served from the floor", async () => {
  await waiter.card(TABLE).getByText("Serve 3").waitFor();
  await waiter.opens(TABLE);
  await waiter.press("Served (3 ready)");
  await first.sees("Served. Enjoy!");
  await waiter.goes("Tables");
});

journey(place, "looking at the bill puts a badge on the table, asking for it changes its state", async () => {
  await first.press("Bill");
  await first.button(/Ask for the bill.*€39.20/).waitFor();
  await waiter.card(TABLE).getByText("Bill viewed").waitFor();
  await first.press(/Ask for the bill/);
  await first.sees("A waiter is coming with the bill");
  await waiter.card(TABLE).getByText("Bill requested").waitFor();
});

journey(place, "cash is taken with change, a receipt is printed, both phones thank", async () => {
  const paper = await openDevice(place.browser);
  await paper.page.goto(place.house.url("/demo/printers/"));
  const desk = paper.page.getByRole("article", { name: "Cash desk printer" });
  const roll = desk.getByRole("img", { name: "Paper of Cash desk printer" });
  await desk.getByText("Nothing printed yet").waitFor();
  const before_px = await heightOf(roll);
  await waiter.card(TABLE).getByRole("button", { name: `Payment: ${TABLE}` }).click();
  await waiter.press("€50.00");
  await waiter.sees("€10.80");
  await waiter.press("Take €39.20");
  await waiter.page.getByRole("status").filter({ hasText: "Give back" }).getByText("€10.80").waitFor();
  await first.sees("Paid. Thank you!");
  await desk.getByText("1 slip").waitFor();
  await paper.page.waitForFunction(({ image, least }) => image.naturalHeight > least, { image: await roll.elementHandle(), least: before_px });
  assert.deepEqual(paper.watch.unexpected(), []);
  await paper.context.close();
});

journey(place, "the table is closed, the closing undone, closed again, and brought back from the history", async () => {
  await waiter.press("Free the table");
  await first.page.getByRole("heading", { name: "This visit is finished" }).waitFor();
  await waiter.page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await waiter.card(TABLE).getByText("Paid · leaving").waitFor();
  await waiter.card(TABLE).getByRole("button", { name: `Free table: ${TABLE}` }).click();
  await waiter.card(TABLE).getByText("Free", { exact: true }).waitFor();
  await waiter.goes("History");
  await waiter.press(`Restore: ${TABLE}`);
  await waiter.card(TABLE).getByText("Paid · leaving").waitFor();
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ first, second, cook, waiter }, UNPAIRED, ENDED);
});

/** @param {import("playwright-core").Locator} picture */
const heightOf = (picture) => picture.evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalHeight);
