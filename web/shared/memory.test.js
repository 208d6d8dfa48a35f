// What a device remembers, and that one without storage just forgets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { recall, remember } from "./memory.js";

test("what is remembered is recalled, null forgets", () => {
  const kept = new Map();
  const storage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value), removeItem: (name) => void kept.delete(name) };
  remember("x", { a: 1 }, storage);
  assert.deepEqual(recall("x", storage), { a: 1 });
  remember("x", null, storage);
  assert.equal(recall("x", storage), null);
  kept.set("comanda.y", "{broken");
  assert.equal(recall("y", storage), null);
});

test("forbidden storage is no trouble", () => {
  const storage = { getItem() { throw new Error("no"); }, setItem() { throw new Error("no"); }, removeItem() { throw new Error("no"); } };
  remember("x", 1, storage);
  assert.equal(recall("x", storage), null);
});
