// News from the appliance over one socket: resumes by seq, notices silence, survives a sleeping phone, falls back to polling.
//
//   const live = connectLive({
//     socket: (since) => `/ws/kitchen?since=${since}`,
//     poll: (since) => api.get(`/session/${id}/updates?since=${since}`),   // optional
//     merge: (message) => { … },          // every snapshot and update, in order; "hello" and "ping" stay inside
//     ended: (code) => { … },             // the appliance closed for good: table_session_ended | not_signed_in
//     silence_s: 35,                      // without a word for so long the socket is dead (15 s pings); kitchen: 8
//   });
//   live.status.value      live | reconnecting | polling | offline
//   live.updatedAt.value   ms of the last word from the appliance on this device's clock, 0 before the first
//   live.send({type: "alive"})  true when it went into an open socket
//   live.wake()  live.stop()
import { signal } from "../vendor/ui.js";
import { setServerNow } from "./time.js";
import { browserWorld } from "./live-world.js";

/** @typedef {"live" | "reconnecting" | "polling" | "offline"} LiveStatus */
/** @typedef {{type: string, seq?: number, now?: number, code?: string, [part: string]: any}} LiveMessage */
/** @typedef {import("./live-world.js").World} World */

/**
 * @typedef {object} LiveOptions
 * @property {(since: number) => string} socket path of the socket
 * @property {(since: number) => Promise<LiveMessage>} [poll]
 * @property {(message: LiveMessage) => void} merge
 * @property {(code: string) => void} [ended]
 * @property {number} [since] seq of what the page has already, 0 when nothing
 * @property {number} [silence_s]
 * @property {number} [poll_s]
 * @property {World} [world] replaced by tests
 */

const OPENING_S = 8;
const FAILURES_BEFORE_POLLING = 3;
const LONGEST_PAUSE_MS = 15_000;
const POLLING_RETRY_MS = 20_000;
const TICK_MS = 5_000;
const ASLEEP_MS = 12_000;
const GONE = new Map([[4401, "not_signed_in"], [4410, "table_session_ended"]]);

/** @param {LiveOptions} options */
export function connectLive(options) {
  const world = options.world ?? browserWorld();
  const silence_ms = (options.silence_s ?? 35) * 1000;
  const status = signal(/** @type {LiveStatus} */ ("reconnecting"));
  const updatedAt = signal(0);
  let seq = options.since ?? 0;
  let failures = 0;
  let stopped = false;
  let polling = false;
  let hiddenAt = 0;
  let tickedAt = world.now();
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {Record<string, unknown>} */
  const timers = {};

  /** @param {string} name @param {number} ms @param {() => void} run */
  function after(name, ms, run) {
    world.clearTimeout(timers[name]);
    timers[name] = world.setTimeout(run, ms);
  }

  function open() {
    if (stopped) return;
    leave();
    if (!polling) status.value = world.online() ? "reconnecting" : "offline";
    const mine = world.socket(options.socket(seq));
    socket = mine;
    after("silence", OPENING_S * 1000, () => lost(mine));
    mine.onmessage = (event) => mine === socket && heard(mine, event.data);
    mine.onerror = () => lost(mine);
    mine.onclose = (event) => (GONE.has(event.code) ? finish(GONE.get(event.code) ?? "") : lost(mine));
  }

  /** @param {WebSocket} mine @param {unknown} data */
  function heard(mine, data) {
    after("silence", silence_ms, () => lost(mine));
    const message = read(data);
    if (!message) return lost(mine);
    failures = 0;
    stopPolling();
    status.value = "live";
    take(message);
    if (message.type === "ping") send({ type: "pong" });
  }

  /** @param {LiveMessage} message */
  function take(message) {
    updatedAt.value = world.now();
    if (typeof message.now === "number") setServerNow(message.now);
    if (message.type === "ended") return finish(message.code ?? "table_session_ended");
    if (message.type === "snapshot" || message.type === "update") options.merge(message);
    if (typeof message.seq === "number") seq = message.seq;
  }

  /** @param {WebSocket} mine */
  function lost(mine) {
    if (stopped || mine !== socket) return;
    leave();
    failures += 1;
    if (!polling) status.value = world.online() ? "reconnecting" : "offline";
    if (failures >= FAILURES_BEFORE_POLLING && options.poll && !polling) {
      polling = true;
      poll();
    }
    const pause = polling ? POLLING_RETRY_MS : Math.min(LONGEST_PAUSE_MS, 500 * 2 ** (failures - 1));
    after("open", pause * (0.5 + world.random() / 2), open);
  }

  async function poll() {
    if (!polling || stopped || !options.poll) return;
    try {
      const message = await options.poll(seq);
      if (!polling || stopped) return;
      status.value = "polling";
      take(message);
    } catch (error) {
      const code = /** @type {{code?: string}} */ (error).code ?? "";
      if (code === "table_session_ended" || code === "guest_unknown") return finish(code);
      status.value = "offline";
    }
    if (polling && !stopped) after("poll", (options.poll_s ?? 4) * 1000 * (0.75 + world.random() / 2), poll);
  }

  function stopPolling() {
    polling = false;
    world.clearTimeout(timers["poll"]);
  }

  function leave() {
    const old = socket;
    socket = null;
    world.clearTimeout(timers["silence"]);
    world.clearTimeout(timers["open"]);
    if (!old) return;
    old.onmessage = old.onerror = old.onclose = null;
    old.close();
  }

  /** A phone that slept holds a socket that looks open and is dead: take a new one, from the seq we have. */
  function wake() {
    if (stopped) return;
    failures = 0;
    open();
  }

  function tick() {
    const slept = world.now() - tickedAt > ASLEEP_MS;
    tickedAt = world.now();
    if (slept) wake();
    after("tick", TICK_MS, tick);
  }

  function visibility() {
    if (!world.visible()) hiddenAt = world.now();
    else if (world.now() - hiddenAt > 2_000 || status.value !== "live") wake();
  }

  /** @param {object} message */
  function send(message) {
    if (!socket || socket.readyState !== 1) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  const unlisten = [
    world.listen("visibilitychange", visibility),
    world.listen("pageshow", (event) => /** @type {PageTransitionEvent} */ (event).persisted && wake()),
    world.listen("online", wake),
    world.listen("offline", () => (status.value = "offline")),
  ];

  function stop() {
    stopped = true;
    leave();
    for (const timer of Object.values(timers)) world.clearTimeout(timer);
    for (const off of unlisten) off();
  }

  /** @param {string} code */
  function finish(code) {
    if (stopped) return;
    stop();
    options.ended?.(code);
  }

  open();
  after("tick", TICK_MS, tick);
  return { status, updatedAt, seq: () => seq, send, wake, stop };
}

/** @param {unknown} data @returns {LiveMessage | null} */
function read(data) {
  try {
    const message = JSON.parse(String(data));
    return message !== null && typeof message === "object" && typeof message.type === "string" ? message : null;
  } catch {
    return null;
  }
}
