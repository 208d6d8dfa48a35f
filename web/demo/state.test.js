// What the demo's page knows of its devices, what is said of each, and when it looks at paper again.
import assert from "node:assert/strict";
import test from "node:test";
import { happenings, standing, takeList, versions } from "./state.js";

const WELL = { paper: "ok", cover_open: false, stalled: false, powered: true, muted: false, drawer_open: false };
const DEVICE = { name: "grill", label: "Grill", kind: "escpos", around: false, drawer: false, state: WELL, slips: 0, shows: [], address: "", calls: false, faults: ["paper_out", "deaf", "close_drawer", "restore"] };

test("the worst thing about a printer is what is said", () => {
  assert.equal(standing(WELL).code, "well");
  assert.equal(standing({ ...WELL, paper: "near_end" }).code, "low");
  assert.equal(standing({ ...WELL, paper: "near_end", muted: true }).code, "muted");
  assert.equal(standing({ ...WELL, paper: "out", cover_open: true }).code, "cover");
  assert.equal(standing({ ...WELL, paper: "out", powered: false }).code, "off");
});

test("paper is fetched again after something changed, a few times, and then left alone", () => {
  const look = (/** @type {number} */ slips) => {
    takeList([{ ...DEVICE, slips }]);
    return versions.value["grill"];
  };
  assert.deepEqual([1, 1, 1, 1, 1, 1, 1].map(look), [1, 2, 3, 4, 4, 4, 4]);
  assert.equal(look(2), 5);
});

test("a printer that calls says so long as nobody has told it whom, and when it is sent away", () => {
  assert.equal(standing({ ...WELL, call: "waits" }).code, "waits");
  assert.equal(standing({ ...WELL, call: "refused", muted: true }).code, "refused");
  assert.equal(standing({ ...WELL, call: "unreached", powered: false }).code, "off");
  assert.equal(standing({ ...WELL, call: "ok" }).code, "well");
});

test("a device without paper is well, out of order, unplugged, or a screen that is off", () => {
  assert.equal(standing({ powered: true, broken: false }).code, "well");
  assert.equal(standing({ powered: true, broken: true }).code, "broken");
  assert.equal(standing({ powered: false, broken: true }).code, "off");
  assert.deepEqual(standing({ powered: false, call: "off" }), { code: "idle", tone: "" });
});

test("what usually happens has a button of its own, the rest stands below, mending is neither", () => {
  assert.deepEqual(happenings(DEVICE, ["paper_out", "stall"]), { usual: ["paper_out"], rest: ["deaf", "close_drawer"] });
  assert.deepEqual(happenings({ ...DEVICE, drawer: true }, ["paper_out"]).rest, ["deaf"]);
});
