// Without touch and without a mouse: a guest orders with Tab, Enter, Space and Escape; a cook uses number keys; a waiter takes cash.
import assert from "node:assert/strict";
import { journey, restaurant } from "./journeys.js";
import { Cook, Guest, Waiter } from "./people.js";
import { tabTo } from "./tabbing.js";

const TABLE = "Table 5";
const place = restaurant();
/** @type {Guest} */
let guest;
/** @type {Cook} */
let cook;
/** @type {Waiter} */
let waiter;

/** @param {import("playwright-core").Page} page @param {string[]} keys */
async function type(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

journey(place, "a guest adds a dish, gives no name, and finds the cart", async () => {
  guest = await Guest.at(place.browser, place.house, TABLE);
  await tabTo(guest.page, guest.button("Add Burrata with cherry tomatoes"));
  await type(guest.page, "Enter");
  await tabTo(guest.page, guest.button("Skip"));
  await type(guest.page, "Enter");
  await guest.button(/1 item .*Review$/).waitFor();
});

journey(place, "choices open, close with Escape where the guest was, and are made with Space", async () => {
  const dish = guest.button("Add Sliced rib-eye, rocket and parmesan");
  const sheet = guest.page.getByRole("dialog", { name: "Sliced rib-eye, rocket and parmesan" });
  await tabTo(guest.page, dish);
  await type(guest.page, "Space");
  await sheet.waitFor();
  await type(guest.page, "Escape");
  await sheet.waitFor({ state: "detached" });
  assert.equal(await dish.evaluate((element) => element === document.activeElement), true);
  await type(guest.page, "Enter");
  await tabTo(guest.page, sheet.getByLabel("Rare", { exact: true }));
  await type(guest.page, "Space");
  await tabTo(guest.page, sheet.getByLabel("Salsa verde"));
  await type(guest.page, "Space");
  await tabTo(guest.page, sheet.getByRole("button", { name: /^Add/ }));
  await type(guest.page, "Enter");
  await guest.button(/2 items .*€35.00.*Review$/).waitFor();
});

journey(place, "review and Send", async () => {
  await tabTo(guest.page, guest.button(/2 items .*Review$/));
  await type(guest.page, "Enter");
  await tabTo(guest.page, guest.button(/^Send order/));
  await type(guest.page, "Enter");
  await guest.kitchenHasIt();
});

journey(place, "the cook chooses with numbers, starts, bumps, undoes", async () => {
  cook = await Cook.at(place.browser, place.house);
  await cook.tickets(TABLE).nth(1).waitFor();
  await type(cook.page, "1", "s");
  await cook.tickets(TABLE).first().getByText("cooking").first().waitFor();
  await type(cook.page, "Enter");
  await cook.sees("1 open");
  await type(cook.page, "u");
  await cook.sees("2 open");
  await type(cook.page, "1", "Enter");
  await cook.sees("1 open");
  await type(cook.page, "1", "Enter");
  await cook.sees("Nothing to cook");
});

journey(place, "the cook brings one back from the recall drawer and closes it with Escape", async () => {
  await type(cook.page, "r");
  const drawer = cook.page.getByRole("dialog", { name: "Ready lately" });
  await tabTo(cook.page, drawer.getByRole("button", { name: "Bring back #1" }).first());
  await type(cook.page, "Enter");
  await type(cook.page, "Escape");
  await drawer.waitFor({ state: "detached" });
  await cook.sees("1 open");
});

journey(place, "a waiter signs in and takes cash", async () => {
  waiter = await Waiter.at(place.browser, place.house, { signIn: async (page, { name, pin }) => {
    await tabTo(page, page.getByRole("button", { name: new RegExp(name) }));
    await type(page, "Enter", ...pin);
  } });
  await tabTo(waiter.page, waiter.card(TABLE).getByRole("link"));
  await type(waiter.page, "Enter");
  await tabTo(waiter.page, waiter.page.getByRole("link", { name: "Payment" }));
  await type(waiter.page, "Enter");
  await waiter.button("Take €35.00").waitFor();
  await type(waiter.page, "5", "0", "0", "0", "Enter");
  await waiter.page.getByRole("status").filter({ hasText: "Give back" }).getByText("€15.00").waitFor();
  await tabTo(waiter.page, waiter.button("Free the table"));
  await type(waiter.page, "Enter");
  await waiter.card(TABLE).getByText("Free", { exact: true }).waitFor();
});
