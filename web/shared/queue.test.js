// Unsent writes: in order, once each, through reloads and broken storage.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "./api.js";
import { createQueue } from "./queue.js";

const SILENCE = new ApiError(0, "offline", "");
const REFUSED = new ApiError(409, "item_unavailable", "Gone.");
const write = (path) => ({ method: "PUT", path, body: { path } });
const settled = () => new Promise((done) => setImmediate(done));

function memory(content = {}) {
  const kept = new Map(Object.entries(content));
  return { kept, getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value), removeItem: (name) => void kept.delete(name) };
}

/** A queue on a network that can be switched off. */
function queueOn(storage, net) {
  const told = { answered: [], refused: [] };
  const queue = createQueue({
    name: "q", storage,
    send: async (entry) => {
      net.sent.push(entry);
      const answer = net.answer(entry);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    answered: (entry, answer) => told.answered.push([entry.path, answer]),
    refused: (entry, error) => told.refused.push([entry.path, error.code]),
  });
  return { queue, told };
}
const net = (answer) => ({ sent: [], answer });

test("writes go out one after the other in the order they were made", async () => {
  const world = net(() => "ok");
  const { queue, told } = queueOn(memory(), world);
  queue.add(write("/1"));
  queue.add(write("/2"));
  queue.add(write("/3"));
  await settled();
  assert.deepEqual(world.sent.map((entry) => entry.path), ["/1", "/2", "/3"]);
  assert.deepEqual(told.answered.map(([path]) => path), ["/1", "/2", "/3"]);
  assert.deepEqual(queue.entries.value, []);
});

test("silence keeps the write and everything behind it, then sends each with its first key", async () => {
  const world = net(() => SILENCE);
  const { queue } = queueOn(memory(), world);
  const key = queue.add(write("/1"));
  queue.add(write("/2"));
  await settled();
  assert.deepEqual(world.sent.map((entry) => entry.path), ["/1"]);
  world.answer = () => "ok";
  assert.equal(await queue.flush(), true);
  assert.deepEqual(world.sent.map((entry) => entry.path), ["/1", "/1", "/2"]);
  assert.deepEqual(world.sent.slice(0, 2).map((entry) => entry.key), [key, key]);
});

test("a reload goes on with the same keys and knows what was tried", async () => {
  const storage = memory();
  const { queue } = queueOn(storage, net(() => SILENCE));
  queue.add(write("/1"));
  queue.add(write("/2"));
  await settled();
  const keys = queue.entries.value.map((entry) => entry.key);
  const world = net(() => "ok");
  const { queue: reloaded } = queueOn(storage, world);
  assert.deepEqual(reloaded.entries.value.map((entry) => entry.tried), [true, false]);
  await reloaded.flush();
  assert.deepEqual(world.sent.map((entry) => entry.key), keys);
  assert.equal(storage.kept.size, 0);
});

test("a refusal takes the write out, tells, and lets the next one go", async () => {
  const world = net((entry) => (entry.path === "/1" ? REFUSED : "ok"));
  const { queue, told } = queueOn(memory(), world);
  queue.add(write("/1"));
  queue.add(write("/2"));
  await settled();
  assert.deepEqual([told.refused, told.answered], [[["/1", "item_unavailable"]], [["/2", "ok"]]]);
  assert.deepEqual(queue.entries.value, []);
});

test("two flushes at once send nothing twice", async () => {
  const world = net(() => SILENCE);
  const { queue } = queueOn(memory(), world);
  queue.add(write("/1"));
  await settled();
  world.answer = () => "ok";
  await Promise.all([queue.flush(), queue.flush(), queue.flush()]);
  assert.equal(world.sent.length, 2);
});

test("corrupt storage is read as far as it makes sense", () => {
  for (const stored of ["{", "null", "7", '"x"', '[{"key":"short","path":"/","method":"PUT"},null,5]']) {
    const { queue } = queueOn(memory({ "comanda.queue.q": stored }), net(() => "ok"));
    assert.deepEqual(queue.entries.value, [], stored);
  }
});

test("without storage the queue still works as long as the page lives", async () => {
  const broken = { getItem() { throw new Error("no"); }, setItem() { throw new Error("full"); }, removeItem() { throw new Error("no"); } };
  for (const storage of [null, broken]) {
    const world = net(() => "ok");
    const { queue } = queueOn(storage, world);
    queue.add(write("/1"));
    await settled();
    assert.equal(world.sent.length, 1);
  }
});

test("a full queue refuses a new write instead of losing an old one", () => {
  const { queue } = queueOn(memory(), net(() => SILENCE));
  const keys = Array.from({ length: 101 }, (_, nth) => queue.add(write(`/${nth}`)));
  assert.equal(keys.at(-1), null);
  assert.equal(queue.entries.value.length, 100);
});
