// A manager and the hardware: what is found is approved with one tap, tried, routed, renamed and removed; a screen is let in by the
// number that stands on it.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { FLOOR, show, showTop } from "./gallery.js";
import { assertQuiet, journey, restaurant } from "./journeys.js";
import { happens } from "./parties.js";
import { CALM_MS, Waiter } from "./people.js";
import { tabTo } from "./tabbing.js";

const UNPAIRED = /401 \(Unauthorized\).*\/api\//;
const REFUSED = /status of (409|422) /;

const place = restaurant();
/** @type {Waiter} */
let manager;
const dialog = (/** @type {string | RegExp} */ name) => manager.dialog(name);
const card = (/** @type {string} */ name) => manager.card(name);
const section = (/** @type {string} */ name) => manager.page.getByRole("region", { name, exact: true });
const closed = (/** @type {string | RegExp} */ name) => dialog(name).waitFor({ state: "detached" });
const told = (/** @type {string | RegExp} */ text) => manager.told(text);
const picture = (/** @type {string} */ name) => showTop(manager.page, name, FLOOR);

/** Types an address of a printer that is around and looks there. @param {string} name */
async function looksAt(name) {
  await manager.press("Add by address");
  await dialog("Add a printer by its address").getByLabel("Address").fill(place.house.facts.around[name] ?? "");
  await manager.press("Look there");
  await dialog("Add a printer by its address").getByRole("article").waitFor();
}

/** A kiosk agent that asks to be let in. @param {string} name */
async function knock(name) {
  const secret = randomBytes(24).toString("hex");
  const say = async (/** @type {string} */ where, /** @type {object} */ body) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${secret}`, "idempotency-key": randomBytes(16).toString("hex") };
    const answer = await fetch(new URL(where, place.house.facts.base), { method: "POST", headers, body: JSON.stringify(body) });
    return answer.json();
  };
  const facts = { agent: randomBytes(8).toString("hex"), version: "1.0", display: "1920×1080" };
  const { nonce } = await say("/api/kiosk/hello", { ...facts, name, commitment: createHash("sha256").update(secret).digest("hex") });
  const report = () => say("/api/kiosk/report", { ...facts, uptime_s: 7_500, browser_starts: 2 });
  await report();
  const number = createHash("sha256").update(`${nonce}:${secret}`).digest().readBigUInt64BE() % 10_000n;
  return { report, check: String(number).padStart(4, "0") };
}

journey(place, "everything in use stands on one page", async () => {
  manager = await Waiter.at(place.browser, place.house, { role: "manager", options: { viewport: { width: 1280, height: 800 } } });
  await manager.toHardware();
  await card("Kitchen printer").getByText("ready").waitFor();
  await card("Cash desk printer").getByText("Prints for: bills and receipts").waitFor();
  await section("Screens and tablets").getByText("this device").waitFor();
});

journey(place, "a printer at an address is recognised and approved with one tap", async () => {
  await looksAt("new");
  const found = dialog("Add a printer by its address").getByRole("article");
  await found.getByText("Prints for: no station yet").waitFor();
  await picture("floor-hardware-address");
  await found.getByRole("button", { name: "Approve" }).click();
  await closed("Add a printer by its address");
  await told("SIMULATOR is in use and prints a status slip");
  await card("SIMULATOR").getByText("ready").waitFor();
});

journey(place, "it gets a name and a station, and the station can be given back", async () => {
  await card("SIMULATOR").getByRole("link").click();
  await dialog("SIMULATOR").getByRole("button", { name: "Grill (Kitchen printer)" }).click();
  await told("Grill now prints at SIMULATOR");
  await dialog("SIMULATOR").getByRole("button", { name: "Grill", exact: true, pressed: true }).waitFor();
  await dialog("SIMULATOR").getByRole("button", { name: "Undo" }).click();
  await told("Grill now prints at Kitchen printer");
  await dialog("SIMULATOR").getByRole("button", { name: "Grill (Kitchen printer)" }).click();
  await dialog("SIMULATOR").getByText("Name, model and address").click();
  await dialog("SIMULATOR").getByLabel("Name").fill("Grill printer");
  await dialog("SIMULATOR").getByRole("button", { name: "Save" }).click();
  await dialog("Grill printer").waitFor();
  await card("Grill printer").getByText("Prints for: Grill").waitFor();
});

journey(place, "a slip with a pairing code prints for a new screen, and the page keeps the code to the paper", async () => {
  const sheet = dialog("Grill printer");
  await sheet.getByText("Status slip with a pairing code").click();
  await sheet.getByText("Whoever holds the paper can use it").waitFor();
  await sheet.getByRole("group", { name: "Print a code for" }).scrollIntoViewIfNeeded();
  await show(manager.page, "floor-pairing-slip", FLOOR);
  await sheet.getByRole("group", { name: "Print a code for" }).getByRole("button", { name: "Kitchen screen" }).click();
  await told(/The slip prints. Its code is good once, until \d/);
  assert.doesNotMatch(await sheet.innerText(), /\b\d{8}\b/);
  await sheet.getByText("Status slip with a pairing code").click();
});

journey(place, "a test print comes out and is told as printed; the exchanges stand below", async () => {
  await dialog("Grill printer").getByRole("button", { name: "Test print" }).click();
  await told("The test page prints");
  await dialog("Grill printer").getByText("printed, the printer confirmed it").waitFor();
  await dialog("Grill printer").getByRole("group", { name: "Backup when it cannot print" }).getByRole("button", { name: "Kitchen printer" }).click();
  await dialog("Grill printer").getByRole("button", { name: "One try fewer" }).click();
  await dialog("Grill printer").getByText("2 failed tries").waitFor();
  await picture("floor-printer");
  await dialog("Grill printer").getByText("Last 100 exchanges").click();
  await dialog("Grill printer").getByText("are you there?").first().waitFor();
  await dialog("Grill printer").getByRole("list", { name: "Last 100 exchanges" }).scrollIntoViewIfNeeded();
  await show(manager.page, "floor-printer-log", FLOOR);
});

journey(place, "the cover that opens is told in words, and who stands in", async () => {
  await manager.escape();
  await happens(place.house, "bar", "cover_open");
  await card("Bar printer").getByText(/cover is open/i).waitFor();
  await card("Bar printer").getByText("trouble").waitFor();
  await picture("floor-hardware");
  await happens(place.house, "bar", "restore");
  await card("Bar printer").getByText("ready").waitFor();
});

journey(place, "a printer that something depends on is not removed, and the refusal says why", async () => {
  await tabTo(manager.page, card("Kitchen printer").getByRole("link"));
  await manager.page.keyboard.press("Enter");
  await dialog("Kitchen printer").getByText("Name, model and address").click();
  await dialog("Kitchen printer").getByRole("button", { name: "Remove" }).click();
  await pause(CALM_MS);
  await dialog("Kitchen printer").getByRole("button", { name: "Remove for good" }).click();
  await dialog("Kitchen printer").getByRole("alert").filter({ hasText: "Something still prints there; choose another printer for it first." }).waitFor();
  await dialog("Kitchen printer").getByRole("alert").scrollIntoViewIfNeeded();
  await show(manager.page, "floor-printer-settings", FLOOR);
  await manager.escape();
});

journey(place, "what is found can be taken as something else, or ignored and offered again", async () => {
  await looksAt("unknown");
  await dialog("Add a printer by its address").getByRole("button", { name: "Other…" }).click();
  await dialog("SIMULATOR").getByRole("button", { name: "Kitchen or bar tickets", pressed: true }).waitFor();
  await dialog("SIMULATOR").getByLabel("Model").selectOption({ label: "Epson TM, 58 mm (TM-m10, TM-P20)" });
  await picture("floor-found-other");
  await manager.escape();
  await card("New: SIMULATOR").getByRole("button", { name: "Ignore" }).click();
  await card("New: SIMULATOR").waitFor({ state: "detached" });
  await manager.page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await card("New: SIMULATOR").getByRole("button", { name: "Ignore" }).click();
  await section("Found nearby").getByText("Ignored (1)").click();
  await section("Found nearby").getByRole("button", { name: "Offer again" }).click();
  await card("New: SIMULATOR").waitFor();
});

journey(place, "an unknown printer prints slips with letters, and the right letter adds it", async () => {
  await looksAt("unknown");
  await dialog("Add a printer by its address").getByRole("button", { name: "Try it with test slips" }).click();
  await dialog("Unknown printer: try this").getByText("Which letter came out right?").waitFor();
  await picture("floor-printer-try");
  await manager.press(/^Slip A/);
  await dialog("A printer by hand").getByLabel("Name").fill("Dessert printer");
  await dialog("A printer by hand").getByRole("button", { name: "Dessert" }).click();
  await manager.press("Add the printer");
  await card("Dessert printer").getByText("Prints for: Dessert").waitFor();
  await card("Dessert printer").getByText("ready").waitFor();
});

journey(place, "a printer that calls by itself is given its secret address once", async () => {
  await manager.press("Add by address");
  await manager.press("Enter it by hand");
  const form = dialog("A printer by hand");
  await form.getByRole("button", { name: "Star CloudPRNT" }).click();
  await form.getByLabel("MAC address, on the printer's label").fill("00:11:62:AA:BB:CC");
  await form.getByLabel("Name").fill("Terrace printer");
  await picture("floor-printer-by-hand");
  await manager.press("Add the printer");
  await dialog("Terrace printer").getByText(/\/cloudprnt\//).waitFor();
  await dialog("Terrace printer").getByRole("img").waitFor();
  await picture("floor-printer-calls");
  await manager.press("Done");
  await card("Terrace printer").getByText("calls by itself (00:11:62:aa:bb:cc)").waitFor();
  await card("Terrace printer").getByRole("link").click();
  await dialog("Terrace printer").getByText("Name, model and address").click();
  await dialog("Terrace printer").getByRole("button", { name: "Remove" }).click();
  await pause(CALM_MS);
  await dialog("Terrace printer").getByRole("button", { name: "Remove for good" }).click();
  await told("Terrace printer was removed");
  await card("Terrace printer").waitFor({ state: "detached" });
});

journey(place, "a screen that asks is let in by the number that stands on it, and by no other", async () => {
  const screen = await knock("Grill screen");
  const asks = card("Grill screen asks to join");
  await asks.getByLabel("The 4 digits on that screen").fill(screen.check === "0000" ? "1111" : "0000");
  await picture("floor-screen-asks");
  await asks.getByRole("button", { name: "Approve" }).click();
  await asks.getByRole("alert").filter({ hasText: "This is not the number of this screen" }).waitFor();
  await screen.report();
  await asks.getByLabel("The 4 digits on that screen").fill(screen.check);
  await asks.getByRole("button", { name: "Approve" }).click();
  await told("Grill screen may connect now");
  await asks.waitFor({ state: "detached" });
  await screen.report();
  await manager.press("Change: Grill screen");
  await dialog("Grill screen").getByRole("button", { name: "Grill", exact: true }).click();
  await dialog("Grill screen").getByRole("button", { name: "Save" }).click();
  await closed("Grill screen");
  await card("Grill screen").getByText("Shows: Grill").waitFor();
  await card("Grill screen").getByText("1920×1080, up 2 h").waitFor();
  await manager.press("Revoke: Grill screen");
  await pause(CALM_MS);
  await manager.press("Revoke now");
  await told("Grill screen can no longer connect");
  await card("Grill screen").waitFor({ state: "detached" });
});

journey(place, "who may not change the hardware sees how it is", async () => {
  const waiter = await Waiter.at(place.browser, place.house);
  await waiter.goes("More");
  await waiter.page.getByRole("link", { name: "Printers and devices" }).click();
  await waiter.sees("A manager can change these.");
  await waiter.sees("Kitchen printer");
  assert.equal(await waiter.button("Add by address").count(), 0);
  await show(waiter.page, "floor-hardware-waiter", FLOOR);
  assertQuiet({ waiter }, UNPAIRED);
});

journey(place, "nothing complained, nothing was asked of another host", async () => {
  assertQuiet({ manager }, UNPAIRED, REFUSED);
});
