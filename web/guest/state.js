// What this phone knows of its table: signals, and plain functions that fold the appliance's news into them. No DOM.
import { computed, signal } from "../vendor/ui.js";
import { sameChoices, unitPrice, chosenOptions } from "./choices.js";

/** @typedef {import("../shared/contract.js").Menu} Menu */
/** @typedef {import("../shared/contract.js").MenuItem} Item */
/** @typedef {import("../shared/contract.js").Venue} Venue */
/** @typedef {import("../shared/contract.js").Cart} Cart */
/** @typedef {import("../shared/contract.js").CartLine} CartLine */
/** @typedef {import("../shared/contract.js").CartCommand} CartCommand */
/** @typedef {import("../shared/contract.js").Choices} Choices */
/** @typedef {import("../shared/contract.js").Me} Me */
/** @typedef {import("../shared/contract.js").Order} Order */
/** @typedef {import("../shared/contract.js").TableSession} TableSession */
/** @typedef {import("../shared/contract.js").Availability} Availability */
/** @typedef {import("../shared/live.js").LiveMessage} LiveMessage */

/**
 * Where the guest stands: on the way in, at the table, refused with a reason, or only reading the menu after a refusal.
 * @typedef {{name: "entering"} | {name: "in"} | {name: "refused" | "reading", code: string, detail: Record<string, any>}} Phase
 */

export const phase = signal(/** @type {Phase} */ ({ name: "entering" }));
export const menu = signal(/** @type {Menu | null} */ (null));
export const venue = signal(/** @type {Venue | null} */ (null));
export const party = signal(/** @type {TableSession | null} */ (null));
export const me = signal(/** @type {Me | null} */ (null));
export const orders = signal(/** @type {Order[]} */ ([]));
export const availability = signal(/** @type {Availability} */ ({}));

/** The cart as the appliance has it, and the edits it has not confirmed yet. */
export const confirmedCart = signal(/** @type {Cart} */ ({ lines: [], total_minor: 0, count: 0 }));
export const unconfirmed = signal(/** @type {CartCommand[]} */ ([]));

/** The cart as it is shown. */
export const cart = computed(() => applyCommands(confirmedCart.value, unconfirmed.value, menu.value, me.value?.member_id ?? ""));

/** Orders the kitchen still works on or that wait to be served, newest first. */
export const openOrders = computed(() => orders.value.filter(isOpen).sort((one, other) => other.number - one.number));

/** @param {Order} order */
export const isOpen = (order) => order.state !== "CLOSED" && order.state !== "VOIDED";

/** The left-over table session that its guests chose to go on with. */
export const staleKept = signal("");
/** Whether the bill here may be another party's. */
export const isStale = computed(() => party.value?.stale === true && party.value.id !== staleKept.value);

export const items = computed(() => {
  const all = menu.value?.categories.flatMap((category) => category.items) ?? [];
  return new Map(all.map((item) => [item.id, item]));
});

/** Takes a snapshot or the parts of an update that are there. @param {LiveMessage} message */
export function merge(message) {
  if (message["session"]) party.value = message["session"];
  if (message["me"]) me.value = message["me"];
  if (message["cart"]) confirmedCart.value = message["cart"];
  if (message["orders"]) orders.value = message["orders"];
  if (message["availability"]) availability.value = message["availability"];
}

/** @param {string} itemId how many of it are in the cart that is shown */
export const quantityOf = (itemId) => cart.value.lines.reduce((sum, line) => sum + (line.item_id === itemId ? line.quantity : 0), 0);

/**
 * The cart after commands that the appliance has not answered yet.
 * @param {Cart} from @param {CartCommand[]} commands @param {Menu | null} all @param {string} memberId @returns {Cart}
 */
export function applyCommands(from, commands, all, memberId) {
  let lines = from.lines;
  for (const command of commands) {
    const before = lines.find((line) => line.id === command.line_id);
    if (command.op === "remove") lines = lines.filter((line) => line !== before);
    else if (before) lines = lines.map((line) => (line === before ? changed(line, command, all) : line));
    else lines = [...lines, ...added(command, all, memberId)];
  }
  if (lines === from.lines) return from;
  return withTotals(lines);
}

/** What cannot be ordered any more is struck out and costs nothing. @param {CartLine[]} lines @returns {Cart} */
export function withTotals(lines) {
  return {
    lines,
    total_minor: lines.reduce((sum, line) => sum + (line.problem ? 0 : line.total_minor), 0),
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
  };
}

/** @param {CartLine} line @param {CartCommand & {op: "set"}} command @param {Menu | null} all @returns {CartLine} */
function changed(line, command, all) {
  const fresh = sameChoices(line.options, command.options) ? null : describe(command, all);
  const unit_minor = fresh?.unit_minor ?? line.unit_minor;
  return {
    ...line, ...fresh, note: command.note, quantity: command.quantity, options: command.options, unit_minor,
    total_minor: unit_minor * command.quantity, problem: null, pending: true,
  };
}

/** @param {CartCommand & {op: "set"}} command @param {Menu | null} all @param {string} memberId @returns {CartLine[]} */
function added(command, all, memberId) {
  const known = describe(command, all);
  if (!known) return [];
  const { line_id, item_id, options, note, quantity } = command;
  return [{
    id: line_id, member_id: memberId, item_id, options, note, quantity, ...known,
    total_minor: known.unit_minor * quantity, problem: null, pending: true,
  }];
}

/** @param {CartCommand & {op: "set"}} command @param {Menu | null} all */
function describe(command, all) {
  const item = all?.categories.flatMap((category) => category.items).find((one) => one.id === command.item_id);
  if (!all || !item) return null;
  return {
    names: { [all.lang]: item.name },
    option_names: chosenOptions(item, all.groups, command.options).map(({ option }) => ({ [all.lang]: option.name })),
    unit_minor: unitPrice(item, all.groups, command.options),
  };
}

/** Lines of `after` that have become ready since `before`. @param {Order[]} before @param {Order[]} after */
export function becameReady(before, after) {
  const known = new Map(before.flatMap((order) => order.lines.map((line) => [line.id, line.state])));
  return after.flatMap((order) => order.lines).filter((line) => line.state === "ready" && known.has(line.id) && known.get(line.id) !== "ready");
}

/** Orders of `after` that `before` did not have and that another phone sent. @param {Order[]} before @param {Order[]} after */
export function sentByOthers(before, after) {
  const known = new Set(before.map((order) => order.id));
  return after.filter((order) => !order.mine && order.sent_by !== null && !known.has(order.id));
}

/** Members of `after` that `before` did not have. @param {TableSession | null} before @param {TableSession | null} after */
export function newcomers(before, after) {
  const known = new Set(before?.members.map((member) => member.id));
  return before && after ? after.members.filter((member) => !known.has(member.id)) : [];
}

/**
 * How far an order is, 0 received … 3 served, by the line that is furthest behind.
 * @param {Order} order
 */
export function progress(order) {
  const steps = { received: 0, cooking: 1, ready: 2, served: 3, cancelled: 9 };
  const cooked = order.lines.filter((line) => line.state !== "cancelled").map((line) => steps[line.state]);
  if (cooked.length === 0) return 3;
  const least = Math.min(...cooked);
  return least === 0 && cooked.some((step) => step > 0) ? 1 : least;
}

/** A member's initials: of the nickname, else the number. @param {{number: number, nickname: string | null}} member */
export function initialsOf({ number, nickname }) {
  const first = [...(nickname ?? "").trim()][0];
  return first ? first.toLocaleUpperCase() : String(number);
}
