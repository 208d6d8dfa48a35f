// Every screen of kitchen, floor and the printers' page in the middle of dinner: pictures at the usual sizes, axe clean.
import { serveDinner } from "./dinner.js";
import { FLOOR, KITCHEN, show } from "./gallery.js";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { openClock, Party } from "./parties.js";
import { Cook, Waiter } from "./people.js";
import { openDevice } from "./restaurant.js";

const UNPAIRED = /401 \(Unauthorized\).*\/api\//;
const NO_WAY = /net::ERR_|WebSocket connection to/;
const BUSY = "Table 12";

const clock = await openClock();
const place = restaurant({ clock });
/** @type {Cook} */
let cook;
/** @type {Waiter} */
let waiter;

const escape = async (/** @type {{page: import("playwright-core").Page}} */ { page }) => {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
};
const dialog = (/** @type {{page: import("playwright-core").Page}} */ { page }, /** @type {string | RegExp} */ name) => page.getByRole("dialog", { name });

journey(place, "kitchen: connecting, and nothing to cook", async () => {
  const fresh = await openDevice(place.browser);
  await fresh.page.goto(place.house.url("/kitchen/"));
  await fresh.page.getByRole("heading", { name: "Connect this screen" }).waitFor();
  await fresh.page.getByText("More → Printers and devices → Add a screen or tablet").waitFor();
  await fresh.page.getByRole("button", { name: "Connect" }).click();
  await fresh.page.getByRole("alert").filter({ hasText: "Type the code first." }).waitFor();
  await show(fresh.page, "kitchen-connect", KITCHEN);
  await fresh.context.close();
  cook = await Cook.at(place.browser, place.house);
  await cook.sees("Nothing to cook");
  await show(cook.page, "kitchen-empty", KITCHEN);
});

journey(place, "kitchen: the board in the middle of dinner", async () => {
  await serveDinner(place.house, clock);
  await cook.page.reload();
  await cook.tickets(BUSY).first().waitFor();
  await show(cook.page, "kitchen-board", KITCHEN);
});

journey(place, "kitchen: drawers", async () => {
  await cook.press(/^All stations/);
  await show(cook.page, "kitchen-stations", KITCHEN);
  await escape(cook);
  await cook.press(/^86/);
  await cook.press("Grilled octopus, potatoes and olives: Out");
  await show(cook.page, "kitchen-86", KITCHEN);
  await escape(cook);
  await cook.press("Recall");
  await show(cook.page, "kitchen-recall", KITCHEN);
  await escape(cook);
  await cook.tickets(BUSY).first().getByRole("button", { name: new RegExp(`${BUSY}.*dine-in`) }).click();
  await show(cook.page, "kitchen-ticket", KITCHEN);
  await escape(cook);
  await cook.tickets(BUSY).last().getByRole("button", { name: /^Claim/ }).click();
  await show(cook.page, "kitchen-claim", KITCHEN);
  await escape(cook);
});

journey(place, "kitchen: a tap with its undo, and one station alone", async () => {
  await cook.tickets("Table 31").last().getByRole("button", { name: /^Ready/ }).click();
  await cook.page.getByRole("status").getByRole("button", { name: "Undo" }).waitFor();
  await show(cook.page, "kitchen-undo", KITCHEN);
  await cook.press(/^All stations/);
  await dialog(cook, "What does this screen show?").getByRole("button", { name: "Grill" }).click();
  await cook.press("Show these");
  await cook.page.getByRole("heading", { name: "Grill", level: 1 }).waitFor();
  await show(cook.page, "kitchen-grill", KITCHEN);
});

journey(place, "floor: connecting and signing in", async () => {
  const fresh = await openDevice(place.browser);
  await fresh.page.goto(place.house.url("/floor/"));
  await fresh.page.getByRole("heading", { name: "Connect this device" }).waitFor();
  await show(fresh.page, "floor-connect", FLOOR);
  await fresh.page.goto("about:blank");
  await fresh.page.goto(place.house.url(place.house.facts.floor));
  await fresh.page.getByRole("heading", { name: "Who are you?" }).waitFor();
  await show(fresh.page, "floor-who", FLOOR);
  await fresh.page.getByRole("button", { name: /Demo waiter/ }).click();
  for (const digit of "9999") await fresh.page.getByRole("button", { name: digit, exact: true }).click();
  await fresh.page.getByRole("alert").filter({ hasText: "Wrong PIN" }).waitFor();
  await show(fresh.page, "floor-pin", FLOOR);
  await fresh.page.getByRole("button", { name: "Someone else" }).click();
  await fresh.page.getByRole("button", { name: "Sign in with a password" }).click();
  await fresh.page.getByLabel("Login").fill("somebody");
  await fresh.page.getByLabel("Password", { exact: true }).fill("x".repeat(201));
  await fresh.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await fresh.page.getByRole("alert").filter({ hasText: "A password has at most 200 characters." }).waitFor();
  await show(fresh.page, "floor-password", FLOOR);
  await fresh.context.close();
});

journey(place, "floor: tables as cards and on the plan", async () => {
  waiter = await Waiter.at(place.browser, place.house, { role: "manager" });
  await waiter.card(BUSY).getByText("Calls a waiter").waitFor();
  await show(waiter.page, "floor-tables", FLOOR);
  await waiter.press("Plan");
  await show(waiter.page, "floor-plan", FLOOR);
  await waiter.press("Cards");
});

journey(place, "floor: one table, its payment, and the change", async () => {
  await waiter.opens("Table 3");
  await waiter.page.getByRole("region", { name: "Bill" }).getByText("Total", { exact: true }).waitFor();
  await show(waiter.page, "floor-table", FLOOR);
  await waiter.page.getByRole("link", { name: "Payment" }).click();
  await waiter.button(/^Take /).waitFor();
  await show(waiter.page, "floor-payment", FLOOR);
  await waiter.page.keyboard.press("1");
  await waiter.sees("Still missing");
  await show(waiter.page, "floor-payment-missing", FLOOR);
  await waiter.press("Delete last digit");
  await waiter.page.getByRole("group", { name: "Tap what the guest hands over" }).getByRole("button").last().click();
  await show(waiter.page, "floor-payment-typed", FLOOR);
  await waiter.press(/^Take /);
  await waiter.button("Free the table").waitFor();
  await show(waiter.page, "floor-paid", FLOOR);
  await waiter.press("Free the table");
  await waiter.card("Table 3").getByText("Free", { exact: true }).waitFor();
  await show(waiter.page, "floor-closed-undo", FLOOR);
});

journey(place, "floor: opening a table and its code", async () => {
  await waiter.card("Table 1").getByRole("button", { name: /^Open/ }).click();
  await show(waiter.page, "floor-open", FLOOR);
  await dialog(waiter, "Open Table 1").getByRole("button", { name: "Open table" }).click();
  await dialog(waiter, "Table 1: scan to order").getByRole("img").waitFor();
  await show(waiter.page, "floor-code", FLOOR);
  await escape(waiter);
  await waiter.opens("Table 2");
  await show(waiter.page, "floor-table-free", FLOOR);
});

journey(place, "floor: cancelling dishes, and what the kitchen sees of it", async () => {
  await waiter.goes("Tables");
  await waiter.opens(BUSY);
  await waiter.page.getByRole("button", { name: "Cancel dishes…" }).first().click();
  await cook.press(/^Grill/);
  await dialog(cook, "What does this screen show?").getByRole("button", { name: "All stations" }).click();
  await cook.press("Show these");
  await cook.page.getByRole("heading", { name: "All stations", level: 1 }).waitFor();
  const sheet = dialog(waiter, /^Cancel from order/);
  await sheet.getByRole("button", { name: /^One more .* to cancel$/ }).first().click();
  await show(waiter.page, "floor-cancel", FLOOR);
  await sheet.getByRole("button", { name: "Cancel 1 dish" }).click();
  await waiter.sees("The kitchen has not confirmed");
  await show(waiter.page, "floor-cancelled", FLOOR);
  await cook.sees("Cancelled: stop");
  await show(cook.page, "kitchen-cancelled", KITCHEN);
  await cook.press(new RegExp(`^Cancelled: ${BUSY}`));
  await cook.page.locator(".ticket.chosen").getByText("Cancelled: stop").waitFor();
  await cook.press(/^Cancellation of #\d+ understood/);
  await cook.page.getByText("Cancelled: stop").waitFor({ state: "detached" });
  await waiter.page.getByText("The kitchen has not confirmed").waitFor({ state: "detached" });
});

journey(place, "floor: history and more", async () => {
  await waiter.goes("History");
  await waiter.button("Restore: Table 3").waitFor();
  await show(waiter.page, "floor-history", FLOOR);
  await waiter.goes("More");
  await show(waiter.page, "floor-more", FLOOR);
  await waiter.press("Daily pass");
  await show(waiter.page, "floor-pass", FLOOR);
  await escape(waiter);
  await waiter.page.getByRole("link", { name: "Printers and devices" }).click();
  await waiter.page.getByRole("article", { name: "Kitchen printer" }).waitFor();
  await waiter.page.getByText(/paired now|paired \d/).first().waitFor();
  await show(waiter.page, "floor-devices", FLOOR);
  await waiter.press("Add a screen or tablet");
  await show(waiter.page, "floor-device-add", FLOOR);
  await waiter.page.getByLabel("Name").fill("Grill screen");
  await waiter.press("Make a code");
  await waiter.page.getByRole("img").last().waitFor();
  await show(waiter.page, "floor-device-code", FLOOR);
  await escape(waiter);
});

journey(place, "floor: what needs a person, and QR ordering off", async () => {
  await waiter.goes("Tables");
  await waiter.press("Disable QR");
  await show(waiter.page, "floor-disable-qr", FLOOR);
  await dialog(waiter, "Disable QR ordering?").getByRole("button", { name: "Disable QR ordering" }).click();
  await waiter.button("Turn on").waitFor();
  await show(waiter.page, "floor-qr-off", FLOOR);
  await waiter.press("Turn on");
  await cook.leave();
  const paper = await openDevice(place.browser, { viewport: { width: 1280, height: 800 } });
  await paper.page.goto(place.house.url(place.house.facts.printers));
  await paper.page.getByRole("article", { name: "Kitchen printer" }).getByRole("button", { name: "Paper out" }).click();
  await paper.page.getByRole("status").filter({ hasText: "Paper out" }).waitFor();
  await paper.page.getByRole("img", { name: "Paper of Kitchen printer" }).waitFor();
  await show(paper.page, "demo-printers", FLOOR);
  const stuck = await Party.at(place.house, "Table 5");
  await stuck.orders(["House lasagne", 2], ["Tiramisù", 1]);
  await waiter.card("Table 5").getByText("Checking with kitchen").waitFor();
  await show(waiter.page, "floor-stuck", FLOOR);
  await waiter.press("Show");
  await dialog(waiter, "What needs you").waitFor();
  await dialog(waiter, "What needs you").getByRole("listitem").filter({ hasText: "Kitchen printer" }).getByText("trouble", { exact: true }).waitFor();
  await show(waiter.page, "floor-needs-you", FLOOR);
  await escape(waiter);
  assertQuiet({ paper });
});

journey(place, "floor and kitchen: the connection is lost", async () => {
  cook = await Cook.at(place.browser, place.house);
  await cook.tickets(BUSY).first().waitFor();
  await place.house.kill();
  await waiter.page.getByRole("alert").filter({ hasText: "Connection lost" }).waitFor();
  await show(waiter.page, "floor-lost", FLOOR);
  await cook.page.getByRole("alert").filter({ hasText: "Connection lost" }).waitFor();
  await cook.tickets(BUSY).first().getByRole("button", { name: /^Ready/ }).click();
  await cook.sees(/Not sent/);
  await show(cook.page, "kitchen-lost", KITCHEN);
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ cook, waiter }, UNPAIRED, NO_WAY);
});
