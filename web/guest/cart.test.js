// Editing and sending: shown at once, sent once, taken back when refused, and never lost.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const kept = new Map();
globalThis.localStorage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value), removeItem: (name) => void kept.delete(name) };
const net = { calls: [], answer: () => ({}) };
globalThis.fetch = async (path, init) => {
  const call = { path, method: init.method, key: init.headers["Idempotency-Key"], body: JSON.parse(init.body) };
  net.calls.push(call);
  const { status = 200, ...body } = net.answer(call);
  return new Response(JSON.stringify(body), { status });
};

const { addToCart, allIsOrdered, editRefused, flush, join, mayTakeBack, oldPrices, openQueue, orderRefused, removeLine, sendOrder, sending, sentOrder, setLine, takeBack } = await import("./cart.js");
const { cart, confirmedCart, me, menu, orders, party } = await import("./state.js");

const line = (id, more = {}) => ({ id, member_id: "m1", item_id: "soup", names: { en: "Soup" }, options: {}, option_names: [], note: "", quantity: 1, unit_minor: 600, total_minor: 600, problem: null, ...more });
const cartOf = (...lines) => ({ lines, total_minor: lines.reduce((sum, one) => sum + one.total_minor, 0), count: lines.length });
const settled = async () => { for (let nth = 0; nth < 20; nth += 1) await new Promise((done) => setImmediate(done)); };
const lose = () => { throw new TypeError("lost"); };
/** Runs something without network; the pauses between attempts take no time. */
async function offline(run) {
  net.answer = lose;
  const realTimeout = globalThis.setTimeout;
  globalThis.setTimeout = (done) => setImmediate(done);
  run();
  await settled();
  globalThis.setTimeout = realTimeout;
}

menu.value = { version: "1", lang: "en", currency: "EUR", dayparts: [], groups: {}, categories: [{ id: "c", name: "C", note: "", dayparts: [], items: [{ id: "soup", name: "Soup", price_minor: 600, groups: [] }] }] };
me.value = { member_id: "m1", number: 1, nickname: null, joined: false };
party.value = { id: "s1" };
openQueue("s1");

beforeEach(async () => {
  net.answer = () => ({});
  flush();
  await settled();
  net.calls.length = 0;
  confirmedCart.value = cartOf(line("a"), line("b", { note: "hot" }));
  orders.value = [];
  orderRefused.value = editRefused.value = sentOrder.value = null;
  oldPrices.value = {};
});

test("the same wish grows my own line, another wish makes a new one", async () => {
  addToCart({ item_id: "soup", options: {}, note: "", quantity: 1 });
  addToCart({ item_id: "soup", options: {}, note: "cold", quantity: 1 });
  await settled();
  const [first, second] = net.calls.map((call) => call.body.commands[0]);
  assert.deepEqual([first.line_id, first.quantity], ["a", 2]);
  assert.notEqual(second.line_id, "a");
});

test("an edit shows at once and is confirmed by the answer", async () => {
  net.answer = () => ({ cart: cartOf(line("a", { quantity: 3, total_minor: 1800 })) });
  setLine(cart.value.lines[0], { quantity: 3 });
  assert.deepEqual([cart.value.lines[0].quantity, cart.value.lines[0].pending], [3, true]);
  await settled();
  assert.deepEqual([cart.value.lines[0].quantity, cart.value.lines[0].pending], [3, undefined]);
});

test("a refused edit is taken back and says why", async () => {
  net.answer = () => ({ status: 409, error: "Gone.", code: "item_unavailable" });
  removeLine(cart.value.lines[0]);
  assert.equal(cart.value.lines.length, 1);
  await settled();
  assert.deepEqual([cart.value.lines.length, editRefused.value.code], [2, "item_unavailable"]);
});

test("sending sends what is shown, once, however often it is pressed", async () => {
  net.answer = () => ({ status: 201, order: { id: "o1", number: 47, lines: [] } });
  sendOrder();
  sendOrder();
  assert.equal(sending.value, "sending");
  await settled();
  assert.equal(net.calls.length, 1);
  assert.deepEqual(net.calls[0].body, { session_id: "s1", lines: [{ line_id: "a", quantity: 1, unit_minor: 600 }, { line_id: "b", quantity: 1, unit_minor: 600 }] });
  assert.deepEqual([sending.value, cart.value.count, orders.value.length, sentOrder.value.number], ["idle", 0, 1, 47]);
});

test("an empty cart is never sent", async () => {
  confirmedCart.value = cartOf();
  sendOrder();
  await settled();
  assert.equal(net.calls.length, 0);
});

test("without network the order waits with its key and goes out once", async () => {
  await offline(sendOrder);
  assert.equal(sending.value, "queued");
  assert.equal(cart.value.count, 2);
  const key = net.calls[0].key;
  assert.match([...kept.values()].join(), new RegExp(key));
  assert.equal(mayTakeBack.value, false);
  net.answer = () => ({ status: 201, order: { id: "o2", number: 48, lines: [] } });
  flush();
  await settled();
  assert.deepEqual(new Set(net.calls.map((call) => call.key)), new Set([key]));
  assert.deepEqual([sending.value, sentOrder.value.number, kept.size], ["idle", 48, 0]);
});

test("an order behind an unsent edit can still be taken back", async () => {
  await offline(() => {
    setLine(cart.value.lines[0], { quantity: 2 });
    sendOrder();
  });
  assert.equal(mayTakeBack.value, true);
  assert.equal(takeBack(), true);
  assert.equal(sending.value, "idle");
});

test("an edit refused before the order stops the order", async () => {
  await offline(() => {
    setLine(cart.value.lines[0], { quantity: 2 });
    sendOrder();
  });
  net.answer = () => ({ status: 409, error: "Gone.", code: "item_unavailable" });
  flush();
  await settled();
  assert.deepEqual([sending.value, orderRefused.value.code, cart.value.count], ["idle", "item_unavailable", 2]);
});

test("a changed price stands at its line, old and new, and the next Send carries the new one", async () => {
  net.answer = () => ({ status: 409, error: "Changed.", code: "price_changed", details: [{ line_id: "b", code: "price_changed", unit_minor: 700 }] });
  sendOrder();
  await settled();
  assert.deepEqual([oldPrices.value, cart.value.lines[1].unit_minor, cart.value.total_minor], [{ b: 600 }, 700, 1300]);
  sendOrder();
  await settled();
  assert.notEqual(net.calls[0].key, net.calls[1].key);
  assert.equal(net.calls[1].body.lines[1].unit_minor, 700);
});

test("what is sold out is marked at its line and the cart stays", async () => {
  net.answer = () => ({ status: 409, error: "Gone.", code: "item_unavailable", details: [{ line_id: "a", code: "not_enough", left: 1 }] });
  sendOrder();
  await settled();
  assert.deepEqual([cart.value.lines[0].problem, cart.value.lines.length], [{ code: "not_enough", left: 1 }, 2]);
});

test("a cart that the table changed meanwhile marks nothing as sold out", async () => {
  net.answer = () => ({ status: 409, error: "Changed.", code: "cart_changed", details: [{ line_id: "a", code: "changed" }] });
  sendOrder();
  await settled();
  assert.deepEqual([orderRefused.value.code, cart.value.lines[0].problem], ["cart_changed", null]);
});

const sentAlready = (...ids) => ({ status: 409, error: "Sent.", code: "already_sent", order_number: 47, details: ids.map((id) => ({ line_id: id, code: "already_sent" })) });

test("an edit of a dish that was just sent drops it quietly and keeps the rest", async () => {
  net.answer = () => sentAlready("a");
  setLine(cart.value.lines[0], { quantity: 2 });
  await settled();
  assert.deepEqual(cart.value.lines.map((one) => one.id), ["b"]);
  assert.deepEqual([editRefused.value.code, editRefused.value.body.order_number, allIsOrdered.value], ["already_sent", 47, false]);
});

test("dishes that were no part of the order sent meanwhile stay in the cart and are not shown as ordered", async () => {
  net.answer = () => sentAlready("a");
  sendOrder();
  await settled();
  assert.deepEqual([orderRefused.value.code, allIsOrdered.value], ["already_sent", false]);
  assert.deepEqual(cart.value.lines.map((one) => [one.id, one.problem]), [["b", null]]);
  net.answer = () => ({ status: 201, order: { id: "o3", number: 48, lines: [] } });
  sendOrder();
  await settled();
  assert.deepEqual([net.calls[1].body.lines.map((one) => one.line_id), allIsOrdered.value], [["b"], true]);
});

test("when the whole cart was sent meanwhile everything is ordered", async () => {
  net.answer = () => sentAlready("a", "b");
  sendOrder();
  await settled();
  assert.deepEqual([cart.value.count, allIsOrdered.value], [0, true]);
});

test("what somebody added while the order was on its way is not ordered", async () => {
  net.answer = () => {
    confirmedCart.value = cartOf(line("a"), line("b"), line("c", { member_id: "m2" }));
    return { status: 201, order: { id: "o4", number: 49, lines: [] } };
  };
  sendOrder();
  await settled();
  assert.deepEqual([sentOrder.value.number, cart.value.lines.map((one) => one.id), allIsOrdered.value], [49, ["c"], false]);
});

test("an edit refused because it was sent stops the order behind it and empties the cart only of what was sent", async () => {
  await offline(() => {
    setLine(cart.value.lines[0], { quantity: 2 });
    sendOrder();
  });
  net.answer = () => sentAlready("a");
  flush();
  await settled();
  assert.deepEqual([sending.value, orderRefused.value.code, cart.value.lines.map((one) => one.id)], ["idle", "already_sent", ["b"]]);
});

test("a nickname is kept like everything else", async () => {
  join("Maria", "it");
  assert.deepEqual([me.value.joined, me.value.nickname], [true, "Maria"]);
  await settled();
  assert.deepEqual(net.calls[0].body, { session_id: "s1", nickname: "Maria", language: "it" });
});
