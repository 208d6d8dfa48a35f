// Folding news into what the phone shows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyCommands, availability, becameReady, cart, confirmedCart, initialsOf, isStale, me, menu, merge, newcomers, openOrders, orders, progress, quantityOf, party, sentByOthers, staleKept, unconfirmed } from "./state.js";

const MENU = {
  version: "1", lang: "en", currency: "EUR", dayparts: [],
  groups: { extras: { kind: "choice", name: "Extras", min: 0, max: 2, options: [{ id: "cheese", name: "Cheese", price_minor: 100, default: false, allergens: [] }] } },
  categories: [{ id: "c", name: "C", note: "", dayparts: [], items: [{ id: "soup", name: "Soup", description: "", price_minor: 600, photo: null, allergens: [], diets: [], badges: [], groups: ["extras"], prep_minutes: 5, course: "starter" }] }],
};
const line = (id, quantity, more = {}) => ({ id, member_id: "m1", item_id: "soup", names: { en: "Soup" }, options: {}, option_names: [], note: "", quantity, unit_minor: 600, total_minor: 600 * quantity, problem: null, ...more });
const cartOf = (...lines) => ({ lines, total_minor: lines.reduce((sum, one) => sum + one.total_minor, 0), count: lines.reduce((sum, one) => sum + one.quantity, 0) });
const set = (line_id, quantity, options = {}) => ({ op: "set", line_id, item_id: "soup", options, note: "", quantity });
const order = (...states) => ({ id: "o", number: 1, state: "RECEIVED", lines: states.map((state, nth) => ({ id: `l${nth}`, state })) });

test("an edit shows before it is confirmed and money stays whole", () => {
  const shown = applyCommands(cartOf(line("a", 1)), [set("a", 3), set("b", 2, { extras: ["cheese"] })], MENU, "m1");
  assert.deepEqual(shown.lines.map((one) => [one.id, one.quantity, one.unit_minor, one.total_minor, one.pending]), [["a", 3, 600, 1800, true], ["b", 2, 700, 1400, true]]);
  assert.deepEqual([shown.total_minor, shown.count], [3200, 5]);
});

test("the price the appliance said stays as long as the choices stay", () => {
  const dearer = line("a", 1, { unit_minor: 650, total_minor: 650 });
  assert.equal(applyCommands(cartOf(dearer), [set("a", 2)], MENU, "m1").total_minor, 1300);
});

test("what cannot be ordered any more is no part of the total", () => {
  const gone = line("b", 2, { problem: { code: "item_unavailable", left: null } });
  const shown = applyCommands(cartOf(line("a", 1), gone), [set("c", 1)], MENU, "m1");
  assert.deepEqual([shown.total_minor, shown.count], [1200, 4]);
});

test("an order another phone has sent is news, one's own and a known one are not", () => {
  const known = { ...order("received"), id: "a", mine: false, sent_by: "m2" };
  const after = [known, { ...known, id: "b" }, { ...known, id: "c", mine: true, sent_by: "m1" }, { ...known, id: "d", sent_by: null }];
  assert.deepEqual(sentByOthers([known], after).map((one) => one.id), ["b"]);
});

test("removing and then setting again adds the line anew", () => {
  const shown = applyCommands(cartOf(line("a", 1)), [{ op: "remove", line_id: "a" }, set("a", 4)], MENU, "m2");
  assert.deepEqual(shown.lines.map((one) => [one.quantity, one.member_id]), [[4, "m2"]]);
});

test("an edit of an unknown dish shows nothing, an unchanged cart is the same object", () => {
  const before = cartOf(line("a", 1));
  assert.deepEqual(applyCommands(before, [{ ...set("z", 1), item_id: "gone" }], MENU, "m1").count, 1);
  assert.equal(applyCommands(before, [], MENU, "m1"), before);
});

test("an update replaces only the parts it carries", () => {
  menu.value = MENU;
  me.value = { member_id: "m1" };
  merge({ type: "snapshot", cart: cartOf(line("a", 2)), orders: [order("received")], availability: { soup: { available: false } } });
  merge({ type: "update", orders: [] });
  assert.deepEqual([confirmedCart.value.count, orders.value.length, availability.value.soup.available], [2, 0, false]);
  unconfirmed.value = [set("a", 5)];
  assert.deepEqual([cart.value.count, quantityOf("soup"), quantityOf("other")], [5, 5, 0]);
});

test("finished orders are not open, the newest comes first", () => {
  merge({ type: "update", orders: [{ ...order(), number: 1 }, { ...order(), number: 2, state: "CLOSED" }, { ...order(), number: 3 }, { ...order(), number: 4, state: "VOIDED" }] });
  assert.deepEqual(openOrders.value.map((one) => one.number), [3, 1]);
});

test("an order is as far as its slowest dish, and cooking as soon as one cooks", () => {
  assert.equal(progress(order("received", "received")), 0);
  assert.equal(progress(order("received", "ready")), 1);
  assert.equal(progress(order("ready", "cancelled")), 2);
  assert.equal(progress(order("served", "ready")), 2);
  assert.equal(progress(order("served", "served")), 3);
  assert.equal(progress(order("cancelled")), 3);
});

test("ready is told once, and not for what was ready when the page opened", () => {
  assert.deepEqual(becameReady([order("cooking", "ready")], [order("ready", "ready")]).map((one) => one.id), ["l0"]);
  assert.deepEqual(becameReady([order("ready")], [order("ready")]), []);
  assert.deepEqual(becameReady([], [order("ready")]), []);
});

test("newcomers are those who were not there before", () => {
  const at = (...ids) => ({ members: ids.map((id) => ({ id })) });
  assert.deepEqual(newcomers(at("a"), at("a", "b")).map((one) => one.id), ["b"]);
  assert.deepEqual(newcomers(null, at("a")), []);
});

test("a left-over bill is asked about once", () => {
  party.value = { id: "s1", stale: true };
  assert.equal(isStale.value, true);
  staleKept.value = "s1";
  assert.equal(isStale.value, false);
});

test("initials come from the nickname in any script, else the number", () => {
  assert.equal(initialsOf({ number: 3, nickname: " maria" }), "M");
  assert.equal(initialsOf({ number: 3, nickname: "سارة" }), "س");
  assert.equal(initialsOf({ number: 3, nickname: "🍕 fan" }), "🍕");
  assert.equal(initialsOf({ number: 3, nickname: null }), "3");
});
