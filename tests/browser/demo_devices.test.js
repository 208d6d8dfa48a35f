// The demo's page of simulated devices: somebody without hardware tells a printer whom to call, and sees what devices show.
import assert from "node:assert/strict";
import { GUEST, showTop } from "./gallery.js";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { Waiter } from "./people.js";
import { openDevice } from "./restaurant.js";

const UNPAIRED = /401 \(Unauthorized\).*\/api\//;
const NO_ADDRESS = /422 .*\/demo\/printers\/cloud\/call/;
const CLOUD = "Star mC-Print3";

const place = restaurant();
/** @type {Waiter} */
let manager;
/** @type {import("./restaurant.js").Device} */
let demo;

const device = (/** @type {string} */ name) => demo.page.getByRole("article", { name, exact: true });
const tells = async (/** @type {string} */ url) => {
  await device(CLOUD).getByLabel("Address to call").fill(url);
  await device(CLOUD).getByRole("button", { name: "Tell the printer" }).click();
};

journey(place, "what is in the restaurant and what stands around it are told apart", async () => {
  demo = await openDevice(place.browser, { viewport: { width: 1280, height: 800 } });
  await demo.page.goto(place.house.url(place.house.facts.printers));
  const own = demo.page.getByRole("region", { name: "In the restaurant" });
  const around = demo.page.getByRole("region", { name: "Around it, for you to set up" });
  await own.getByRole("article", { name: "Kitchen printer" }).waitFor();
  assert.deepEqual([await own.getByRole("article").count(), await around.getByRole("article").count()], [3, 10]);
  await device("Epson TM-T88V").getByText(place.house.facts.around["new"] ?? "").waitFor();
  await showTop(demo.page, "demo-devices", GUEST);
});

journey(place, "a printer that calls is told an address that is none, and says so", async () => {
  await tells("http://box.lan/floor/");
  await device(CLOUD).getByRole("alert").filter({ hasText: "The appliance gave no such address" }).waitFor();
  await device(CLOUD).getByRole("status").getByText("No address").waitFor();
});

journey(place, "with the address the manager was given it prints", async () => {
  manager = await Waiter.at(place.browser, place.house, { role: "manager", options: { viewport: { width: 1280, height: 800 } } });
  await manager.toHardware();
  await manager.press("Add by address");
  await manager.press("Enter it by hand");
  const form = manager.dialog("A printer by hand");
  await form.getByRole("button", { name: "Star CloudPRNT" }).click();
  await form.getByLabel("MAC address, on the printer's label").fill(await device(CLOUD).locator("code").innerText());
  await form.getByLabel("Name").fill("Terrace printer");
  await manager.press("Add the printer");
  const given = await manager.dialog("Terrace printer").getByText(/\/cloudprnt\//).innerText();
  await manager.press("Done");
  await tells(given);
  await device(CLOUD).getByRole("status").getByText("Ready").waitFor();
  await device(CLOUD).getByText("1 slip").waitFor();
  await manager.card("Terrace printer").getByText("ready").waitFor();
});

journey(place, "a screen shows its number, a modem without its card is out of order until all is well", async () => {
  await device("Kitchen screen").getByRole("button", { name: "Ask to be let in" }).click();
  await device("Kitchen screen").getByText(/with the number \d{4}/).waitFor();
  await manager.card("Simulated screen asks to join").waitFor();
  await device("GSM modem").getByRole("button", { name: "No SIM" }).click();
  await device("GSM modem").getByRole("status").getByText("Out of order").waitFor();
  await device("GSM modem").getByText("More that can happen").click();
  await device("GSM modem").getByRole("button", { name: "Congested" }).waitFor();
  await device("GSM modem").getByRole("button", { name: "All well" }).click();
  await device("GSM modem").getByRole("status").getByText("Ready").waitFor();
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ manager, demo }, UNPAIRED, NO_ADDRESS);
});
