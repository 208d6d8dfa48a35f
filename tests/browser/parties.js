// Fills a restaurant quickly: parties, a cook and a manager who use the appliance's own interface instead of its pages, and a
// clock that can be moved so that tickets and tables grow old.
import { randomBytes } from "node:crypto";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ROOT } from "./restaurant.js";

const SOON_MS = 20_000;
const WRAPPER = path.join(ROOT, "tests", "browser", "evening_clock.py");

/** A clock for `openRestaurant({ entry: clock.entry })`. @param {number} [ahead_s] where it begins */
export async function openClock(ahead_s = 0) {
  const folder = await mkdtemp(path.join(tmpdir(), "comanda-clock-"));
  const file = path.join(folder, "ahead");
  const clock = {
    entry: [WRAPPER, file],
    ahead_s,
    /** @param {number} minutes */
    async pass(minutes) {
      clock.ahead_s += Math.round(minutes * 60);
      await writeFile(`${file}.new`, String(clock.ahead_s));
      await rename(`${file}.new`, file);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
  await clock.pass(0);
  return clock;
}

/** Somebody with cookies who talks to the appliance. */
export class Caller {
  /** @param {import("./restaurant.js").Restaurant} house */
  constructor(house) {
    this.house = house;
    this.cookies = new Map();
  }

  /** @param {string} method @param {string} address @param {object} [body] @returns {Promise<any>} */
  async ask(method, address, body) {
    const headers = { accept: "application/json", cookie: [...this.cookies.values()].join("; "), "content-type": "application/json", "idempotency-key": randomBytes(16).toString("hex") };
    const answer = await fetch(new URL(address, this.house.facts.base), { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    for (const cookie of answer.headers.getSetCookie?.() ?? [answer.headers.get("set-cookie") ?? ""]) {
      const pair = cookie.split(";")[0] ?? "";
      if (pair) this.cookies.set(pair.split("=")[0], pair);
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }
}

export class Party extends Caller {
  /** @param {import("./restaurant.js").Restaurant} house @param {string} table @param {string | null} [nickname] */
  static async at(house, table, nickname = null) {
    const party = new Party(house);
    const entry = await party.ask("GET", house.facts.tables[table] ?? "");
    party.id = entry.session_id;
    await party.ask("POST", "/member", { session_id: party.id, nickname, language: "en" });
    party.menu = await party.ask("GET", "/menu?lang=en");
    return party;
  }

  /** @type {string} */ id = "";
  /** @type {any} */ menu = null;

  /**
   * Puts dishes into the cart: [name, how many, note, chosen option names].
   * @param {[string, number?, string?, string[]?][]} dishes
   */
  async chooses(...dishes) {
    const items = new Map(this.menu.categories.flatMap((/** @type {any} */ category) => category.items.map((/** @type {any} */ item) => [item.name, item])));
    const commands = dishes.map(([name, quantity = 1, note = "", wishes = []]) => {
      const item = items.get(name);
      return { op: "set", line_id: randomBytes(16).toString("hex"), item_id: item.id, options: this.#options(item, wishes), note, quantity };
    });
    return this.ask("PUT", `/session/${this.id}/cart`, { commands });
  }

  /** @param {any} item @param {string[]} wishes */
  #options(item, wishes) {
    return Object.fromEntries(item.groups.map((/** @type {string} */ id) => {
      const { options, min, kind } = this.menu.groups[id];
      const wished = options.filter((/** @type {any} */ option) => wishes.includes(option.name));
      const usual = options.filter((/** @type {any} */ option) => option.default);
      const least = kind === "variant" ? 1 : min;
      const chosen = wished.length ? wished : usual.length >= least ? usual : options.slice(0, least);
      return [id, chosen.map((/** @type {any} */ option) => option.id)];
    }));
  }

  /** Chooses and sends. @param {[string, number?, string?, string[]?][]} dishes */
  async orders(...dishes) {
    const { cart } = await this.chooses(...dishes);
    const lines = cart.lines.map((/** @type {any} */ line) => ({ line_id: line.id, quantity: line.quantity, unit_minor: line.unit_minor }));
    return this.ask("POST", "/orders", { session_id: this.id, lines });
  }

  calls = (/** @type {"waiter" | "bill"} */ kind) => this.ask("POST", `/session/${this.id}/call`, { kind });
  looksAtBill = () => this.ask("POST", `/session/${this.id}/bill/viewed`, {});
}

export class Staff extends Caller {
  /** A signed-in person on a paired tablet. @param {import("./restaurant.js").Restaurant} house @param {string} role */
  static async on(house, role) {
    const staff = new Staff(house);
    await staff.ask("POST", "/api/devices/pair", { code: house.facts.pairing_codes.floor });
    const person = (await staff.ask("GET", "/api/staff/names")).find((/** @type {any} */ one) => one.role === role);
    await staff.ask("POST", "/api/sign_in", { staff_id: person.id, pin: house.signIn(role).pin });
    return staff;
  }

  settles = (/** @type {Record<string, unknown>} */ changes) => this.ask("PATCH", "/api/settings", { changes });
  /** Takes the whole bill in cash. @param {string} party */
  async takesCash(party) {
    const { bill } = await this.ask("GET", `/api/session/${party}`);
    await this.ask("POST", `/api/session/${party}/cash`, { tendered_minor: bill.cash_due_minor, expected_total_minor: bill.cash_due_minor, receipt: true });
  }

  closes = (/** @type {string} */ party) => this.ask("PATCH", `/session/${party}/close`, {});
}

export class Screen extends Caller {
  /** A paired kitchen screen. @param {import("./restaurant.js").Restaurant} house */
  static async on(house) {
    const screen = new Screen(house);
    screen.id = (await screen.ask("POST", "/api/devices/pair", { code: house.facts.pairing_codes.kitchen })).device.id;
    return screen;
  }

  /** @type {string} */ id = "";

  /** The open tickets of one table, or all. @param {string} [table] @returns {Promise<any[]>} */
  tickets = async (table) => (await this.ask("GET", "/api/kitchen")).tickets.filter((/** @type {any} */ ticket) => !table || ticket.table_name === table);
  /** @param {any} ticket @param {object} move */
  moves = (ticket, move) => this.ask("POST", `/api/tickets/${ticket.id}/move`, move);
}

/** What happens to one of the demo's printers. @param {import("./restaurant.js").Restaurant} house @param {string} printer @param {string} fault */
export const happens = (house, printer, fault) => new Caller(house).ask("POST", `/demo/printers/${printer}/fault`, { fault });

/** Waits until the answer is yes. @param {() => Promise<boolean>} asked */
export async function until(asked) {
  const end = Date.now() + SOON_MS;
  while (!(await asked())) {
    if (Date.now() > end) throw new Error(`not within ${SOON_MS} ms: ${asked}`);
    await pause(100);
  }
}
