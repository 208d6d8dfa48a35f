// What the kitchen screen decides by itself.
import assert from "node:assert/strict";
import test from "node:test";
import { ageOf, allDay, byArrival, foretell, intoColumns, knownStations, merge, neighbour, outLists, showsNowhere, untilAt } from "./rules.js";

/** @typedef {import("./wire.js").Ticket} Ticket */
/** @typedef {import("./wire.js").Line} Line */

/** @param {string} id @param {Partial<Line>} [changes] @returns {Line} */
const line = (id, changes = {}) => ({ id, position: 1, quantity: 1, name: id, options: [], note: "", state: "NEW", course: "main", item_id: id, ...changes });

/** @param {string} id @param {number} stored_at @param {Partial<Ticket>} [changes] @returns {Ticket} */
const ticket = (id, stored_at, changes = {}) => ({
  id, order_number: stored_at, table_name: "Table 1", dining_option: "dine_in", station_id: "grill", state: "NEW", rush: false, stored_at, seen_at: null,
  printed_at: null, printed_how: null, accepted_at: null, claimed_by: null, started_at: null, ready_at: null, also_at: [], lines: [line(`${id}1`)], ...changes,
});

/** @param {Ticket[]} tickets @returns {import("./wire.js").KitchenSnapshot} */
const board = (tickets) => ({ seq: 1, now: 0, venue_name: "", language: "en", stations: [], showing: [], cooks: [], tickets, recent: [], out: [], average_s: null, urgent_s: 600, critical_s: 900 });

test("tickets stand in the order they came", () => {
  assert.deepEqual(byArrival([ticket("b", 2), ticket("a", 1), ticket("c", 3)]).map((t) => t.id), ["a", "b", "c"]);
});

test("an update adds, replaces and takes tickets away, and leaves the rest alone", () => {
  const next = merge(board([ticket("a", 1), ticket("b", 2), ticket("c", 3)]), {
    seq: 7, now: 5, kinds: [], tickets: { a: null, b: ticket("b", 2, { state: "COOKING" }), c: ticket("c", 3, { state: "READY" }), d: ticket("d", 0) },
  });
  assert.deepEqual(next.tickets.map((t) => [t.id, t.state]), [["d", "NEW"], ["b", "COOKING"]]);
  assert.equal(next.seq, 7);
  assert.equal(next.urgent_s, 600);
});

test("an average of nothing replaces an average, a missing one does not", () => {
  const known = { ...board([]), average_s: 300 };
  assert.equal(merge(known, { seq: 2, now: 0, kinds: [] }).average_s, 300);
  assert.equal(merge(known, { seq: 2, now: 0, kinds: [], average_s: null }).average_s, null);
});

test("age turns at its limits, not a second before", () => {
  const limits = { urgent_s: 600, critical_s: 900 };
  assert.deepEqual([599, 600, 899, 900].map((age) => ageOf(age, limits)), ["calm", "soon", "soon", "late"]);
});

test("all-day counts only what is still to be made", () => {
  const lines = [line("fish", { quantity: 3 }), line("steak", { state: "COOKING", quantity: 2 }), line("soup", { state: "READY" }), line("cake", { state: "CANCELLED" })];
  const counted = allDay([ticket("a", 1, { lines }), ticket("b", 2, { lines: [line("fish", { quantity: 1 })] })]);
  assert.deepEqual(counted.map((entry) => [entry.item_id, entry.count]), [["fish", 4], ["steak", 2]]);
});

test("a tap shows at once what the appliance will say", () => {
  const before = ticket("a", 1, { lines: [line("x"), line("y", { state: "READY" }), line("z")] });
  assert.deepEqual(foretell(before, { verb: "start" }).lines.map((l) => l.state), ["COOKING", "READY", "COOKING"]);
  assert.deepEqual(foretell(before, { verb: "bump", line_id: "z" }).lines.map((l) => l.state), ["NEW", "READY", "READY"]);
  assert.equal(foretell(before, { verb: "rush" }).rush, true);
  assert.equal(foretell(before, { verb: "bump" }).state, "NEW");
});

test("columns take the oldest on top from left to right and lose no ticket", () => {
  const many = Array.from({ length: 11 }, (_, index) => ticket(`t${index}`, index, { lines: Array.from({ length: 1 + (index % 4) }, (__, at) => line(`l${at}`)) }));
  const columns = intoColumns(many, 4);
  assert.deepEqual(columns.map((column) => column[0].ticket.id), ["t0", "t1", "t2", "t3"]);
  assert.deepEqual(columns.flat().map((item) => item.position).sort((a, b) => a - b), many.map((_, index) => index + 1));
  assert.ok(columns.every((column) => column.every((item, at) => at === 0 || item.position > column[at - 1].position)));
});

test("there is always a column, also on the narrowest screen", () => {
  assert.equal(intoColumns([ticket("a", 1)], 0).length, 1);
});

test("arrow keys walk the tickets and stop at the ends", () => {
  const three = [ticket("a", 1), ticket("b", 2), ticket("c", 3)];
  assert.equal(neighbour(three, null, 1), "a");
  assert.equal(neighbour(three, "a", 1), "b");
  assert.equal(neighbour(three, "c", 1), "c");
  assert.equal(neighbour(three, "a", -1), "a");
  assert.equal(neighbour([], "a", 1), null);
});

test("an item that is out comes back after minutes or when the business day ends at four", () => {
  const evening = Date.UTC(2026, 10, 21, 19, 30);
  assert.equal(untilAt(30, evening, "Europe/Rome"), evening + 30 * 60_000);
  assert.equal(untilAt("tonight", evening, "Europe/Rome"), Date.UTC(2026, 10, 22, 3, 0));
  assert.equal(untilAt("tonight", Date.UTC(2026, 10, 22, 1, 0), "Europe/Rome"), Date.UTC(2026, 10, 22, 3, 0));
});

test("what is out or short stays listed while one searches for something else", () => {
  const dish = (/** @type {string} */ name, out = false, remaining = /** @type {number | null} */ (null)) => ({ name, out, remaining });
  const [ragu, octopus, cake, soup] = [dish("Tagliatelle al ragù"), dish("Octopus", true), dish("Cake", false, 4), dish("Soup")];
  const lists = (/** @type {string} */ text) => outLists([ragu, octopus, cake, soup], text);
  assert.deepEqual(lists(""), { short: [octopus, cake], rest: [ragu, soup], found: true });
  assert.deepEqual(lists("RAGU"), { short: [octopus, cake], rest: [ragu], found: true });
  assert.deepEqual(lists("octo"), { short: [octopus, cake], rest: [], found: true });
  assert.deepEqual(lists("pizza"), { short: [octopus, cake], rest: [], found: false });
});

test("a screen whose stations are all gone shows nowhere; one with a station left shows that", () => {
  const stations = [{ id: "grill", name: "Grill" }, { id: "bar", name: "Bar" }];
  assert.equal(showsNowhere({ ...board([]), stations, showing: ["gone"] }), true);
  assert.equal(showsNowhere({ ...board([]), stations, showing: ["gone", "bar"] }), false);
  assert.deepEqual(knownStations({ ...board([]), stations, showing: ["gone", "bar"] }), [stations[1]]);
  assert.equal(showsNowhere(board([])), false);
  assert.equal(showsNowhere(null), false);
});
