// The floor's state: signals and plain functions, no DOM. The appliance's truth, and beside it what is pending.
import { setServerNow } from "../shared/time.js";
import { batch, computed, effect, signal } from "../vendor/ui.js";
import { byUrgency, callers, may, merge } from "./rules.js";

/** @typedef {import("./wire.js").FloorSnapshot} FloorSnapshot */
/** @typedef {import("./wire.js").FloorUpdate} FloorUpdate */
/** @typedef {import("./wire.js").Card} Card */
/** @typedef {import("./rules.js").Step} Step */
/**
 * @template T
 * @typedef {import("../vendor/ui.js").Signal<T>} Signal
 */
/** @typedef {{name: "needs_you" | "qr_ordering" | "pass" | "drawer" | "me" | "waits"} | {name: "open" | "qr" | "table", card: Card} | {name: "pin", card: Card, pin: string} | {name: "cancel", order: import("./wire.js").Order} | {name: "backlog", alert: import("./wire.js").Alert} | null} OpenSheet */

/** @type {Signal<"starting" | "pairing" | "sign_in" | "floor" | "unreachable">} */
export const phase = signal("starting");
/** @type {Signal<import("./wire.js").Venue | null>} */
export const venue = signal(null);
/** @type {Signal<import("./wire.js").Device | null>} */
export const device = signal(null);
/** @type {Signal<import("./wire.js").Staff | null>} */
export const staff = signal(null);
/** @type {Signal<FloorSnapshot | null>} */
export const floor = signal(null);
/** Whether taps reach the appliance. */
export const connected = signal(false);
/** The step a card waits for, by table. @type {Signal<Record<string, Step>>} */
export const waiting = signal({});
/** Why a card's tap was refused, by table. @type {Signal<Record<string, string>>} */
export const refusals = signal({});
/** @type {Signal<OpenSheet>} */
export const sheet = signal(null);

/** Tables as they will be once pending taps are agreed to. */
export const cards = computed(() => (floor.value?.tables ?? []).map((card) => foretell(card, waiting.value[card.id])));
export const alerts = computed(() => byUrgency(floor.value?.alerts ?? []));
/** Tables whose guests want somebody to come. */
export const calling = computed(() => callers(cards.value));
/** Whether this person makes table PINs: only while guests are asked for them. */
export const makesPins = computed(() => floor.value?.access_pin === true && may(staff.value, "open_table"));

/**
 * What a card will look like when the appliance agrees.
 * @param {Card} card
 * @param {Step | undefined} step
 * @returns {Card}
 */
export function foretell(card, step) {
  if (step === "close" || step === "free") return { ...card, session: null, state: card.enabled ? "available" : "disabled" };
  if (step === "enable") return { ...card, enabled: true, state: card.session ? card.state : "available" };
  if (step === "disable") return { ...card, enabled: false, state: card.session ? card.state : "disabled" };
  if (step === "answer" && card.session) return { ...card, session: { ...card.session, calls: card.session.calls.filter((call) => call.kind !== "waiter") } };
  return card;
}

/** @param {FloorSnapshot} snapshot */
export function takeSnapshot(snapshot) {
  batch(() => {
    setServerNow(snapshot.now);
    floor.value = snapshot;
  });
}

/** @param {FloorUpdate} update */
export function takeUpdate(update) {
  const before = floor.peek();
  if (!before) return;
  batch(() => {
    setServerNow(update.now);
    floor.value = merge(before, update);
  });
}

/** @param {string} table_id the appliance's card, without what is pending */
export const cardOf = (table_id) => floor.peek()?.tables.find((card) => card.id === table_id) ?? null;

/** @param {string} table_id @param {Step | null} step null when it is decided */
export function wait(table_id, step) {
  const { [table_id]: _, ...others } = waiting.peek();
  waiting.value = step === null ? others : { ...others, [table_id]: step };
}

/** @param {string} table_id @param {string | null} sentence null takes the refusal away */
export function refuse(table_id, sentence) {
  const { [table_id]: _, ...others } = refusals.peek();
  refusals.value = sentence === null ? others : { ...others, [table_id]: sentence };
}

/**
 * Resolves when the appliance's news about a table has replaced what was known before a tap, or after the limit.
 * @param {string} table_id
 * @param {Card | null} before
 * @param {number} limit_ms
 * @returns {Promise<void>}
 */
export function whenChanged(table_id, before, limit_ms) {
  return new Promise((resolve) => {
    let stop = () => {};
    const finish = () => {
      clearTimeout(timer);
      queueMicrotask(() => stop());
      resolve();
    };
    const timer = setTimeout(finish, limit_ms);
    stop = effect(() => {
      if (floor.value && cardOf(table_id) === before) return;
      finish();
    });
  });
}
