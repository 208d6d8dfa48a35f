// What the floor asks of the appliance, and the line it listens on.
import { ApiError, api } from "../shared/api.js";
import { speak } from "../shared/i18n/index.js";
import { connectLive } from "../shared/live.js";
import { computed, effect, signal } from "../vendor/ui.js";
import { connected, device, floor, phase, sheet, staff, takeSnapshot, takeUpdate, venue } from "./state.js";
import { say } from "./strings.js";

/** @typedef {import("./wire.js").Detail} Detail */
/** @typedef {import("./wire.js").Bill} Bill */

const SILENCE_S = 35;
const AGAIN_MS = 4000;

/** @type {import("../vendor/ui.js").Signal<ReturnType<typeof connectLive> | null>} */
const live = signal(null);
let generation = 0;

/** The line's state and the time of the last word from the appliance (0: none yet). */
export const link = computed(() => ({ state: live.value?.status.value ?? "reconnecting", updated_at: live.value?.updatedAt.value ?? 0 }));

effect(() => {
  connected.value = link.value.state === "live" || link.value.state === "polling";
});

/** Finds out who and where we are, then listens; tries again by itself while nothing answers. */
export async function begin() {
  const mine = (generation += 1);
  hangUp();
  try {
    const me = await api.get("/api/me?kind=floor");
    if (mine !== generation) return;
    venue.value = me.venue;
    device.value = me.device;
    staff.value = me.staff;
    await speak("en", me.venue.default_language);
    if (!me.staff) return leave();
    takeSnapshot(await api.get("/api/floor"));
    phase.value = "floor";
    listen();
  } catch (error) {
    if (mine !== generation) return;
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return leave();
    phase.value = "unreachable";
    setTimeout(() => mine === generation && void begin(), AGAIN_MS);
  }
}

/** Nobody is signed in: what was open, a PIN perhaps, is not for whoever comes next. */
function leave() {
  sheet.value = null;
  phase.value = device.peek()?.kind === "floor" ? "sign_in" : "pairing";
}

function listen() {
  live.value = connectLive({
    socket: (since) => `/ws/floor?since=${since}`,
    poll: async () => ({ type: "snapshot", ...(await api.get("/api/floor", { retries: 0 })) }),
    merge: (message) => (message.type === "snapshot" ? takeSnapshot(/** @type {any} */ (message)) : takeUpdate(/** @type {any} */ (message))),
    ended: () => void begin(),
    since: floor.peek()?.seq ?? 0,
    silence_s: SILENCE_S,
  });
}

function hangUp() {
  live.peek()?.stop();
  live.value = null;
}

export async function signOut() {
  await api.post("/api/sign_out");
  await begin();
}

/** @param {string} code as typed or from the address @returns {Promise<{device: import("./wire.js").Device}>} */
export const pair = (code) => api.post("/api/devices/pair", { code: code.replace(/[^0-9a-z]/gi, "").toUpperCase() });
/** @returns {Promise<import("./wire.js").Colleague[]>} */
export const fetchNames = () => api.get("/api/staff/names");
/** @param {{staff_id: string, pin: string} | {login: string, password: string}} who */
export const signIn = (who) => api.post("/api/sign_in", who, { retries: 0 });

/** @typedef {import("./wire.js").Colleague & {wait_s: number}} Waiting */
/** @returns {Promise<Waiting[]>} */
export const fetchWaiting = () => api.get("/api/staff/waiting");
/** @param {string} staff_id */
export const unlock = (staff_id) => api.post(`/api/staff/${staff_id}/unlock`);

/** @param {string} table_id @param {number | null} covers @returns {Promise<{session_id: string, url: string, svg: string}>} */
export const openTable = (table_id, covers) => api.post(`/api/tables/${table_id}/open`, { covers });
/** @param {string} table_id @param {boolean} enabled */
export const enableTable = (table_id, enabled) => api.post(`/api/tables/${table_id}/enabled`, { enabled });
/** @param {string} session_id @returns {Promise<{url: string, svg: string}>} */
export const freshQr = (session_id) => api.post(`/api/session/${session_id}/qr`);
/** @param {string} session_id @returns {Promise<{pin: string}>} */
export const newPin = (session_id) => api.post(`/api/session/${session_id}/pin`);
/** @param {string} table_id @returns {Promise<{job_id: string}>} */
export const printCode = (table_id) => api.post(`/api/tables/${table_id}/qr/print`);
/** @param {string} table_id @returns {Promise<{url: string, svg: string}>} */
export const replaceCode = (table_id) => api.post(`/api/tables/${table_id}/qr/rotate`);
/** @param {string} session_id @returns {Promise<{closed_at: number, undo_until: number, cooking: number, ready: number}>} dishes not done, and not served */
export const closeTable = (session_id) => api.patch(`/session/${session_id}/close`);
/** @param {string} session_id */
export const restoreTable = (session_id) => api.patch(`/session/${session_id}/restore`);
/** @param {string} call_id */
export const answerCall = (call_id) => api.post(`/api/calls/${call_id}/answer`);
/** @param {string} order_id */
export const serveOrder = (order_id) => api.post(`/api/orders/${order_id}/serve`);
/** @param {string} order_id @param {{line_id: string, quantity: number}[]} lines @param {string} reason @returns {Promise<{pieces: number}>} */
export const cancelLines = (order_id, lines, reason) => api.post(`/api/orders/${order_id}/cancel`, { lines, reason });
/** Somebody has told the cooks what was cancelled. @param {string} ticket_id */
export const confirmCancel = (ticket_id) => api.post(`/api/tickets/${ticket_id}/move`, { verb: "confirm" });
/** @param {string} session_id @returns {Promise<Detail>} */
export const fetchDetail = (session_id) => api.get(`/api/session/${session_id}`);
/** @param {string} ticket_id */
export const reprintTicket = (ticket_id) => api.post(`/api/tickets/${ticket_id}/reprint`);

/** @param {string} session_id @param {{tendered_minor: number, expected_total_minor: number, receipt: boolean}} cash @param {string} key @returns {Promise<{payment: import("./wire.js").CashPayment, bill: Bill, drawer: string, receipt: string}>} */
export const takeCash = (session_id, cash, key) => api.post(`/api/session/${session_id}/cash`, cash, { key });
/** @param {string} session_id @returns {Promise<{job_id: string | null}>} */
export const printReceipt = (session_id) => api.post(`/api/session/${session_id}/receipt`);
/** @param {string} session_id @returns {Promise<{job_id: string | null}>} */
export const printBill = (session_id) => api.post(`/api/session/${session_id}/print_bill`);
/** @param {string} reason */
export const openDrawer = (reason) => api.post("/api/drawer/open", { reason });

/** @param {import("./wire.js").QrOrdering} wanted */
export const setQrOrdering = (wanted) => api.post("/api/qr_ordering", wanted);
/** @param {string | null} date null for today @returns {Promise<{date: string, items: import("./wire.js").PastSitting[]}>} */
export const fetchHistory = (date) => api.get(date === null ? "/api/history" : `/api/history?date=${date}`);
/** @returns {Promise<import("./wire.js").PrintJob[]>} */
export const fetchJobs = async () => (await api.get("/api/print_jobs")).items;
/** @param {string} job_id @param {"print" | "drop"} decision */
export const decideJob = (job_id, decision) => api.post(`/api/print_jobs/${job_id}/decide`, { decision });

/** @typedef {{enabled: boolean, word: string | null, valid_until: number | null}} DailyPass */
/** @returns {Promise<DailyPass>} */
export const fetchPass = () => api.get("/api/daily_pass");
/** @returns {Promise<DailyPass>} */
export const rotatePass = () => api.post("/api/daily_pass/rotate");
export const printPass = () => api.post("/api/daily_pass/print");

/** @returns {Promise<import("./hardware_wire.js").ListedDevice[]>} */
export const fetchDevices = () => api.get("/api/devices");
/** @param {{kind: string, name: string, stations: string[]}} wanted @returns {Promise<{code: string, expires_at: number, url: string, svg: string}>} */
export const makeCode = (wanted) => api.post("/api/devices/codes", wanted);
/** @param {string} device_id */
export const revokeDevice = (device_id) => api.post(`/api/devices/${device_id}/revoke`);
/** @returns {Promise<{id: string, name: string}[]>} */
export const fetchStations = async () => (await api.get("/api/kitchen")).stations;

/** Why it did not work, for the person at the tablet. @param {unknown} error */
export function sentenceOf(error) {
  if (!(error instanceof ApiError)) return say.problem["unknown"] ?? "";
  if (error.status === 0) return say.offline;
  return say.problem[error.code] ?? (error.sentence || say.problem["unknown"] || "");
}
