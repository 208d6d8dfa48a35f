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
/** @typedef {{type: string, seq?: number, mark?: string, now?: number, code?: string, [part: string]: any}} LiveMessage */
/** @typedef {import("./live-world.js").World} World */

/**
 * `since` stands in an address after "since=" as it is: the seq this page knows, with its mark once there is one.
 * @typedef {object} LiveOptions
 * @property {(since: string) => string} socket path of the socket
 * @property {(since: string) => Promise<LiveMessage>} [poll]
 * @property {(message: LiveMessage) => void} merge
 * @property {(code: string) => void} [ended]
 * @property {number} [since] seq of what the page has already, 0 when nothing
 * @property {number} [silence_s]
 * @property {number} [poll_s]
 * @property {World} [world] replaced by tests
 */

const OPENING_S = 8;
const SILENCE_S = 35;
const POLL_S = 4;
const FAILURES_BEFORE_POLLING = 3;
const LONGEST_PAUSE_MS = 15_000;
const POLLING_RETRY_MS = 20_000;
const TICK_MS = 5_000;
const ASLEEP_MS = 12_000;
const SHORT_GLANCE_MS = 2_000;
const GONE = new Map([[4401, "not_signed_in"], [4410, "table_session_ended"]]);

/** @param {LiveOptions} options */
export const connectLive = (options) => new Live(options);

export class Live {
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {Record<string, unknown>} */
  #timers = {};
  #failures = 0;
  #stopped = false;
  #polling = false;
  #hiddenAt = 0;
  #options;
  #world;
  #seq;
  #mark = "";
  #tickedAt;
  #unlisten;

  /** @param {LiveOptions} options */
  constructor(options) {
    this.status = signal(/** @type {LiveStatus} */ ("reconnecting"));
    this.updatedAt = signal(0);
    this.#options = options;
    this.#world = options.world ?? browserWorld();
    this.#seq = options.since ?? 0;
    this.#tickedAt = this.#world.now();
    this.#unlisten = [
      this.#world.listen("visibilitychange", () => this.#visibility()),
      this.#world.listen("pageshow", (event) => /** @type {PageTransitionEvent} */ (event).persisted && this.wake()),
      this.#world.listen("online", () => this.wake()),
      this.#world.listen("offline", () => (this.status.value = "offline")),
    ];
    this.#open();
    this.#after("tick", TICK_MS, () => this.#tick());
  }

  #since() {
    return this.#mark ? `${this.#seq}&mark=${encodeURIComponent(this.#mark)}` : String(this.#seq);
  }

  /** The last seq this page knows. */
  seq() {
    return this.#seq;
  }

  /** @param {object} message @returns {boolean} whether it went into an open socket */
  send(message) {
    if (!this.#socket || this.#socket.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** A phone that slept holds a socket that looks open and is dead: take a new one, from the seq we have. */
  wake() {
    if (this.#stopped) return;
    this.#failures = 0;
    this.#open();
  }

  stop() {
    this.#stopped = true;
    this.#leave();
    for (const timer of Object.values(this.#timers)) this.#world.clearTimeout(timer);
    for (const off of this.#unlisten) off();
  }

  #open() {
    if (this.#stopped) return;
    this.#leave();
    this.#notLive();
    const mine = this.#world.socket(this.#options.socket(this.#since()));
    this.#socket = mine;
    this.#after("silence", OPENING_S * 1000, () => this.#lost(mine));
    mine.onmessage = (event) => mine === this.#socket && this.#heard(mine, event.data);
    mine.onerror = () => this.#lost(mine);
    mine.onclose = (event) => (GONE.has(event.code) ? this.#finish(GONE.get(event.code) ?? "") : this.#lost(mine));
  }

  /** @param {WebSocket} mine @param {unknown} data */
  #heard(mine, data) {
    this.#after("silence", (this.#options.silence_s ?? SILENCE_S) * 1000, () => this.#lost(mine));
    const message = read(data);
    if (!message) return this.#lost(mine);
    this.#failures = 0;
    this.#stopPolling();
    this.status.value = "live";
    this.#take(message);
    if (message.type === "ping") this.send({ type: "pong" });
  }

  /** @param {LiveMessage} message */
  #take(message) {
    this.updatedAt.value = this.#world.now();
    if (typeof message.now === "number") setServerNow(message.now);
    if (message.type === "ended") return this.#finish(message.code ?? "table_session_ended");
    if (message.type === "snapshot" || message.type === "update") this.#options.merge(message);
    if (typeof message.seq === "number") [this.#seq, this.#mark] = [message.seq, message.mark ?? ""];
  }

  /** @param {WebSocket} mine */
  #lost(mine) {
    if (this.#stopped || mine !== this.#socket) return;
    this.#leave();
    this.#failures += 1;
    this.#notLive();
    if (this.#failures >= FAILURES_BEFORE_POLLING && this.#options.poll && !this.#polling) {
      this.#polling = true;
      void this.#poll();
    }
    const pause = this.#polling ? POLLING_RETRY_MS : Math.min(LONGEST_PAUSE_MS, 500 * 2 ** (this.#failures - 1));
    this.#after("open", pause * (0.5 + this.#world.random() / 2), () => this.#open());
  }

  async #poll() {
    if (!this.#polling || this.#stopped || !this.#options.poll) return;
    try {
      const message = await this.#options.poll(this.#since());
      if (!this.#polling || this.#stopped) return;
      const back = this.status.value === "offline";
      this.status.value = "polling";
      this.#take(message);
      if (back) this.#open(); // it answers again: do not wait for the socket's turn
    } catch (error) {
      const code = /** @type {{code?: string}} */ (error).code ?? "";
      if (code === "table_session_ended" || code === "guest_unknown") return this.#finish(code);
      this.status.value = "offline";
    }
    if (!this.#polling || this.#stopped) return;
    this.#after("poll", (this.#options.poll_s ?? POLL_S) * 1000 * (0.75 + this.#world.random() / 2), () => void this.#poll());
  }

  #stopPolling() {
    this.#polling = false;
    this.#world.clearTimeout(this.#timers["poll"]);
  }

  #notLive() {
    if (!this.#polling) this.status.value = this.#world.online() ? "reconnecting" : "offline";
  }

  #leave() {
    const old = this.#socket;
    this.#socket = null;
    this.#world.clearTimeout(this.#timers["silence"]);
    this.#world.clearTimeout(this.#timers["open"]);
    if (!old) return;
    old.onmessage = old.onerror = old.onclose = null;
    old.close();
  }

  #tick() {
    const slept = this.#world.now() - this.#tickedAt > ASLEEP_MS;
    this.#tickedAt = this.#world.now();
    if (slept) this.wake();
    this.#after("tick", TICK_MS, () => this.#tick());
  }

  #visibility() {
    if (!this.#world.visible()) this.#hiddenAt = this.#world.now();
    else if (this.#world.now() - this.#hiddenAt > SHORT_GLANCE_MS || this.status.value !== "live") this.wake();
  }

  /** @param {string} code */
  #finish(code) {
    if (this.#stopped) return;
    this.stop();
    this.#options.ended?.(code);
  }

  /** @param {string} name @param {number} ms @param {() => void} run */
  #after(name, ms, run) {
    this.#world.clearTimeout(this.#timers[name]);
    this.#timers[name] = this.#world.setTimeout(run, ms);
  }
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
