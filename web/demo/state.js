// The demo's simulated devices: what is known of each, and which paper must be fetched again.
import { signal } from "../vendor/ui.js";

/**
 * `call`: of a device that calls the appliance, how that goes. Each kind of device tells some of these.
 * @typedef {{paper?: string, cover_open?: boolean, stalled?: boolean, powered?: boolean, muted?: boolean, drawer_open?: boolean, broken?: boolean, call?: string}} Condition
 */
/**
 * `around`: stands there, and nobody has set it up. `slips` null: it has no paper. `shows`: the lines on its face, or what came out of it.
 * @typedef {{name: string, label: string, kind: string, around: boolean, drawer: boolean, state: Condition, slips: number | null, shows: string[], address: string, calls: boolean, faults: string[]}} Device
 */
/** @typedef {{code: "off" | "stalled" | "cover" | "out" | "low" | "muted" | "broken" | "waits" | "refused" | "unreached" | "asking" | "idle" | "well", tone: "late" | "soon" | "done" | ""}} Standing */

/** A slip may still grow while it is being printed, so its picture is fetched a few times more. */
const LOOKS_AFTER_CHANGE = 4;

/** @type {import("../vendor/ui.js").Signal<Device[] | null>} */
export const devices = signal(null);
/** The number in each paper's address; another number, another fetch. @type {import("../vendor/ui.js").Signal<Record<string, number>>} */
export const versions = signal({});
export const lost = signal(false);

/** @type {Map<string, {seen: string, looks: number}>} */
const watched = new Map();

/** @param {Device[]} list */
export function takeList(list) {
  lost.value = false;
  devices.value = list;
  const next = { ...versions.peek() };
  for (const device of list) if (mustLook(device)) next[device.name] = (next[device.name] ?? 0) + 1;
  versions.value = next;
}

/** @param {Device} device */
function mustLook(device) {
  const seen = JSON.stringify([device.slips, device.state]);
  const before = watched.get(device.name);
  const looks = before?.seen === seen ? before.looks - 1 : LOOKS_AFTER_CHANGE;
  watched.set(device.name, { seen, looks: Math.max(0, looks) });
  return looks > 0;
}

/** How a device is, worst thing first. @param {Condition} state @returns {Standing} */
export function standing(state) {
  if (state.call === "off") return { code: "idle", tone: "" };
  if (state.powered === false) return { code: "off", tone: "late" };
  if (state.stalled) return { code: "stalled", tone: "late" };
  if (state.broken) return { code: "broken", tone: "late" };
  if (state.cover_open) return { code: "cover", tone: "late" };
  if (state.paper === "out") return { code: "out", tone: "late" };
  if (state.call === "refused" || state.call === "unreached") return { code: state.call, tone: "late" };
  if (state.call === "waits" || state.call === "asking") return { code: state.call, tone: "soon" };
  if (state.muted) return { code: "muted", tone: "soon" };
  if (state.paper === "near_end") return { code: "low", tone: "soon" };
  return { code: "well", tone: "done" };
}

/** What can happen to a device, apart from mending it: what has a button of its own, and the rest. @param {Device} device @param {readonly string[]} usual */
export function happenings(device, usual) {
  const apart = device.drawer ? ["restore", "close_drawer"] : ["restore"];
  return { usual: usual.filter((fault) => device.faults.includes(fault)), rest: device.faults.filter((fault) => !usual.includes(fault) && !apart.includes(fault)) };
}
