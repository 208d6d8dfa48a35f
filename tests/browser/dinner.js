// A lively evening in the middle of dinner: tables in every state, tickets of every age, made in a few seconds with a moved clock.
import { setTimeout as pause } from "node:timers/promises";
import { Party, Screen, Staff } from "./parties.js";

const PRINTED_WITHIN_MS = 20_000;

/**
 * @param {import("./restaurant.js").Restaurant} house
 * @param {Awaited<ReturnType<typeof import("./parties.js").openClock>>} clock
 */
export async function serveDinner(house, clock) {
  const manager = await Staff.on(house, "manager");
  const screen = await Screen.on(house);
  const parties = new Map();
  const seat = async (/** @type {string} */ table, /** @type {number} */ covers, /** @type {string | null} */ nickname = null) => {
    await manager.ask("POST", `/api/tables/${house.tableId(table)}/open`, { covers });
    const party = await Party.at(house, table, nickname);
    parties.set(table, party);
    return party;
  };
  const moves = async (/** @type {string} */ table, /** @type {string} */ verb) => {
    for (const ticket of await screen.tickets(table)) await screen.moves(ticket, { verb });
  };
  const printed = async () => {
    const until = Date.now() + PRINTED_WITHIN_MS;
    while ((await manager.ask("GET", "/api/print_jobs")).items.length > 0) {
      if (Date.now() > until) throw new Error("The printers do not finish.");
      await pause(50);
    }
  };
  /** Time goes on, but not faster than the printers. @param {number} minutes */
  const pass = async (minutes) => {
    await printed();
    await clock.pass(minutes);
  };
  const cooked = async (/** @type {string} */ table, /** @type {Party} */ party) => {
    await moves(table, "bump");
    const { orders } = await manager.ask("GET", `/api/session/${party.id}`);
    for (const order of orders) await manager.ask("POST", `/api/orders/${order.id}/serve`, {});
  };

  const early = await seat("Table 3", 6);
  await early.orders(["Florentine T-bone for two, 1 kg", 2, "", ["Medium rare"]], ["Tagliatelle al ragù", 2], ["House wine", 2]);
  await pass(8);
  const paid = await seat("Table 4", 2);
  await paid.orders(["Margherita", 2], ["Draught lager", 2]);
  await pass(20);
  await cooked("Table 3", early);
  await cooked("Table 4", paid);
  await early.orders(["Tiramisù", 3], ["Panna cotta", 1], ["Espresso", 4]);
  await pass(18);
  await cooked("Table 3", early);
  const dining = await seat("Table 8", 8);
  await dining.orders(["Antipasto board for two", 2], ["Burrata with cherry tomatoes", 2], ["Prosecco di Valdobbiadene", 2]);
  await pass(6);
  await cooked("Table 8", dining);
  await manager.takesCash(paid.id);

  const late = await seat("Table 7", 4);
  await late.orders(["Sliced rib-eye, rocket and parmesan", 2, "no rosemary", ["Medium rare", "Salsa verde"]], ["Roast potatoes", 2], ["Orecchiette, cime di rapa, anchovy and garlic crumb", 1]);
  await pass(5);
  const soon = await seat("Table 12", 4);
  await soon.orders(["Tagliatelle al ragù", 2, "", ["Fresh egg tagliatelle", "Parmesan shavings"]], ["Grilled sea bass", 1, "sauce on the side, please"], ["Mixed salad", 1]);
  await pass(6);
  await dining.orders(["Quattro formaggi", 1], ["Capricciosa", 2], ["Marinara", 1, "", ["Black olives"]], ["Spritz", 3]);
  await pass(3);
  const fresh = await seat("Table 21", 2);
  await fresh.orders(["Spaghetti alle vongole", 2], ["Vermentino di Sardegna", 1, "", ["Bottle, 75 cl"]]);
  await pass(1);
  const bar = await seat("Table 31", 2);
  await bar.orders(["Spritz", 2], ["Fried calamari", 1]);
  await pass(0.8);

  const grill = (await screen.tickets("Table 7")).find((ticket) => ticket.station_id === "grill");
  await screen.moves(grill, { verb: "rush" });
  await screen.moves(grill, { verb: "bump", line_id: grill.lines.find((/** @type {any} */ line) => line.name === "Roast potatoes").id });
  const pasta = (await screen.tickets("Table 12")).find((ticket) => ticket.station_id === "pasta");
  await screen.moves(pasta, { verb: "start" });
  await moves("Table 21", "start");
  const drinks = (await screen.tickets("Table 8")).find((ticket) => ticket.station_id === "bar");
  await screen.moves(drinks, { verb: "bump" });
  await screen.ask("POST", "/api/items/ravioli-ricotta/availability", { out: true, remaining: null, until_at: null });
  await screen.ask("POST", "/api/items/octopus/availability", { out: false, remaining: 3, until_at: null });

  await early.looksAtBill();
  await early.calls("bill");
  await soon.calls("waiter");
  await seat("Table 22", 3);
  await manager.ask("POST", `/api/tables/${house.tableId("Table 9")}/enabled`, { enabled: false });
  await manager.ask("POST", `/api/devices/${screen.id}/revoke`, {});
  return { manager, parties };
}
