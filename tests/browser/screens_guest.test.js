// Every screen a guest can meet: pictures at the usual sizes, light and dark, axe clean, nothing that jumps.
import assert from "node:assert/strict";
import { show } from "./gallery.js";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { happens, openClock, Party, Screen, Staff } from "./parties.js";
import { Guest } from "./people.js";
import { openDevice, slowDown } from "./restaurant.js";

const TABLE = "Table 12";
const STEAK = "Sliced rib-eye, rocket and parmesan";
const BURRATA = "Burrata with cherry tomatoes";
const SHIFT_MAX = 0.05;
/** Pages that say no get their no from the appliance; the browser notes each. */
const REFUSED = /(401|404|410|503) \(.*\).*\/(t|session|api)\//;
const NO_WAY = /net::ERR_|WebSocket connection to/;

const clock = await openClock();
const place = restaurant({ clock });
/** @type {Guest} */
let guest;
/** @type {Party} */
let friend;
/** @type {Staff} */
let owner;
/** @type {Screen} */
let kitchen;

const sheet = (/** @type {string} */ name) => guest.page.getByRole("dialog", { name });
const closeSheet = async () => {
  await guest.page.keyboard.press("Escape");
  await guest.page.getByRole("dialog").waitFor({ state: "detached" });
};
const fault = (/** @type {string} */ fault) => happens(place.house, "kitchen", fault);

journey(place, "the menu stands still while it loads on a slow phone", async () => {
  owner = await Staff.on(place.house, "owner");
  kitchen = await Screen.on(place.house);
  const slow = await Guest.at(place.browser, place.house, "Table 1", {}, async (device) => {
    await slowDown(device);
    await device.page.addInitScript(() => {
      const seen = /** @type {any} */ (globalThis);
      seen.shifted = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.shifted += /** @type {any} */ (entry).value))).observe({ type: "layout-shift", buffered: true });
    });
  });
  await slow.page.waitForLoadState("networkidle");
  const shifted = await slow.page.evaluate(() => /** @type {any} */ (globalThis).shifted);
  assert.ok(shifted < SHIFT_MAX, `the page shifted by ${shifted}`);
  assertQuiet({ slow });
  await slow.leave();
});

journey(place, "menu and dishes", async () => {
  guest = await Guest.at(place.browser, place.house, TABLE);
  await show(guest.page, "guest-menu");
  await guest.page.getByRole("button", { name: "House lasagne", exact: true }).click();
  await sheet("House lasagne").waitFor();
  await show(guest.page, "guest-dish");
  await closeSheet();
  await guest.add(STEAK);
  await show(guest.page, "guest-dish-choices");
  await sheet(STEAK).getByRole("button", { name: /^Choose first/ }).click();
  await show(guest.page, "guest-dish-choices-missing");
  await sheet(STEAK).getByLabel("Medium rare").check();
  await sheet(STEAK).getByLabel(/Note for the kitchen/).fill("no rocket, please, and the sauce in a little bowl beside it");
  await sheet(STEAK).getByRole("button", { name: /^Add/ }).click();
  await guest.button("Skip").waitFor();
  await show(guest.page, "guest-menu-nickname");
  await guest.skipNickname();
});

journey(place, "search and filters", async () => {
  await guest.press("Search and filters");
  await guest.page.getByRole("searchbox").fill("ragu");
  await guest.page.getByRole("heading", { name: "Tagliatelle al ragù" }).waitFor();
  await show(guest.page, "guest-search");
  await guest.page.getByRole("searchbox").fill("sushi");
  await guest.sees("Nothing fits");
  await show(guest.page, "guest-search-nothing");
  await guest.page.getByRole("searchbox").fill("");
  await guest.press("Without…");
  await sheet("Leave out dishes with…").getByRole("button", { name: "milk" }).click();
  await show(guest.page, "guest-filters");
  await guest.press("Show dishes");
  await show(guest.page, "guest-filtered");
  await guest.page.getByRole("search").getByRole("button", { name: "Close" }).click();
});

journey(place, "the shared cart, the table, the languages", async () => {
  friend = await Party.at(place.house, TABLE, "Second guest");
  await friend.chooses(["Orecchiette, cime di rapa, anchovy and garlic crumb", 2], ["Draught lager", 2], [BURRATA]);
  await guest.button(/6 items .*Review$/).waitFor();
  await show(guest.page, "guest-menu-cart");
  await guest.press(/^Your table/);
  await sheet(TABLE).waitFor();
  await show(guest.page, "guest-table");
  await closeSheet();
  await guest.press("Language");
  await show(guest.page, "guest-language");
  await closeSheet();
  await guest.cart();
  await show(guest.page, "guest-review");
});

journey(place, "a cart with a dish that is gone, and one without Wi-Fi", async () => {
  await kitchen.ask("POST", "/api/items/burrata/availability", { out: true, remaining: null, until_at: null });
  await guest.sees("Not available any more");
  await show(guest.page, "guest-review-gone");
  await kitchen.ask("POST", "/api/items/burrata/availability", { out: false, remaining: 3, until_at: null });
  await guest.page.getByText("Not available any more").waitFor({ state: "detached" });
  await guest.context.setOffline(true);
  await guest.send();
  await guest.sees("Will be sent when you are back on the Wi-Fi");
  await show(guest.page, "guest-review-queued");
});

journey(place, "an order on its way through the kitchen", async () => {
  await guest.context.setOffline(false);
  await guest.page.getByRole("article", { name: "Order 1" }).waitFor();
  await show(guest.page, "guest-status-received");
  const tickets = await kitchen.tickets(TABLE);
  await kitchen.moves(tickets[0], { verb: "start" });
  await guest.page.getByRole("listitem").getByText("Cooking").first().waitFor();
  await show(guest.page, "guest-status-cooking");
  for (const ticket of tickets) await kitchen.moves(ticket, { verb: "bump" });
  await guest.sees("Ready, coming to you");
  await show(guest.page, "guest-status-ready");
});

journey(place, "an order the kitchen has not confirmed", async () => {
  await fault("paper_out");
  await friend.orders(["Tiramisù", 2], ["Cappuccino", 2]);
  await guest.sees("Checking with the kitchen…");
  await show(guest.page, "guest-status-checking");
  await fault("restore");
  await guest.page.getByText("Checking with the kitchen…").waitFor({ state: "detached" });
});

journey(place, "sold out and running low on the menu, with an order under way", async () => {
  await kitchen.ask("POST", "/api/items/focaccia/availability", { out: true, remaining: null, until_at: null });
  await guest.toMenu();
  await guest.page.getByRole("listitem").filter({ hasText: "Focaccia" }).getByText("Sold out").waitFor();
  await show(guest.page, "guest-menu-sold-out");
});

journey(place, "the bill: looked at, asked for, paid", async () => {
  await guest.press(/^Your table/);
  await sheet(TABLE).getByRole("button", { name: /^Bill/ }).click();
  await guest.button(/Ask for the bill/).waitFor();
  await show(guest.page, "guest-bill");
  await guest.press(/Ask for the bill/);
  await guest.sees("A waiter is coming with the bill");
  await show(guest.page, "guest-bill-asked");
  await owner.takesCash(friend.id);
  await guest.sees("Paid. Thank you!");
  await show(guest.page, "guest-bill-paid");
});

journey(place, "in Arabic everything runs from right to left", async () => {
  await guest.toMenu();
  await guest.press("Language");
  await guest.press("العربية");
  await guest.page.locator('html[dir="rtl"][lang="ar"]').waitFor();
  await show(guest.page, "guest-ar-menu");
  await guest.page.getByRole("listitem").nth(2).getByRole("button").last().click();
  await show(guest.page, "guest-ar-menu-cart");
  await guest.page.locator(".bars .bar:not(.quiet)").last().click();
  await show(guest.page, "guest-ar-review");
  await guest.page.locator(".bars .bar").last().click();
  await guest.page.locator("main .steps").first().waitFor();
  await show(guest.page, "guest-ar-status");
});

journey(place, "a visit that is over", async () => {
  await owner.closes(friend.id);
  await guest.page.getByRole("heading", { level: 1, name: /.+/ }).and(guest.page.locator("#page-title")).waitFor();
  await show(guest.page, "guest-ar-ended");
  await guest.page.evaluate(() => localStorage.setItem("comanda.language", JSON.stringify("en")));
  await guest.leave();
});

/** @param {string} name @param {string} table @param {string} title @param {() => Promise<unknown>} before @param {() => Promise<unknown>} [afterwards] */
function refusal(name, table, title, before, afterwards = async () => {}) {
  journey(place, `a page of its own: ${title}`, async () => {
    await before();
    const late = await Guest.refusedAt(place.browser, place.house, table, title);
    await show(late.page, name);
    assertQuiet({ late }, REFUSED);
    await late.leave();
    await afterwards();
  });
}

refusal("guest-page-closed", "Table 2", "We are closed right now", () => owner.settles({ hours: Array(7).fill([["03:58", "03:59"]]) }), () => owner.settles({ hours: Array(7).fill([["00:00", "24:00"]]) }));
refusal("guest-page-disabled", "Table 3", "This table is not in use", () => owner.ask("POST", "/api/tables/table-3/enabled", { enabled: false }));
refusal("guest-page-paused", "Table 4", "Ordering by phone is paused",
  () => owner.ask("POST", "/api/qr_ordering", { enabled: false, message: "The kitchen takes a short break", until_at: null }),
  () => owner.ask("POST", "/api/qr_ordering", { enabled: true, message: null, until_at: null }));
refusal("guest-page-staff-opens", "Table 5", "Ask a waiter to open your table", () => owner.settles({ access_staff_opens: true }), () => owner.settles({ access_staff_opens: false }));
refusal("guest-page-replaced", "Table 6", "This code has been replaced", () => owner.ask("POST", "/api/tables/table-6/qr/rotate", {}));

journey(place, "a page of its own: a code that never was, the menu to read, a visit that ended", async () => {
  const stranger = await openDevice(place.browser);
  await stranger.page.goto(place.house.url("/t/nonsense"));
  await stranger.page.getByRole("heading", { name: "We do not know this table" }).waitFor();
  await show(stranger.page, "guest-page-unknown");
  await stranger.page.getByRole("button", { name: "Read the menu" }).click();
  await stranger.page.getByText("You can read the menu here").waitFor();
  await show(stranger.page, "guest-menu-reading");
  assert.deepEqual(stranger.watch.unexpected(REFUSED), []);
  await stranger.context.close();
  const leaving = await Guest.at(place.browser, place.house, "Table 7");
  const party = await Party.at(place.house, "Table 7");
  await owner.closes(party.id);
  await leaving.page.getByRole("heading", { name: "This visit is finished" }).waitFor();
  await show(leaving.page, "guest-page-ended");
  await leaving.leave();
});

journey(place, "the table's PIN and the word of the day", async () => {
  await owner.settles({ access_pin: true });
  const careful = await Guest.at(place.browser, place.house, "Table 8");
  await careful.add(BURRATA);
  await careful.skipNickname();
  await careful.cart();
  await careful.send();
  await careful.page.getByRole("dialog", { name: "Table PIN" }).waitFor();
  await show(careful.page, "guest-pin");
  await careful.page.keyboard.press("Escape");
  await owner.settles({ access_pin: false, access_pass: true });
  await careful.page.reload();
  await careful.cart();
  await careful.send();
  const asked = careful.page.getByRole("dialog", { name: "Today's word" });
  await asked.getByRole("textbox").fill("not-the-word");
  await asked.getByRole("button", { name: "Send order" }).click();
  await asked.getByRole("alert").filter({ hasText: "That is not today's word." }).waitFor();
  await show(careful.page, "guest-pass-wrong");
  await owner.settles({ access_pass: false });
  assertQuiet({ careful }, REFUSED);
  await careful.leave();
});

journey(place, "a bill left over from an earlier party", async () => {
  const earlier = await Party.at(place.house, "Table 9");
  await earlier.orders(["Margherita", 2]);
  await clock.pass(95);
  const next = await openDevice(place.browser);
  await next.page.goto(place.house.table("Table 9"));
  await next.page.getByRole("heading", { name: "There is still a bill here" }).waitFor();
  await show(next.page, "guest-page-left-over");
  await next.page.getByRole("button", { name: "Start new" }).click();
  await next.page.getByRole("button", { name: "Your table: Table 9" }).waitFor();
  assert.deepEqual(next.watch.unexpected(REFUSED), []);
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ guest }, REFUSED, NO_WAY);
});
