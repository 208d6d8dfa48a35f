// The rules of taking cash.
import assert from "node:assert/strict";
import test from "node:test";
import { changeFor, likelyTenders, minorOf, tooMuch, typed } from "./cash.js";

test("offers the exact sum first and round sums after it, never less than is owed", () => {
  assert.deepEqual(likelyTenders(8630, "EUR", 2), [8630, 9000, 10000, 20000].slice(0, 4));
  assert.deepEqual(likelyTenders(1201, "EUR", 2), [1201, 1500, 2000, 5000, 10000]);
  for (let due = 1; due < 30_000; due += 37) {
    const offered = likelyTenders(due, "EUR", 2);
    assert.equal(offered[0], due);
    assert.equal(new Set(offered).size, offered.length);
    assert.ok(offered.every((sum) => sum >= due));
  }
});

test("offers whole yen and thousandths of a dinar", () => {
  assert.deepEqual(likelyTenders(3400, "JPY", 0), [3400, 4000, 5000, 10000]);
  assert.deepEqual(likelyTenders(3450, "KWD", 3), [3450, 4000, 5000, 10000, 20000]);
});

test("offers nothing when nothing is owed", () => {
  assert.deepEqual(likelyTenders(0, "EUR", 2), []);
});

test("a sum that is round already is offered once", () => {
  assert.deepEqual(likelyTenders(10000, "EUR", 2), [10000, 20000]);
});

test("the pad types digits, never leading zeros, and can erase", () => {
  const press = (/** @type {string[]} */ keys) => keys.reduce(typed, "");
  assert.equal(press(["0", "00", "5", "00"]), "500");
  assert.equal(press(["1", "2", "back"]), "1");
  assert.equal(press(["1", "2", "clear"]), "");
  assert.equal(press(["x", "-", ""]), "");
  assert.equal(minorOf(""), 0);
});

test("the pad stops at a sum nobody pays in cash", () => {
  const long = Array.from({ length: 30 }, () => "9").reduce(typed, "");
  assert.equal(long.length, 9);
});

test("what the appliance would refuse as too much is said before it is sent", () => {
  assert.deepEqual([100_000_000, 100_000_001, 199_999_999].map(tooMuch), [false, true, true]);
});

test("change and what is missing are told apart", () => {
  assert.deepEqual(changeFor(10000, 8630), { enough: true, change_minor: 1370, missing_minor: 0 });
  assert.deepEqual(changeFor(5000, 8630), { enough: false, change_minor: 0, missing_minor: 3630 });
  assert.deepEqual(changeFor(8630, 8630), { enough: true, change_minor: 0, missing_minor: 0 });
});
