// Ids must be long, different, and made of what plain http offers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { newId } from "./ids.js";

test("an id has 32 hex digits and never comes twice", () => {
  const made = new Set(Array.from({ length: 1000 }, newId));
  assert.equal(made.size, 1000);
  for (const id of made) assert.match(id, /^[0-9a-f]{32}$/);
});

test("nothing that needs a secure context is called", () => {
  assert.doesNotMatch(readFileSync(new URL("./ids.js", import.meta.url), "utf8"), /crypto\.(randomUUID|subtle)/);
});
