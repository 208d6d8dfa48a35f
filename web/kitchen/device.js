// What this kitchen screen keeps on the device: which stations it shows and who cooks here.
import { recall, remember } from "../shared/memory.js";
import { signal } from "../vendor/ui.js";

const STATIONS = "kitchen.stations";
const COOK = "kitchen.cook";

/** Chosen station ids; [] means all, null means what the appliance set for this device. @type {import("../vendor/ui.js").Signal<string[] | null>} */
export const chosenStations = signal(listOf(recall(STATIONS)));
/** Staff id of the cook who claimed last on this screen. @type {import("../vendor/ui.js").Signal<string | null>} */
export const cookId = signal(textOf(recall(COOK)));

/** @param {string[]} ids [] for all */
export function chooseStations(ids) {
  chosenStations.value = ids;
  remember(STATIONS, ids);
}

/** @param {string} id */
export function rememberCook(id) {
  cookId.value = id;
  remember(COOK, id);
}

/** @param {unknown} kept @returns {string[] | null} null also when what was kept makes no sense */
function listOf(kept) {
  return Array.isArray(kept) ? kept.filter((entry) => typeof entry === "string") : null;
}

/** @param {unknown} kept */
function textOf(kept) {
  return typeof kept === "string" ? kept : null;
}
