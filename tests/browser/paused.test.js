// Disable QR ordering: one tap and a confirming one stop every phone with a reason; carts are kept and go on afterwards.
import assert from "node:assert/strict";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { Guest, Waiter } from "./people.js";

const WORDS = "The kitchen takes a short break";
const REFUSED = /401 \(Unauthorized\).*\/api\/|503 \(Service Unavailable\).*\/t\//;

const place = restaurant();
/** @type {Guest} */
let seated;
/** @type {Guest} */
let late;
/** @type {Waiter} */
let manager;

journey(place, "a manager disables QR ordering with a message", async () => {
  [seated, manager] = await Promise.all([Guest.at(place.browser, place.house, "Table 10"), Waiter.at(place.browser, place.house, { role: "manager" })]);
  await seated.add("Burrata with cherry tomatoes");
  await seated.cart();
  await manager.press("Disable QR");
  const sheet = manager.page.getByRole("dialog", { name: "Disable QR ordering?" });
  await sheet.getByLabel("Message for guests (optional)").fill(WORDS);
  await sheet.getByRole("button", { name: "in 30 min" }).click();
  await sheet.getByRole("button", { name: "Disable QR ordering" }).click();
  await manager.sees(/QR ordering is off until/);
});

journey(place, "a guest who is choosing keeps the cart and is told why it cannot be sent", async () => {
  await seated.page.getByRole("status").filter({ hasText: WORDS }).waitFor();
  await seated.sees(/Again at \d\d:\d\d/);
  assert.equal(await seated.button(/^Send order/).isDisabled(), true);
});

journey(place, "a guest who scans now reads why, and the menu", async () => {
  late = await Guest.refusedAt(place.browser, place.house, "Table 11", "Ordering by phone is paused");
  await late.sees(WORDS);
  await late.press("Read the menu");
  await late.sees("You can read the menu here. To order, please ask a waiter.");
});

journey(place, "turned on again, the kept cart goes out", async () => {
  await manager.press("Turn on");
  await seated.send();
  await seated.kitchenHasIt();
  assertQuiet({ seated, late, manager }, REFUSED);
});
