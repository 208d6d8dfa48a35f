// The cash drawer learns its sensor, opens for a reason and is missed when it stays open; the papers of a long outage are one question.
import assert from "node:assert/strict";
import { FLOOR, showTop } from "./gallery.js";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { happens, openClock, Party, Screen, until } from "./parties.js";
import { Waiter } from "./people.js";

const UNPAIRED = /401 \(Unauthorized\).*\/api\//;
const LONG_MIN = 40;
const ALARM_MIN = 2;

const clock = await openClock();
const place = restaurant({ clock });
/** @type {Waiter} */
let manager;

const picture = (/** @type {string} */ name) => showTop(manager.page, name, FLOOR);

journey(place, "a drawer learns its sensor in two taps", async () => {
  manager = await Waiter.at(place.browser, place.house, { role: "manager", options: { viewport: { width: 1280, height: 800 } } });
  await manager.toHardware();
  await manager.press("Add a drawer");
  await picture("floor-drawer-add");
  await manager.dialog("Add a drawer").getByRole("button", { name: "Add a drawer" }).click();
  await manager.card("Cash drawer").getByText("no sensor", { exact: true }).waitFor();
  await manager.press("Set up: Cash drawer");
  await manager.press("It is closed");
  await manager.sees("Good. Now let it open.");
  await picture("floor-drawer");
  await manager.press("Open it now");
  await manager.sees("The sensor is known.");
  await manager.escape();
  await manager.card("Cash drawer").getByText("open", { exact: true }).waitFor();
  await happens(place.house, "desk", "close_drawer");
  await manager.card("Cash drawer").getByText("closed", { exact: true }).waitFor();
});

journey(place, "it opens without a sale for a reason, and left open it raises an alarm on the floor", async () => {
  await manager.press("Open: Cash drawer");
  await manager.dialog("Open: Cash drawer").getByRole("button", { name: "Change money" }).click();
  await manager.dialog("Open: Cash drawer").getByRole("button", { name: "Open the drawer" }).click();
  await manager.card("Cash drawer").getByText("open", { exact: true }).waitFor();
  await clock.pass(ALARM_MIN);
  await manager.page.getByText("Cash drawer stands open; close it.").first().waitFor();
  await picture("floor-drawer-alarm");
  await happens(place.house, "desk", "close_drawer");
  await manager.page.getByText("Cash drawer stands open; close it.").first().waitFor({ state: "detached" });
});

journey(place, "after a long outage the printer's old papers are one question on the floor", async () => {
  await happens(place.house, "kitchen", "power_off");
  const cook = await Screen.on(place.house);
  for (const table of ["Table 1", "Table 2", "Table 3", "Table 4", "Table 5"]) await (await Party.at(place.house, table)).orders(["Margherita", 1], ["Burrata with cherry tomatoes", 1]);
  await until(async () => (await cook.tickets()).length >= 10);
  await clock.pass(LONG_MIN);
  await manager.goes("Tables");
  await happens(place.house, "kitchen", "restore");
  await happens(place.house, "kitchen", "power_on");
  await manager.press("Decide");
  await manager.dialog(/old papers for Kitchen printer/).waitFor();
  await manager.dialog(/old papers/).getByText("Which papers are these?").click();
  await manager.dialog(/old papers/).getByText("Table 1", { exact: false }).first().waitFor();
  await picture("floor-backlog");
});

journey(place, "dropping wants a reason; the newest are printed and the rest are dropped", async () => {
  await manager.press("Drop them");
  assert.equal(await manager.button(/^Drop all/).isDisabled(), true);
  await manager.press("Served already");
  await picture("floor-backlog-drop");
  await manager.press("Back");
  await manager.press("Print the newest 3");
  await manager.told(/3 now print, \d+ dropped/);
  await manager.button("Decide").waitFor({ state: "detached" });
});

journey(place, "a cashier opens it for a reason, and may not change it", async () => {
  const cashier = await Waiter.at(place.browser, place.house, { role: "cashier" });
  await cashier.page.goto(place.house.url("/floor/#/devices"));
  await cashier.press("Open: Cash drawer");
  await cashier.page.getByLabel("Why? It is written down.").fill("Check the float");
  await cashier.press("Open the drawer");
  await cashier.page.getByRole("article", { name: "Cash drawer" }).getByText("open", { exact: true }).waitFor();
  assert.equal(await cashier.button("Set up: Cash drawer").count(), 0);
  assertQuiet({ cashier }, UNPAIRED);
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ manager }, UNPAIRED);
});
