// Sentences of the floor app: what needs a person.
import { plural } from "./plural.js";

export const needsYou = {
  needsYou: {
    title: "What needs you",
    nothing: "Nothing needs you.",
    nothingAllThere: "Nothing needs you. Printers and screens are well.",
    calls: { calls: "calls a waiter", bill: "asks for the bill" },
    printers: "Printers",
    screens: "Kitchen screens",
    other: "Also worth knowing",
    online: "online",
    offline: "offline",
    silent: (/** @type {string} */ t) => `silent for ${t}`,
    toTable: "Go to table",
    served: "Served",
    jobs: "Waiting to print",
    printNow: "Print",
    drop: "Drop",
    asks: "Older than 15 min. Print it, or drop it?",
    asksWhy: /** @type {Record<string, string>} */ ({
      doubt: "It may be on paper already, more than once. Print it again, or drop it?",
      document: "It cannot be printed as it is. Try again, or drop it?",
      word: "It waits for your word. Print it, or drop it?",
    }),
    failover: (/** @type {string} */ from, /** @type {string} */ why) => `meant for ${from}${why ? ` (${why})` : ""}`,
    toPrinter: "Go to printer",
    tries: (/** @type {number} */ n) => plural(n, "try", "tries"),
    order: (/** @type {number} */ n) => `#${n}`,
    kind: /** @type {Record<string, string>} */ ({ ticket: "Ticket", change: "Change", runner: "Runner slip", label: "Bag label", report: "Report", status: "Status slip", bill: "Bill", receipt: "Receipt", qr: "QR", pass: "Daily pass", drawer: "Drawer", test: "Test" }),
  },
};
