// A visit that comes back is noticed, and not waited for in vain for ever.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { awaitReturn } from "./comeback.js";
import { phase } from "./state.js";

/** A world whose answers come in turn, the last one again and again. */
function worldOf(...answers) {
  const seen = { asked: [], waited_s: 0 };
  return {
    seen,
    rest: async (pause_s) => void (seen.waited_s += pause_s),
    ask: async (path) => {
      seen.asked.push(path);
      const answer = answers[Math.min(seen.asked.length, answers.length) - 1];
      if (answer !== "ok") throw answer;
    },
  };
}
const ended = { code: "table_session_ended", status: 410 };

beforeEach(() => (phase.value = { name: "refused", code: "table_session_ended", detail: {} }));

test("the phone goes on when the visit does, and asks for that visit", async () => {
  const world = worldOf(ended, { code: "offline", status: 0 }, { code: "internal", status: 500 }, "ok");
  assert.equal(await awaitReturn("s1", world), true);
  assert.deepEqual(world.seen.asked, Array(4).fill("/session/s1/check"));
});

test("an undo within its ten seconds is noticed soon after", async () => {
  const world = worldOf(ended, ended, "ok");
  await awaitReturn("s1", world);
  assert.ok(world.seen.waited_s < 15);
});

test("it asks ever more rarely and gives up within the hour", async () => {
  const world = worldOf(ended);
  assert.equal(await awaitReturn("s1", world), false);
  assert.ok(world.seen.asked.length < 120, `${world.seen.asked.length} times`);
  assert.ok(world.seen.waited_s < 3600);
});

test("a phone the appliance has forgotten asks no more", async () => {
  const world = worldOf({ code: "guest_unknown", status: 401 });
  assert.equal(await awaitReturn("s1", world), false);
  assert.equal(world.seen.asked.length, 1);
});

test("whoever sits at another visit meanwhile is left alone", async () => {
  const world = worldOf(ended);
  world.rest = async () => void (phase.value = { name: "in" });
  assert.equal(await awaitReturn("s1", world), false);
  assert.equal(world.seen.asked.length, 0);
});
