// The live connection on a clock of its own: resume, silence, sleep, fallback, the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { connectLive } from "./live.js";

/** A browser whose time only moves when told. */
function world() {
  const timers = new Map();
  const listeners = new Map();
  const sockets = [];
  const it = { at: 1_000_000, isOnline: true, isVisible: true, sockets, last: 0 };
  it.api = {
    socket: (path) => {
      const socket = { path, readyState: 0, sent: [], closed: false, send(text) { this.sent.push(JSON.parse(text)); }, close() { this.closed = true; this.readyState = 3; } };
      sockets.push(socket);
      return socket;
    },
    now: () => it.at,
    random: () => 1,
    setTimeout: (run, ms) => { timers.set((it.last += 1), { run, at: it.at + ms }); return it.last; },
    clearTimeout: (id) => timers.delete(id),
    listen: (event, run) => { listeners.set(event, run); return () => listeners.delete(event); },
    online: () => it.isOnline,
    visible: () => it.isVisible,
  };
  it.pass = (ms) => {
    const end = it.at + ms;
    for (let due = next(timers, end); due; due = next(timers, end)) {
      timers.delete(due[0]);
      it.at = Math.max(it.at, due[1].at);
      due[1].run();
    }
    it.at = end;
  };
  it.event = (name, detail = {}) => listeners.get(name)?.(detail);
  it.socket = () => sockets.at(-1);
  it.say = (message, socket = it.socket()) => { socket.readyState = 1; socket.onmessage?.({ data: JSON.stringify(message) }); };
  it.listening = () => listeners.size + timers.size;
  return it;
}
const next = (timers, end) => [...timers].filter(([, timer]) => timer.at <= end).sort((one, other) => one[1].at - other[1].at)[0];
const settled = () => new Promise((done) => setImmediate(done));

function connected(options = {}) {
  const it = world();
  const merged = [];
  const ended = [];
  const live = connectLive({ socket: (since) => `/ws?since=${since}`, merge: (message) => merged.push(message), ended: (code) => ended.push(code), world: it.api, ...options });
  return { it, live, merged, ended };
}

test("the first word makes it live and parts reach the page in order", () => {
  const { it, live, merged } = connected();
  assert.equal(live.status.value, "reconnecting");
  it.say({ type: "snapshot", seq: 4, now: it.at, cart: 1 });
  it.say({ type: "update", seq: 5, now: it.at, cart: 2 });
  assert.equal(live.status.value, "live");
  assert.deepEqual(merged.map((message) => message.cart), [1, 2]);
  assert.equal(live.updatedAt.value, it.at);
});

test("a lost socket comes back asking for what it missed", () => {
  const { it, live } = connected({ since: 3 });
  assert.equal(it.socket().path, "/ws?since=3");
  it.say({ type: "update", seq: 9, now: it.at });
  it.socket().onclose({ code: 1006 });
  assert.equal(live.status.value, "reconnecting");
  it.pass(600);
  assert.equal(it.socket().path, "/ws?since=9");
  it.say({ type: "hello", seq: 9, now: it.at });
  assert.equal(live.status.value, "live");
});

test("the mark goes back with the seq it came with, so that a restored appliance notices", () => {
  const { it } = connected();
  it.say({ type: "snapshot", seq: 4, mark: "a1b2c3d4", now: it.at });
  it.say({ type: "update", seq: null, now: it.at });
  it.socket().onclose({ code: 1006 });
  it.pass(600);
  assert.equal(it.socket().path, "/ws?since=4&mark=a1b2c3d4");
  it.say({ type: "update", seq: 5, now: it.at });
  it.socket().onclose({ code: 1006 });
  it.pass(600);
  assert.equal(it.socket().path, "/ws?since=5");
});

test("pauses between attempts grow and have an end", () => {
  const { it } = connected();
  const gaps = [];
  for (let nth = 0; nth < 8; nth += 1) {
    const before = it.at;
    const count = it.sockets.length;
    it.socket().onclose({ code: 1006 });
    while (it.sockets.length === count) it.pass(250);
    gaps.push(it.at - before);
  }
  assert.deepEqual(gaps.slice(0, 4), [500, 1000, 2000, 4000]);
  assert.equal(Math.max(...gaps), 15_000);
});

test("a ping is answered, and silence after it means the socket is dead", () => {
  const { it, live } = connected({ silence_s: 35 });
  it.say({ type: "ping", now: it.at });
  assert.deepEqual(it.socket().sent, [{ type: "pong" }]);
  const first = it.socket();
  for (let nth = 0; nth < 7; nth += 1) it.pass(5_000);
  assert.equal(first.closed, true);
  assert.notEqual(live.status.value, "live");
});

test("a phone that slept takes a new socket when it wakes", () => {
  const { it } = connected();
  it.say({ type: "snapshot", seq: 2, now: it.at });
  it.isVisible = false;
  it.event("visibilitychange");
  it.at += 60_000;
  it.isVisible = true;
  it.event("visibilitychange");
  assert.equal(it.sockets.length, 2);
  assert.equal(it.sockets[0].closed, true);
  assert.equal(it.socket().path, "/ws?since=2");
});

test("a jump of the clock without any event is noticed too", () => {
  const { it } = connected({ silence_s: 100_000 });
  it.say({ type: "snapshot", seq: 2, now: it.at });
  it.at += 3_600_000;
  it.pass(5_000);
  assert.equal(it.sockets.length, 2);
});

test("a page brought back from the history connects again", () => {
  const { it } = connected();
  it.event("pageshow", { persisted: true });
  assert.equal(it.sockets.length, 2);
});

test("three failures turn to polling, and a working socket turns back", async () => {
  const { it, live, merged } = connected({ poll: async (since) => ({ type: "update", seq: Number(since) + 1, now: it.at, cart: Number(since) }) });
  for (let nth = 0; nth < 3; nth += 1) {
    it.socket().onclose({ code: 1006 });
    it.pass(nth < 2 ? 5_000 : 0);
  }
  await settled();
  assert.equal(live.status.value, "polling");
  assert.equal(merged.length, 1);
  it.pass(5_000);
  await settled();
  assert.equal(merged.length, 2);
  it.pass(20_000);
  it.say({ type: "hello", seq: 9, now: it.at });
  assert.equal(live.status.value, "live");
  await settled();
  const polled = merged.length;
  it.pass(10_000);
  await settled();
  assert.equal(merged.length, polled);
});

test("without network it says offline and is back at the first sign of it", () => {
  const { it, live } = connected();
  it.say({ type: "snapshot", seq: 2, now: it.at });
  it.isOnline = false;
  it.event("offline");
  assert.equal(live.status.value, "offline");
  it.isOnline = true;
  it.event("online");
  it.say({ type: "hello", seq: 2, now: it.at });
  assert.equal(live.status.value, "live");
});

test("words that cannot be read cost the socket, not the page", () => {
  const { it, live } = connected();
  it.socket().onmessage({ data: "<html>" });
  assert.equal(live.status.value, "reconnecting");
  it.pass(1_000);
  assert.equal(it.sockets.length, 2);
});

test("the first poll that is answered again brings the socket back at once", async () => {
  let up = false;
  const { it, live } = connected({ poll: async (since) => { if (!up) throw new Error("refused"); return { type: "update", seq: Number(since), now: it.at }; } });
  for (let nth = 0; nth < 3; nth += 1) {
    it.socket().onclose({ code: 1006 });
    it.pass(nth < 2 ? 5_000 : 0);
  }
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(live.status.value, "offline");
  const tried = it.sockets.length;
  up = true;
  it.pass(5_000);
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(it.sockets.length, tried + 1);
  it.say({ type: "hello", seq: 1, now: it.at });
  assert.equal(live.status.value, "live");
});

test("a finished visit ends everything, also through polling", async () => {
  for (const code of [4410, 4401]) {
    const { it, ended } = connected();
    it.socket().onclose({ code });
    assert.deepEqual(ended, [code === 4410 ? "table_session_ended" : "not_signed_in"]);
    assert.equal(it.listening(), 0);
  }
  const gone = Object.assign(new Error("gone"), { code: "table_session_ended" });
  const { it, ended } = connected({ poll: async () => { throw gone; } });
  for (let nth = 0; nth < 3; nth += 1) {
    it.socket().onclose({ code: 1006 });
    it.pass(nth < 2 ? 5_000 : 0);
  }
  await settled();
  assert.deepEqual(ended, ["table_session_ended"]);
});

test("sending works only into an open socket", () => {
  const { it, live } = connected();
  assert.equal(live.send({ type: "alive" }), false);
  it.say({ type: "hello", seq: 1, now: it.at });
  assert.equal(live.send({ type: "alive" }), true);
  live.stop();
  assert.equal(live.send({ type: "alive" }), false);
  assert.equal(it.listening(), 0);
});
