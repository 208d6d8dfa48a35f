// Times as text: young ones relative, old ones by the clock of the venue.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, formatAge, formatClock, formatStopwatch, serverNow, setServerNow } from "./time.js";

const NOW = Date.UTC(2026, 5, 12, 17, 42);
const ROME = { locale: "en-GB", zone: "Europe/Rome" };

test("a young time is relative and an old one is the clock", () => {
  assert.equal(formatAge(NOW - 20_000, NOW), "now");
  assert.equal(formatAge(NOW - 4 * 60_000, NOW), "4 min");
  assert.equal(formatAge(NOW - 90 * 60_000, NOW, ROME), "18:12");
});

test("another day is named", () => {
  assert.equal(formatClock(NOW, NOW, ROME), "19:42");
  assert.match(formatClock(NOW + 24 * 3_600_000, NOW, ROME), /^Sat.* 19:42$/);
  assert.match(formatClock(NOW + 30 * 24 * 3_600_000, NOW, ROME), /12 Jul.* 19:42$/);
});

test("the day is the venue's, not the phone's", () => {
  const lateInRome = Date.UTC(2026, 5, 12, 22, 30);
  assert.equal(formatClock(lateInRome, lateInRome, ROME), "00:30");
  assert.match(formatClock(NOW, lateInRome, ROME), /^Fri.* 19:42$/);
});

test("a stopwatch counts hours when there are some", () => {
  assert.equal(formatStopwatch(NOW - 247_000, NOW), "4:07");
  assert.equal(formatStopwatch(NOW - 3_750_000, NOW), "1:02:30");
  assert.equal(formatStopwatch(NOW + 5_000, NOW), "0:00");
});

test("counting goes by the appliance's clock", () => {
  setServerNow(Date.now() + 3_600_000);
  assert.ok(serverNow() - Date.now() > 3_599_000);
  assert.ok(clock.value - Date.now() > 3_599_000);
});
