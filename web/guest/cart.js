// Edits of the cart and sending it: shown at once, kept on the phone until the appliance has answered, then confirmed or taken back.
import { computed, effect, signal } from "../vendor/ui.js";
import { api } from "../shared/api.js";
import { createQueue } from "../shared/queue.js";
import { newId } from "../shared/ids.js";
import { sameChoices } from "./choices.js";
import { cart, confirmedCart, me, merge, orders, party, unconfirmed, withTotals } from "./state.js";

/** @typedef {import("../shared/contract.js").CartLine} CartLine */
/** @typedef {import("../shared/contract.js").CartCommand} CartCommand */
/** @typedef {import("../shared/contract.js").Choices} Choices */
/** @typedef {import("../shared/contract.js").Order} Order */
/** @typedef {import("../shared/queue.js").Entry} Entry */
/** @typedef {{code: string, sentence: string, details: any[], body: Record<string, any>, retry_after_s: number | null}} Refusal */

const MOST_OF_ONE = 99;
const ORDERS = "/orders";
const ALREADY_SENT = "already_sent";

/** @type {ReturnType<typeof createQueue> | null} */
let queue = null;
/** Whose queue it is, and how to stop listening to it. */
let opened = { sessionId: "", stop: () => {} };
/** Edits tapped before the phone had entered the table. @type {CartCommand[]} */
const early = [];
const queued = signal(/** @type {Entry[]} */ ([]));
const busy = signal(false);

/** Why the last Send was refused; null once the guest goes on. */
export const orderRefused = signal(/** @type {Refusal | null} */ (null));
/** Why an edit was taken back. */
export const editRefused = signal(/** @type {Refusal | null} */ (null));
/** Unit prices before the appliance told us new ones, by line. */
export const oldPrices = signal(/** @type {Record<string, number>} */ ({}));
/** The order this phone has just sent. */
export const sentOrder = signal(/** @type {Order | null} */ (null));

/**
 * Whether everything in the cart is an order's by now, so that the screen of orders tells the whole truth. What somebody
 * added meanwhile is not ordered: then the cart stays in sight.
 */
export const allIsOrdered = computed(() => cart.value.count === 0 && (sentOrder.value !== null || orderRefused.value?.code === ALREADY_SENT));

/** @type {import("../vendor/ui.js").ReadonlySignal<"idle" | "sending" | "queued">} */
export const sending = computed(() => {
  if (!queued.value.some((entry) => entry.path === ORDERS)) return "idle";
  return busy.value ? "sending" : "queued";
});
/** Whether anything at all waits on this phone. */
export const waiting = computed(() => queued.value.length > 0 && !busy.value);

/** Begins (or goes on after a reload) with what this phone has not sent for this table session. @param {string} sessionId */
export function openQueue(sessionId) {
  if (opened.sessionId === sessionId) return;
  opened.stop();
  const mine = createQueue({ name: sessionId, send, answered, refused });
  queue = mine;
  const stop = effect(() => {
    queued.value = mine.entries.value;
    busy.value = mine.sending.value;
    unconfirmed.value = mine.entries.value.flatMap((entry) => entry.body?.commands ?? []);
  });
  opened = { sessionId, stop };
  early.splice(0).forEach(edit);
  void mine.flush();
}

/** Tries again to send what waits. */
export const flush = () => void queue?.flush();

/** One more of a dish: on my own line with the same wishes, else a new one. @param {{item_id: string, options: Choices, note: string, quantity: number}} wish */
export function addToCart(wish) {
  const mine = cart.value.lines.find((line) => line.member_id === me.value?.member_id && line.item_id === wish.item_id
    && line.note === wish.note && sameChoices(line.options, wish.options));
  if (mine) return setLine(mine, { quantity: mine.quantity + wish.quantity });
  edit({ op: "set", line_id: newId(), ...wish });
}

/** @param {CartLine} line @param {{quantity?: number, options?: Choices, note?: string}} change */
export function setLine(line, change) {
  const { item_id, options, note, quantity } = { ...line, ...change };
  edit({ op: "set", line_id: line.id, item_id, options, note, quantity: Math.min(MOST_OF_ONE, quantity) });
}

/** @param {CartLine} line */
export const removeLine = (line) => edit({ op: "remove", line_id: line.id });

/** Puts a removed line back as it was. @param {CartLine} line */
export const restoreLine = ({ item_id, options, note, quantity }) => edit({ op: "set", line_id: newId(), item_id, options, note, quantity });

/** Sends the cart as it is shown, once, whatever the network does. */
export function sendOrder() {
  if (!queue || sending.value !== "idle" || cart.value.lines.length === 0) return;
  orderRefused.value = null;
  const lines = cart.value.lines.map(({ id, quantity, unit_minor }) => ({ line_id: id, quantity, unit_minor }));
  queue.add({ method: "POST", path: ORDERS, body: { session_id: party.value?.id, lines } });
}

/** Takes back an order that has never left the phone. @returns {boolean} false when it may have arrived */
export function takeBack() {
  const entry = queued.value.find((one) => one.path === ORDERS && !one.tried);
  if (entry) queue?.drop(entry.key);
  return entry !== undefined;
}
export const mayTakeBack = computed(() => queued.value.some((entry) => entry.path === ORDERS && !entry.tried));

/** @param {string | null} nickname @param {string} language */
export function join(nickname, language) {
  if (me.value) me.value = { ...me.value, joined: true, nickname };
  queue?.add({ method: "POST", path: "/member", body: { session_id: party.value?.id, nickname, language } });
}

/** @param {CartCommand} command */
function edit(command) {
  editRefused.value = null;
  orderRefused.value = null;
  if (!queue) return void early.push(command);
  queue.add({ method: "PUT", path: `/session/${party.value?.id}/cart`, body: { commands: [command] } });
}

/** @param {Entry} entry */
async function send(entry) {
  return api.request(entry.method, entry.path, entry.body, { key: entry.key, retries: entry.path === ORDERS ? 2 : 1 });
}

/** @param {Entry} entry @param {any} answer */
function answered(entry, answer) {
  if (answer?.cart) merge({ type: "update", cart: answer.cart });
  if (entry.path !== ORDERS) return;
  const sent = new Set(entry.body.lines.map((/** @type {{line_id: string}} */ line) => line.line_id));
  confirmedCart.value = withTotals(confirmedCart.value.lines.filter((line) => !sent.has(line.id)));
  if (!orders.value.some((order) => order.id === answer.order.id)) orders.value = [...orders.value, answer.order];
  sentOrder.value = answer.order;
  oldPrices.value = {};
}

/** @param {Entry} entry @param {Refusal} error */
function refused(entry, error) {
  if (entry.path === ORDERS) return orderWasRefused(error, entry);
  editRefused.value = error;
  confirmedCart.value = withoutSent(error);
  const later = queued.value.find((one) => one.path === ORDERS && !one.tried);
  if (!later) return;
  queue?.drop(later.key);
  orderWasRefused(error, later);
}

/** The cart without the lines that are an order's by now: they are ordered, the rest is not. @param {Refusal} error */
function withoutSent(error) {
  const sent = new Set(error.details.filter((detail) => detail.code === ALREADY_SENT).map((detail) => detail.line_id));
  return sent.size ? withTotals(confirmedCart.value.lines.filter((line) => !sent.has(line.id))) : confirmedCart.value;
}

/** What the appliance said about single lines goes to those lines. @param {Refusal} error @param {Entry} entry */
function orderWasRefused(error, entry) {
  orderRefused.value = error;
  const told = new Map(error.details.map((detail) => [detail.line_id, detail]));
  if (error.code === "price_changed") {
    /** @type {{line_id: string, unit_minor: number}[]} */
    const seen = entry.body.lines.filter((/** @type {{line_id: string}} */ line) => told.has(line.line_id));
    oldPrices.value = { ...oldPrices.value, ...Object.fromEntries(seen.map((line) => [line.line_id, line.unit_minor])) };
  }
  confirmedCart.value = withTotals(withoutSent(error).lines.map((line) => corrected(line, told.get(line.id))));
}

/** @param {CartLine} line @param {any} detail @returns {CartLine} */
function corrected(line, detail) {
  if (!detail) return line;
  if (typeof detail.unit_minor === "number" && (detail.code ?? "price_changed") === "price_changed") {
    return { ...line, unit_minor: detail.unit_minor, total_minor: detail.unit_minor * line.quantity };
  }
  if (detail.code === "changed") return line;
  return { ...line, problem: { code: detail.code ?? "item_unavailable", left: detail.left ?? null } };
}
