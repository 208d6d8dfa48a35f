// The one fetch: keys on writes, the same key on every repetition, refusals as they were said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, createApi, unanswered } from "./api.js";

/** An api whose calls are answered in turn; an Error in the list is a lost connection. */
function answering(...answers) {
  const calls = [];
  const pauses = [];
  const api = createApi({
    fetch: async (path, init) => {
      calls.push({ path, ...init });
      const next = answers[Math.min(calls.length, answers.length) - 1];
      if (next instanceof Error) throw next;
      return new Response(next.text ?? JSON.stringify(next.body ?? {}), { status: next.status ?? 200, headers: next.headers });
    },
    wait: async (ms) => void pauses.push(ms),
    random: () => 1,
  });
  return { api, calls, pauses };
}
const LOST = new TypeError("network");

test("a read carries no key and gives the answer's JSON", async () => {
  const { api, calls } = answering({ body: { ok: 1 } });
  assert.deepEqual(await api.get("/menu"), { ok: 1 });
  assert.equal(calls[0].headers["Idempotency-Key"], undefined);
});

test("a write carries a fresh key of 32 hex digits", async () => {
  const { api, calls } = answering({});
  await api.post("/orders", { lines: [] });
  await api.post("/orders", { lines: [] });
  assert.match(calls[0].headers["Idempotency-Key"], /^[0-9a-f]{32}$/);
  assert.notEqual(calls[0].headers["Idempotency-Key"], calls[1].headers["Idempotency-Key"]);
  assert.equal(calls[0].headers["Content-Type"], "application/json");
});

test("a lost answer is asked for again with the same key and body, after growing pauses", async () => {
  const { api, calls, pauses } = answering(LOST, { status: 502 }, { body: { id: 7 } });
  assert.deepEqual(await api.post("/orders", { lines: [1] }), { id: 7 });
  assert.equal(new Set(calls.map((call) => call.headers["Idempotency-Key"])).size, 1);
  assert.equal(new Set(calls.map((call) => call.body)).size, 1);
  assert.deepEqual(pauses, [400, 800]);
});

test("it gives up after the agreed attempts and says that nobody answered", async () => {
  const { api, calls } = answering(LOST);
  const error = await api.get("/x", { retries: 1 }).catch((problem) => problem);
  assert.equal(calls.length, 2);
  assert.ok(error instanceof ApiError && error.status === 0 && error.code === "offline");
  assert.ok(unanswered(error));
});

test("a refusal is not repeated and keeps code, sentence, details and wait", async () => {
  const { api, calls } = answering({ status: 409, body: { error: "A price has changed.", code: "price_changed", details: [{ line_id: "a" }] } });
  const error = await api.post("/orders").catch((problem) => problem);
  assert.equal(calls.length, 1);
  assert.deepEqual([error.status, error.code, error.sentence, error.details], [409, "price_changed", "A price has changed.", [{ line_id: "a" }]]);
  assert.equal(unanswered(error), false);
});

test("closed and disk-full are decisions, not silence", async () => {
  for (const status of [503, 507, 429]) {
    const { api, calls } = answering({ status, body: { error: "No.", code: "no", retry_after_s: 30 } });
    const error = await api.post("/orders").catch((problem) => problem);
    assert.deepEqual([calls.length, error.retry_after_s, unanswered(error)], [1, 30, false]);
  }
});

test("a captive portal's page counts as no answer", async () => {
  const { api } = answering({ text: "<html>Please sign in</html>" });
  const error = await api.post("/orders", {}, { retries: 0 }).catch((problem) => problem);
  assert.deepEqual([error.status, error.code], [0, "garbled"]);
});

test("a wait may come in the header alone", async () => {
  const { api } = answering({ status: 429, text: "slow", headers: { "Retry-After": "12" } });
  const error = await api.get("/x").catch((problem) => problem);
  assert.deepEqual([error.code, error.retry_after_s], ["http_429", 12]);
});

test("a call that hangs ends at its deadline", async () => {
  const api = createApi({
    fetch: (_, init) => new Promise((_done, fail) => init.signal.addEventListener("abort", () => fail(new Error("aborted")))),
  });
  const error = await api.get("/x", { deadline_s: 0.01, retries: 0 }).catch((problem) => problem);
  assert.deepEqual([error.status, error.code], [0, "timeout"]);
});
