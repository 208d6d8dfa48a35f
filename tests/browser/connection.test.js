// Bad Wi-Fi: an order sent into nothing waits on the phone and arrives once; lost answers, lost packets and slow phones change nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { openLossyWay } from "./lossy.js";
import { Cook, Guest } from "./people.js";
import { slowDown } from "./restaurant.js";

const DISH = "Burrata with cherry tomatoes";
/** What the browser itself writes when there is no way. */
const NO_WAY = /net::ERR_|WebSocket connection to/;
const PRELOAD_AND_IMPORT = 2;
const UNPAIRED = /401 \(Unauthorized\).*\/api\//;
const place = restaurant();

/** @param {Guest} guest @param {number} orders */
async function assertOrders(guest, orders) {
  await guest.page.getByRole("article", { name: /^Order / }).first().waitFor();
  assert.equal(await guest.page.getByRole("article", { name: /^Order / }).count(), orders);
}

journey(place, "an order sent without Wi-Fi waits on the phone and is sent once when it is back", async () => {
  const guest = await Guest.at(place.browser, place.house, "Table 1");
  const cook = await Cook.at(place.browser, place.house);
  await guest.add(DISH);
  await guest.skipNickname();
  await guest.cart();
  await guest.button(/^Send order/).waitFor();
  await guest.context.setOffline(true);
  await guest.send();
  await guest.sees("Will be sent when you are back on the Wi-Fi");
  await guest.context.setOffline(false);
  await guest.kitchenHasIt();
  await assertOrders(guest, 1);
  await cook.tickets("Table 1").first().waitFor();
  assert.equal(await cook.tickets("Table 1").count(), 1);
  assertQuiet({ guest, cook }, NO_WAY, UNPAIRED);
  await Promise.all([guest.leave(), cook.leave()]);
});

journey(place, "what was chosen without Wi-Fi survives closing the page", async () => {
  const guest = await Guest.at(place.browser, place.house, "Table 2");
  await guest.context.route(/\/cart$/, (route) => route.abort());
  await guest.add(DISH);
  await guest.button(/1 item .*Review$/).waitFor();
  await guest.page.close();
  await guest.context.unroute(/\/cart$/);
  guest.page = await guest.context.newPage();
  await guest.page.goto(place.house.table("Table 2"));
  await guest.button(/1 item .*Review$/).waitFor();
  await guest.cart();
  await guest.send();
  await guest.kitchenHasIt();
  assertQuiet({ guest }, NO_WAY);
  await guest.leave();
});

journey(place, "a screen that cannot be fetched leaves the way back, and appears by itself when it can", async () => {
  const guest = await Guest.at(place.browser, place.house, "Table 3", {}, ({ context }) => context.route(/review\.js$/, (route) => route.abort()));
  await guest.add(DISH);
  await guest.cart();
  await guest.button("Back to the menu").waitFor();
  await guest.context.unroute(/review\.js$/);
  await guest.button(/^Send order/).waitFor();
  assertQuiet({ guest }, NO_WAY);
  await guest.leave();
});

journey(place, "a page whose second half did not come begins again by itself", async () => {
  const guest = await Guest.at(place.browser, place.house, "Table 10", {}, ({ context }) => context.route(/app\.js$/, (route) => route.abort(), { times: PRELOAD_AND_IMPORT }));
  await guest.add(DISH);
  await guest.button(/1 item .*Review$/).waitFor();
  assertQuiet({ guest }, NO_WAY, /Failed to fetch dynamically imported module/);
  await guest.leave();
});

journey(place, "an order whose answer was lost on the way back is not sent twice", async () => {
  const guest = await Guest.at(place.browser, place.house, "Table 4");
  const keys = /** @type {(string | null)[]} */ ([]);
  guest.page.on("request", async (request) => request.url().endsWith("/orders") && keys.push(await request.headerValue("idempotency-key")));
  await guest.page.route(/\/orders$/, async (route) => {
    await place.house.deliver(route);
    await route.abort();
  }, { times: 1 });
  await guest.add(DISH);
  await guest.cart();
  await guest.send();
  await guest.kitchenHasIt();
  await assertOrders(guest, 1);
  assert.ok(keys.length > 1, "the phone sent it again");
  assert.equal(new Set(keys).size, 1);
  assertQuiet({ guest }, NO_WAY);
  await guest.leave();
});

journey(place, "a slow phone on slow Wi-Fi orders as well", async () => {
  const guest = await Guest.at(place.browser, place.house, "Table 6", {}, slowDown);
  await guest.add(DISH);
  await guest.cart();
  await guest.send();
  await guest.kitchenHasIt();
  assertQuiet({ guest });
  await guest.leave();
});

test("an order goes through where every fifth packet is lost", async () => {
  const way = await openLossyWay();
  try {
    const guest = await Guest.at(way.browser, way.house, "Table 7", {}, way.prepare);
    await guest.add(DISH);
    await guest.cart();
    await guest.send();
    await guest.kitchenHasIt();
    await assertOrders(guest, 1);
    assert.ok(await way.lost() > 0, "something was lost on the way");
  } finally {
    await way.close();
  }
});
