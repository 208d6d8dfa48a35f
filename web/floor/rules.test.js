// What a table card says and offers.
import assert from "node:assert/strict";
import test from "node:test";
import { allThere, badges, byUrgency, callers, inArea, may, merge, nextStep, printerSays, silentSince, sinceOpened, standing, truths } from "./rules.js";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

/** @param {Partial<import("./wire.js").Sitting>} [changes] @returns {import("./wire.js").Sitting} */
const sitting = (changes = {}) => ({
  id: "s1", opened_at: NOW - 52 * MINUTE, covers: 2, phones: 0, order_numbers: [41], total_minor: 8600, due_minor: 8600, paid_minor: 0,
  bill_requested_at: null, viewed_bill_at: null, paid_at: null, unpaid_since: null, unpaid_late_at: null, last_activity_at: null, kitchen_since: null,
  ready_lines: 0, cancels_to_confirm: 0, calls: [], stuck: [], ...changes,
});

/** @param {Partial<import("./wire.js").Card>} [changes] @returns {import("./wire.js").Card} */
const card = (changes = {}) => ({
  id: "t7", name: "Table 7", area_id: "a", seats: 4, x: 0, y: 0, shape: "square", enabled: true, state: "dining", session: sitting(), closed: null, ...changes,
});

/** @type {import("./wire.js").Stuck} */
const stuckTicket = { ticket_id: "k", order_number: 50, station: "Grill", stored_at: NOW, seen_at: null, printed_at: null, printed_how: null, accepted_at: null, why: "paper is out" };

test("a free table offers Open, one out of use offers to be put back", () => {
  assert.equal(nextStep(card({ state: "available", session: null }), NOW), "open");
  assert.equal(nextStep(card({ state: "disabled", enabled: false, session: null }), NOW), "enable");
});

test("a table closed a moment ago offers its undo, and only as long as it lasts", () => {
  const closed = { session_id: "s1", closed_at: NOW - 4000, undo_until: NOW + 6000 };
  const free = card({ state: "available", session: null, closed });
  assert.equal(nextStep(free, NOW), "undo");
  assert.equal(nextStep(free, NOW + 6000), "open");
});

test("a call comes before everything but a stuck ticket", () => {
  const calls = [{ id: "c", kind: /** @type {const} */ ("waiter"), made_at: NOW - 3 * MINUTE }];
  assert.deepEqual(standing(card({ session: sitting({ calls }) }), NOW), { code: "calls", tone: "soon", minutes: 3 });
  assert.equal(nextStep(card({ session: sitting({ calls }) }), NOW), "answer");
  assert.equal(standing(card({ session: sitting({ calls, stuck: [stuckTicket] }) }), NOW).code, "stuck");
});

test("the kitchen's wait is told in minutes", () => {
  const waiting = card({ state: "waiting_kitchen", session: sitting({ kitchen_since: NOW - 16.9 * MINUTE }) });
  assert.deepEqual(standing(waiting, NOW), { code: "waiting_kitchen", tone: "busy", minutes: 16 });
});

test("a requested bill leads to payment and a paid table to freeing it", () => {
  assert.equal(nextStep(card({ state: "bill_requested" }), NOW), "payment");
  assert.equal(nextStep(card({ state: "paid" }), NOW), "free");
  assert.equal(nextStep(card({ state: "seated" }), NOW), "close");
});

test("unpaid turns amber when the appliance says it is late, and not when all is paid", () => {
  const at = (/** @type {number} */ minutes, due_minor = 100) => badges(card({ session: sitting({ unpaid_since: NOW - minutes * MINUTE, unpaid_late_at: NOW + (60 - minutes) * MINUTE, due_minor }) }), NOW).map((badge) => badge.code);
  assert.deepEqual(at(60), []);
  assert.deepEqual(at(61), ["unpaid"]);
  assert.deepEqual(at(61, 0), []);
});

test("badges tell ready dishes, unconfirmed cancellations, a viewed bill and what was paid", () => {
  const shown = badges(card({ session: sitting({ ready_lines: 2, cancels_to_confirm: 1, viewed_bill_at: NOW, paid_minor: 500 }) }), NOW);
  assert.deepEqual(shown.map((badge) => [badge.code, badge.number]), [["ready", 2], ["cancelled", 1], ["paid", 500], ["viewed", 1]]);
});

test("a party at a table out of use is marked: it cannot order", () => {
  assert.deepEqual(badges(card({ enabled: false }), NOW).map((badge) => [badge.code, badge.tone]), [["disabled", "soon"]]);
  assert.deepEqual(badges(card({ enabled: false, session: null }), NOW), []);
});

test("the four truths tell a confirmed print from one that was only sent", () => {
  assert.deepEqual(truths(stuckTicket), [["stored", true], ["seen", false], ["printed", false], ["accepted", false]]);
  assert.deepEqual(truths({ ...stuckTicket, printed_at: NOW, printed_how: "unconfirmed" })[2], ["unconfirmed", true]);
  assert.deepEqual(truths({ ...stuckTicket, printed_at: NOW, printed_how: "confirmed" })[2], ["printed", true]);
  assert.deepEqual(truths({ ...stuckTicket, printed_at: NOW, printed_how: "processed" })[2], ["processed", true]);
});

/** @param {import("./wire.js").Card[]} tables @returns {import("./wire.js").FloorSnapshot} */
const floorWith = (tables) => ({
  seq: 1, now: NOW, qr_ordering: { enabled: true, message: null, until_at: null }, access_pin: false, areas: [], tables, alerts: [], health: { level: "ok", items: [] }, screens: [], printers: [],
});

test("an update replaces its tables and leaves the rest where it was", () => {
  const floor = floorWith([card({ id: "a" }), card({ id: "b" })]);
  const next = merge(floor, { seq: 2, now: NOW + 1, kinds: [], tables: { b: card({ id: "b", state: "paid" }), c: card({ id: "c" }) } });
  assert.deepEqual(next.tables.map((table) => [table.id, table.state]), [["a", "dining"], ["b", "paid"], ["c", "dining"]]);
  assert.equal(next.seq, 2);
  assert.equal(next.health, floor.health);
});

test("an update switches the table PIN on and off, one without it leaves it", () => {
  const on = merge(floorWith([]), { seq: 2, now: NOW, kinds: [], access_pin: true });
  assert.equal(on.access_pin, true);
  assert.equal(merge(on, { seq: 3, now: NOW, kinds: [] }).access_pin, true);
  assert.equal(merge(on, { seq: 3, now: NOW, kinds: [], access_pin: false }).access_pin, false);
});

test("a silent screen is told from its alert's time, which goes on counting", () => {
  const screen = (/** @type {boolean} */ online) => ({ id: "k1", name: "Grill", online, silent_s: 12, stations: [] });
  const alert = { id: "screen:k1", level: /** @type {const} */ ("late"), code: "screen_silent", say: "", since: NOW - 12_000, table_id: null, job_ids: [] };
  assert.equal(silentSince(screen(false), [{ ...alert, id: "screen:k2", since: 1 }, alert]), NOW - 12_000);
  assert.equal(silentSince(screen(true), [alert]), null);
  assert.equal(silentSince(screen(false), []), null);
});

test("late alerts stand before soon ones, older before younger", () => {
  const alert = (/** @type {string} */ id, /** @type {"late" | "soon"} */ level, /** @type {number} */ since) => ({ id, level, code: "printer", say: "", since, table_id: null, job_ids: [] });
  assert.deepEqual(byUrgency([alert("a", "soon", 1), alert("b", "late", 9), alert("c", "late", 3)]).map((found) => found.id), ["c", "b", "a"]);
});

test("a question that one answer settles comes before what it would settle", () => {
  const alert = (/** @type {string} */ id, /** @type {"late" | "soon"} */ level, /** @type {string} */ code, /** @type {number} */ since) => ({ id, level, code, say: "", since, table_id: null, job_ids: [], printer_id: null, count: 0 });
  assert.deepEqual(byUrgency([alert("a", "late", "ticket_stuck", 1), alert("b", "late", "backlog", 2), alert("c", "soon", "print_asks", 0)]).map((found) => found.id), ["b", "a", "c"]);
});

test("the timer counts hours and minutes", () => {
  assert.equal(sinceOpened(NOW - 74 * MINUTE, NOW), "1:14");
  assert.equal(sinceOpened(NOW + MINUTE, NOW), "0:00");
});

test("a printer's name is not said twice", () => {
  assert.equal(printerSays({ name: "Bar printer", say: "Bar printer: paper is out" }), "paper is out");
  assert.equal(printerSays({ name: "Bar printer", say: "ready" }), "ready");
});

test("rights are asked by name, and nobody has none", () => {
  assert.equal(may({ rights: ["take_cash"] }, "take_cash"), true);
  assert.equal(may({ rights: [] }, "take_cash"), false);
  assert.equal(may(null, "take_cash"), false);
});

test("an area shows its own tables, no area shows all", () => {
  const tables = [card({ id: "a" }), card({ id: "b", area_id: "patio" })];
  assert.deepEqual(inArea(tables, "patio").map((table) => table.id), ["b"]);
  assert.equal(inArea(tables, null).length, 2);
});

test("a call does not hide that the bill was asked for, and an asked bill was looked at anyway", () => {
  const asked = { bill_requested_at: NOW, viewed_bill_at: NOW };
  const calls = [{ id: "c", kind: /** @type {const} */ ("waiter"), made_at: NOW }];
  const codes = (/** @type {Partial<import("./wire.js").Card>} */ changes) => badges(card(changes), NOW).map((badge) => badge.code);
  assert.deepEqual(codes({ state: "needs_attention", session: sitting({ ...asked, calls }) }), ["bill"]);
  assert.deepEqual(codes({ state: "needs_attention", session: sitting({ ...asked, stuck: [stuckTicket] }) }), ["bill"]);
  assert.deepEqual(codes({ state: "bill_requested", session: sitting(asked) }), []);
  assert.deepEqual(codes({ session: sitting({ ...asked, due_minor: 0 }) }), []);
});

test("tables that want somebody are told wherever they stand, the longest waiting first", () => {
  const calls = (/** @type {number} */ made_at) => [{ id: "c", kind: /** @type {const} */ ("waiter"), made_at }];
  const tables = [
    card({ id: "quiet" }), card({ id: "free", session: null }), card({ id: "paid", session: sitting({ bill_requested_at: 1, due_minor: 0 }) }),
    card({ id: "calls", session: sitting({ calls: calls(5), bill_requested_at: 1 }) }), card({ id: "bill", session: sitting({ bill_requested_at: 3 }) }),
  ];
  assert.deepEqual(callers(tables).map((caller) => [caller.card.id, caller.code, caller.since]), [["bill", "bill", 3], ["calls", "calls", 5]]);
});

test("all is well only when every printer and every screen is there", () => {
  const screen = (/** @type {boolean} */ online) => ({ id: "k", name: "Grill", online, silent_s: null, stations: [] });
  const printer = (/** @type {boolean} */ online) => ({ id: "p", name: "Bar", online, say: "", waiting: 0, since: null, code: "" });
  assert.equal(allThere({ ...floorWith([]), screens: [screen(true)], printers: [printer(true)] }), true);
  assert.equal(allThere({ ...floorWith([]), screens: [screen(true), screen(false)], printers: [printer(true)] }), false);
  assert.equal(allThere({ ...floorWith([]), screens: [], printers: [printer(false)] }), false);
});
