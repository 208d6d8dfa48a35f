// The demo printers' state: what is known of each, and which paper must be fetched again.
import { signal } from "../vendor/ui.js";

/** @typedef {{paper: string, cover_open: boolean, stalled: boolean, powered: boolean, muted: boolean, drawer_open: boolean}} Condition */
/** @typedef {{name: string, label: string, kind: string, drawer: boolean, state: Condition, slips: number}} Printer */
/** @typedef {{code: "off" | "stalled" | "cover" | "out" | "low" | "muted" | "well", tone: "late" | "soon" | "done"}} Standing */

/** A slip may still grow while it is being printed, so its picture is fetched a few times more. */
const LOOKS_AFTER_CHANGE = 4;

/** @type {import("../vendor/ui.js").Signal<Printer[] | null>} */
export const printers = signal(null);
/** The number in each paper's address; another number, another fetch. @type {import("../vendor/ui.js").Signal<Record<string, number>>} */
export const versions = signal({});
export const lost = signal(false);

/** @type {Map<string, {seen: string, looks: number}>} */
const watched = new Map();

/** @param {Printer[]} list */
export function takeList(list) {
  lost.value = false;
  printers.value = list;
  const next = { ...versions.peek() };
  for (const printer of list) if (mustLook(printer)) next[printer.name] = (next[printer.name] ?? 0) + 1;
  versions.value = next;
}

/** @param {Printer} printer */
function mustLook(printer) {
  const seen = JSON.stringify([printer.slips, printer.state]);
  const before = watched.get(printer.name);
  const looks = before?.seen === seen ? before.looks - 1 : LOOKS_AFTER_CHANGE;
  watched.set(printer.name, { seen, looks: Math.max(0, looks) });
  return looks > 0;
}

/** How a printer is, worst thing first. @param {Condition} state @returns {Standing} */
export function standing(state) {
  if (!state.powered) return { code: "off", tone: "late" };
  if (state.stalled) return { code: "stalled", tone: "late" };
  if (state.cover_open) return { code: "cover", tone: "late" };
  if (state.paper === "out") return { code: "out", tone: "late" };
  if (state.muted) return { code: "muted", tone: "soon" };
  if (state.paper === "near_end") return { code: "low", tone: "soon" };
  return { code: "well", tone: "done" };
}
