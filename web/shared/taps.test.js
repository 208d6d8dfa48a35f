// Which taps count: the second of a double tap does not, wherever it lands.
import assert from "node:assert/strict";
import test from "node:test";
import { SAME_PLACE_PX, SAME_TAP_MS, createTaps } from "./taps.js";

/** @param {number} at_ms @param {string | null} group @param {number} [x] */
const tap = (at_ms, group, x = 0) => ({ at_ms, group, x, y: 0 });

/** @param {...import("./taps.js").Tap} made */
function judged(...made) {
  const taps = createTaps();
  return made.map((one) => taps.counts(one));
}

test("whatever slides under the finger after an act is not meant", () => {
  assert.deepEqual(judged(tap(0, ""), tap(300, ""), tap(300, null), tap(300, "ticket-b")), [true, false, false, false]);
});

test("taps count again after half a second, however many were held back", () => {
  assert.deepEqual(judged(tap(0, ""), tap(300, ""), tap(SAME_TAP_MS, "")), [true, false, true]);
});

test("another place is another tap: two hands work at two tickets", () => {
  assert.deepEqual(judged(tap(0, ""), tap(100, "", SAME_PLACE_PX), tap(200, "", SAME_PLACE_PX + 10)), [true, true, false]);
});

test("lines of one ticket may be tapped in a hurry, those of the next not", () => {
  assert.deepEqual(judged(tap(0, "a"), tap(150, "a"), tap(300, "b"), tap(300, "")), [true, true, false, false]);
});

test("what only opens or chooses holds nothing back", () => {
  assert.deepEqual(judged(tap(0, null), tap(10, null), tap(20, "")), [true, true, true]);
});
