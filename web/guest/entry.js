// The way to the table: comes back with what the phone kept, else enters by the code on the table; every refusal becomes a phase.
import { batch } from "../vendor/ui.js";
import { api, ApiError } from "../shared/api.js";
import { recall, remember } from "../shared/memory.js";
import { merge, phase, party, staleKept, venue } from "./state.js";

/** @typedef {import("../shared/contract.js").Entry} Entry */
/** @typedef {{session_id: string, guest_token: string}} Kept */

/** The token of the table's QR code, from the page's own address. */
const token = () => location.pathname.split("/").pop() ?? "";
const place = () => `visit.${token()}`;

/** Enters, or enters again. @returns {Promise<{since: number} | null>} null when refused */
export async function enter() {
  phase.value = { name: "entering" };
  try {
    return seat((await comeBack()) ?? (await api.get(`/t/${token()}`, { retries: 5 })));
  } catch (error) {
    refuse(error);
    return null;
  }
}

/** Closes the bill left over at this table and begins a new one. */
export async function startNew() {
  return seat(await api.post(`/session/${party.value?.id}/start_new`));
}

/** The party is still the one of the left-over bill: it goes on with it. */
export const keepOld = () => void (staleKept.value = party.value?.id ?? "");

/** The guest reads the menu although ordering is not possible. */
export function justRead() {
  if (phase.value.name === "refused") phase.value = { ...phase.value, name: "reading" };
}

/** @param {unknown} error a refusal that ends the visit, or keeps from entering */
export function refuse(error) {
  const known = error instanceof ApiError ? error : new ApiError(0, "offline", "");
  if (known.code === "table_session_ended") remember(place(), null);
  phase.value = { name: "refused", code: known.code, detail: { ...known.body, status: known.status, retry_after_s: known.retry_after_s } };
}

/** After a lost cookie the kept token brings the same member back. @returns {Promise<Entry | null>} */
async function comeBack() {
  const kept = /** @type {Kept | null} */ (recall(place()));
  if (!kept) return null;
  try {
    await api.get(`/session/${kept.session_id}/check`);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "guest_unknown") return forgetEnded(error);
  }
  try {
    return await api.post(`/session/${kept.session_id}/resume`, { guest_token: kept.guest_token });
  } catch (error) {
    return forgetEnded(error);
  }
}

/** @param {unknown} error */
function forgetEnded(error) {
  if (!(error instanceof ApiError) || error.status === 0 || error.status >= 500) throw error;
  remember(place(), null);
  return null;
}

/** @param {Entry} entry */
function seat(entry) {
  if (entry.guest_token) remember(place(), { session_id: entry.session_id, guest_token: entry.guest_token });
  batch(() => {
    venue.value = entry.venue;
    merge({ type: "snapshot", ...entry.snapshot });
    phase.value = { name: "in" };
  });
  return { since: entry.snapshot.seq };
}
