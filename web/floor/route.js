// Where in the app we are, kept behind the # of the address so that Back works, and what this device prefers to see.
import { recall, remember } from "../shared/memory.js";
import { computed, signal } from "../vendor/ui.js";

/** @typedef {{page: "tables" | "history" | "more" | "devices"} | {page: "table" | "pay", table_id: string} | {page: "printer", printer_id: string}} Route */

const hash = signal(globalThis.location?.hash ?? "");

/** @type {import("../vendor/ui.js").ReadonlySignal<Route>} */
export const route = computed(() => read(hash.value));

/** @param {string} text @returns {Route} */
export function read(text) {
  const [page = "", id = ""] = text.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  if ((page === "table" || page === "pay") && id) return { page, table_id: id };
  if (page === "printer" && id) return { page, printer_id: id };
  return page === "history" || page === "more" || page === "devices" ? { page } : { page: "tables" };
}

/** @param {Route["page"]} page @param {string} [id] of the table or printer */
export const address = (page, id) => (id === undefined ? `#/${page}` : `#/${page}/${encodeURIComponent(id)}`);

/** @param {Route["page"]} page @param {string} [id] of the table or printer */
export function go(page, id) {
  location.hash = address(page, id);
}

export function watchAddress() {
  addEventListener("hashchange", () => (hash.value = location.hash));
}

/** A choice kept on this device. @param {string} name @param {string} otherwise */
function kept(name, otherwise) {
  const before = recall(`floor.${name}`);
  const choice = signal(typeof before === "string" ? before : otherwise);
  const choose = (/** @type {string} */ value) => {
    choice.value = value;
    remember(`floor.${name}`, value);
  };
  return { choice, choose };
}

/** The area shown, "" for all. */
export const area = kept("area", "");
/** "grid" or "plan". */
export const layout = kept("layout", "grid");
/** "auto", "light" or "dark". */
export const theme = kept("theme", "auto");
