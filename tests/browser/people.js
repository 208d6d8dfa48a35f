// What people do in the journeys, in their words: a guest with a phone, a cook at the kitchen screen, a waiter with a tablet.
// Everything is found by role and name, as somebody who cannot see the page would find it.
import { setTimeout as pause } from "node:timers/promises";
import { openDevice } from "./restaurant.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").BrowserContextOptions} Options */
/** @typedef {import("./restaurant.js").Restaurant} Restaurant */

/** What phones are like: touch, and scroll bars that take no room. @type {Options} */
const PHONE = { isMobile: true, hasTouch: true };

/** A person who means two taps in the same place waits so long between them. */
export const CALM_MS = 600;

class Person {
  /** @param {Restaurant} house @param {import("./restaurant.js").Device} device */
  constructor(house, device) {
    this.house = house;
    this.context = device.context;
    this.page = device.page;
    this.watch = device.watch;
  }

  /** @param {string | RegExp} name */
  button = (name) => this.page.getByRole("button", { name });
  /** @param {string | RegExp} name */
  press = (name) => this.button(name).click();
  /** @param {string | RegExp} text */
  sees = (text) => this.page.getByText(text).first().waitFor();
  leave = () => this.context.close();
}

export class Guest extends Person {
  /**
   * Scans the code of a table.
   * @param {Browser} browser @param {Restaurant} house @param {string} table @param {Options} [options]
   * @param {(device: import("./restaurant.js").Device) => Promise<void>} [prepare] what is done to the phone before it scans
   */
  static async at(browser, house, table, options = {}, prepare = async () => {}) {
    const device = await openDevice(browser, { ...PHONE, ...options });
    await prepare(device);
    const guest = new Guest(house, device);
    await guest.page.goto(house.table(table));
    await guest.button(`Your table: ${table}`).waitFor();
    return guest;
  }

  /** Scans a code that leads to a page with this title instead of the table. @param {Browser} browser @param {Restaurant} house @param {string} table @param {string} title */
  static async refusedAt(browser, house, table, title) {
    const guest = new Guest(house, await openDevice(browser, PHONE));
    await guest.page.goto(house.table(table));
    await guest.page.getByRole("heading", { name: title, level: 1 }).waitFor();
    return guest;
  }

  /** The button on the menu that adds a dish or opens its choices. @param {string} dish */
  add = (dish) => this.press(new RegExp(`^Add (another )?${dish}(,|$)`));
  cart = () => this.press(/ items? .*Review$/);
  send = () => this.press(/^Send order/);
  skipNickname = () => this.button("Skip").click();

  /** @param {string} name */
  async saysNickname(name) {
    await this.page.getByLabel(/What shall we call you/).fill(name);
    await this.press("Save");
  }

  /** Adds a dish that has choices. @param {string} dish @param {string[]} choices @param {string} [note] */
  async choose(dish, choices, note = "") {
    await this.add(dish);
    const sheet = this.page.getByRole("dialog", { name: dish });
    for (const choice of choices) await sheet.getByLabel(choice).check();
    if (note) await sheet.getByLabel(/Note for the kitchen/).fill(note);
    await sheet.getByRole("button", { name: /^Add/ }).click();
    await sheet.waitFor({ state: "detached" });
  }

  /** Adds one dish that needs no choice and sends it. @param {string} dish */
  async orders(dish) {
    await this.add(dish);
    await this.cart();
    await this.send();
    await this.kitchenHasIt();
  }

  kitchenHasIt = () => this.sees(/The kitchen has it|Kitchen has it/);
  toMenu = () => this.button("Back to the menu").click();
}

export class Cook extends Person {
  /** Stands at a paired kitchen screen. @param {Browser} browser @param {Restaurant} house @param {Options} [options] */
  static async at(browser, house, options = { viewport: { width: 1280, height: 800 } }) {
    const cook = new Cook(house, await openDevice(browser, options));
    await cook.page.goto(house.url(house.facts.kitchen));
    await cook.page.getByText("live", { exact: true }).waitFor();
    return cook;
  }

  /** The tickets of one table. @param {string} table */
  tickets = (table) => this.page.getByRole("article", { name: new RegExp(` ${table}$`) });

  /** Makes every ticket of a table ready. @param {string} table */
  async bumps(table) {
    await this.tickets(table).first().waitFor();
    while ((await this.tickets(table).count()) > 0) {
      const ticket = this.tickets(table).first();
      const id = await ticket.getAttribute("data-ticket");
      await ticket.getByRole("button", { name: /^Ready/ }).click();
      await this.page.locator(`[data-ticket="${id}"]`).waitFor({ state: "detached" });
      await pause(CALM_MS);
    }
  }
}

export class Waiter extends Person {
  /**
   * Signs in by PIN on a paired tablet.
   * @param {Browser} browser @param {Restaurant} house
   * @param {{role?: string, options?: Options, signIn?: (page: Page, who: {name: string, pin: string}) => Promise<void>}} [who]
   */
  static async at(browser, house, { role = "waiter", options = { viewport: { width: 1024, height: 600 } }, signIn = tapIn } = {}) {
    const waiter = new Waiter(house, await openDevice(browser, options));
    await waiter.page.goto(house.url(house.facts.floor));
    await signIn(waiter.page, house.signIn(role));
    await waiter.page.getByRole("navigation", { name: "Pages" }).waitFor();
    return waiter;
  }

  /** @param {string} table */
  card = (table) => this.page.getByRole("article", { name: table, exact: true });
  /** @param {"Tables" | "History" | "More"} page */
  goes = (page) => this.page.getByRole("link", { name: page, exact: true }).click();
  /** @param {string} table */
  opens = (table) => this.card(table).getByRole("link").click();
  /** @param {string | RegExp} name */
  dialog = (name) => this.page.getByRole("dialog", { name });
  /** A message that comes by itself. @param {string | RegExp} text */
  told = (text) => this.page.getByRole("status").filter({ hasText: text }).last().waitFor();
  async escape() {
    await this.page.keyboard.press("Escape");
    await this.page.getByRole("dialog").waitFor({ state: "detached" });
  }
  async toHardware() {
    await this.goes("More");
    await this.page.getByRole("link", { name: "Printers and devices" }).click();
    await this.card("Kitchen printer").waitFor();
  }
}

/** @param {Page} page @param {{name: string, pin: string}} who */
async function tapIn(page, { name, pin }) {
  await page.getByRole("button", { name: new RegExp(name) }).click();
  for (const digit of pin) await page.getByRole("button", { name: digit, exact: true }).click();
}
