// What the kitchen takes off the menu is off every open menu, and back when it says so.
import assert from "node:assert/strict";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { Cook, Guest } from "./people.js";

const DISH = "Burrata with cherry tomatoes";
const AT_ONCE = { timeout: 1_000 };
const UNPAIRED = /401 \(Unauthorized\).*\/api\//;

const place = restaurant();
/** @type {Guest} */
let guest;
/** @type {Cook} */
let cook;

/** @param {string} choice @param {() => Promise<unknown>} tap */
async function onceAnswered(choice, tap) {
  const answer = cook.page.waitForResponse(/availability$/);
  await tap();
  assert.equal((await answer).status(), 200, choice);
}

journey(place, "a dish that runs out is sold out on an open menu within a second", async () => {
  [guest, cook] = await Promise.all([Guest.at(place.browser, place.house, "Table 3"), Cook.at(place.browser, place.house)]);
  await guest.add(DISH);
  await guest.skipNickname();
  await cook.press(/^86/);
  await cook.page.getByRole("searchbox", { name: "Find a dish" }).fill("burrata");
  await cook.press(`${DISH}: Out`);
  await onceAnswered("out", () => cook.press("Until further notice"));
  await guest.page.getByRole("listitem").filter({ hasText: DISH }).getByText("Sold out").waitFor(AT_ONCE);
  assert.equal(await guest.button(new RegExp(`^Add.*${DISH}`)).count(), 0);
});

journey(place, "the cart says which dish is gone, keeps it, and cannot be sent with it", async () => {
  await guest.cart();
  await guest.page.getByRole("alert").filter({ hasText: "Not available any more" }).waitFor();
  assert.equal(await guest.button(/^Send order/).isDisabled(), true);
});

journey(place, "the last four are counted down in front of the guest", async () => {
  await cook.press(`${DISH}: Back in`);
  await guest.page.getByRole("alert").filter({ hasText: "Not available any more" }).waitFor({ state: "detached" });
  await cook.press(`${DISH}: Out`);
  await onceAnswered("count", () => cook.press("Set count"));
  await guest.send();
  await guest.sees("Kitchen has it");
  await guest.press(/^Add something/);
  await guest.page.getByRole("listitem").filter({ hasText: DISH }).getByText("3 left").waitFor();
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ guest, cook }, UNPAIRED);
});
