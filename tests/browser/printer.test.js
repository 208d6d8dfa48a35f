// A kitchen printer without paper: the floor is told in plain words, nothing is lost, one ticket comes out when there is paper again.
import assert from "node:assert/strict";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { Guest, Waiter } from "./people.js";
import { openDevice } from "./restaurant.js";

const UNPAIRED = /401 \(Unauthorized\).*\/api\//;

const place = restaurant();
/** @type {Guest} */
let guest;
/** @type {Waiter} */
let waiter;
/** @type {import("./restaurant.js").Device} */
let paper;

const printer = () => paper.page.getByRole("article", { name: "Kitchen printer" });

journey(place, "paper that runs out shows on the printer's page", async () => {
  [guest, waiter, paper] = await Promise.all([
    Guest.at(place.browser, place.house, "Table 8"), Waiter.at(place.browser, place.house), openDevice(place.browser, { viewport: { width: 1280, height: 800 } }),
  ]);
  await paper.page.goto(place.house.url(place.house.facts.printers));
  await printer().getByRole("button", { name: "Paper out" }).click();
  await printer().getByRole("status").filter({ hasText: "Paper out" }).waitFor();
});

journey(place, "the waiter gets a banner that says what to do and which order waits", async () => {
  await guest.add("Burrata with cherry tomatoes");
  await guest.cart();
  await guest.send();
  const banner = waiter.page.getByText(/Kitchen printer.*paper/i).first();
  await banner.waitFor();
  await waiter.press("Show");
  const sheet = waiter.page.getByRole("dialog", { name: "What needs you" });
  await sheet.getByText("#1", { exact: false }).first().waitFor();
  await sheet.getByRole("button", { name: "Close" }).click();
});

journey(place, "the guest hears that the order is safe and being looked after", async () => {
  await guest.sees("Checking with the kitchen…");
  await guest.sees(/Your order is saved/);
});

journey(place, "with paper again the ticket prints once, the banner goes, the guest is told", async () => {
  await printer().getByRole("button", { name: "All well" }).click();
  await guest.sees("The kitchen has it. About");
  await printer().getByText("1 slip").waitFor();
  await waiter.page.getByText(/Kitchen printer.*paper/i).first().waitFor({ state: "detached" });
  await waiter.button("All well").waitFor();
  assert.equal(await printer().getByText("1 slip").count(), 1);
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ guest, waiter, paper }, UNPAIRED);
});
