// The kitchen screen's state: pending taps, refusals, arrivals, what can be undone, and the keys of a bump bar.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { clock } from "../shared/time.js";
import { move } from "./actions.js";
import { press } from "./keys.js";
import { addPending, arrivals, board, canUndo, connected, drawer, dropPending, forget, justMoved, lateIds, oldest_s, refusals, refuse, remember, selected, selectedLine, takeSnapshot, takeUpdate, tickets, undoable, whenChanged } from "./state.js";
import { say } from "./strings.js";

/** @typedef {import("./wire.js").Ticket} Ticket */

/** @param {string} id @param {Partial<Ticket>} [changes] @returns {Ticket} */
const ticket = (id, changes = {}) => ({
  id, order_number: 1, table_name: "Table 1", dining_option: "dine_in", station_id: "grill", state: "NEW", rush: false, stored_at: Date.now() - 60_000, seen_at: null,
  printed_at: null, printed_how: null, accepted_at: null, claimed_by: null, started_at: null, ready_at: null, also_at: [],
  lines: ["x", "y"].map((line) => ({ id: `${id}-${line}`, position: 1, quantity: 1, name: line, options: [], note: "", state: "NEW", course: "main", item_id: line })), ...changes,
});

/** @param {Ticket[]} shown */
const snapshot = (shown) => ({ seq: 1, now: Date.now(), venue_name: "", language: "en", stations: [], showing: [], cooks: [], tickets: shown, recent: [], out: [], average_s: null, urgent_s: 600, critical_s: 900 });

/** @param {Record<string, Ticket | null>} changed */
const update = (changed) => takeUpdate({ seq: 2, now: Date.now(), kinds: [], tickets: changed });

beforeEach(() => {
  board.value = null;
  undoable.value = [];
  refusals.value = {};
  selected.value = selectedLine.value = drawer.value = null;
  connected.value = false;
  takeSnapshot(snapshot([ticket("a"), ticket("b", { stored_at: Date.now() - 1000 })]));
});

test("a pending tap shows at once and is gone when it is decided", () => {
  const key = addPending("a", { verb: "start" });
  assert.equal(tickets.value[0]?.state, "COOKING");
  assert.equal(board.value?.tickets[0]?.state, "NEW");
  dropPending(key);
  assert.equal(tickets.value[0]?.state, "NEW");
});

test("a tap without a connection is refused at its ticket and never waits", async () => {
  await move(ticket("a"), { verb: "bump" }, "");
  assert.deepEqual(refusals.value, { a: say.refusedOffline });
  assert.equal(tickets.value.length, 2);
});

test("refusals and the selection leave with their ticket", () => {
  refuse("a", "no");
  refuse("b", "no");
  selected.value = "a";
  update({ a: null });
  assert.deepEqual(refusals.value, { b: "no" });
  assert.equal(selected.value, null);
});

test("rush is told as it is now", () => {
  assert.equal(say.done.rush(1, true), "#1 is rush");
  assert.equal(say.done.rush(1, false), "#1: rush off");
});

test("only a ticket that was not there before rings", () => {
  const before = arrivals.value;
  update({ a: ticket("a", { rush: true }) });
  assert.equal(arrivals.value, before);
  update({ c: ticket("c") });
  assert.equal(arrivals.value, before + 1);
});

test("late tickets are told by their age on the appliance's clock", () => {
  assert.equal(lateIds.value, "");
  takeSnapshot(snapshot([ticket("a", { stored_at: Date.now() - 901_000 }), ticket("b")]));
  assert.equal(lateIds.value, "a");
  assert.ok((oldest_s.value ?? 0) >= 901);
});

test("a move can be undone for a minute and is offered for ten seconds", () => {
  remember("a");
  assert.equal(justMoved.value, "a");
  clock.value += 11_000;
  assert.equal(justMoved.value, null);
  assert.equal(canUndo("a"), true);
  clock.value += 50_000;
  assert.equal(canUndo("a"), false);
  remember("a");
  forget("a");
  assert.equal(canUndo("a"), false);
});

test("waiting for news ends when the ticket is replaced", async () => {
  const before = board.value?.tickets[0] ?? null;
  const waiting = whenChanged("a", before, 5_000);
  update({ a: ticket("a", { state: "COOKING" }) });
  await waiting;
  assert.equal(tickets.value[0]?.state, "COOKING");
});

test("keys choose tickets and lines, open drawers, and leave unknown keys alone", () => {
  assert.equal(press("9"), false);
  assert.equal(press("2"), true);
  assert.equal(selected.value, "b");
  press("ArrowLeft");
  assert.equal(selected.value, "a");
  press("ArrowDown");
  press("ArrowDown");
  assert.equal(selectedLine.value, "a-y");
  press("ArrowDown");
  assert.equal(selectedLine.value, null);
  press("ArrowUp");
  assert.equal(selectedLine.value, "a-y");
  press("R");
  assert.deepEqual(drawer.value, { name: "recall" });
  press("r");
  assert.equal(drawer.value, null);
  assert.equal(press("q"), false);
});
