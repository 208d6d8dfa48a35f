// The appliance loses power in the middle of an order: the phone goes on by itself, and there is one order.
import assert from "node:assert/strict";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { Cook, Guest } from "./people.js";

const DISH = "Burrata with cherry tomatoes";
const NO_WAY = /net::ERR_|WebSocket connection to|401 \(Unauthorized\)/;

const place = restaurant();
/** @type {Guest} */
let guest;
/** @type {Cook} */
let cook;

const ordersShown = () => guest.page.getByRole("article", { name: /^Order / });

journey(place, "killed after the order was saved and before the phone heard so: one order after the restart", async () => {
  [guest, cook] = await Promise.all([Guest.at(place.browser, place.house, "Table 9"), Cook.at(place.browser, place.house)]);
  await guest.page.route(/\/orders$/, async (route) => {
    await place.house.deliver(route);
    await place.house.kill();
    await route.abort();
  }, { times: 1 });
  await guest.add(DISH);
  await guest.cart();
  await guest.send();
  await cook.page.getByRole("alert").filter({ hasText: "Connection lost" }).waitFor();
  await place.house.start();
  await guest.kitchenHasIt();
  await ordersShown().first().waitFor();
  assert.equal(await ordersShown().count(), 1);
  await cook.page.getByRole("alert").filter({ hasText: "Connection lost" }).waitFor({ state: "detached" });
  await cook.tickets("Table 9").first().waitFor();
  assert.equal(await cook.tickets("Table 9").count(), 1);
});

journey(place, "killed before the order arrived: the phone keeps it and sends it when the appliance is back", async () => {
  await guest.press(/^Add something/);
  await guest.add("Tiramisù");
  await guest.cart();
  await place.house.kill();
  await guest.send();
  await guest.sees("Will be sent when you are back on the Wi-Fi");
  await place.house.start();
  await ordersShown().nth(1).waitFor();
  assert.equal(await ordersShown().count(), 2);
  await cook.tickets("Table 9").nth(1).waitFor();
  assert.equal(await cook.tickets("Table 9").count(), 2);
});

journey(place, "apart from the lost connection nothing complained", async () => {
  assertQuiet({ guest, cook }, NO_WAY);
});
