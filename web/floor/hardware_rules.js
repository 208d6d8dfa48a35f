// What the page of printers and devices decides by itself. Pure functions, no DOM and no clock.

/** @typedef {import("./hardware_wire.js").ListedPrinter} ListedPrinter */
/** @typedef {import("./hardware_wire.js").FoundThing} FoundThing */
/** @typedef {import("./hardware_wire.js").TrySlip} TrySlip */
/** @typedef {"calm" | "soon" | "late" | "done"} Tone */

/** Command sets whose printers call the appliance. */
export const CALLING = new Set(["cloudprnt", "server_direct"]);
const USUAL_PORT = "9100";
const CHECK_DIGITS = 4;

/**
 * Where a device hangs, in parts a person knows.
 * @param {string} address a line such as tcp://192.0.2.10:9100
 * @returns {{way: "network" | "usb" | "serial" | "calls" | "other", at: string}}
 */
export function placeOf(address) {
  const [way = "", rest = ""] = split(address);
  if (way === "tcp" || way === "http" || way === "https") return { way: "network", at: rest.replace(/^\/\//, "").replace(/\/.*$/, "").replace(new RegExp(`:${USUAL_PORT}$`), "") };
  if (way === "usb") return { way: "usb", at: rest };
  if (way === "serial") return { way: "serial", at: rest.replace(/\?.*$/, "").replace(/^.*\//, "") };
  if (way === "mac") return { way: "calls", at: spelled(rest) };
  return { way: "other", at: address };
}

/** @param {string} address @returns {string[]} before and after the first colon */
function split(address) {
  const colon = address.indexOf(":");
  if (colon < 0) return ["", address];
  return [address.slice(0, colon), address.slice(colon + 1)];
}

/** A MAC with colons. @param {string} mac 12 hex digits */
export const spelled = (mac) => (mac.match(/../g) ?? []).join(":");

/** @param {string} typed @returns {string} the 12 digits of a MAC, "" when it is none */
export function macOf(typed) {
  const digits = typed.replace(/[^0-9a-f]/gi, "").toLowerCase();
  return digits.length === 12 ? digits : "";
}

/**
 * How a printer stands, as a word's code and a tone.
 * @param {ListedPrinter} printer
 * @returns {{code: "ready" | "look" | "away" | "off", tone: Tone}}
 */
export function printerStanding(printer) {
  return printer.enabled ? standingOf(printer.state) : { code: "off", tone: "calm" };
}

/**
 * The same of a printer as the floor sees it, so that every list has one word for it.
 * @param {{online: boolean, code: string}} state
 * @returns {{code: "ready" | "look" | "away" | "off", tone: Tone}}
 */
export function standingOf({ online, code }) {
  if (code === "off") return { code: "off", tone: "calm" };
  if (!online) return { code: "away", tone: "late" };
  return code === "" ? { code: "ready", tone: "done" } : { code: "look", tone: "soon" };
}

/**
 * What was found, in the order in which it is shown. What is in use already stands below on the page.
 * @param {FoundThing[]} items
 */
export function sorted(items) {
  const of = (/** @type {string} */ state) => items.filter((item) => item.state === state);
  return { offered: [...of("asking"), ...of("new")], ignored: of("ignored") };
}

/**
 * The found thing at an address somebody typed.
 * @param {FoundThing[]} items
 * @param {string} typed 192.0.2.10, 192.0.2.10:9100 or tcp://192.0.2.10:9100
 */
export function foundAt(items, typed) {
  const wanted = placeOf(`tcp://${typed.trim().replace(/^tcp:\/\//, "")}`).at.toLowerCase();
  return items.find((item) => placeOf(item.address).way === "network" && placeOf(item.address).at.toLowerCase() === wanted) ?? null;
}

/** The number on a screen as it must be sent; "" until all digits are there. @param {string} typed */
export function checkNumber(typed) {
  const digits = typed.replace(/\D/g, "");
  return digits.length === CHECK_DIGITS ? digits : "";
}

/** @param {readonly {id: string, name: string}[]} stations @param {readonly string[]} chosen */
export const namesOf = (stations, chosen) => stations.filter((station) => chosen.includes(station.id)).map((station) => station.name).join(", ");

/**
 * Printers that may stand in for one: not itself, and none whose own backups lead back to it.
 * @param {ListedPrinter[]} printers
 * @param {string} id
 */
export function backupsFor(printers, id) {
  const leadsBack = (/** @type {ListedPrinter | undefined} */ printer, /** @type {number} */ left) => {
    for (let at = printer; at && left > 0; left -= 1) {
      if (at.id === id) return true;
      const next = at.backup_id;
      at = printers.find((one) => one.id === next);
    }
    return false;
  };
  return printers.filter((printer) => !leadsBack(printer, printers.length));
}

/**
 * The models that a command set can drive.
 * @template {{bridges: string[]}} Model
 * @param {string} bridge
 * @param {readonly Model[]} models
 */
export const modelsFor = (bridge, models) => models.filter((model) => model.bridges.length === 0 || model.bridges.includes(bridge));

/**
 * The model a command set usually means: of the same maker, else the first it can drive.
 * @param {string} bridge
 * @param {readonly {profile: string, bridges: string[]}[]} models
 */
export function usualModel(bridge, models) {
  const maker = bridge === "star" || bridge === "cloudprnt" ? "star" : "epson";
  const fitting = modelsFor(bridge, models);
  return (fitting.find((model) => model.profile.startsWith(maker)) ?? fitting[0])?.profile ?? "";
}

/** Whether a slip may have come out of the printer. @param {TrySlip} slip */
export const cameOut = (slip) => slip.state !== "waiting" && slip.state !== "failed";

/** How many of the newest papers to keep: never none, never all. @param {number} keep @param {number} count */
export const kept = (keep, count) => Math.max(1, Math.min(keep, count - 1));

/** Hex digits in pairs, as people read them. @param {string} hex */
export const inPairs = (hex) => (hex.match(/../g) ?? []).join(" ");

/**
 * Only what differs from before.
 * @template {Record<string, unknown>} T
 * @param {T} before
 * @param {Partial<T>} after
 * @returns {Partial<T>}
 */
export function changesOf(before, after) {
  return /** @type {Partial<T>} */ (Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)));
}

/** A span of time in its largest fitting unit. @param {number} seconds */
export function span(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}
