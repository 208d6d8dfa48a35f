// The floor's state: what pending taps show, refusals by table, who makes PINs, ages, addresses, business days.
import assert from "node:assert/strict";
import test from "node:test";
import { setServerNow } from "../shared/time.js";
import { act } from "./actions.js";
import { shiftDay } from "./days.js";
import { address, read } from "./route.js";
import { alerts, cards, connected, floor, foretell, makesPins, refusals, refuse, staff, takeSnapshot, takeUpdate, venue, wait, waiting } from "./state.js";
import { say } from "./strings.js";
import { age, since } from "./words.js";

/** @returns {import("./wire.js").Card} */
const card = () => ({
  id: "t7", name: "Table 7", area_id: "a", seats: 4, x: 0, y: 0, shape: "square", enabled: true, state: "dining", closed: null,
  session: {
    id: "s", opened_at: 0, covers: 2, phones: 1, order_numbers: [], total_minor: 0, due_minor: 0, paid_minor: 0, bill_requested_at: null, viewed_bill_at: null, paid_at: null,
    unpaid_since: null, unpaid_late_at: null, last_activity_at: null, kitchen_since: null, ready_lines: 0, cancels_to_confirm: 0, stuck: [], calls: [{ id: "c", kind: "waiter", made_at: 1 }, { id: "d", kind: "bill", made_at: 1 }],
  },
});

const snapshot = () => ({ seq: 1, now: Date.now(), qr_ordering: { enabled: true, message: null, until_at: null }, access_pin: false, areas: [], tables: [card()], alerts: [], health: { level: /** @type {const} */ ("ok"), items: [] }, screens: [], printers: [] });

test("a closing table looks free at once, and only on the screen", () => {
  takeSnapshot(snapshot());
  wait("t7", "close");
  assert.equal(cards.value[0]?.session, null);
  assert.notEqual(floor.value?.tables[0]?.session, null);
  wait("t7", null);
  assert.equal(cards.value[0]?.session?.id, "s");
  assert.deepEqual(waiting.value, {});
});

test("On my way takes the waiter's call from the card and leaves the bill's", () => {
  assert.deepEqual(foretell(card(), "answer").session?.calls.map((call) => call.kind), ["bill"]);
  assert.equal(foretell({ ...card(), session: null, enabled: false, state: "disabled" }, "enable").state, "available");
  assert.equal(foretell(card(), undefined).session?.id, "s");
});

test("a table taken out of use keeps its party, and so does one put back", () => {
  const free = { ...card(), session: null };
  assert.deepEqual([foretell(free, "disable").state, foretell(free, "disable").enabled], ["disabled", false]);
  const seated = foretell(card(), "disable");
  assert.deepEqual([seated.state, seated.enabled, seated.session?.id], ["dining", false, "s"]);
  assert.deepEqual([foretell(seated, "enable").state, foretell(seated, "enable").enabled], ["dining", true]);
});

test("table PINs are made only while guests are asked for them, by those who may open tables", () => {
  const waiter = { id: "w", name: "Demo waiter", role: "waiter", initials: "DW", rights: ["open_table"] };
  const asked = [[false, waiter], [true, { ...waiter, rights: [] }], [true, null], [true, waiter]].map(([access_pin, person]) => {
    takeSnapshot({ ...snapshot(), access_pin: access_pin === true });
    staff.value = /** @type {import("./wire.js").Staff | null} */ (person);
    return makesPins.value;
  });
  assert.deepEqual(asked, [false, false, false, true]);
});

test("ages are minutes while young and the venue's clock when old, whatever this device's zone is", () => {
  const noon = Date.UTC(2026, 10, 21, 12, 0);
  setServerNow(noon);
  venue.value = { name: "", currency: "EUR", minor_digits: 2, languages: ["en"], default_language: "en", zone: "Asia/Tokyo" };
  assert.equal(age(noon - 59_000), "now");
  assert.equal(age(noon - 4 * 60_000), "4 min");
  assert.equal(age(noon - 90 * 60_000), "19:30");
});

test("a tap without a connection is refused on its card and not asked", async () => {
  connected.value = false;
  let asked = 0;
  assert.equal(await act(card(), "close", async () => (asked += 1)), false);
  assert.equal(asked, 0);
  assert.deepEqual(refusals.value, { t7: say.offline });
  refuse("t7", null);
  assert.deepEqual(refusals.value, {});
});

test("a second tap on a card that waits for the first is not asked", async () => {
  takeSnapshot(snapshot());
  connected.value = true;
  let asked = 0;
  const refused = () => {
    asked += 1;
    return Promise.reject(new Error("no"));
  };
  const first = act(card(), "free", refused);
  assert.equal(await act(card(), "undo", refused), false);
  await first;
  assert.equal(asked, 1);
  refuse("t7", null);
});

test("an age at the end of a sentence stands apart from it", () => {
  const noon = Date.UTC(2026, 10, 21, 12, 0);
  setServerNow(noon);
  venue.value = { name: "", currency: "EUR", minor_digits: 2, languages: ["en"], default_language: "en", zone: "Asia/Tokyo" };
  assert.deepEqual([since(noon - 59_000), since(noon - 60_000), since(noon - 90 * 60_000)], ["· just now", "· since 1 min", "· since 19:30"]);
});

test("closing with money owed says how much, and what the kitchen still has", () => {
  assert.equal(say.closed("Table 7", 0, 0, ""), "Table 7 closed");
  assert.equal(say.closed("Table 7", 2, 0, "€14.50"), "Table 7 closed, €14.50 unpaid · 2 dishes still in the kitchen");
});

test("the bar names the table that calls, counts several, and says what more there is", () => {
  assert.equal(say.called("Table 12", "calls", 1), "Table 12 calls");
  assert.equal(say.called("Table 12", "bill", 1), "Table 12: bill");
  assert.equal(say.called("Table 12", "bill", 2), "2 tables call");
  assert.deepEqual([say.andMore(1), say.andMore(3)], ["· 1 more note", "· 3 more notes"]);
});

test("who took the money is told with how and when", () => {
  assert.equal(say.pay.settled("€39.20", "in cash", "19:42", "Demo waiter"), "Demo waiter took €39.20 in cash at 19:42.");
  assert.equal(say.pay.settled("€39.20", "in cash", "19:42", null), "€39.20 was taken in cash at 19:42.");
});

test("a refused tap is rolled back with the appliance's reason", async () => {
  takeSnapshot(snapshot());
  connected.value = true;
  const agreed = await act(card(), "close", () => Promise.reject(new Error("no")));
  assert.equal(agreed, false);
  assert.equal(cards.value[0]?.session?.id, "s");
  assert.equal(refusals.value["t7"], say.problem["unknown"]);
});

test("updates before the first snapshot are left alone", () => {
  floor.value = null;
  takeUpdate({ seq: 2, now: Date.now(), kinds: [], alerts: [] });
  assert.equal(floor.value, null);
  assert.deepEqual(alerts.value, []);
});

test("addresses lead where they say and nonsense leads to the tables", () => {
  assert.deepEqual(read(address("table", "a b/c")), { page: "table", table_id: "a b/c" });
  assert.deepEqual(read("#/pay/t7"), { page: "pay", table_id: "t7" });
  assert.deepEqual(read("#/history"), { page: "history" });
  assert.deepEqual(read("#/pay"), { page: "tables" });
  assert.deepEqual(read("#code=1234"), { page: "tables" });
});

test("days move across months and years", () => {
  assert.equal(shiftDay("2026-03-01", -1), "2026-02-28");
  assert.equal(shiftDay("2026-12-31", 1), "2027-01-01");
});
