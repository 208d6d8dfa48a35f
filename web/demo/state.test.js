// What the demo's printer page knows and when it looks at paper again.
import assert from "node:assert/strict";
import test from "node:test";
import { standing, takeList, versions } from "./state.js";

const WELL = { paper: "ok", cover_open: false, stalled: false, powered: true, muted: false, drawer_open: false };

test("the worst thing about a printer is what is said", () => {
  assert.equal(standing(WELL).code, "well");
  assert.equal(standing({ ...WELL, paper: "near_end" }).code, "low");
  assert.equal(standing({ ...WELL, paper: "near_end", muted: true }).code, "muted");
  assert.equal(standing({ ...WELL, paper: "out", cover_open: true }).code, "cover");
  assert.equal(standing({ ...WELL, paper: "out", powered: false }).code, "off");
});

test("paper is fetched again after something changed, a few times, and then left alone", () => {
  const look = (/** @type {number} */ slips) => {
    takeList([{ name: "grill", label: "Grill", kind: "escpos", drawer: false, state: WELL, slips }]);
    return versions.value["grill"];
  };
  assert.deepEqual([1, 1, 1, 1, 1, 1, 1].map(look), [1, 2, 3, 4, 4, 4, 4]);
  assert.equal(look(2), 5);
});
