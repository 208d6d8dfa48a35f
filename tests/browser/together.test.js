// Guests at one table, and what may surprise them: somebody else sends, the table is closed by mistake, the Wi-Fi goes, notes get long.
import assert from "node:assert/strict";
import { show } from "./gallery.js";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { Party, Screen, Staff } from "./parties.js";
import { Guest, Waiter } from "./people.js";
import { openDevice } from "./restaurant.js";

const TABLE = "Table 7";
const DISH = "Burrata with cherry tomatoes";
const LASAGNE = "House lasagne";
const ENDED = /410 \(Gone\)/;
const UNPAIRED = /401 \(Unauthorized\).*\/api\//;
const NOT_FOUND = /404 \(Not Found\)/;
const NO_WAY = /net::ERR_|WebSocket connection to/;

const place = restaurant();
/** @type {Guest} */
let guest;
/** @type {Party} */
let friend;
/** @type {Staff} */
let owner;

/** Whether one thing on the page lies over another. @param {import("playwright-core").Locator} one @param {import("playwright-core").Locator} other */
async function cover(one, other) {
  const [above, below] = await Promise.all([one.boundingBox(), other.boundingBox()]);
  assert.ok(above && below);
  return above.x < below.x + below.width && below.x < above.x + above.width && above.y < below.y + below.height && below.y < above.y + above.height;
}

journey(place, "a dish of a phone that has not joined yet is somebody's, never of guest 0", async () => {
  owner = await Staff.on(place.house, "owner");
  guest = await Guest.at(place.browser, place.house, TABLE);
  await guest.add(DISH);
  await guest.skipNickname();
  const second = await Guest.at(place.browser, place.house, TABLE);
  await second.add(DISH);
  await guest.cart();
  await guest.page.getByRole("region", { name: "A guest" }).waitFor();
  assert.equal(await guest.page.getByText("0", { exact: true }).count(), 0);
  await show(guest.page, "guest-review-newcomer");
  await second.leave();
});

journey(place, "whoever looks at the shared cart when somebody else sends it comes to the order", async () => {
  friend = await Party.at(place.house, TABLE, "Ada");
  await friend.orders([DISH]);
  await guest.page.getByText("Ada sent the order.").waitFor();
  await guest.page.getByRole("article", { name: "Order 1" }).waitFor();
  assert.equal(await guest.page.getByText("Nothing chosen yet").count(), 0);
});

journey(place, "an empty cart shows the way to the orders", async () => {
  await guest.toMenu();
  await guest.add(DISH);
  await guest.cart();
  await guest.press("Remove");
  await guest.sees("Nothing chosen yet");
  await guest.press("Your orders");
  await guest.page.getByRole("article", { name: "Order 1" }).waitFor();
  await guest.toMenu();
});

journey(place, "a table closed by mistake brings its phones back by itself", async () => {
  await owner.closes(friend.id);
  await guest.page.getByRole("heading", { name: "This visit is finished" }).waitFor();
  await owner.ask("PATCH", `/session/${friend.id}/restore`, {});
  await guest.button(`Your table: ${TABLE}`).waitFor();
  await guest.button(/^Order 1 /).waitFor();
});

journey(place, "a long note says how much room is left", async () => {
  await guest.page.getByRole("button", { name: LASAGNE, exact: true }).click();
  const sheet = guest.page.getByRole("dialog", { name: LASAGNE });
  const note = sheet.getByLabel(/Note for the kitchen/);
  await note.fill("x".repeat(100));
  assert.equal(await sheet.getByText(/\d left$/).count(), 0);
  await note.fill("x".repeat(128));
  await sheet.getByText("12 left").waitFor();
  await note.fill("Please no nuts at all, also not in the sauce or the oil: a strong allergy. And the cheese beside it, not on top of it, thank you very much!!!");
  await sheet.getByText("0 left").waitFor();
  await show(guest.page, "guest-note-full");
  await guest.page.keyboard.press("Escape");
});

journey(place, "a dish that is struck out as gone is not counted", async () => {
  const kitchen = await Screen.on(place.house);
  await guest.add(DISH);
  await guest.add(LASAGNE);
  await guest.button(/2 items .*€24.50/).waitFor();
  await kitchen.ask("POST", "/api/items/burrata/availability", { out: true, remaining: null, until_at: null });
  await guest.button(/2 items .*€13.00/).waitFor();
  await kitchen.ask("POST", "/api/items/burrata/availability", { out: false, remaining: null, until_at: null });
  await guest.button(/2 items .*€24.50/).waitFor();
});

journey(place, "while ordering is switched off the menu says so at once", async () => {
  await owner.ask("POST", "/api/qr_ordering", { enabled: false, message: "The kitchen takes a short break", until_at: null });
  await guest.page.getByRole("status").filter({ hasText: "The kitchen takes a short break" }).waitFor();
  await show(guest.page, "guest-menu-off");
  await owner.ask("POST", "/api/qr_ordering", { enabled: true, message: null, until_at: null });
  await guest.page.getByText("The kitchen takes a short break").waitFor({ state: "detached" });
});

journey(place, "without a connection nothing is covered", async () => {
  const said = guest.page.getByText(/^No connection/);
  await guest.context.setOffline(true);
  await said.waitFor();
  await guest.page.evaluate(() => scrollTo(0, 0));
  for (const part of [guest.page.getByRole("heading", { level: 1 }), guest.button(`Your table: ${TABLE}`), guest.button("Language")]) assert.equal(await cover(said.locator(".."), part), false);
  await show(guest.page, "guest-menu-offline");
  await guest.page.evaluate(() => scrollTo(0, 900));
  assert.equal(await cover(said.locator(".."), guest.page.getByRole("navigation", { name: "Categories" })), false);
  await guest.cart();
  for (const part of [guest.page.getByRole("heading", { level: 1 }), guest.button(`Your table: ${TABLE}`), guest.button("Back to the menu")]) assert.equal(await cover(said.locator(".."), part), false);
  await show(guest.page, "guest-review-offline");
  await guest.context.setOffline(false);
  await said.waitFor({ state: "detached" });
});

journey(place, "an order that is in says so, not that it is being sent", async () => {
  await guest.context.route(/\/orders$/, async (route) => {
    const answer = await place.house.deliver(route);
    const body = await answer.json();
    await route.fulfill({ response: answer, json: { ...body, order: { ...body.order, kitchen: "sending" } } });
  });
  await guest.context.routeWebSocket(/\/ws\?/, () => {});
  await guest.page.reload();
  await guest.cart();
  await guest.send();
  await guest.page.getByRole("status").filter({ hasText: "Your order is in" }).first().waitFor();
  assert.equal(await guest.page.getByText("Sending…").count(), 0);
});

journey(place, "a mistyped address is a page with the way back to the menu", async () => {
  const stranger = await openDevice(place.browser);
  await stranger.page.goto(place.house.url("/menue"));
  await stranger.page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  await show(stranger.page, "lost-stranger");
  assert.deepEqual(stranger.watch.unexpected(NOT_FOUND), []);
  await stranger.context.close();
  await guest.page.goto(place.house.url("/menue"));
  await show(guest.page, "lost-guest");
  await guest.page.getByRole("link", { name: "Back to the menu" }).click();
  await guest.button(`Your table: ${TABLE}`).waitFor();
});

journey(place, "closing with dishes in the kitchen says how many, and what gets ready still reaches a waiter", async () => {
  const kitchen = await Screen.on(place.house);
  const other = await Party.at(place.house, "Table 8");
  const { order } = await other.orders([DISH, 2]);
  const waiter = await Waiter.at(place.browser, place.house);
  await waiter.card("Table 8").getByRole("button", { name: "Close: Table 8" }).click();
  await waiter.sees("Table 8 closed, €23.00 unpaid · 2 dishes still in the kitchen");
  for (const ticket of await kitchen.tickets("Table 8")) await kitchen.moves(ticket, { verb: "bump" });
  const words = `Order ${order.number} for Table 8 is ready; the table was closed.`;
  await waiter.press(/needs? you$/);
  const alert = waiter.page.getByRole("listitem").filter({ hasText: words });
  await show(waiter.page, "floor-ready-after-close");
  await alert.getByRole("button", { name: "Served" }).click();
  await alert.waitFor({ state: "detached" });
  assertQuiet({ waiter }, UNPAIRED);
  await waiter.leave();
});

journey(place, "wrong PINs: the tries left, the wait in words, and a manager who lifts it", async () => {
  const tablet = await openDevice(place.browser, { viewport: { width: 1024, height: 600 } });
  await tablet.page.goto(place.house.url(place.house.facts.floor));
  const digit = (/** @type {string} */ one) => tablet.page.getByRole("button", { name: one, exact: true });
  const guess = async () => {
    for (const one of "0000") await digit(one).click();
  };
  await tablet.page.getByRole("button", { name: /Demo waiter/ }).click();
  for (const left of ["4 tries", "3 tries", "2 tries", "1 try"]) {
    await guess();
    await tablet.page.getByRole("alert").filter({ hasText: `Wrong PIN. ${left} left.` }).waitFor();
  }
  await guess();
  await tablet.page.getByRole("alert").filter({ hasText: "Wait 15 minutes." }).waitFor();
  assert.equal(await digit("1").isDisabled(), true);
  await show(tablet.page, "floor-pin-wait");
  const manager = await Waiter.at(place.browser, place.house, { role: "manager" });
  await manager.goes("More");
  await manager.press("Sign-ins on hold");
  await manager.page.getByRole("dialog", { name: "Sign-ins on hold" }).getByText("Demo waiter").waitFor();
  await show(manager.page, "floor-waits");
  await manager.press("Let in now");
  await manager.sees("Everyone can sign in.");
  await tablet.page.getByRole("button", { name: "Someone else" }).click();
  await tablet.page.getByRole("button", { name: /Demo waiter/ }).click();
  for (const one of place.house.signIn("waiter").pin) await digit(one).click();
  await tablet.page.getByRole("navigation", { name: "Pages" }).waitFor();
  assertQuiet({ manager, tablet }, UNPAIRED);
  await Promise.all([manager.leave(), tablet.context.close()]);
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ guest }, ENDED, NOT_FOUND, NO_WAY);
});
