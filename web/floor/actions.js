// What a tap on a card does: it shows at once, is asked of the appliance, and is taken back with a reason when refused.
import { showToast } from "../shared/ui/toast.js";
import { answerCall, closeTable, enableTable, restoreTable, sentenceOf } from "./appliance.js";
import { cardOf, connected, refuse, sheet, wait, waiting, whenChanged } from "./state.js";
import { go } from "./route.js";
import { say } from "./strings.js";
import { money } from "./words.js";

/** @typedef {import("./wire.js").Card} Card */
/** @typedef {import("./rules.js").Step} Step */

const NEWS_WITHIN_MS = 1500;

/**
 * Asks the appliance, with the card pending meanwhile; a card that is pending already is left to its first step. Says whether it agreed.
 * @param {Card} card
 * @param {Step} step
 * @param {() => Promise<unknown>} ask
 * @returns {Promise<boolean>}
 */
export async function act(card, step, ask) {
  if (waiting.peek()[card.id] !== undefined) return false;
  if (!connected.peek()) {
    refuse(card.id, say.offline);
    return false;
  }
  refuse(card.id, null);
  const before = cardOf(card.id);
  wait(card.id, step);
  try {
    await ask();
    await whenChanged(card.id, before, NEWS_WITHIN_MS);
    return true;
  } catch (error) {
    refuse(card.id, sentenceOf(error));
    return false;
  } finally {
    wait(card.id, null);
  }
}

/** Closes the party's table at once and offers the way back. @param {Card} card */
export async function close(card) {
  const sitting = card.session;
  if (!sitting) return;
  const restore = () => void undoClose(card, sitting.id);
  await act(card, card.state === "paid" ? "free" : "close", async () => {
    const left = await closeTable(sitting.id);
    const unpaid = sitting.due_minor > 0 ? money(sitting.due_minor) : "";
    showToast(say.closed(card.name, left.cooking, left.ready, unpaid), { action: say.undo, run: restore });
  });
}

/** @param {Card} card @param {string} session_id */
export const undoClose = (card, session_id) => act(card, "undo", () => restoreTable(session_id));

/** Takes the word away that a table is out of use, by table. @type {Map<string, () => void>} */
const unsay = new Map();

/** @param {Card} card */
export function enable(card) {
  unsay.get(card.id)?.();
  return act(card, "enable", () => enableTable(card.id, true));
}

/** Takes a table out of use at once and offers the way back. @param {Card} card */
export function disable(card) {
  return act(card, "disable", async () => {
    await enableTable(card.id, false);
    unsay.set(card.id, showToast(say.outOfUse(card.name), { action: say.undo, run: () => void enable(card) }));
  });
}

/** Somebody is on the way: every call of the table is answered. @param {Card} card */
export function answer(card) {
  const calls = (card.session?.calls ?? []).filter((call) => call.kind === "waiter");
  return act(card, "answer", () => Promise.all(calls.map((call) => answerCall(call.id))));
}

/** @param {Card} card @param {Step} step */
export function take(card, step) {
  if (step === "open") return void (sheet.value = { name: "open", card });
  if (step === "enable") return void enable(card);
  if (step === "disable") return void disable(card);
  if (step === "answer") return void answer(card);
  if (step === "payment") return go("pay", card.id);
  if (step === "undo") return void (card.closed && undoClose(card, card.closed.session_id));
  return void close(card);
}
