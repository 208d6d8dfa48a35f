// Every sentence of the floor app, in one place to translate: what all pages share stands here, the rest by page in strings/.
import { cancelling } from "./strings/cancelling.js";
import { door } from "./strings/door.js";
import { hardware } from "./strings/hardware.js";
import { money } from "./strings/money.js";
import { needsYou } from "./strings/needs_you.js";
import { plural } from "./strings/plural.js";
import { tables } from "./strings/tables.js";

export const say = {
  ...tables,
  ...cancelling,
  ...money,
  ...needsYou,
  ...hardware,
  ...door,
  tables: "Tables",
  history: "History",
  more: "More",
  grid: "Cards",
  plan: "Plan",
  allAreas: "All",
  back: "Back",
  close: "Close",
  cancel: "Cancel",
  done: "Done",
  print: "Print",
  loading: "Loading the floor…",
  noTables: "No tables in this area.",
  retry: "Try again",
  allWell: "All well",
  needs: (/** @type {number} */ n) => plural(n, "thing needs you", "things need you"),
  look: (/** @type {number} */ n) => plural(n, "note", "notes"),
  called: (/** @type {string} */ name, /** @type {"calls" | "bill"} */ code, /** @type {number} */ n) => (n > 1 ? `${n} tables call` : code === "bill" ? `${name}: bill` : `${name} calls`),
  show: "Show",
  andMore: (/** @type {number} */ n) => `· ${plural(n, "more note", "more notes")}`,
  justNow: "· just now",
  since: (/** @type {string} */ age) => `· since ${age}`,
  lost: "Connection lost",
  lostSince: (/** @type {string} */ t) => `last update ${t} · what you see may be old`,
  lostNever: "trying to reach the appliance",
  polling: "Weak connection: updates every few seconds.",
  offline: "There is no connection to the appliance. Try again when it is back.",
  qrOff: "QR ordering is off",
  qrOffUntil: (/** @type {string} */ t) => `QR ordering is off until ${t}`,
  qrOn: "Turn on",
  undo: "Undo",
  problem: /** @type {Record<string, string>} */ ({
    table_taken: "Another party sits at this table now.",
    forbidden: "Your role does not allow this. Ask a manager.",
    table_session_ended: "This table was closed meanwhile.",
    total_changed: "The total changed meanwhile.",
    illegal_move: "A colleague was faster: this has changed already.",
    bad_request: "Something here is too long or too large. Change it and try again.",
    unknown: "That did not work. Try again.",
  }),
};
